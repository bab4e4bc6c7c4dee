internal import Storage

/// Where the two lists of one answer go on, such as `n0i1732147200000000.81723~-`.
struct DataCursor: Hashable {
    /// Where one of the lists goes on.
    enum Place: Hashable {
        case beginning
        case at(ListCursor)
        case over
    }

    static let beginning = DataCursor(customers: .beginning, events: .beginning)

    let customers: Place
    let events: Place

    /// - Returns: nil where both lists are over.
    init?(after customers: ListCursor?, _ events: ListCursor?) {
        guard customers != nil || events != nil else { return nil }
        self.init(
            customers: customers.map(Place.at) ?? .over,
            events: events.map(Place.at) ?? .over
        )
    }

    init?(text: String) {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 2, let customers = Place(text: parts[0]),
            let events = Place(text: parts[1])
        else { return nil }
        self.init(customers: customers, events: events)
    }

    private init(customers: Place, events: Place) {
        self.customers = customers
        self.events = events
    }

    var text: String { "\(customers.text)~\(events.text)" }
}

extension DataCursor.Place {
    fileprivate init?(text: Substring) {
        guard text != "-" else {
            self = .over
            return
        }
        guard let cursor = ListCursor(text: text) else { return nil }
        self = .at(cursor)
    }

    fileprivate var text: String {
        if case .at(let cursor) = self { cursor.text } else { "-" }
    }

    /// The rows to read there; nil where the list is over.
    func page(_ rows: PageRequest) -> PageRequest? {
        var request = rows
        switch self {
        case .over: return nil
        case .beginning: return request
        case .at(let cursor):
            request.cursor = cursor
            return request
        }
    }
}
