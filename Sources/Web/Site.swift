internal import Domain
package import HTTP
package import Storage

/// The admin's page and the API: every route, who may call it, and what answers.
///
/// One site belongs to one thread, with its own database sessions.
package struct Site {
    package struct Endpoint: Sendable {
        package let access: Access
        let answer: @Sendable (Visit) throws -> Response
    }

    /// Every route of the API.
    package static let router = Router<Endpoint>([
        // Sign-in
        .get("/api/sign-in", .open(SignInController.offer)),
        .post("/api/login", .open(SignInController.signIn)),
        .post("/api/logout", .person(SessionController.signOut)),
        .get("/api/session", .person(SessionController.show)),
        .post("/api/session/organisation", .person(SessionController.move)),
        .get("/api/sessions", .person(SessionController.list)),
        .delete("/api/sessions", .person(SessionController.endOthers)),
        .delete("/api/sessions/{id}", .person(SessionController.end)),
        .post("/api/reset", .open(ResetController.reset)),
        .post("/api/reset/request", .open(ResetController.request)),

        // One's own profile
        .get("/api/profile", .person(ProfileController.show)),
        .patch("/api/profile", .person(ProfileController.update)),
        .post("/api/profile/email", .person(EmailController.change)),
        .post("/api/email/confirm", .open(EmailController.confirm)),
        .post("/api/profile/password", .person(ProfileController.changePassword)),
        .post("/api/profile/totp", .person(TOTPController.prepare)),
        .post("/api/profile/totp/confirm", .person(TOTPController.confirm)),
        .post("/api/profile/totp/recovery-codes", .person(TOTPController.renewCodes)),
        .post("/api/profile/totp/off", .person(TOTPController.end)),

        // The organisation and its people
        .get("/api/organisation", .read(OrganisationController.show)),
        .patch("/api/organisation", .manage(OrganisationController.update)),
        .get("/api/members", .person(MemberController.list)),
        .patch("/api/members/{id}", .manage(MemberController.update)),
        .delete("/api/members/{id}", .manage(MemberController.remove)),
        .post("/api/members/{id}/restore", .manage(MemberController.restore)),
        .post("/api/members/{id}/reset", .own(ResetController.create)),
        .get("/api/invitations", .manage(InvitationController.list)),
        .post("/api/invitations", .manage(InvitationController.create)),
        .delete("/api/invitations/{id}", .manage(InvitationController.withdraw)),
        .post("/api/invitations/open", .open(GuestController.look)),
        .post("/api/invitations/accept", .open(GuestController.accept)),
        .get("/api/audit", .manage(AuditController.list)),
        .get("/api/audit/export", .manage(AuditController.export)),

        // Seed 000
        .get("/api/customer-journey/data", .read(JourneyDataController.data)),
        .get("/api/customer-journey/customer/{id}", .read(JourneyDataController.customer)),
        .get("/api/customer-journey/health", .open(HealthController.health)),

        // The journey and the customers on it
        .get("/api/journey", .read(JourneyController.show)),
        .get("/api/journey/course", .read(JourneyController.course)),
        .get("/api/customers", .read(CustomerController.list)),
        .post("/api/customers/bulk", .write(BulkController.create)),
        .post("/api/customers/export", .export(BulkController.export)),
        .get("/api/customers/{id}", .read(CustomerController.show)),
        .get("/api/events", .read(EventController.list)),

        // What people keep on customers
        .put("/api/customers/{id}", .write(CustomerEditController.update)),
        .post("/api/customers/{id}/merge", .write(MergeController.create)),
        .post("/api/merges/{id}/undo", .write(MergeController.undo)),
        .get("/api/tags", .read(TagController.list)),
        .put("/api/customers/{id}/tags/{tag}", .write(TagController.add)),
        .delete("/api/customers/{id}/tags/{tag}", .write(TagController.remove)),
        .get("/api/customers/{id}/notes", .read(NoteController.list)),
        .post("/api/customers/{id}/notes", .write(NoteController.create)),
        .get("/api/customers/{id}/notes/{note}", .read(NoteController.show)),
        .put("/api/customers/{id}/notes/{note}", .write(NoteController.update)),
        .delete("/api/customers/{id}/notes/{note}", .write(NoteController.remove)),
        .post("/api/customers/{id}/notes/{note}/restore", .write(NoteController.restore)),
        .get("/api/customers/{id}/notes/{note}/versions", .read(NoteController.versions)),

        // Views of the list, and jobs for all whom it shows
        .get("/api/views", .person(ViewController.list)),
        .post("/api/views", .person(ViewController.create)),
        .patch("/api/views/{id}", .person(ViewController.update)),
        .delete("/api/views/{id}", .person(ViewController.remove)),
        .get("/api/jobs", .read(JobController.list)),
        .get("/api/jobs/{id}", .read(JobController.show)),
        .post("/api/jobs/{id}/cancel", .write(JobController.cancel)),
        .post("/api/jobs/{id}/undo", .write(JobController.undo)),
        .get("/api/jobs/{id}/file", .export(JobController.file)),

        // Connections and deliveries
        .get("/api/connections", .read(ConnectionController.list)),
        .post("/api/connections", .manage(ConnectionController.create)),
        .get("/api/connections/{id}", .read(ConnectionController.show)),
        .patch("/api/connections/{id}", .manage(ConnectionController.update)),
        .post("/api/connections/{id}/secrets", .manage(SecretController.create)),
        .delete("/api/connections/{id}/secrets/{secret}", .manage(SecretController.remove)),
        .get("/api/webhooks/deliveries", .read(DeliveryController.list)),
        .get("/api/webhooks/deliveries/{id}", .read(DeliveryController.show)),
        .post("/api/webhooks/deliveries/{id}/retry", .write(DeliveryController.retry)),
        .post("/api/webhooks/deliveries/{id}/handled", .write(DeliveryController.markHandled)),
        .post("/api/webhooks/recover", .write(DeliveryController.recover)),
        .get("/api/webhooks/samples", .read(TesterController.samples)),
        .post("/api/webhooks/sign", .manage(TesterController.sign)),

        // How all of it fares
        .get("/api/status", .manage(StatusController.show)),
        .get("/metrics", .open(StatusController.metrics)),

        // Tokens
        .get("/api/tokens", .manage(TokenController.list)),
        .post("/api/tokens", .manage(TokenController.create)),
        .delete("/api/tokens/{id}", .manage(TokenController.revoke)),
    ])

    /// What tells how Waymark fares: open to everybody, with answers of their own to a database that
    /// is away.
    private static let sightPaths: Set = ["/api/customer-journey/health", "/metrics"]

    private let services: Services
    private let gate: Database
    private let api: Database

    /// - Parameters:
    ///   - gate: a session of the gate's account.
    ///   - api: a session of the API's account.
    package init(services: Services, gate: Database, api: Database) {
        self.services = services
        self.gate = gate
        self.api = api
    }

    /// Answers a request; every failure becomes a problem with its status.
    package func respond(to request: Request) -> Response {
        var response: Response
        do {
            response = try answer(request)
        } catch let problem as Problem {
            response = problem.response(for: request.recipient)
        } catch let error as StorageError {
            response = problem(of: error, for: request).response(for: request.recipient)
        } catch {
            services.report(
                "request.failed",
                [
                    "id": request.id, "route": routeName(of: request),
                    "error": String(reflecting: error),
                ]
            )
            response = Problem.unexpected.response(for: request.recipient)
        }
        response.headers.append(("Cache-Control", "no-store"))
        return response
    }

    private func answer(_ request: Request) throws -> Response {
        switch Site.router.match(request.method, request.path) {
        case .notFound: throw Problem.notFound
        case .methodNotAllowed(let allow): throw Problem.methodNotAllowed(allow: allow)
        case .found(let endpoint, let path):
            let isHanging = services.sight.isDatabaseHanging
            guard !isHanging || Site.sightPaths.contains(request.path) else {
                throw Problem.databaseAway
            }
            let now = services.clock()
            let callers = Callers(services: services, gate: gate, now: now)
            let caller = isHanging ? nil : try callers.admit(request, to: endpoint.access)
            let scope = try caller.map { try OwnScope($0.organisation, on: api) }
            defer { scope?.leave() }
            return try endpoint.answer(
                Visit(
                    request: request,
                    path: path,
                    services: services,
                    gate: gate,
                    caller: caller,
                    entered: scope,
                    now: now
                )
            )
        }
    }

    /// What was asked for, without the ids in its path: some are customers' own names.
    private func routeName(of request: Request) -> String {
        "\(request.method.rawValue) \(services.sight.requests.routeClass(of: request))"
    }

    private func problem(of error: StorageError, for request: Request) -> Problem {
        services.report(
            "storage.failed",
            ["id": request.id, "route": routeName(of: request), "error": error.description]
        )
        return switch error.kind {
        case .unavailable, .unusable: Problem.databaseAway
        case .contended: Problem.unavailable(retryAfter: 1)
        case .duplicate: Problem.conflict
        case .broken: Problem.unexpected
        }
    }
}

extension Problem {
    /// Page and API cannot do without it, and may be asked again in a moment.
    static let databaseAway = Problem.unavailable(retryAfter: 5)
        .explained("The database is away. Try again in a moment.")
}
