internal import Cryptography
internal import Machine
package import MariaDB

/// Reads a backup from its file, a line at a time.
package struct BackupReader {
    /// What a whole backup says of itself.
    package struct Contents: Sendable {
        package let header: BackupHeader
        package let trailer: BackupTrailer
    }

    private let path: String

    package init(path: String) {
        self.path = path
    }

    /// Reads the whole file and throws unless it is one that was made whole and not changed since.
    ///
    /// - Parameter progress: called now and then with the bytes so far.
    package func check(progress: (Int) -> Void) throws(BackupFault) -> Contents {
        var header: BackupHeader?
        var trailer: BackupTrailer?
        let digest = RunningDigest()
        var bytes = 0
        try readLines { line throws(BackupFault) in
            guard trailer == nil else { throw BackupFault("\(path) goes on after its end") }
            if header == nil {
                header = BackupHeader(line: line)
                guard header != nil else { throw noBackup }
            } else if line.starts(with: BackupTrailer.mark.utf8) {
                trailer = BackupTrailer(line: line)
                return
            }
            digest.add(line)
            digest.add(CollectionOfOne(UInt8(ascii: "\n")))
            bytes += line.count + 1
            progress(bytes)
        }
        guard let header else { throw noBackup }
        guard let trailer else { throw BackupFault("\(path) is cut off: it has no end") }
        guard trailer.bytes == bytes, trailer.digest == digest.finish() else {
            throw BackupFault("\(path) was changed since it was made: its checksum differs")
        }
        return Contents(header: header, trailer: trailer)
    }

    /// Puts all rows into a database.
    package func load(
        _ load: DataLoad,
        progress: (Int) -> Void
    ) throws(BackupFault) {
        var bytes = 0
        try readLines { line throws(BackupFault) in
            do throws(DatabaseError) {
                try load.take(line)
            } catch {
                throw BackupFault(error)
            }
            bytes += line.count + 1
            progress(bytes)
        }
        do {
            try load.finish()
        } catch {
            throw BackupFault(error)
        }
    }

    private var noBackup: BackupFault {
        BackupFault("\(path) is no backup that this program can read")
    }

    private func readLines(
        _ take: (ArraySlice<UInt8>) throws(BackupFault) -> Void
    ) throws(BackupFault) {
        let filter = try open()
        var lines = LineSplitter()
        while true {
            let bytes = try BackupFault.carrying { () throws(MachineFault) in try filter.read() }
            if bytes.isEmpty { break }
            try lines.split(bytes, take)
        }
        guard lines.isAtEnd else { throw BackupFault("\(path) is cut off in the middle of a line") }
        try BackupFault.carrying { () throws(MachineFault) in try filter.finish() }
    }

    private func open() throws(BackupFault) -> Filter {
        let compression = try BackupFault.carrying { () throws(MachineFault) in
            try Compression(of: path)
        }
        guard let compression else { throw noBackup }
        return try BackupFault.carrying { () throws(MachineFault) in
            try Filter.from(path: path, by: compression.unpacking)
        }
    }
}
