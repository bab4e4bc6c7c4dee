internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Notes that people write about a customer.
///
/// A change says with `If-Match` which version its writer saw. Who saw an older one gets 409 with
/// the note as it is now, and decides what becomes of the two texts.
enum NoteController {
    static func list(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        var fields = QueryFields(visit)
        let before = fields.value("cursor", "the next_cursor of an answer before") {
            NoteRecord.ID(text: $0)
        }
        let limit = fields.limit()
        try fields.check()
        let notes = try NoteStore(scope)
            .list(of: customer(visit, in: scope), before: before, limit: limit + 1)
        return .json([
            "success": true,
            "notes": .array(notes.prefix(limit).map { NoteView($0).json }),
            "next_cursor": .optional(notes.count > limit ? notes[limit - 1].id.text : nil),
        ])
    }

    static func show(_ visit: Visit) throws -> Response {
        try NoteView(find(visit, in: visit.scope())).response()
    }

    /// Adds a note; the same draft sent again adds none, and is answered like the first.
    static func create(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let text = fields.text("text", atMost: NoteRecord.longest)
        let draft = fields.draft()
        try fields.check()
        let (scope, id): (OwnScope, Customer.ID) = (try visit.scope(), try visit.id())
        let store = NoteStore(scope)
        let made = try scope.transaction { () throws(StorageError) in
            guard let customer = try CustomerHold(scope).take(id) else { return nil as Made? }
            if let draft, let known = try store.find(draft: draft) {
                let isHere = try store.find(known.id, of: customer) != nil
                return isHere ? .note(known) : .elsewhere
            }
            let note: NoteRecord.ID = visit.services.ids.next()
            try store.add(note, text, to: customer, draft: draft, by: visit.author, at: visit.now)
            try visit.note(.noteMade, note, about: customer, in: scope)
            return try store.find(note, of: customer).map(Made.note)
        }
        switch made {
        case .note(let note): return NoteView(note).response(status: 201)
        case .elsewhere: throw Problem.conflict.explained("This draft has become another note.")
        case nil: throw Problem.notFound
        }
    }

    private enum Made {
        /// Now, or as the same draft before.
        case note(NoteRecord)
        case elsewhere
    }

    static func update(_ visit: Visit) throws -> Response {
        let seen = try visit.seenVersion()
        var fields = try visit.body()
        let text = fields.text("text", atMost: NoteRecord.longest)
        try fields.check()
        let scope = try visit.scope()
        let (id, customer) = (try noteID(visit), try customer(visit, in: scope))
        let store = NoteStore(scope)
        let (note, isDone) = try scope.transaction {
            () throws(StorageError) -> (NoteRecord?, Bool) in
            guard let note = try store.find(id, of: customer) else { return (nil, false) }
            // Nothing to do, too, where the answer to a change was lost and it is sent again.
            if note.text == text { return (note, true) }
            guard note.version == seen,
                try store.update(note, to: text, by: visit.author, at: visit.now)
            else { return (try store.find(id, of: customer), false) }
            return (try store.find(id, of: customer), true)
        }
        guard let note else { throw Problem.notFound }
        guard isDone else {
            let reason = "\(note.changer.name) has changed this note meanwhile."
            throw Problem.conflict.explained(reason).with("note", NoteView(note).json)
        }
        return NoteView(note).response()
    }

    /// What the note said before, the newest version first.
    static func versions(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        var fields = QueryFields(visit)
        let before = fields.value("cursor", "the next_cursor of an answer before") { text in
            Int(text).flatMap { $0 > 0 ? $0 : nil }
        }
        let limit = fields.limit()
        try fields.check()
        let note = try find(visit, in: scope)
        let versions = try NoteHistory(scope).list(of: note.id, before: before, limit: limit + 1)
        let next = versions.count > limit ? String(versions[limit - 1].number) : nil
        return .json([
            "success": true,
            "versions": .array(versions.prefix(limit).map(NoteView.version)),
            "next_cursor": .optional(next),
        ])
    }

    static func remove(_ visit: Visit) throws -> Response {
        try change(visit, .noteRemoved) { store, note, customer throws(StorageError) in
            try store.remove(note, of: customer, at: visit.now)
        }
    }

    static func restore(_ visit: Visit) throws -> Response {
        try change(visit, .noteRestored) { store, note, customer throws(StorageError) in
            try store.restore(note, of: customer)
        }
    }

    private static func change(
        _ visit: Visit,
        _ action: AuditAction,
        _ body: (NoteStore, NoteRecord.ID, Customer.ID) throws(StorageError) -> Bool
    ) throws -> Response {
        let scope = try visit.scope()
        let (id, customer) = (try noteID(visit), try customer(visit, in: scope))
        let isDone = try scope.transaction { () throws(StorageError) in
            guard try body(NoteStore(scope), id, customer) else { return false }
            try visit.note(action, id, about: customer, in: scope)
            return true
        }
        guard isDone else { throw Problem.notFound }
        return .json(["success": true])
    }

    /// Who lives under the customer's id in the path.
    private static func customer(_ visit: Visit, in scope: OwnScope) throws -> Customer.ID {
        guard let customer = try CustomerHold(scope).living(visit.id()) else {
            throw Problem.notFound
        }
        return customer
    }

    private static func noteID(_ visit: Visit) throws -> NoteRecord.ID { try visit.id("note") }

    private static func find(_ visit: Visit, in scope: OwnScope) throws -> NoteRecord {
        let (id, customer) = (try noteID(visit), try customer(visit, in: scope))
        guard let note = try NoteStore(scope).find(id, of: customer) else { throw Problem.notFound }
        return note
    }
}

extension Fields {
    /// What a page calls a note before it has an id.
    fileprivate mutating func draft() -> String? {
        value("draft", "1 to 64 ASCII letters, digits or hyphens") { member in
            member.text.flatMap { text in
                let isFit = text.utf8.allSatisfy { byte in
                    let scalar = Unicode.Scalar(byte)
                    return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                        || ("0"..."9").contains(scalar) || scalar == "-"
                }
                return isFit && (1...64).contains(text.utf8.count) ? text : nil
            }
        }
    }
}

extension Visit {
    /// The version that a change is meant for: `If-Match: "3"`.
    fileprivate func seenVersion() throws -> Int {
        let tag = request.headers.first("if-match") ?? ""
        guard tag.count > 2, tag.first == "\"", tag.last == "\"",
            let version = Int(tag.dropFirst().dropLast()), version > 0
        else {
            throw Problem.malformed(["If-Match: the ETag of the note as you saw it"])
        }
        return version
    }

    fileprivate func note(
        _ action: AuditAction,
        _ note: NoteRecord.ID,
        about customer: Customer.ID,
        in scope: OwnScope
    ) throws(StorageError) {
        let subject = try AuditEntry.Subject(customer, in: scope)
        try self.note(entry(action, subject, became: ["note": .string(note.text)]), in: scope)
    }
}
