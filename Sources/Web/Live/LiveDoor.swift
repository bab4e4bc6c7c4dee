package import HTTP
package import Storage

/// Lets listeners in to the live stream: the same callers as everywhere else.
package struct LiveDoor {
    package static let path = "/api/events/stream"

    private static let router = Router([.get(path, ())])

    private let services: Services
    private let gate: Database

    package init(services: Services, gate: Database) {
        self.services = services
        self.gate = gate
    }

    /// A ticket for the stream, or the answer that turns the caller away.
    package func admit(_ request: Request) -> Result<LiveTicket, Problem> {
        do {
            return .success(try ticket(for: request))
        } catch let problem as Problem {
            return .failure(problem)
        } catch {
            services.report(
                "live.refused",
                ["id": request.id, "error": String(describing: error)]
            )
            return .failure(.unavailable(retryAfter: 5))
        }
    }

    private func ticket(for request: Request) throws -> LiveTicket {
        try LiveDoor.check(request)
        guard !services.sight.isDatabaseHanging else { throw Problem.databaseAway }
        let callers = Callers(services: services, gate: gate, now: services.clock())
        guard let caller = try callers.admit(request, to: .read) else { throw Problem.unauthorised }
        return LiveTicket(
            organisation: caller.organisation,
            topics: try topics(of: request),
            heard: request.headers.first("last-event-id").flatMap { FeedBookmark(text: $0) },
            pass: LivePass(caller)
        )
    }

    /// The path as at every other route; but there is no head of a stream without the stream.
    private static func check(_ request: Request) throws(Problem) {
        switch router.match(request.method, request.path) {
        case .notFound: throw .notFound
        case .found where request.method == .get: return
        case .found, .methodNotAllowed: throw .methodNotAllowed(allow: [.get])
        }
    }

    private func topics(of request: Request) throws -> Set<FeedStore.Topic> {
        guard let text = request.query.first("topics"), !text.isEmpty else {
            return Set(FeedStore.Topic.allCases)
        }
        let names = text.split(separator: ",").map(String.init)
        let topics = names.compactMap(FeedStore.Topic.init)
        guard topics.count == names.count else {
            let known = FeedStore.Topic.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.malformed(["topics: some of \(known)"])
        }
        return Set(topics)
    }
}
