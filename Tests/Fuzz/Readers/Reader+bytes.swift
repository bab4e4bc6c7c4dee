import Backup
import Cryptography
import Domain
import Storage

@testable import Backup
@testable import FastCGI
@testable import MariaDB
@testable import Spool
@testable import Storage
@testable import Web

extension Reader {
    /// The first byte cuts the rest into pieces, as a network does; what the gate lets through is
    /// read by libfcgi.
    static let fastCGI = Reader(name: "fastcgi") { bytes in
        guard let first = bytes.first else { return }
        var gate = RecordGate(bodyLimit: 1_024)
        let size = max(1, Int(first))
        for start in stride(from: 1, to: bytes.count, by: size) {
            switch gate.read(bytes[start..<min(start + size, bytes.count)]) {
            case .incomplete: continue
            case .complete, .tooLarge:
                readRequest(gate)
                return
            case .refused: return
            }
        }
    }

    private static func readRequest(_ gate: RecordGate) {
        let (tray, wire) = (Tray(), Wire())
        guard (try? tray.fill(with: gate.bytes)) != nil, wire.open(tray.descriptor) else { return }
        let parameters = Parameters(of: wire)
        let body = wire.body(length: gate.keptBodyCount)
        expect(body.count <= 1_024, "a body is no longer than allowed")
        _ = IncomingRequest(parameters, body: body).request
        wire.abandon()
    }

    /// Where lists and streams go on, tokens, seals, ids.
    static let cursor = Reader(name: "cursor") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if let cursor = ListCursor(text: text) {
            expect(ListCursor(text: cursor.text) == cursor, "a cursor is read as it is written")
        }
        if let mark = FeedBookmark(text: text) {
            expect(FeedBookmark(text: mark.text) != nil, "a bookmark can be read again")
        }
        if let id = Customer.ID(text: text) {
            expect(Customer.ID(text: id.text) == id, "an id is written as it was read")
        }
        _ = APIToken(text)
        if let key = KeyRing.Key(id: "1", bytes: Array(repeating: 7, count: 32)) {
            let opened = try? SecretBox(ring: KeyRing(current: key)).open(text, context: "fuzz")
            expect(opened == nil, "nobody seals without the key")
        }
    }

    static let zone = Reader(name: "zone") { bytes in
        guard let zone = TimeZoneFile.parse(bytes, name: "Fuzz/Zone") else { return }
        for seconds in [0, 1_790_000_000, 253_402_300_799] as [Int64] {
            _ = zone.day(of: Instant(seconds: seconds))
        }
    }

    static let backup = Reader(name: "backup") { bytes in
        if let header = BackupHeader(line: bytes) {
            expect(
                BackupHeader(line: header.line.utf8.dropLast()) == header,
                "a header is written as it was read"
            )
        }
        _ = BackupTrailer(line: bytes)
        var splitter = LineSplitter()
        try? splitter.split(bytes) { line throws(BackupFault) in
            if DumpLine(line) != nil {
                expect(!line.contains(UInt8(ascii: "\n")), "a line is one line")
            }
        }
    }

    /// What the spool keeps on disk, after whatever a crash may have left of it.
    static let spool = Reader(name: "spool") { bytes in
        _ = Frame.read(bytes, at: 0)
        guard let entry = InboxEntry(bytes: bytes) else { return }
        expect(InboxEntry(bytes: entry.bytes)?.bytes == entry.bytes, "an entry is kept as it was")
    }
}
