internal import ArgumentParser
internal import Logging
internal import Machine

/// Applies deliveries until it is asked to stop.
struct WorkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Apply deliveries: translate, decide, write. One or many, on one or many hosts.",
        discussion: "Stops on SIGTERM or SIGINT, after finishing the batch at hand."
    )

    func run() throws {
        Termination.holdBack()
        let program = try Program()
        // One for each thread that applies deliveries: the others seldom need any.
        MemoryPools.limit(to: program.configuration.work.threads)
        let (node, ids) = try program.begin()
        let working = Working(program, node: node, ids: ids)
        working.start()
        program.log.info("work.started", metadata: ["node": "\(node)"])
        Termination.wait()
        program.log.info("work.stopping")
        working.stop()
        program.log.info("work.stopped")
    }
}
