internal import Domain
internal import HTTP
internal import Storage

/// The parameters of a list, read with their expectations; all faults are told at once.
struct QueryFields {
    private let query: Query
    /// What was found wrong.
    private(set) var faults: [String] = []

    init(_ visit: Visit) {
        self.init(visit.request.query)
    }

    init(_ query: Query) {
        self.query = query
    }

    /// Refuses whatever has another name, and what is there twice: where a word that is not
    /// understood would mean more rows than were meant.
    mutating func refuseOthers(than names: [String]) {
        var known: Set<String> = []
        for (name, _) in query.pairs {
            if !names.contains(name) {
                fault(name, "not a parameter of this list")
            } else if !known.insert(name).inserted {
                fault(name, "only once")
            }
        }
    }

    /// A parameter read as a value; nil where it is missing or empty, or is at fault.
    mutating func value<Value>(
        _ name: String,
        _ expected: String,
        _ read: (String) -> Value?
    ) -> Value? {
        guard let text = query.first(name), !text.isEmpty else { return nil }
        let value = read(text)
        if value == nil { fault(name, expected) }
        return value
    }

    mutating func stage(_ name: String) -> Stage? {
        let names = Stage.allCases.map(\.name).joined(separator: ", ")
        return value(name, "one of \(names)") { Stage(name: $0) }
    }

    mutating func source() -> SourceFilter? {
        value("source", "a source") { SourceFilter(id: $0) }
    }

    mutating func connection() -> Connection.ID? {
        value("connection", "a connection's id") { Connection.ID(text: $0) }
    }

    /// A stretch of time between two parameters, each a day of the organisation's or a time.
    mutating func span(_ from: String, _ to: String, in zone: TimeZone) -> CustomerFilter.Span {
        let expected = "a day such as 2026-11-21, or an ISO 8601 date and time with its zone"
        let first = value(from, expected) { text in
            Day(iso: text).map(zone.start) ?? Instant(iso8601: text)
        }
        let end = value(to, expected) { text in
            Day(iso: text).map { zone.start(of: $0.advanced(by: 1)) } ?? Instant(iso8601: text)
        }
        if let first, let end, end <= first { fault(to, "not before \(from)") }
        return CustomerFilter.Span(from: first, to: end)
    }

    /// Adds a fault that the caller found.
    mutating func fault(_ name: String, _ expected: String) {
        faults.append("\(name): \(expected)")
    }

    /// Whether the parameter was sent with something in it.
    func has(_ name: String) -> Bool {
        query.first(name)?.isEmpty == false
    }

    /// How many rows, from where, and how many to skip.
    ///
    /// - Parameter list: what cursors of this list begin with, so that those of another are told.
    mutating func page(of list: String) -> PageRequest {
        var request = rows()
        request.cursor = cursor { text in
            text.hasPrefix(list) ? ListCursor(text: text.dropFirst(list.count)) : nil
        }
        return request
    }

    /// How many rows, 50 unless it is said.
    mutating func limit() -> Int {
        number("limit", in: 1...200) ?? 50
    }

    /// How many rows, and how many to skip.
    mutating func rows() -> PageRequest {
        PageRequest(
            limit: limit(),
            offset: number("offset", in: QueryFields.skippable) ?? 0
        )
    }

    /// Where a list goes on, in the list's own words.
    mutating func cursor<Cursor>(_ read: (String) -> Cursor?) -> Cursor? {
        let cursor = value(
            "cursor",
            "the next_cursor or previous_cursor of an answer before",
            read
        )
        if cursor != nil, has("offset") { fault("offset", "not together with a cursor") }
        return cursor
    }

    private mutating func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
        value(name, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// Rows that are skipped are read all the same: beyond so many, cursors are the way.
    static let skippable = 0...10_000

    /// Throws all that was found wrong.
    func check() throws {
        guard faults.isEmpty else { throw Problem.malformed(faults) }
    }
}
