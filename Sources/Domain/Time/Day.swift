/// A calendar day without a time zone, as the proleptic Gregorian calendar counts.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    package let number: Int

    package init(number: Int) {
        self.number = number
    }

    /// Nil where the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        let candidate = Day(unchecked: year, month, day)
        guard candidate.civil == (year, month, day) else { return nil }
        self = candidate
    }

    /// Reads `2026-11-21`; nil for anything else.
    package init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || ($0 >= 0x30 && $0 <= 0x39) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Howard Hinnant's `days_from_civil`: years begin in March, so that leap days come last.
    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.flooredQuotient(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// The day's year, month (1 to 12) and day of the month.
    package var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// The form that URLs, JSON and `DATE` columns carry: `2026-11-21`.
    package var iso: String {
        let (year, month, day) = civil
        return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }

    package var firstOfMonth: Day {
        advanced(by: 1 - civil.day)
    }

    package var firstOfNextMonth: Day {
        firstOfMonth.advanced(by: 31).firstOfMonth
    }

    package func advanced(by days: Int) -> Day {
        Day(number: number + days)
    }

    /// The same day so many months away, or the last day of that month where it is shorter.
    package func advanced(byMonths months: Int) -> Day {
        let (year, month, day) = civil
        let count = year * 12 + month - 1 + months
        let first = Day(
            unchecked: count.flooredQuotient(by: 12),
            count - count.flooredQuotient(by: 12) * 12 + 1,
            1
        )
        let length = first.firstOfNextMonth.number - first.number
        return first.advanced(by: min(day, length) - 1)
    }

    package static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }
}

extension Int {
    /// Decimal digits with zeros in front, for dates and times.
    package func padded(to width: Int) -> String {
        let digits = String(magnitude)
        let zeros = String(repeating: "0", count: Swift.max(0, width - digits.count))
        return (self < 0 ? "-" : "") + zeros + digits
    }
}
