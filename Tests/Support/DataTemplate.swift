internal import Foundation

/// A freshly installed data directory, made once per machine, user and server version.
enum DataTemplate {
    static func directory() throws -> URL {
        let version = try Watchdog.run(try Watchdog.serverPath(), ["--no-defaults", "--version"])
        let label = version.split(separator: " ").first { $0.contains("MariaDB") } ?? "unknown"
        let kept = FileManager.default.temporaryDirectory
            .appending(path: "waymark-mariadb-\(getuid())-\(label)")
        if !FileManager.default.fileExists(atPath: kept.path) {
            try install(at: kept)
        }
        return kept
    }

    /// Another process may do the same at this moment: whoever renames first has made it.
    private static func install(at kept: URL) throws {
        let draft = URL(filePath: kept.path + "-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: draft, withIntermediateDirectories: true)
        try Watchdog.run("/usr/bin/mariadb-install-db", arguments(draft.path))
        do {
            try FileManager.default.moveItem(at: draft, to: kept)
        } catch  where FileManager.default.fileExists(atPath: kept.path) {
            try FileManager.default.removeItem(at: draft)
        }
    }

    private static func arguments(_ path: String) -> [String] {
        let own = [
            // A server that starts removes all temporary tables of this folder, others' as well.
            "--no-defaults", "--datadir=\(path)", "--tmpdir=\(path)", "--skip-test-db",
            "--auth-root-authentication-method=normal", "--innodb-log-file-size=48M",
        ]
        return getuid() == 0 ? own + ["--user=root"] : own
    }
}
