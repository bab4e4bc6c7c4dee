/// Which days a range is compared with.
package enum DayComparison: Sendable {
    /// As many, right before it.
    case previous
    /// The same ones of the year before.
    case yearBefore

    package func range(for range: DayRange) -> DayRange {
        switch self {
        case .previous: range.previous
        case .yearBefore: range.yearBefore
        }
    }

    /// What each step of a range is compared with, as long as the step is, so that the two can be
    /// compared: calendar months of the period before would be cut elsewhere.
    ///
    /// Together they are the whole range that this one is compared with. Nil where a step has
    /// nothing there: a year with a leap day has a day more than the one before.
    package func steps(for range: DayRange) -> [DayRange?] {
        let starts = range.steps.map { start(of: $0, in: range) }
        let ends = starts.dropFirst().map { $0.advanced(by: -1) } + [self.range(for: range).last]
        return zip(starts, ends).map { DayRange(first: $0, last: $1) }
    }

    private func start(of step: DayRange, in range: DayRange) -> Day {
        switch self {
        case .previous: step.first.advanced(by: -range.count)
        case .yearBefore: step.first.advanced(byMonths: -12)
        }
    }
}
