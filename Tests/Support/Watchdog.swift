internal import Foundation
internal import Synchronization

/// Runs mariadbd for as long as this object, and the process that holds it, live.
///
/// The shell is its own session, so that Ctrl-C at a terminal reaches the tests and not it. It does
/// not `wait`: test runners start processes with SIGCHLD blocked, and it would wait for ever.
final class Watchdog: Sendable {
    private static let script = """
        template=$1 directory=$2; shift 2
        mkdir "$directory"
        cp -r "$template" "$directory/data"
        "$@" </dev/null >/dev/null 2>&1 &
        server=$!
        read -r line
        kill -9 $server
        sleep 0.1
        rm -rf "$directory"
        """

    /// The end of the pipe whose closing means the end.
    private let lifeline: Mutex<Int32?>

    /// Starts a server on a copy of the template in a directory of its own.
    init(template: String, directory: String, arguments: [String]) throws {
        let pipe = Pipe()
        let ours = pipe.fileHandleForWriting.fileDescriptor
        lifeline = Mutex(fcntl(ours, F_DUPFD_CLOEXEC, 0))
        _ = fcntl(ours, F_SETFD, FD_CLOEXEC)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/setsid")
        process.arguments =
            ["/bin/sh", "-c", Self.script, "watchdog", template, directory]
            + [try Self.serverPath()] + arguments
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try pipe.fileHandleForWriting.close()
    }

    deinit {
        release()
    }

    func release() {
        lifeline.withLock { end in
            if let open = end { close(open) }
            end = nil
        }
    }

    static func serverPath() throws -> String {
        let candidates = ["/usr/sbin/mariadbd", "/usr/bin/mariadbd", "/usr/local/sbin/mariadbd"]
        guard let path = candidates.first(where: FileManager.default.isExecutableFile) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: candidates[0]])
        }
        return path
    }

    /// Runs a program to its end and returns what it printed.
    @discardableResult
    static func run(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: printed, as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw CocoaError(.executableLoad, userInfo: [NSLocalizedDescriptionKey: text])
        }
        return text
    }
}
