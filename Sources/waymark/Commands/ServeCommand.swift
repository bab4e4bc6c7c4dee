internal import ArgumentParser
internal import Logging
internal import Machine

/// Answers senders, the page and the API until it is asked to stop.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer requests that nginx passes on: webhooks, the page's API, live streams.",
        discussion: "Stops on SIGTERM or SIGINT, after answering what is under way."
    )

    func run() throws {
        Termination.holdBack()
        // Its threads hold memory for moments only, and pass it on to each other.
        MemoryPools.limit(to: 1)
        let program = try Program()
        let (standby, node, ids) = try Standby.begin(program)
        let serving = try Serving(program, standby, node: node, ids: ids)
        try serving.start()
        program.log.info("serve.started", metadata: ["node": "\(node)"])
        Termination.wait()
        program.log.info("serve.stopping")
        serving.stop()
        program.log.info("serve.stopped")
    }
}
