/// Records that wait on disk for their turn: written once, given back in the order in which they
/// came, also by the process after the one that wrote them.
///
/// Each process writes files of its own and holds a lock on them, so several can share a folder; a
/// file without a living owner is adopted by whoever finds it first. A record that was given back
/// and not dropped, or whose drop a power cut undid, is given back again: takers must recognise it.
///
/// Belongs to one thread.
package final class Spool {
    /// Files end here, so that what is done with is soon given back to the disk.
    private static let fileSize = 16 << 20
    private static let ending = ".spool"

    private let folder: Folder
    private let limit: Int
    /// What this process calls its files, apart from their number.
    private let owner: String
    /// The oldest first.
    private var files: [SpoolFile] = []
    /// What `next` gave and is not dropped yet.
    private var given: (count: Int, end: Int)?

    /// Uses a folder, which is made where it is missing.
    ///
    /// - Parameters:
    ///   - limit: how many bytes may wait.
    ///   - owner: tells this process from all others that use the folder.
    package init(_ path: String, limit: Int, owner: String) throws(SpoolFault) {
        folder = Folder(path: path)
        try folder.make()
        self.limit = limit
        self.owner = owner
    }

    package var isEmpty: Bool { records == 0 }
    package var records: Int { files.reduce(0) { $0 + $1.records } }
    package var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

    /// Adds records; when it returns they survive a power cut, and when it throws none was added.
    package func append(_ records: [[UInt8]]) throws(SpoolFault) {
        let size = records.reduce(0) { $0 + Frame.size(of: $1) }
        guard bytes + size <= limit else { throw .full }
        try writable().append(records)
    }

    /// The oldest records, up to so many and about so many bytes; the same again until `drop`.
    package func next(upTo count: Int, bytes: Int) throws(SpoolFault) -> [[UInt8]] {
        given = nil
        guard let first = files.first(where: { $0.records > 0 }) else { return [] }
        do {
            let (records, end) = try first.read(upTo: count, bytes: bytes)
            given = (records.count, end)
            return records
        } catch {
            if case .damaged = error { try putAway(first) }
            throw error
        }
    }

    /// Forgets what `next` gave.
    package func drop() throws(SpoolFault) {
        guard let given, let first = files.first(where: { $0.records > 0 }) else { return }
        self.given = nil
        try first.drop(given.count, to: given.end)
        removeEmpty()
    }

    /// Takes over the files that processes left behind which run no more; tells how many records
    /// they hold.
    package func adopt() throws(SpoolFault) -> Int {
        try folder.make()
        var adopted: [SpoolFile] = []
        let known = Set(files.map(\.name))
        for name in try folder.names(ending: Spool.ending) where !known.contains(name) {
            if let file = try file(adopting: name) { adopted.append(file) }
        }
        guard !adopted.isEmpty else { return 0 }
        files = (files + adopted).sorted { $0.name < $1.name }
        given = nil
        removeEmpty()
        return adopted.reduce(0) { $0 + $1.records }
    }

    /// Keeps records for people, where nobody adopts them.
    package func setAside(_ records: [[UInt8]]) throws(SpoolFault) {
        let file = try newFile()
        try file.append(records)
        try file.putAway(as: "aside")
    }

    private func file(adopting name: String) throws(SpoolFault) -> SpoolFile? {
        do {
            return try SpoolFile(adopting: name, in: folder)
        } catch {
            guard case .damaged = error else { throw error }
            try folder.rename(name, to: "\(name).damaged")
            return nil
        }
    }

    private func putAway(_ file: SpoolFile) throws(SpoolFault) {
        files.removeAll { $0 === file }
        try file.putAway(as: "damaged")
    }

    /// The newest file, or a new one where that is long enough or not to be written to.
    private func writable() throws(SpoolFault) -> SpoolFile {
        if let last = files.last, !last.isSealed, last.size < Spool.fileSize, last.isThere {
            return last
        }
        let file = try newFile()
        files.append(file)
        return file
    }

    /// Also where somebody took the folder away meanwhile.
    private func newFile() throws(SpoolFault) -> SpoolFile {
        try folder.make()
        return try SpoolFile(making: try freshName(), in: folder)
    }

    /// A name behind all that are there, whoever wrote them.
    private func freshName() throws(SpoolFault) -> String {
        let names = try folder.names(ending: "").filter { $0.contains(Spool.ending) }
        let last = (names + files.map(\.name)).compactMap { Int($0.prefix { $0 != "-" }) }.max()
        let digits = String((last ?? 0) + 1)
        let zeroes = String(repeating: "0", count: max(0, 9 - digits.count))
        return "\(zeroes)\(digits)-\(owner)\(Spool.ending)"
    }

    private func removeEmpty() {
        for file in files where file.records == 0 { file.remove() }
        files.removeAll { $0.records == 0 }
    }
}
