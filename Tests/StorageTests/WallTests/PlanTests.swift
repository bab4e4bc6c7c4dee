import Domain
import Storage
import Support
import Testing

@testable import MariaDB

/// How the server goes about what the API's account asks: through the views as fast as with the
/// organisation written into the statement, and never through a whole table.
@Suite struct PlanTests {
    /// One line of EXPLAIN.
    struct Step: Equatable, CustomStringConvertible {
        let table: String
        let access: String
        let key: String

        var description: String { "\(table) by \(access) of \(key)" }
    }

    /// Where the views look up who asks.
    private static let wall = "session_organisations"

    @Test func `statements through the views use the indexes that a literal would use`() throws {
        let crowd = try Crowd(on: MariaDBServer())
        let organisation = Organisation.ID(Int64(Crowd.own))
        for _ in 0..<2 {
            let scope = try OwnScope(organisation, on: Database(crowd.database.api))
            try OwnReports(scope: scope).askAll()
            scope.leave()
        }
        let statements = try crowd.statements()
        #expect(statements.count > 50)
        let inside = try AnyStatement(crowd.database.root, in: organisation)
        var latest = 0
        // What adds given values reads nothing.
        for statement in statements where !statement.contains(/^INSERT[^;]*\sVALUES\s/) {
            let plan = try plan(of: statement, inside)
            #expect(!plan.isEmpty, "\(statement)")
            for step in plan {
                #expect(
                    !["ALL", "index"].contains(step.access),
                    "\(step) in \(plan): \(statement)"
                )
            }
            if statement.contains("ORDER BY connection_id DESC, id DESC LIMIT 1") {
                // The latest delivery of a connection that never had one must not be searched for
                // among those of all others.
                #expect(Set(plan.map(\.key)) == ["connection"])
                latest += 1
            }
            guard statement.hasPrefix("SELECT") else { continue }
            #expect(try plan == self.plan(of: literal(statement), inside), "\(statement)")
        }
        #expect(latest > 0)
    }

    private func plan(of statement: String, _ session: AnyStatement) throws -> [Step] {
        try session.rows("EXPLAIN \(statement)").map { row in
            let texts = row.map { value in
                if case .text(let text) = value { text } else { "" }
            }
            return Step(table: texts[2], access: texts[3], key: texts[5])
        }.filter { !$0.table.isEmpty && !$0.table.hasPrefix("<") && $0.table != PlanTests.wall }
    }

    /// What makes a row the organisation's where it does not say so itself.
    private static let ownership = [
        "organisations": "id = \(Crowd.own)",
        "people": "id IN (SELECT person_id FROM members WHERE organisation_id = \(Crowd.own))",
    ]

    /// The same on the tables themselves, with the organisation's number instead of the view.
    private func literal(_ statement: String) -> String {
        statement.replacing(/\b(FROM|JOIN) own_(\w+)(\s+[a-z]\b)?/) { match in
            let name = String(match.2)
            let alias = match.3.map(String.init) ?? " own_\(name)"
            let isOwn = PlanTests.ownership[name] ?? "organisation_id = \(Crowd.own)"
            let rows = KeyedView.all.first { $0.name == name }?.rows ?? name
            return "\(match.1) (SELECT * FROM \(rows) WHERE \(isOwn))\(alias)"
        }
    }
}
