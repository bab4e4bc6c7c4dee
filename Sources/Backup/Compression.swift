internal import Machine

/// What makes backups small: programs that Debian has, so that a backup can be read without us.
enum Compression: CaseIterable {
    case zstd
    case gzip

    /// The better one of those that are installed; gzip always is.
    static var available: Compression {
        allCases.first { Filter.isInstalled($0.program) } ?? .gzip
    }

    /// The one that made a file, by its first bytes.
    init?(of path: String) throws(MachineFault) {
        let head = try Filter.head(of: path, count: 4)
        guard let found = Self.allCases.first(where: { head.starts(with: $0.magic) }) else {
            return nil
        }
        self = found
    }

    private var program: String {
        switch self {
        case .zstd: "zstd"
        case .gzip: "gzip"
        }
    }

    private var magic: [UInt8] {
        switch self {
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        case .gzip: [0x1F, 0x8B]
        }
    }

    /// What file names end in.
    var suffix: String {
        switch self {
        case .zstd: "zst"
        case .gzip: "gz"
        }
    }

    var packing: [String] {
        switch self {
        case .zstd: ["zstd", "-q", "-c", "-3"]
        case .gzip: ["gzip", "-c"]
        }
    }

    var unpacking: [String] { [program, "-q", "-d", "-c"] }
}
