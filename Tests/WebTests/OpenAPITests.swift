import Domain
import Foundation
import HTTP
import Intake
import JSON
import Storage
import Testing

@testable import Web

/// The description of the API says of every route what the code says.
@Suite struct OpenAPITests {
    /// An operation as the description has it.
    struct Operation: Sendable, CustomTestStringConvertible {
        /// Such as `GET /api/customers/{id}`.
        let route: String
        let json: JSON

        var testDescription: String { route }
        var access: String? { json["x-access"]?.text }
        /// Each of them is enough.
        var security: [JSON] { json["security"]?.elements ?? [] }
    }

    private static let description: JSON = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "static/openapi.json")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return (try? JSON(parsing: Array(text.utf8))) ?? .null
    }()

    private static let operations: [Operation] = (description["paths"]?.members ?? [])
        .flatMap { path in
            path.value.members.map { method in
                Operation(route: "\(method.name.uppercased()) \(path.name)", json: method.value)
            }
        }

    /// Who may call what, by the code; the description itself is a file that nginx serves.
    private static let accesses: [String: String] = {
        var accesses = ["GET \(LiveDoor.path)": "read", "GET /api/openapi.json": "open"]
        for route in Site.router.routes {
            accesses["\(route.method.rawValue) \(route.pattern)"] = "\(route.action.access)"
        }
        for route in HookSite.router.routes {
            accesses["\(route.method.rawValue) \(route.pattern)"] = "sender"
        }
        return accesses
    }()

    @Test func `every route is described, and nothing else`() {
        let described = Set(Self.operations.map(\.route))
        let known = Set(Self.accesses.keys)
        #expect(known.subtracting(described).sorted() == [], "static/openapi.json lacks them")
        #expect(described.subtracting(known).sorted() == [], "no route answers them")
    }

    @Test(arguments: operations)
    func `an operation says who may call it`(operation: Operation) throws {
        let access = try #require(operation.access)
        #expect(access == Self.accesses[operation.route])
        switch Site.Access.allCases.first(where: { "\($0)" == access }) {
        case .open: expectAnybody(operation)
        case let known?: expectCallers(of: known, operation)
        case nil: expectSender(operation)
        }
    }

    /// Who is known may be told more, but nobody has to be.
    private func expectAnybody(_ operation: Operation) {
        let asked = operation.security.first?.members ?? []
        #expect(asked.isEmpty)
    }

    /// A session with its roles, and its CSRF token for changes; a token with its scope.
    private func expectCallers(of access: Site.Access, _ operation: Operation) {
        let person = operation.security.first
        #expect(person?.names("session") == access.roles.map(\.rawValue).sorted())
        let isChange = !operation.route.hasPrefix("GET ")
        let proofs: Set<String> = isChange ? ["session", "csrf"] : ["session"]
        #expect(Set((person?.members ?? []).map(\.name)) == proofs)
        let programs = operation.security.dropFirst().map { $0.names("token") ?? [] }
        let scopes: [[String]] = access.scope.map { [[$0.rawValue]] } ?? []
        #expect(programs == scopes)
    }

    private func expectSender(_ operation: Operation) {
        #expect(!operation.security.isEmpty)
        #expect(operation.security.allSatisfy { $0["signature"] != nil })
    }

    private static let words: [(String, [String])] = [
        ("Stage", Stage.allCases.map(\.name)),
        ("EventKind", EventKind.allCases.map(\.name)),
        ("Role", Role.allCases.map(\.rawValue)),
        ("Scope", TokenRecord.Scope.allCases.map(\.rawValue)),
        ("DeliveryState", DeliveryState.allCases.map(\.rawValue)),
        ("SchemeName", SignatureScheme.Preset.allCases.map(\.rawValue)),
        ("AuditAction", AuditAction.allCases.map(\.rawValue)),
        ("JobKind", BulkJob.Kind.allCases.map(\.rawValue)),
        ("JobState", BulkJob.State.allCases.map(\.rawValue)),
    ]

    @Test(arguments: words)
    func `the words of a kind are those of the code`(schema: String, words: [String]) {
        let described = Self.description["components"]?["schemas"]?[schema]
        #expect(described?.names("enum") == words.sorted())
    }
}

extension OpenAPITests {
    /// What seed 000 named is kept as it is.
    private static let seedNames = ["currentStage", "firstSeen", "lastActivity", "totalValue"]

    @Test func `our own names are snake_case, and only the seed's are not`() {
        let odd = Set(
            Self.description.names.filter { name in
                name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) == nil
            }
        )
        #expect(odd.sorted() == Self.seedNames)
        let seed = Self.description["components"]?["schemas"]?["SeedCustomer"]?.names ?? []
        #expect(odd.isSubset(of: seed))
    }
}

extension JSON {
    /// The names of all properties and of what stands in queries, at any depth.
    fileprivate var names: [String] {
        if let elements { return elements.flatMap(\.names) }
        let own = self["in"] == "query" ? [self["name"]?.text].compactMap(\.self) : []
        return own
            + members.flatMap { member -> [String] in
                switch member.name {
                case "example", "examples": []
                case "properties": member.value.members.map(\.name) + member.value.names
                default: member.value.names
                }
            }
    }

    fileprivate var members: [JSONObject.Member] {
        if case .object(let object) = self { object.members } else { [] }
    }

    /// A member that lists names, in order; nil where it is not there.
    fileprivate func names(_ member: String) -> [String]? {
        self[member]?.elements?.compactMap(\.text).sorted()
    }
}
