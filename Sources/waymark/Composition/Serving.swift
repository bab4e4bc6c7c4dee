internal import Cryptography
internal import Domain
internal import FastCGI
internal import HTTP
internal import MariaDB
internal import Storage
internal import Threads
internal import Web

/// `waymark serve`: three pools, so that one kind of traffic never keeps another waiting, the
/// thread that makes deliveries durable and the one that tells browsers what happens.
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
    private let quiet = StopSignal()

    /// - Parameter node: numbers this process.
    init(_ program: Program, node: Int64, ids: IdentifierSource) throws {
        let settings = program.configuration.serving
        let gate = program.configuration.database.connection(as: .gate)
        let own = program.configuration.database.connection(as: .api)
        let box = SecretBox(ring: try program.keys())
        let services = Services(
            ids: ids,
            secrets: box,
            publicURL: settings.url,
            version: Program.version,
            clock: Program.now,
            report: program.report
        )
        let committer = InboxCommitter(gate, node: node)
        let hub = LiveHub(services: services)
        let quiet = quiet
        self.committer = committer
        committing = WorkerThread(name: "committer") { committer.run() }
        telling = WorkerThread(name: "live") {
            hub.run(gate: Database(gate), api: Database(own), until: quiet)
        }
        let sockets = Sockets(settings)
        hooks = try WorkerPool(
            name: "hooks",
            listener: sockets.listener("hooks"),
            threads: settings.hookThreads,
            bodyLimit: Serving.hookLimit,
            makeHandler: Serving.hookHandler(services, committer, gate)
        )
        api = try WorkerPool(
            name: "api",
            listener: sockets.listener("api"),
            threads: settings.apiThreads,
            bodyLimit: Serving.apiLimit,
            makeHandler: Serving.apiHandler(services, gate, own)
        )
        live = try WorkerPool(
            name: "live-door",
            listener: sockets.listener("live"),
            threads: 1,
            bodyLimit: 0,
            makeHandler: Serving.liveHandler(services, hub, gate)
        )
    }

    /// Opens the doors.
    func start() throws {
        committing.start()
        telling.start()
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
    }

    private static func hookHandler(
        _ services: Services,
        _ committer: InboxCommitter,
        _ gate: ConnectionSettings
    ) -> @Sendable () -> WorkerPool.Handler {
        let connections = InboundConnections(box: services.secrets)
        return {
            let site = HookSite(
                services: services,
                connections: connections,
                gate: Database(gate),
                committer: committer
            )
            return { exchange in
                site.receive(exchange.request) { response in exchange.respond(response) }
            }
        }
    }

    private static func apiHandler(
        _ services: Services,
        _ gate: ConnectionSettings,
        _ own: ConnectionSettings
    ) -> @Sendable () -> WorkerPool.Handler {
        {
            let site = Site(services: services, gate: Database(gate), api: Database(own))
            return { exchange in exchange.respond(site.respond(to: exchange.request)) }
        }
    }

    private static func liveHandler(
        _ services: Services,
        _ hub: LiveHub,
        _ gate: ConnectionSettings
    ) -> @Sendable () -> WorkerPool.Handler {
        {
            let door = LiveDoor(services: services, gate: Database(gate))
            return { exchange in
                switch door.admit(exchange.request) {
                case .failure(let problem):
                    exchange.respond(problem.response(for: exchange.request))
                case .success(let ticket):
                    guard let seat = exchange.stream(ServerSentEvent.head) else { return }
                    hub.join(LiveListener(ticket: ticket, send: seat.write, close: seat.close))
                }
            }
        }
    }
}
