internal import Cryptography
internal import Machine
package import MariaDB

/// Makes a backup: one snapshot of the database as compressed SQL in one file, which gets its name
/// only after it was read again and found whole.
package struct BackupWriter {
    /// What was made.
    package struct Made: Sendable {
        package let trailer: BackupTrailer
        /// Of the file.
        package let bytes: Int
    }

    private let dump: DataDump
    private let header: BackupHeader

    package init(_ dump: DataDump, header: BackupHeader) {
        self.dump = dump
        self.header = header
    }

    /// What the names of backups end in on this machine.
    package static var suffix: String { "sql.\(Compression.available.suffix)" }

    /// Writes the file; never over one that is there.
    ///
    /// - Parameter progress: called with the table that is being written and the bytes so far.
    package func write(
        to path: String,
        progress: (String, Int) -> Void
    ) throws(BackupFault) -> Made {
        let file = try BackupFault.carrying { () throws(MachineFault) in
            try DraftFile(path: path)
        }
        let written = try write(into: file, progress: progress)
        let read = try BackupReader(path: file.draft).check { bytes in progress("again", bytes) }
        guard read.header == header, read.trailer == written else {
            throw BackupFault("\(file.draft) does not hold what was written to it")
        }
        try BackupFault.carrying { () throws(MachineFault) in try file.publish() }
        return Made(trailer: written, bytes: file.size)
    }

    private func write(
        into file: DraftFile,
        progress: (String, Int) -> Void
    ) throws(BackupFault) -> BackupTrailer {
        let filter = try BackupFault.carrying { () throws(MachineFault) in
            try Filter.into(file, by: Compression.available.packing)
        }
        let digest = RunningDigest()
        var bytes = 0
        func put(_ text: [UInt8]) throws(BackupFault) {
            digest.add(text)
            bytes += text.count
            try BackupFault.carrying { () throws(MachineFault) in try filter.write(text) }
        }
        try put(Array((header.line + DataDump.preamble + "\n").utf8))
        var rows: [String: Int] = [:]
        for table in dump.tables {
            rows[table.name] = try dump.write(table) { text throws(BackupFault) in
                try put(text)
                progress(table.name, bytes)
            }
        }
        let trailer = BackupTrailer(rows: rows, bytes: bytes, digest: digest.finish())
        try BackupFault.carrying { () throws(MachineFault) in
            try filter.write(Array(trailer.line.utf8))
            try filter.finish()
        }
        return trailer
    }
}
