internal import Foundation
internal import Glibc
package import MariaDB

/// A throw-away MariaDB: own directory, own socket, no network, gone when the test process is.
///
/// A watchdog shell starts the server and reads from a pipe that only the test process holds open.
/// However the process ends, the pipe closes, and the shell kills the server and removes its files.
package final class MariaDBServer: Sendable {
    /// One server for all tests of a process, started when the first one asks; or the running one
    /// whose socket `WAYMARK_TEST_MARIADB_SOCKET` names.
    private static let shared = Result { try MariaDBServer() }
    private static let runningSocket =
        ProcessInfo.processInfo.environment["WAYMARK_TEST_MARIADB_SOCKET"]

    package let socket: String
    private let processFile: String
    private let watchdog: Watchdog

    /// Starts a server of one's own, for tests that kill it.
    ///
    /// - Parameter options: more of them, which go before the usual ones.
    package init(options: [String] = []) throws {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "wm-\(UUID().uuidString.prefix(8))")
        socket = directory.appending(path: "s").path
        processFile = directory.appending(path: "pid").path
        watchdog = try Watchdog(
            template: DataTemplate.directory().path,
            directory: directory.path,
            arguments: Self.options(directory: directory.path, socket: socket) + options
        )
        try awaitReadiness()
    }

    /// Settings for a new, empty database on the shared server, as its root.
    package static func freshDatabase() throws -> ConnectionSettings {
        try freshDatabase(at: runningSocket ?? shared.get().socket)
    }

    /// Settings for a new, empty database on this server, as its root.
    package func freshDatabase() throws -> ConnectionSettings {
        try Self.freshDatabase(at: socket)
    }

    /// Ends the server as a crash would; returns when it is gone.
    package func kill() {
        let process = (try? String(contentsOfFile: processFile, encoding: .utf8))
            .flatMap { Int32($0.prefix(while: \.isNumber)) }
        watchdog.release()
        guard let process else { return }
        for _ in 0..<1_000 where Glibc.kill(process, 0) == 0 { usleep(10_000) }
    }

    /// Stops the server where it is, so that it accepts and never answers; `kill()` ends that too.
    package func halt() throws {
        let written = try String(contentsOfFile: processFile, encoding: .utf8)
        guard let process = Int32(written.trimmingCharacters(in: .whitespacesAndNewlines)),
            Glibc.kill(process, SIGSTOP) == 0
        else { throw CocoaError(.executableNotLoadable) }
        while !(try MariaDBServer.hasStopped(process)) { usleep(1_000) }
    }

    /// Whether each thread stands still: on a busy machine one may go on for a moment, and answer.
    private static func hasStopped(_ process: Int32) throws -> Bool {
        let threads = "/proc/\(process)/task"
        return try FileManager.default.contentsOfDirectory(atPath: threads).allSatisfy { thread in
            let line = try String(contentsOfFile: "\(threads)/\(thread)/stat", encoding: .utf8)
            return line.contains(") T ")
        }
    }

    private static func freshDatabase(at socket: String) throws -> ConnectionSettings {
        var settings = ConnectionSettings(address: .socket(socket), user: "root")
        let name = "waymark_test_\(UInt32.random(in: .min ... .max))"
        let connection = try Connection(settings)
        try connection.run(script: "CREATE DATABASE \(name) CHARACTER SET utf8mb4;")
        if socket == runningSocket { RunningServer.remember(name, at: settings) }
        settings.database = name
        return settings
    }

    private func awaitReadiness() throws {
        let settings = ConnectionSettings(address: .socket(socket), user: "root")
        let deadline = Date.now.addingTimeInterval(30)
        while true {
            do {
                return try Connection(settings).ping()
            } catch  where Date.now < deadline {
                usleep(20_000)
            }
        }
    }

    /// Durability is off: what a test wrote need not outlive it.
    private static func options(directory: String, socket: String) -> [String] {
        let own = [
            "--no-defaults", "--datadir=\(directory)/data", "--socket=\(socket)",
            "--pid-file=\(directory)/pid", "--log-error=\(directory)/log",
            // A server that starts removes all temporary tables of this folder, others' as well.
            "--tmpdir=\(directory)",
            "--skip-networking", "--skip-log-bin", "--performance-schema=OFF",
            "--character-set-server=utf8mb4", "--max-allowed-packet=16M", "--max-connections=400",
            "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync",
            "--innodb-doublewrite=OFF", "--innodb-buffer-pool-size=128M",
            "--innodb-log-file-size=48M", "--skip-name-resolve",
        ]
        return getuid() == 0 ? own + ["--user=root"] : own
    }
}
