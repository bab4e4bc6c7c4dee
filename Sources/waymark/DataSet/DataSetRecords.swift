internal import Domain
internal import Machine
internal import Storage

/// What people keep on a customer of a data set, as far as a team comes by that works with them.
struct DataSetRecords {
    /// Of a hundred customers so many have each tag.
    private static let tags: [(String, percent: Double)] = [
        ("newsletter", 30), ("returns often", 4), ("wholesale", 1), ("press", 0.02),
    ]
    private static let texts = [
        "Prefers to be called in the afternoon.", "Wants invoices by post.",
        "Asked for the blue one as soon as it is back.",
    ]

    /// Who keeps it.
    static let author = Author(person: nil, name: "Data set")

    let tags: [String]
    /// What a note said, the latest last; empty for most, who have no note.
    let note: [String]
    /// Whether they were known as two customers until a person merged them: what they did without
    /// saying who they are came from a guest.
    let wereTwo: Bool

    init(using chance: inout SeededRandom) {
        tags = Self.tags.filter { _, percent in chance.happens(percent) }.map(\.0)
        let versions = chance.happens(2) ? (chance.happens(10) ? 2 : 1) : 0
        note = Array(Self.texts.shuffled(using: &chance).prefix(versions))
        wereTwo = chance.happens(3)
    }

    /// Writes the tags and the note, with what the audit log says of it.
    ///
    /// - Parameter now: when it was done.
    func write(
        on customer: Customer.ID,
        at now: Instant,
        in scope: OwnScope
    ) throws(StorageError) {
        for tag in tags.compactMap({ tag in CustomerTag(tag) }) {
            try TagStore(scope).add(tag, to: customer, by: Self.author.person, at: now)
        }
        guard let first = note.first else { return }
        let (store, id) = (NoteStore(scope), NoteRecord.ID(customer.number))
        try store.add(id, first, to: customer, draft: nil, by: Self.author, at: now)
        for text in note.dropFirst() {
            guard let written = try store.find(id, of: customer) else { continue }
            _ = try store.update(written, to: text, by: Self.author, at: now)
        }
        try AuditEntry.made(.noteMade, customer, at: now, id: customer.number, in: scope)
    }
}

extension AuditEntry {
    /// Says in the audit log what was done to a customer of a data set.
    static func made(
        _ action: AuditAction,
        _ customer: Customer.ID,
        at now: Instant,
        id: Int64,
        in scope: OwnScope
    ) throws(StorageError) {
        let subject = Subject("customer", customer.number, customer.text)
        let entry = AuditEntry(at: now, action: action, actor: .shell, subject: subject)
        try OwnAudit(scope).add(entry, id: ID(id))
    }
}
