package import Domain

/// Which customers a list is about: those for whom everything that is set holds.
package struct CustomerFilter: Hashable, Sendable {
    /// A stretch of time; what is nil is open.
    package struct Span: Hashable, Sendable {
        package var from: Instant?
        /// The first instant that lies behind it.
        package var to: Instant?

        package init(from: Instant? = nil, to: Instant? = nil) {
            self.from = from
            self.to = to
        }

        package var isOpen: Bool { from == nil && to == nil }
    }

    /// What was paid in a currency, both ends included.
    package struct PaidRange: Hashable, Sendable {
        package var least: Amount?
        package var most: Amount?

        package init(least: Amount? = nil, most: Amount? = nil) {
            self.least = least
            self.most = most
        }

        package var isOpen: Bool { least == nil && most == nil }
    }

    /// Who first entered a stage within a time, and what became of them within the window.
    package struct Entrance: Hashable, Sendable {
        package enum Outcome: String, CaseIterable, Sendable {
            /// Went on to a later stage.
            case movedOn = "moved_on"
            /// Went on to none, and the window is over.
            case left
            /// Went on to none yet.
            case stillOpen = "still_open"
        }

        package let stage: Stage
        package let span: Span
        package var outcome: Outcome?
        /// The next stage.
        package var next: Stage?
        /// A stage that was reached, directly or not.
        package var converted: Stage?
        /// Whether it is the stage that the whole journey began with.
        package var isBeginning = false
        /// How long they had.
        package let window: ConversionWindow
        /// Who entered before this time has left, or has moved on.
        package let windowsEnd: Instant

        package init(stage: Stage, span: Span, window: ConversionWindow, windowsEnd: Instant) {
            self.stage = stage
            self.span = span
            self.window = window
            self.windowsEnd = windowsEnd
        }
    }

    /// The beginning of words of the name, or of an address or a sender's id.
    package var text: String?
    package var stage: Stage?
    package var furthest: Stage?
    package var source: SourceFilter?
    package var connection: Connection.ID?
    /// A tag that they have, in whatever case.
    package var tag: String?
    package var seen = Span()
    package var firstSeen = Span()
    /// The currency of `paid` and of the order by value.
    package var currency: Currency
    package var paid = PaidRange()
    package var entrance: Entrance?

    package init(currency: Currency) {
        self.currency = currency
    }
}

/// How a list of customers is sorted.
package enum CustomerSort: String, CaseIterable, Sendable {
    case lastSeen = "last_seen"
    case firstSeen = "first_seen"
    case name
    /// By what was paid in the filter's currency.
    case value
    /// By when they entered the filter's stage.
    case entered
}
