internal import Domain
package import HTTP
internal import Intake
internal import JSON
package import Storage

/// The front of the inbox: judges posts of connections and has them stored.
///
/// An answer of 200 means that the delivery is on disk. One hook site belongs to one thread.
package struct HookSite {
    /// How a connection is named by a request, and what that means for the answers.
    package enum Endpoint: Sendable {
        /// Seed 000's path: a known caller's invalid payload is answered 400.
        case journey
        /// A connection's own URL: a signed payload that means nothing is answered 200 and kept,
        /// because platforms disable webhooks that are answered otherwise.
        case hook
    }

    package static let router = Router<Endpoint>([
        .post("/api/webhook/customer-journey", .journey),
        .post("/api/webhook/customer-journey/{key}", .journey),
        .post("/hooks/{key}", .hook),
    ])

    private let services: Services
    private let connections: InboundConnections
    private let gate: Database
    private let committer: InboxCommitter

    /// - Parameters:
    ///   - connections: the cache that all threads share.
    ///   - gate: a session of the gate's account, for what the cache does not know.
    package init(
        services: Services,
        connections: InboundConnections,
        gate: Database,
        committer: InboxCommitter
    ) {
        self.services = services
        self.connections = connections
        self.gate = gate
        self.committer = committer
    }

    /// Judges a request; `answer` is called once, from here or from the committing thread.
    package func receive(
        _ request: Request,
        answer: @escaping @Sendable (Response) -> Void
    ) {
        do {
            try take(request, answer: answer)
        } catch let problem as Problem {
            answer(problem.response(for: request.recipient))
        } catch let error as StorageError where error.isTransient {
            // The committing thread tells of it once, not every post.
            answer(Problem.unavailable(retryAfter: 5).response(for: request.recipient))
        } catch {
            services.report(
                "webhook.not_judged",
                ["id": request.id, "error": String(describing: error)]
            )
            answer(Problem.unavailable(retryAfter: 5).response(for: request.recipient))
        }
    }

    private func take(
        _ request: Request,
        answer: @escaping @Sendable (Response) -> Void
    ) throws {
        let now = services.clock()
        let (endpoint, connection) = try connection(of: request, at: now)
        let isSigned = try verify(request, connection, at: now)
        let messageID = messageID(of: request, connection)
        let reading = JourneyDialect.read(
            body: request.body,
            contentType: request.headers.first("content-type"),
            messageID: messageID
        )
        let verdict = Verdict(reading, endpoint: endpoint, isSigned: isSigned)
        guard verdict.isKept else {
            refuse(connection, "invalid_payload", verdict.reason ?? "", at: now)
            return answer(verdict.response(for: request.recipient))
        }
        let entry = InboxEntry(
            id: services.ids.next(),
            organisation: connection.organisation,
            connection: connection.id,
            receivedAt: now,
            isSigned: isSigned,
            address: request.remoteAddress,
            requestID: request.id,
            messageID: messageID,
            path: request.path.clipped(to: 255),
            headers: request.headers.stored,
            body: request.body,
            lane: verdict.lane(of: connection),
            quarantineReason: verdict.reason,
            isHeld: connection.isPaused
        )
        // Made here, because the committing thread has many to send at once.
        var accepted = verdict.response(for: request.recipient)
        accepted.headers.append(("Waymark-Delivery", entry.id.text))
        let answers = Answers(accepted: accepted, recipient: request.recipient)
        try submit(entry, of: connection) { outcome in answer(answers[outcome]) }
    }

    /// Leaves an entry with the committing thread; throws where more comes in than can be stored.
    private func submit(
        _ entry: InboxEntry,
        of connection: OpenConnection,
        answer: @escaping @Sendable (InboxCommitter.Outcome) -> Void
    ) throws {
        let meters = services.sight.intake
        let isTaken = committer.submit(entry) { outcome in
            meters.count(outcome.meter, of: connection.preset)
            answer(outcome)
        }
        guard isTaken else {
            meters.count(.overload, of: connection.preset)
            throw Problem.unavailable(retryAfter: 1)
                .explained("More is coming in than can be stored. Send it again in a moment.")
        }
    }

    /// The sender's name for the message; one that is too long to keep names nothing.
    private func messageID(of request: Request, _ connection: OpenConnection) -> String? {
        connection.scheme.messageID(in: request.headers.fields).flatMap {
            $0.unicodeScalars.count <= 191 ? $0 : nil
        }
    }

    /// The connection that the request is meant for, by its URL, by its key, or the only default.
    private func connection(
        of request: Request,
        at now: Instant
    ) throws -> (Endpoint, OpenConnection) {
        switch HookSite.router.match(request.method, request.path) {
        case .notFound: throw Problem.notFound
        case .methodNotAllowed(let allow): throw Problem.methodNotAllowed(allow: allow)
        case .found(let endpoint, let path):
            let key = path["key"] ?? request.headers.first("x-api-key") ?? request.bearer
            guard let found = try connections.find(key, gate: gate, at: now) else {
                services.sight.intake.count(.unknownConnection, of: nil)
                if case .hook = endpoint { throw Problem.notFound }
                throw Problem.unauthorised.explained(
                    key == nil
                        ? "Name the connection: by its URL, X-Api-Key or a Bearer token."
                        : "No connection has this key."
                )
            }
            return (endpoint, found)
        }
    }

    /// Whether the request is signed; throws where it should be and is not, or is signed wrongly.
    private func verify(
        _ request: Request,
        _ connection: OpenConnection,
        at now: Instant
    ) throws -> Bool {
        let verdict = connection.scheme.verify(
            headers: request.headers.fields,
            body: request.body,
            secrets: connection.secrets,
            now: now
        )
        switch verdict {
        case .valid: return true
        case .missing where connection.acceptsUnsigned: return false
        case .ambiguous:
            refuse(connection, "ambiguous_signature", verdict.explanation, at: now)
            throw Problem.malformed(["signature: the header came more than once"])
        case .missing:
            refuse(connection, "missing_signature", verdict.explanation, at: now)
        case .mismatch:
            refuse(connection, "wrong_signature", verdict.explanation, at: now)
        case .outsideTolerance:
            refuse(connection, "outside_tolerance", verdict.explanation, at: now)
        }
        throw Problem.unauthorised.explained("The signature is missing or wrong.")
    }

    private func refuse(
        _ connection: OpenConnection,
        _ reason: String,
        _ detail: String,
        at now: Instant
    ) {
        if let outcome = IntakeMeters.Outcome(rawValue: reason) {
            services.sight.intake.count(outcome, of: connection.preset)
        }
        committer.note(
            Refusal(
                organisation: connection.organisation,
                connection: connection.id,
                at: now,
                reason: reason,
                detail: detail
            )
        )
    }
}

/// What a sender is told of a delivery that waits to be stored.
private struct Answers: Sendable {
    let accepted: Response
    let recipient: Recipient

    subscript(outcome: InboxCommitter.Outcome) -> Response {
        switch outcome {
        case .stored: accepted
        case .failed:
            Problem.unavailable(retryAfter: 5)
                .explained("The delivery could not be stored. Send it again in a moment.")
                .response(for: recipient)
        }
    }
}

extension InboxCommitter.Outcome {
    /// What it is counted as.
    fileprivate var meter: IntakeMeters.Outcome {
        switch self {
        case .stored: .accepted
        case .failed: .storage
        }
    }
}

extension Headers {
    /// As the inbox keeps them: a JSON array of [name, value] pairs.
    fileprivate var stored: [UInt8] {
        JSON.text(ofPairs: fields)
    }
}
