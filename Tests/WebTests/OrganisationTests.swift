import Domain
import HTTP
import JSON
import Storage
import Support
import Testing

@testable import Web

@Suite struct OrganisationTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func change(_ body: String) -> TestAnswer {
        site.call(.patch, "/api/organisation", as: .admin, of: tenant, body: body)
    }

    @Test func `name and currency hold at once, the time zone once the days are counted anew`() {
        let body = #"{"name":" Kente & Co ","currency":"GHS","time_zone":"Africa/Accra"}"#
        let organisation = change(body).json["organisation"]
        #expect(organisation?["name"] == "Kente & Co")
        #expect(organisation?["currency"] == "GHS")
        #expect(organisation?["time_zone"] == "UTC")
        #expect(organisation?["next_time_zone"] == "Africa/Accra")
        let seen = site.call(.get, "/api/organisation", as: .viewer, of: tenant)
        #expect(seen.json["organisation"] == organisation)
    }

    @Test func `what is not named stays`() {
        #expect(change(#"{"currency":"GHS"}"#).status == 200)
        let organisation = change("{}").json["organisation"]
        #expect(organisation?["name"] == "Shop")
        #expect(organisation?["currency"] == "GHS")
        #expect(organisation?["next_time_zone"] == .null)
    }

    @Test func `everything that is wrong is told at once`() {
        let answer = change(#"{"name":"","currency":"EURO","time_zone":"../etc/passwd"}"#)
        #expect(answer.status == 422)
        #expect(
            answer.json["details"] == [
                "name: 1 to 120 characters", "currency: three letters of ISO 4217",
                "time_zone: a name such as Europe/Berlin",
            ]
        )
    }

    @Test func `stages get names of their own and their usual ones back`() throws {
        let first = change(#"{"stage_names":{"awareness":" Lead ","purchase":"Sale"}}"#)
        #expect(first.status == 200)
        let answer = change(#"{"stage_names":{"awareness":"","retention":"Regulars","x":7}}"#)
        let names = answer.json["organisation"]?["stage_names"]
        #expect(names?["awareness"] == .null)
        #expect(names?["consideration"] == .null)
        #expect(names?["purchase"] == "Sale")
        #expect(names?["retention"] == "Regulars")
        let session = site.call(.get, "/api/session", as: .viewer, of: tenant)
        #expect(session.json["organisation"]?["stage_names"] == names)
        let entry = site.call(.get, "/api/audit?limit=1", as: .admin, of: tenant)
            .json["entries"]?.elements?.first
        #expect(entry?["before"]?["stage_names"]?["awareness"] == "Lead")
        #expect(entry?["after"]?["stage_names"] == names)
    }

    @Test func `a window holds once the journey is counted anew`() {
        let organisation = change(#"{"window_days":365}"#).json["organisation"]
        #expect(organisation?["window_days"] == .integer(90))
        #expect(organisation?["next_window_days"] == .integer(365))
        let journey = site.call(.get, "/api/journey", as: .viewer, of: tenant)
        #expect(journey.json["window_days"] == .integer(90))
        let back = change(#"{"window_days":90}"#).json["organisation"]
        #expect(back?["next_window_days"] == .integer(90))
    }

    @Test func `every fault of the stages is told, with its place`() {
        let long = String(repeating: "W", count: 41)
        let answer = change(
            """
            {"window_days":366,"stage_names":{"awareness":"\(long)","consideration":7,\
            "purchase":"AdVocacy"}}
            """
        )
        #expect(answer.status == 422)
        #expect(
            answer.json["details"] == [
                "window_days: a whole number from 1 to 365",
                "stage_names.awareness: 1 to 40 characters, on one line",
                "stage_names.consideration: 1 to 40 characters, on one line",
                "stage_names.purchase: another stage is called “advocacy”",
            ]
        )
        #expect(
            change(#"{"window_days":0,"stage_names":[]}"#).json["details"] == [
                "window_days: a whole number from 1 to 365",
                "stage_names: an object with names by stage",
            ]
        )
    }

    @Test func `what was changed is told to everybody who listens`() throws {
        let feed = FeedStore(database: Database(site.database.gate))
        let told = { () throws in
            try feed.items(after: 0, limit: 10_000).filter {
                $0.organisation == tenant.shop.organisation && $0.topic == .organisation
            }.count
        }
        #expect(change("{}").status == 200)
        #expect(try told() == 0)
        #expect(change(#"{"stage_names":{"purchase":"Sale"}}"#).status == 200)
        #expect(try told() == 1)
    }

    @Test func `no other organisation is changed with it`() throws {
        let other = try site.tenant()
        let before = try site.database.fingerprint(of: other.shop.organisation)
        let name = site.call(.get, "/api/organisation", as: .viewer, of: other).text
        #expect(change(#"{"name":"Mine"}"#).status == 200)
        #expect(try site.database.fingerprint(of: other.shop.organisation) == before)
        #expect(site.call(.get, "/api/organisation", as: .viewer, of: other).text == name)
    }
}
