internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Tags on customers, one at a time.
enum TagController {
    /// The organisation's tags with how many customers have each.
    static func list(_ visit: Visit) throws -> Response {
        var fields = QueryFields(visit)
        let beginning = fields.value("q", "at most \(CustomerTag.longest) characters") {
            $0.unicodeScalars.count <= CustomerTag.longest ? $0 : nil
        }
        let last = fields.value("cursor", "the next_cursor of an answer before") {
            CustomerTag($0)?.text
        }
        let limit = fields.limit()
        try fields.check()
        let tags = try TagStore(visit.scope())
            .list(beginning: beginning ?? "", after: last, limit: limit + 1)
        return .json([
            "success": true,
            "tags": .array(tags.prefix(limit).map(TagView.count)),
            "next_cursor": .optional(tags.count > limit ? tags[limit - 1].tag : nil),
        ])
    }

    /// Tags a customer; a tag that they have stays as it is spelt.
    static func add(_ visit: Visit) throws -> Response {
        try change(visit) { store, tag, customer throws(StorageError) in
            guard try store.find(tag, of: customer) == nil else { return .nothing }
            guard try store.count(of: customer) < CustomerTag.most else { return .full }
            let known = try store.spelling(of: tag) ?? tag
            try store.add(known, to: customer, by: visit.author.person, at: visit.now)
            return .done(.customerTagged, known.text)
        }
    }

    /// Takes a tag off a customer; one that they do not have is off already.
    static func remove(_ visit: Visit) throws -> Response {
        try change(visit) { store, tag, customer throws(StorageError) in
            guard let text = try store.find(tag, of: customer) else { return .nothing }
            try store.remove(tag, from: customer)
            return .done(.customerUntagged, text)
        }
    }

    private enum Outcome {
        case done(AuditAction, String)
        case nothing
        case full
    }

    /// Does something with the tag and the customer of the path, and answers with all their tags.
    private static func change(
        _ visit: Visit,
        _ body: (TagStore, CustomerTag, Customer.ID) throws(StorageError) -> Outcome
    ) throws -> Response {
        guard let tag = visit.path["tag"].flatMap({ CustomerTag($0) }) else {
            throw Problem.unprocessable(["tag: 1 to \(CustomerTag.longest) visible characters"])
        }
        let (scope, id): (OwnScope, Customer.ID) = (try visit.scope(), try visit.id())
        let store = TagStore(scope)
        let result = try scope.transaction { () throws(StorageError) in
            guard let customer = try CustomerHold(scope).take(id) else { return nil as Result? }
            let outcome = try body(store, tag, customer)
            if case .done(let action, let text) = outcome {
                let subject = try AuditEntry.Subject(customer, in: scope)
                let entry = visit.entry(action, subject, became: ["tag": .string(text)])
                try visit.note(entry, in: scope)
            }
            return Result(outcome: outcome, tags: try store.list(of: customer))
        }
        guard let result else { throw Problem.notFound }
        if case .full = result.outcome {
            throw Problem.unprocessable(["tag: a customer has at most \(CustomerTag.most)"])
        }
        let names = try MemberStore(scope).names()
        return .json([
            "success": true, "tags": .array(result.tags.map { TagView.tag($0, names) }),
        ])
    }

    private struct Result {
        let outcome: Outcome
        let tags: [TagStore.Record]
    }
}
