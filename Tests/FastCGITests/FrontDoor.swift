import FastCGI
import HTTP
import Support

/// nginx with pools of this test behind it.
final class FrontDoor {
    let directory: TemporaryDirectory
    let nginx: NginxServer
    private var pools: [WorkerPool] = []

    init(limits: Bool = false) throws {
        directory = try TemporaryDirectory()
        nginx = try NginxServer(in: directory, limits: limits)
    }

    deinit {
        pools.forEach { pool in pool.stop(grace: .seconds(5)) }
        nginx.stop()
    }

    /// Puts a pool behind one of the sockets `hooks`, `api` and `live`.
    @discardableResult
    func serve(
        _ name: String,
        threads: Int = 2,
        bodyLimit: Int = 5 * 1024 * 1024,
        _ handler: @escaping @Sendable (Exchange) -> Void
    ) throws -> WorkerPool {
        let listener = try Listener(path: socket(name))
        let pool = try WorkerPool(
            name: name,
            listener: listener,
            threads: threads,
            bodyLimit: bodyLimit
        ) { handler }
        try pool.start()
        pools.append(pool)
        return pool
    }

    func socket(_ name: String) -> String { "\(nginx.runDirectory)/\(name).sock" }
}

extension Exchange {
    /// Answers with what arrived, so that a test can see it from outside.
    func echo() {
        var lines = ["\(request.method.rawValue) \(request.path)"]
        lines += request.query.pairs.map { pair in "?\(pair.0)=\(pair.1)" }
        lines += request.headers.fields.map { field in "\(field.0): \(field.1)" }
        lines += ["from \(request.remoteAddress)", "secure \(request.isSecure)"]
        lines += ["id \(request.id)", "body \(request.body.count)"]
        let text = lines.joined(separator: "\n")
        reply.respond(.bytes(Array(text.utf8), type: "text/plain"))
    }
}
