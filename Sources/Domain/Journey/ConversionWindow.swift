/// How long after entering a stage a later one still counts as converted (rules, Journey): an
/// organisation's own setting, in whole days of 24 hours.
package struct ConversionWindow: Hashable, Sendable {
    package static let usual = ConversionWindow(unchecked: 90)
    package static let possible = 1...365

    package let days: Int

    /// Nil where nobody may set that.
    package init?(days: Int) {
        guard ConversionWindow.possible.contains(days) else { return nil }
        self.days = days
    }

    private init(unchecked days: Int) {
        self.days = days
    }

    package var duration: Duration { .days(days) }
}
