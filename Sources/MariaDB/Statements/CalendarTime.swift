internal import CMariaDB

/// Between microseconds since 1970 and the calendar fields that the wire carries.
///
/// The calendar is the proleptic Gregorian one, as in MariaDB; days are counted in eras of 400
/// years whose first day is a 1 March, so that leap days come last.
extension MYSQL_TIME {
    private static let microsecondsPerDay: Int64 = 86_400_000_000
    /// From 0000-01-01 up to, but not including, 10000-01-01: what a DATETIME can hold.
    private static let range: Range<Int64> = -719_528..<2_932_897

    /// Nil outside the years 0 to 9999.
    init?(microseconds: Int64) {
        var days = microseconds / Self.microsecondsPerDay
        var rest = microseconds % Self.microsecondsPerDay
        if rest < 0 {
            days -= 1
            rest += Self.microsecondsPerDay
        }
        guard Self.range.contains(days) else { return nil }
        self.init()
        setDate(daysSince1970: days)
        hour = UInt32(rest / 3_600_000_000)
        minute = UInt32(rest / 60_000_000 % 60)
        second = UInt32(rest / 1_000_000 % 60)
        second_part = UInt(rest % 1_000_000)
        time_type = MYSQL_TIMESTAMP_DATETIME
    }

    var microseconds: Int64 {
        let seconds = Int64(hour) * 3_600 + Int64(minute) * 60 + Int64(second)
        return daysSince1970 * Self.microsecondsPerDay + seconds * 1_000_000 + Int64(second_part)
    }

    private mutating func setDate(daysSince1970 days: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = UInt32(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        month = UInt32(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        year = UInt32(era * 400 + yearOfEra + (monthFromMarch < 10 ? 0 : 1))
    }

    private var daysSince1970: Int64 {
        let shiftedYear = Int64(year) - (month <= 2 ? 1 : 0)
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let monthFromMarch = (Int64(month) + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
