import Foundation
import MariaDB
import Support
import Testing

struct SchemaTests {
    private static let file = "schema/schema.sql"

    /// `make schema` runs this test with the order to write the file instead of comparing it.
    @Test
    func `the written schema is what the migrations make, whatever letters a database is in`()
        throws
    {
        let settings = try MariaDBServer.freshDatabase()
        try Connection(settings).run(script: "ALTER DATABASE CHARACTER SET latin1;")
        let present = try SchemaDump(of: Connection(TestDatabase(settings).root)).text()
        if ProcessInfo.processInfo.environment["WAYMARK_WRITE_SCHEMA"] == "yes" {
            let path = Repository.path(Self.file)
            try present.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let isSame = try Repository.text(Self.file) == present
        #expect(isSame, "\(Self.file) is not what the migrations make: run `make schema`")
    }
}
