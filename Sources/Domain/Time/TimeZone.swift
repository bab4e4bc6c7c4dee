/// When a place's clocks stood how far from UTC: what decides which day an instant falls on.
///
/// Pure: whoever makes one has read the transitions from the system's time zone database.
package struct TimeZone: Hashable, Sendable {
    /// From `start` on, clocks show UTC plus `offset` seconds.
    package struct Period: Hashable, Sendable {
        package let start: Int64
        package let offset: Int64

        package init(start: Int64, offset: Int64) {
            self.start = start
            self.offset = offset
        }
    }

    /// The name in the tz database, such as `Africa/Accra`.
    package let name: String
    /// In order of `start`; the first begins at `Int64.min`.
    private let periods: [Period]

    package static let utc = TimeZone(name: "UTC", offset: 0, transitions: [])

    /// - Parameters:
    ///   - offset: seconds east of UTC before the first transition.
    ///   - transitions: in order of time.
    package init(name: String, offset: Int64, transitions: [Period]) {
        self.name = name
        periods = [Period(start: .min, offset: offset)] + transitions
    }

    /// Seconds that local clocks are ahead of UTC at that instant.
    package func offset(at instant: Instant) -> Int64 {
        offset(atSecond: instant.seconds)
    }

    /// The calendar day that local clocks show at that instant.
    package func day(of instant: Instant) -> Day {
        let local = instant.seconds + offset(at: instant)
        return Day(number: Int(local.flooredQuotient(by: 86_400)))
    }

    /// The instant at which the day begins there; where clocks skip midnight, the end of the gap.
    package func start(of day: Day) -> Instant {
        let midnight = Int64(day.number) * 86_400
        let guess = midnight - offset(atSecond: midnight)
        let start = midnight - offset(atSecond: guess)
        return Instant(seconds: self.day(of: Instant(seconds: start)) < day ? guess : start)
    }

    private func offset(atSecond second: Int64) -> Int64 {
        var low = 0
        var high = periods.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if periods[middle].start <= second {
                low = middle
            } else {
                high = middle
            }
        }
        return periods[low].offset
    }
}
