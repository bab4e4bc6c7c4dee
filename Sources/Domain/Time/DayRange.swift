/// Whole days from the first to the last, both included.
package struct DayRange: Hashable, Sendable {
    package let first: Day
    package let last: Day

    /// Nil where the last day comes before the first.
    package init?(first: Day, last: Day) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    package var count: Int { last.number - first.number + 1 }

    /// As many days, ending on the day before this range begins.
    package var previous: DayRange {
        DayRange(unchecked: first.advanced(by: -count), first.advanced(by: -1))
    }

    /// The same days a year before.
    package var yearBefore: DayRange {
        DayRange(unchecked: first.advanced(byMonths: -12), last.advanced(byMonths: -12))
    }

    private init(unchecked first: Day, _ last: Day) {
        self.first = first
        self.last = max(first, last)
    }

    /// A report by days shows at most so many: a quarter of a year.
    private static let mostDays = 92

    /// Its days; where these are too many to be told apart, its calendar months, of which the first
    /// and the last are cut to the range.
    package var steps: [DayRange] {
        var steps: [DayRange] = []
        var start = first
        while start <= last {
            let end = count > DayRange.mostDays ? start.firstOfNextMonth.advanced(by: -1) : start
            steps.append(DayRange(unchecked: start, min(end, last)))
            start = end.advanced(by: 1)
        }
        return steps
    }

    /// The range cut into whole months and what is left before and after them.
    package var parts: (months: DayRange?, days: [DayRange]) {
        let firstMonth = first == first.firstOfMonth ? first : first.firstOfNextMonth
        let afterMonths = last.advanced(by: 1).firstOfMonth
        guard let months = DayRange(first: firstMonth, last: afterMonths.advanced(by: -1)) else {
            return (nil, [self])
        }
        let edges = [
            DayRange(first: first, last: firstMonth.advanced(by: -1)),
            DayRange(first: afterMonths, last: last),
        ]
        return (months, edges.compactMap(\.self))
    }
}
