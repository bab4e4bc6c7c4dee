/// One file of the spool: a head, then records one behind the other.
///
/// The head says where the first record stands that was not given back yet. It is written without
/// fsync: after a power cut some records come again, and whoever takes them recognises them.
final class SpoolFile {
    private static let signature: [UInt8] = Array("WMSPOOL1".utf8)
    private static let headSize = 16
    private static let chunk = 1 << 20

    let name: String
    private let folder: Folder
    private let descriptor: Descriptor
    /// Where the first record stands that is still wanted.
    private var start = SpoolFile.headSize
    /// Where the next record will stand.
    private var end = SpoolFile.headSize
    private(set) var records = 0
    /// Whether nothing may be added: what an fsync that failed has left is not known.
    private(set) var isSealed = false

    /// How many bytes are still wanted.
    var bytes: Int { end - start }
    var size: Int { end }
    /// Whether the next process would find it: somebody may have taken its name away, and then
    /// only this process still reads it.
    var isThere: Bool { (try? descriptor.status().links) ?? 0 > 0 }

    /// A new file, locked before it has the name by which others find it.
    init(making name: String, in folder: Folder) throws(SpoolFault) {
        self.name = name
        self.folder = folder
        let draft = "\(name).new"
        descriptor = try Descriptor(making: folder.path(of: draft))
        do throws(SpoolFault) {
            guard descriptor.lock() else { throw SpoolFault.system("\(draft) is locked") }
            try descriptor.cut(to: 0)
            try descriptor.write(SpoolFile.head(SpoolFile.headSize), at: 0)
            try descriptor.sync()
            try folder.rename(draft, to: name)
        } catch {
            folder.remove(draft)
            folder.remove(name)
            throw error
        }
    }

    /// A file that another process left; nil where that process lives, or has emptied it.
    ///
    /// What stands behind the last whole record is the rest of a write that nobody was told of:
    /// it is cut off.
    init?(adopting name: String, in folder: Folder) throws(SpoolFault) {
        self.name = name
        self.folder = folder
        descriptor = try Descriptor(opening: folder.path(of: name))
        guard descriptor.lock() else { return nil }
        let (size, links) = try descriptor.status()
        guard links > 0 else { return nil }
        let head = try descriptor.read(SpoolFile.headSize, at: 0)
        guard head.count == SpoolFile.headSize else {
            folder.remove(name)
            return nil
        }
        guard Array(head.prefix(8)) == SpoolFile.signature else {
            throw .damaged("\(name) is not a file of the spool")
        }
        start = max(SpoolFile.headSize, Int(head.littleEndian(Int64.self, at: 8)))
        end = start
        isSealed = true
        try countRecords()
        if end < size { try descriptor.cut(to: end) }
    }

    /// Adds records; they are on disk when it returns, and none of them when it throws.
    func append(_ records: [[UInt8]]) throws(SpoolFault) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(records.reduce(0) { $0 + Frame.size(of: $1) })
        for record in records { Frame.append(record, to: &bytes) }
        do {
            try descriptor.write(bytes, at: end)
        } catch {
            try descriptor.cut(to: end)
            throw error
        }
        do {
            try descriptor.sync()
        } catch {
            isSealed = true
            try descriptor.cut(to: end)
            throw error
        }
        end += bytes.count
        self.records += records.count
    }

    /// The first records that are still wanted, and where they end.
    func read(upTo count: Int, bytes: Int) throws(SpoolFault) -> (records: [[UInt8]], end: Int) {
        var records: [[UInt8]] = []
        var place = 0
        var buffer = try descriptor.read(min(bytes, end - start), at: start)
        while records.count < count, start + place < end {
            switch Frame.read(buffer, at: place) {
            case .record(let record, let next):
                records.append(record)
                place = next
            case .cutOff(let needed) where records.isEmpty && start + needed <= end:
                buffer = try descriptor.read(needed, at: start)
            case .cutOff where !records.isEmpty, .damaged where !records.isEmpty:
                return (records, start + place)
            case .cutOff, .damaged:
                throw .damaged("\(name) is damaged at byte \(start + place)")
            }
        }
        return (records, start + place)
    }

    /// Notes that so many records, up to this place, are wanted no more.
    func drop(_ count: Int, to place: Int) throws(SpoolFault) {
        start = place
        records -= count
        try descriptor.write(SpoolFile.head(start), at: 0)
    }

    func remove() {
        folder.remove(name)
    }

    /// Takes the file out of the spool without losing it.
    func putAway(as ending: String) throws(SpoolFault) {
        try folder.rename(name, to: "\(name).\(ending)")
    }

    private func countRecords() throws(SpoolFault) {
        var buffer: [UInt8] = []
        var (place, wanted) = (0, SpoolFile.chunk)
        while true {
            switch Frame.read(buffer, at: place) {
            case .record(_, let next):
                end += next - place
                place = next
                records += 1
            case .cutOff(let needed):
                let more = try descriptor.read(max(wanted, needed - place), at: end)
                guard more.count > buffer.count - place else { return }
                (buffer, place, wanted) = (more, 0, SpoolFile.chunk)
            case .damaged: return
            }
        }
    }

    private static func head(_ start: Int) -> [UInt8] {
        var head = signature
        head.append(littleEndian: Int64(start))
        return head
    }
}
