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

    @Test func `no other organisation is changed with it`() throws {
        let other = try site.tenant()
        let before = try site.database.fingerprint(of: other.shop.organisation)
        let name = site.call(.get, "/api/organisation", as: .viewer, of: other).text
        #expect(change(#"{"name":"Mine"}"#).status == 200)
        #expect(try site.database.fingerprint(of: other.shop.organisation) == before)
        #expect(site.call(.get, "/api/organisation", as: .viewer, of: other).text == name)
    }
}
