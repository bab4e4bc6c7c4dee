import Testing

/// Which room may know which: data goes one way, and the compiler sees only what a target lists,
/// so the list itself is kept here.
struct FloorPlanTests {
    private static let floors: [String: Set<String>] = [
        "JSON": [],
        "CSV": [],
        "Threads": [],
        "Machine": ["CMalloc"],
        "Metrics": [],
        "Domain": [],
        "HTTP": ["JSON"],
        "MariaDB": ["CMariaDB"],
        "Cryptography": ["COpenSSL"],
        "Outbound": ["CCurl", "Cryptography"],
        "FastCGI": ["CFastCGI", "HTTP", "Metrics", "Threads"],
        "Intake": ["Cryptography", "Domain", "JSON"],
        "Spool": ["Cryptography"],
        "Storage": ["MariaDB", "Spool", "Domain", "Threads"],
        "Backup": ["MariaDB", "Cryptography", "Domain", "JSON", "Machine"],
        "Work": [
            "Storage", "Intake", "Outbound", "Cryptography", "Domain", "JSON", "CSV", "Machine",
            "Metrics", "Threads",
        ],
        "Web": [
            "Storage", "Intake", "Cryptography", "Domain", "HTTP", "JSON", "CSV", "Metrics",
            "Threads",
        ],
        "waymark": [
            "ArgumentParser", "Backup", "Cryptography", "Domain", "FastCGI", "HTTP", "Intake",
            "JSON",
            "Logging", "Machine", "MariaDB", "Metrics", "Outbound", "Storage", "Threads",
            "Web", "Work",
        ],
    ]

    /// What comes with the toolchain; not all of Foundation, which brings ICU along.
    private static let toolchain: Set<String> = [
        "Dispatch", "FoundationEssentials", "Glibc", "Synchronization",
    ]

    @Test(arguments: House.sources)
    func `a room imports only the rooms below it`(_ file: House.File) {
        guard let allowed = Self.floors[file.room] else {
            Issue.record("\(file.path): the room \(file.room) is not on the floor plan")
            return
        }
        for (place, module) in imports(file) where !allowed.union(Self.toolchain).contains(module) {
            Issue.record("\(place): \(file.room) may not import \(module)")
        }
    }

    private func imports(_ file: House.File) -> [(place: String, module: String)] {
        file.code.enumerated().compactMap { index, line in
            guard line.contains("import ") else { return nil }
            let pattern =
                /^\s*(?:@\w+\s+)?(?:\w+\s+)?import\s+(?:(?:struct|class|enum|func|protocol)\s+)?(\w+)/
            return line.firstMatch(of: pattern)
                .map { match in ("\(file.path):\(index + 1)", String(match.1)) }
        }
    }
}
