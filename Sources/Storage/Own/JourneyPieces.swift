internal import Domain
internal import MariaDB

/// Which of the journey's counts hold some days: those of whole months, and of the days around.
struct JourneyPieces {
    private(set) var all: [(grain: JourneyCell.Grain, days: DayRange)] = []

    /// - Parameter ranges: one after the other; a count lies in no two of them.
    init(_ ranges: [DayRange]) {
        for range in ranges {
            let (months, days) = range.parts
            for days in days { add(.day, days) }
            if let months { add(.month, months) }
        }
    }

    /// What follows right upon the last piece becomes part of it.
    private mutating func add(_ grain: JourneyCell.Grain, _ days: DayRange) {
        guard let last = all.last, last.grain == grain,
            last.days.last.advanced(by: 1) == days.first,
            let both = DayRange(first: last.days.first, last: days.last)
        else { return all.append((grain, days)) }
        all[all.count - 1].days = both
    }

    /// The condition for their rows of `journey_counts`.
    var condition: SQL {
        let ranges = all.map { grain, days -> SQL in
            "grain = \(grain.rawValue) AND day BETWEEN \(days.first) AND \(days.last)"
        }
        return "(\(fragments: ranges, separator: " OR "))"
    }
}
