import Domain
import HTTP
import Storage
import Support
import Testing

@testable import Web

@Suite struct LiveDoorTests {
    private let site: TestSite
    private let tenant: Tenant
    private let door: LiveDoor

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
        door = LiveDoor(services: site.services, gate: Database(site.database.gate))
    }

    private func knock(
        as caller: TestCaller,
        _ query: String = "",
        method: HTTP.Method = .get,
        path: String = LiveDoor.path,
        headers: [(String, String)] = []
    ) -> Result<LiveTicket, Problem> {
        door.admit(
            Request(
                method: method,
                path: path,
                query: Query(parsing: query),
                headers: Headers(tenant.headers(of: caller) + headers)
            )
        )
    }

    private func status(_ result: Result<LiveTicket, Problem>) -> Int? {
        if case .failure(let problem) = result { problem.status } else { nil }
    }

    @Test(arguments: TestCaller.allCases) func `who may read may listen, to their own`(
        caller: TestCaller
    ) throws {
        let result = knock(as: caller)
        if AccessTests.readers.contains(caller) {
            #expect(try result.get().organisation == tenant.shop.organisation)
            #expect(try result.get().topics == Set(FeedStore.Topic.allCases))
        } else {
            #expect(status(result) == (caller == .nobody ? 401 : 403))
        }
    }

    static let wishes: [(String, Set<FeedStore.Topic>)] = [
        ("topics=event", [.event]),
        ("topics=event,journey", [.event, .journey]),
        ("topics=", Set(FeedStore.Topic.allCases)),
    ]

    @Test(arguments: wishes) func `a listener names what it wants to hear`(
        query: String,
        topics: Set<FeedStore.Topic>
    ) throws {
        #expect(try knock(as: .viewer, query).get().topics == topics)
    }

    @Test(arguments: ["topics=secrets", "topics=event,x", "topics=Event"])
    func `an unknown topic is malformed`(query: String) {
        #expect(status(knock(as: .viewer, query)) == 400)
    }

    @Test func `a listener that comes back says what it heard last`() throws {
        let ticket = try knock(as: .viewer, headers: [("Last-Event-ID", "41")]).get()
        #expect(ticket.heard != nil)
        let strange = try knock(as: .viewer, headers: [("Last-Event-ID", "4'1")]).get()
        #expect(strange.heard == nil)
        #expect(try knock(as: .viewer).get().heard == nil)
    }

    @Test func `other paths and methods are turned away`() {
        #expect(status(knock(as: .viewer, path: "/api/events/streams")) == 404)
        #expect(status(knock(as: .viewer, path: "\(LiveDoor.path)/x")) == 404)
        for method in [HTTP.Method.post, .head, .delete] {
            for path in [LiveDoor.path, LiveDoor.path + "/"] {
                guard case .failure(let problem) = knock(as: .viewer, method: method, path: path)
                else {
                    Issue.record("\(method) is let in")
                    continue
                }
                #expect(problem.status == 405)
                #expect(problem.headers.map { "\($0): \($1)" } == ["Allow: GET"])
            }
        }
    }

    @Test func `a slash at the end makes no difference`() throws {
        #expect(try !knock(as: .viewer, path: LiveDoor.path + "/").get().topics.isEmpty)
    }

    @Test func `a session that is over no longer lets anybody listen`() {
        site.clock.advance(by: .hours(2))
        #expect(status(knock(as: .viewer)) == 401)
    }
}
