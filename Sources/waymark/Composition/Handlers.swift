internal import Cryptography
internal import FastCGI
internal import HTTP
internal import Machine
internal import MariaDB
internal import Storage
internal import Threads
internal import Web

/// Makes what answers requests. A handler is made on the thread that it stays on, with database
/// sessions of its own; shared are the committer, the hub and the cache of connections.
struct Handlers: Sendable {
    let committer: InboxCommitter
    let hub: LiveHub
    let services: Services
    private let standby: Standby
    private let connections: InboundConnections
    private let gate: ConnectionSettings
    private let own: ConnectionSettings

    /// - Parameter node: numbers this process.
    init(
        _ program: Program,
        _ standby: Standby,
        node: Int64,
        ids: IdentifierSource
    ) throws(Complaint) {
        self.standby = standby
        gate = program.configuration.database.connection(as: .gate)
        own = program.configuration.database.connection(as: .api)
        services = Services(
            ids: ids,
            secrets: SecretBox(ring: try program.keys()),
            publicURL: program.configuration.serving.url,
            version: Program.version,
            sendsMail: program.configuration.mail.isOn,
            exported: program.configuration.exports.folder.source,
            clock: Program.now,
            report: program.report
        )
        committer = InboxCommitter(
            gate,
            node: node,
            watch: standby.watch(),
            spool: program.configuration.spool.place,
            report: program.report
        )
        services.sight.watch(committer)
        hub = LiveHub(services: services)
        connections = InboundConnections(box: services.secrets, watch: committer.watch)
        standby.teach(connections)
    }

    /// Answers senders, from the thread that has stored their delivery.
    func hooks() -> WorkerPool.Handler {
        let site = HookSite(
            services: services,
            connections: connections,
            gate: Database(gate),
            committer: committer
        )
        let requests = services.sight.requests
        return { exchange in
            let start = ContinuousClock.now
            let reply = exchange.reply
            site.receive(exchange.request) { response in
                reply.respond(response)
                let taken = ContinuousClock.now - start
                requests.count(RequestMeters.intake, status: response.status, took: taken)
            }
        }
    }

    /// Answers the page and the API.
    func api() -> WorkerPool.Handler {
        let site = Site(services: services, gate: Database(gate), api: Database(own))
        let requests = services.sight.requests
        return { exchange in
            let start = ContinuousClock.now
            let response = site.respond(to: exchange.request)
            exchange.reply.respond(response)
            requests.count(
                requests.routeClass(of: exchange.request),
                status: response.status,
                took: ContinuousClock.now - start
            )
        }
    }

    /// Lets browsers in to the live stream and gives them a seat, which holds no thread.
    func live() -> WorkerPool.Handler {
        let door = LiveDoor(services: services, gate: Database(gate))
        let requests = services.sight.requests
        return { exchange in
            let start = ContinuousClock.now
            let admission = door.admit(exchange.request)
            requests.count(
                RequestMeters.stream,
                status: admission.status,
                took: ContinuousClock.now - start
            )
            switch admission {
            case .failure(let problem):
                exchange.reply.respond(problem.response(for: exchange.request.recipient))
            case .success(let ticket):
                guard let seat = exchange.reply.stream(ServerSentEvent.head) else { return }
                hub.join(LiveListener(ticket: ticket, send: seat.write, close: seat.close))
            }
        }
    }

    /// The body of the thread that looks at the install.
    func observe(as node: Int64, until quiet: StopSignal) {
        let identity = Program.identity(node, as: .serve)
        var observer = Observer(services: services, node: identity)
        observer.run(gate: Database(gate), until: quiet)
    }

    /// The body of the thread that prepares for a time without the database.
    func standBy(until quiet: StopSignal) {
        standby.run(connections, committer.watch, until: quiet)
    }

    /// The body of the thread that tells all seats what happens.
    func tell(until quiet: StopSignal) {
        hub.run(gate: Database(gate), api: Database(own), until: quiet)
    }
}

extension Result<LiveTicket, Problem> {
    /// What the caller is answered with.
    fileprivate var status: Int {
        switch self {
        case .success: ServerSentEvent.head.status
        case .failure(let problem): problem.status
        }
    }
}

extension FileFolder {
    /// So much is read at once.
    private static let piece = 256 << 10

    /// A file's bytes for an answer; nil where it is not there.
    fileprivate func source(_ name: String) -> Response.Source? {
        guard let file = file(name) else { return nil }
        return Response.Source(count: file.size) { file.read(FileFolder.piece, at: $0) }
    }
}
