import Domain
import Foundation
import MariaDB
import Storage
import Support
import Testing

/// Every statement of the Storage room, taken out of its source, against the real schema.
@Suite struct StatementTests {
    struct Place: Sendable, CustomTestStringConvertible {
        let file: String
        let statement: String

        var testDescription: String { "\(file): \(statement.prefix(60))" }
        /// Behind the wall is the API's account; in front of it `work` may write every row.
        var isOwn: Bool { file.hasPrefix("Own/") || statement.hasPrefix("CALL") }
        var isQuery: Bool { statement.hasPrefix("SELECT") && !statement.contains("FOR UPDATE") }
        var parameterCount: Int { statement.count { $0 == "?" } }
    }

    static let places: [Place] = {
        let folder = Repository.path("Sources/Storage")
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        return (files ?? []).sorted().filter { $0.hasSuffix(".swift") }.flatMap { file in
            let source = (try? Repository.text("Sources/Storage/\(file)")) ?? ""
            return StatementSource(source).statements.map { Place(file: file, statement: $0) }
        }
    }()

    @Test func `the scanner finds what there is to find`() {
        #expect(StatementTests.places.count > 80)
        let source = #"""
            // "SELECT 0"
            let a = "SELECT \(b ? "x" : "y(") FROM t WHERE \(fragment: c(d)) AND e IN \(anyOf: f)"
            let g = """
                UPDATE t SET h = \(i), j = '"' \(fragment: k)
                """ + "not SQL" + "a \"SELECT\" too"
            """#
        #expect(
            StatementSource(source).statements
                == [
                    "SELECT ? FROM t WHERE TRUE AND e IN (?)",
                    "UPDATE t SET h = ?, j = '\"' \n    ",
                ].map { $0 }
        )
    }

    @Test(arguments: places) func `a statement is one that its account may prepare`(
        place: Place
    ) throws {
        let database = try TestDatabase.shared()
        let connection = try MariaDB.Connection(place.isOwn ? database.api : database.work)
        #expect(throws: Never.self) { try connection.prepare(place.statement) }
    }

    /// MariaDB refuses some prepared statements only from their second execution on.
    @Test(arguments: places.filter(\.isQuery))
    func `a query can be run again and again`(place: Place) throws {
        let database = try TestDatabase.shared()
        let shop = try TestShop(in: database)
        let session = try AnyStatement(
            place.isOwn ? database.api : database.work,
            in: place.isOwn ? shop.organisation : nil
        )
        let values = Array(repeating: Value.int(1), count: place.parameterCount)
        for _ in 0..<3 {
            #expect(throws: Never.self) { _ = try session.rows(place.statement, values) }
        }
    }
}
