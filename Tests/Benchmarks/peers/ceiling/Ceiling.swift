internal import FastCGI
internal import HTTP
internal import JSON
internal import Machine

/// The most that FastCGI can do here: the pool that serves webhooks, with a handler that has the
/// whole body read and answers 200 at once. A peer of `make bench`, no part of the program.
@main
enum Ceiling {
    /// Listens on the socket that is named as the only argument, until SIGTERM or SIGINT.
    static func main() throws {
        Termination.holdBack()
        let pool = try WorkerPool(
            name: "ceiling",
            listener: Listener(path: CommandLine.arguments[1]),
            threads: 2,
            bodyLimit: 6 << 20,
            makeHandler: {
                { exchange in
                    exchange.reply.respond(
                        .json(["success": true, "bytes": .number("\(exchange.request.body.count)")])
                    )
                }
            }
        )
        try pool.start()
        Termination.wait()
        pool.stop(grace: .seconds(1))
    }
}
