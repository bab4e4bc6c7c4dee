internal import Foundation
internal import Glibc

/// A real nginx with the repository's own front door, on a port and in a directory of the test.
///
/// Its three upstreams are `hooks.sock`, `api.sock` and `live.sock` in `runDirectory`.
package final class NginxServer {
    package let port: UInt16
    package let runDirectory: String

    private let directory: TemporaryDirectory
    private let process = Process()

    /// Starts nginx and returns when it answers.
    ///
    /// - Parameters:
    ///   - directory: Holds all that nginx writes.
    ///   - page: The folder with the page; an empty one where it does not matter.
    ///   - limits: Whether requests are counted, as in production.
    package init(
        in directory: TemporaryDirectory,
        page: String? = nil,
        limits: Bool = false
    ) throws {
        self.directory = directory
        port = try Self.freePort()
        runDirectory = try directory.makeDirectory("run")
        let words = try [
            "USER": getuid() == 0 ? "user root;" : "",
            "LISTEN": "127.0.0.1:\(port)",
            "STATIC": page ?? directory.makeDirectory("static"),
            "RUN": runDirectory,
            "LOG": directory.makeDirectory("log"),
            "TEMP": directory.makeDirectory("temp"),
            "LIMITS": limits ? "limits.conf" : "no-limits.conf",
        ]
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("waymark"),
            withDestinationPath: Repository.path("nginx")
        )
        let configuration = try Self.fill(Repository.text("nginx/dev.conf.template"), words)
        try start(directory.write(configuration, to: "nginx.conf"))
    }

    deinit {
        stop()
    }

    /// Lets requests under way end, then ends.
    package func stop() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGQUIT)
        process.waitUntilExit()
    }

    /// Ends like a process that is killed, without a word to anybody.
    package func crash() {
        let workers = (try? Repository.children(of: process.processIdentifier)) ?? []
        for identifier in [process.processIdentifier] + workers {
            kill(identifier, SIGKILL)
        }
        process.waitUntilExit()
    }

    /// One request on a connection of its own.
    package func call(
        _ method: String,
        _ path: String,
        headers: [(String, String)] = [],
        body: [UInt8] = []
    ) throws -> HTTPAnswer {
        let client = try HTTPClient(port: port)
        try client.send(method, path, headers: headers + [("Connection", "close")], body: body)
        return try client.readAnswer()
    }

    /// What nginx complained about so far.
    package var errorLog: String { log("nginx-error.log") }

    /// One line for each request; the latest may still be missing while nginx runs.
    package var accessLog: String { log("nginx-access.log") }

    private func log(_ name: String) -> String {
        (try? String(contentsOfFile: directory.path("log/\(name)"), encoding: .utf8)) ?? ""
    }

    private func start(_ configuration: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/sbin/nginx")
        process.arguments = ["-p", directory.path, "-c", configuration, "-e", "stderr"]
        try process.run()
        for _ in 0..<500 where process.isRunning {
            if (try? HTTPClient(port: port)) != nil { return }
            usleep(10_000)
        }
        throw TestFault("nginx does not start: \(errorLog)")
    }

    private static func fill(_ template: String, _ words: [String: String]) -> String {
        words.reduce(template) { text, word in
            text.replacingOccurrences(of: "@\(word.key)@", with: word.value)
        }
    }

    /// What `nginx -t` says about a configuration beside which the repository's nginx/ folder is
    /// found as "waymark"; nil where it has no complaint.
    package static func complaint(
        about configuration: String,
        in directory: TemporaryDirectory
    ) throws -> String? {
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("waymark"),
            withDestinationPath: Repository.path("nginx")
        )
        let file = try directory.write(configuration, to: "nginx.conf")
        let said = Pipe()
        let check = Process()
        check.executableURL = URL(fileURLWithPath: "/usr/sbin/nginx")
        check.arguments = ["-t", "-q", "-p", directory.path, "-c", file, "-e", "stderr"]
        check.standardError = said
        try check.run()
        let text = try said.fileHandleForReading.readToEnd() ?? Data()
        check.waitUntilExit()
        return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }

    /// A port that the system has just given away and taken back.
    package static func freePort() throws -> UInt16 {
        let socket = try TCPSocket(port: 0)
        return try socket.boundPort()
    }
}
