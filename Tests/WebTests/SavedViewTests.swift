import HTTP
import JSON
import Support
import Testing

@testable import Web

/// Views that people keep of the list of customers.
@Suite struct SavedViewTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func make(_ body: String, as caller: TestCaller = .viewer) -> TestAnswer {
        site.call(.post, "/api/views", as: caller, of: tenant, body: body)
    }

    private func names(_ caller: TestCaller) -> [String] {
        let list = site.call(.get, "/api/views", as: caller, of: tenant)
        return list.json["views"]?.elements?.compactMap { $0["name"]?.text } ?? []
    }

    @Test func `a viewer keeps views of their own, which nobody else sees`() throws {
        let made = make(#"{"name":" VIP ","query":"?stage=purchase&q=a%20b&seen=30d&source="}"#)
        #expect(made.status == 201, "\(made.text)")
        let view = try #require(made.json["view"])
        #expect(view["name"] == "VIP")
        #expect(view["query"] == "stage=purchase&q=a%20b&seen=30d")
        #expect(view["shared"] == false)
        #expect(view["own"] == true)
        #expect(view["by"] == "The viewer")
        #expect(names(.viewer) == ["Buyers", "VIP"])
        #expect(names(.owner) == ["Buyers"])
        let path = "/api/views/\(view["id"]?.text ?? "")"
        #expect(site.call(.delete, path, as: .owner, of: tenant).status == 404)
        #expect(site.call(.delete, path, as: .viewer, of: tenant).status == 200)
        #expect(names(.viewer) == ["Buyers"])
    }

    @Test func `every fault of a view is told at once`() {
        let made = make(
            #"{"name":"","query":"stage=x&colour=red&sort=name&sort=value&limit=5&seen=soon"}"#
        )
        #expect(made.status == 422)
        let details = made.json["details"]?.elements?.compactMap(\.text) ?? []
        #expect(
            details.map { $0.split(separator: ":")[0] } == [
                "name", "query.colour", "query.sort", "query.limit", "query.stage", "query.seen",
            ]
        )
        #expect(make("{}").json["details"] == ["name: required", "query: required"])
    }

    @Test func `a name is one's own once, in whatever case`() {
        #expect(make(#"{"name":"VIP","query":""}"#).status == 201)
        #expect(make(#"{"name":"vip","query":""}"#).status == 409)
        #expect(make(#"{"name":"VIP","query":""}"#, as: .analyst).status == 201)
    }

    @Test func `sharing is for who manages the organisation, and is noted`() throws {
        let shared = #"{"name":"Team","query":"stage=advocacy","shared":true}"#
        for caller in [TestCaller.viewer, .analyst] {
            #expect(make(shared, as: caller).status == 403)
        }
        let made = make(shared, as: .admin)
        #expect(made.status == 201)
        #expect(names(.viewer) == ["Buyers", "Team"])
        let own = make(#"{"name":"Mine","query":""}"#, as: .analyst)
        let path = "/api/views/\(own.json["view"]?["id"]?.text ?? "")"
        let share = site.call(
            .patch,
            path,
            as: .analyst,
            of: tenant,
            body: #"{"shared":true}"#
        )
        #expect(share.status == 403)
        let audit = site.call(.get, "/api/audit?action=view", as: .owner, of: tenant)
        #expect(audit.json["entries"]?.elements?.count == 1)
    }

    @Test func `a view is renamed, pointed elsewhere and moved`() throws {
        let made = make(#"{"name":"VIP","query":"stage=purchase"}"#)
        let path = "/api/views/\(made.json["view"]?["id"]?.text ?? "")"
        func change(_ body: String) -> TestAnswer {
            site.call(.patch, path, as: .viewer, of: tenant, body: body)
        }
        #expect(change(#"{"name":"Best"}"#).json["view"]?["query"] == "stage=purchase")
        let moved = change(#"{"query":"stage=advocacy","position":3}"#)
        #expect(moved.json["view"]?["name"] == "Best")
        #expect(moved.json["view"]?["query"] == "stage=advocacy")
        #expect(moved.json["view"]?["position"] == 3)
        #expect(change(#"{"query":"stage=nowhere","position":-1}"#).status == 422)
    }
}
