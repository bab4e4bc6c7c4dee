internal import Domain
internal import Spool

/// The deliveries that wait on disk for the database. Without a spool it is always empty and takes
/// nothing.
struct InboxBacklog {
    private static let adoptionPause = Duration.seconds(5)

    private let settings: SpoolSettings?
    private let node: Int64
    private let report: @Sendable (String, [String: String]) -> Void
    /// Nil until its folder can be made.
    private var spool: Spool?
    private var lookedAt: ContinuousClock.Instant?
    /// When the oldest waiting delivery came in, or one before it.
    private(set) var oldest: Instant?

    init(
        _ settings: SpoolSettings?,
        node: Int64,
        report: @escaping @Sendable (String, [String: String]) -> Void
    ) {
        self.settings = settings
        self.node = node
        self.report = report
        do {
            try open()
        } catch {
            let directory = settings?.directory ?? ""
            report("spool.missing", ["directory": directory, "error": error.description])
        }
    }

    private mutating func open() throws(SpoolFault) {
        guard spool == nil, let settings else { return }
        spool = try Spool(settings.directory, limit: settings.limit, owner: String(node))
    }

    var isEmpty: Bool { spool?.isEmpty ?? true }
    var records: Int { spool?.records ?? 0 }
    var bytes: Int { spool?.bytes ?? 0 }

    /// Puts entries on disk; false where they are not there.
    mutating func keep(_ entries: [InboxEntry]) -> Bool {
        do {
            try open()
            guard let spool else { return false }
            if spool.isEmpty { oldest = entries.first?.receivedAt }
            try spool.append(entries.map(\.bytes))
            return true
        } catch {
            report("spool.refused", ["error": error.description])
            return false
        }
    }

    /// Takes over, now and then, what processes that ended have left.
    mutating func adopt() {
        guard let spool else { return }
        if let lookedAt, .now - lookedAt < InboxBacklog.adoptionPause { return }
        lookedAt = .now
        do {
            let count = try spool.adopt()
            if count > 0 { report("spool.adopted", ["deliveries": String(count)]) }
        } catch {
            report("spool.unreadable", ["error": error.description])
        }
    }

    /// The oldest entries; nil where they cannot be read now.
    mutating func next(_ count: Int, bytes: Int) -> [InboxEntry]? {
        guard let spool else { return [] }
        do {
            let records = try spool.next(upTo: count, bytes: bytes)
            let entries = records.compactMap { InboxEntry(bytes: $0) }
            if entries.count < records.count {
                try spool.setAside(records.filter { InboxEntry(bytes: $0) == nil })
                report("spool.foreign", ["records": String(records.count - entries.count)])
            }
            oldest = entries.first?.receivedAt ?? oldest
            return entries
        } catch {
            report("spool.unreadable", ["error": error.description])
            return nil
        }
    }

    /// Forgets what `next` gave.
    mutating func drop() {
        do {
            try spool?.drop()
        } catch {
            // What was stored comes again and is recognised.
            report("spool.not_dropped", ["error": error.description])
        }
        if isEmpty { oldest = nil }
    }

    /// Keeps entries where people find them; false where that failed.
    func setAside(_ entries: [InboxEntry]) -> Bool {
        do {
            try spool?.setAside(entries.map(\.bytes))
            return true
        } catch {
            report("spool.refused", ["error": error.description])
            return false
        }
    }
}
