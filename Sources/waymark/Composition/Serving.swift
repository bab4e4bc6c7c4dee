internal import FastCGI
internal import Storage
internal import Threads
internal import Web

/// `waymark serve`: three pools, so that one kind of traffic never keeps another waiting, the
/// thread that makes deliveries durable, the one that tells browsers what happens, the one that
/// looks at how all of it fares, the one that prepares for a time without the database and the one
/// that tidies up.
final class Serving {
    private static let grace = Duration.seconds(10)
    /// More than nginx lets through: these end what came past it.
    private static let hookLimit = 6 << 20
    private static let apiLimit = 2 << 20

    private let hooks: WorkerPool
    private let api: WorkerPool
    private let live: WorkerPool
    private let committer: InboxCommitter
    private let committing: WorkerThread
    private let telling: WorkerThread
    private let observing: WorkerThread
    private let standingBy: WorkerThread
    private let tidying: WorkerThread
    private let quiet = StopSignal()

    /// - Parameter node: numbers this process.
    init(_ program: Program, _ standby: Standby, node: Int64, ids: IdentifierSource) throws {
        let handlers = try Handlers(program, standby, node: node, ids: ids)
        let settings = program.configuration.serving
        let sockets = Sockets(settings)
        let quiet = quiet
        committer = handlers.committer
        committing = WorkerThread(name: "committer") { handlers.committer.run() }
        telling = WorkerThread(name: "live") { handlers.tell(until: quiet) }
        observing = WorkerThread(name: "observer") { handlers.observe(as: node, until: quiet) }
        standingBy = WorkerThread(name: "standby") { handlers.standBy(until: quiet) }
        tidying = .tidying(until: quiet)
        hooks = try WorkerPool(
            name: "hooks",
            listener: sockets.listener("hooks"),
            threads: settings.hookThreads,
            bodyLimit: Serving.hookLimit,
            makeHandler: { handlers.hooks() }
        )
        api = try WorkerPool(
            name: "api",
            listener: sockets.listener("api"),
            threads: settings.apiThreads,
            bodyLimit: Serving.apiLimit,
            makeHandler: { handlers.api() }
        )
        live = try WorkerPool(
            name: "live-door",
            listener: sockets.listener("live"),
            threads: 1,
            bodyLimit: 0,
            makeHandler: { handlers.live() }
        )
        let numbers = ServingNumbers(pools: [hooks, api, live], hub: handlers.hub)
        handlers.services.sight.include { exposition in numbers.expose(in: &exposition) }
    }

    /// Opens the doors.
    func start() throws {
        committing.start()
        telling.start()
        observing.start()
        standingBy.start()
        tidying.start()
        try hooks.start()
        try api.start()
        try live.start()
    }

    /// Closes the doors, answers what is under way, and stores what waits before it returns.
    func stop() {
        live.stop(grace: .seconds(1))
        quiet.set()
        hooks.stop(grace: Serving.grace)
        api.stop(grace: Serving.grace)
        committer.close()
        committing.join()
        telling.join()
        observing.join()
        standingBy.join()
        tidying.join()
    }
}
