import Support
import Testing

@testable import MariaDB

/// A dump may fill tables and do nothing else.
@Suite struct DumpLineTests {
    @Test(arguments: [
        ("(1,'a',NULL,X'00FF',-1.5,1e3,1.5e-7);", DumpLine.row(isLast: true)),
        (#"('it\'s','\'','\\'),"#, .row(isLast: false)), ("('');", .row(isLast: true)),
        ("('); DROP TABLE t; -- '),", .row(isLast: false)),
        ("INSERT INTO `a_1` (`b`, `c`) VALUES", .opening(table: "a_1")),
        ("DELETE FROM `t`;", .statement(table: "t")),
        ("ALTER TABLE `t` AUTO_INCREMENT = 12;", .statement(table: "t")),
        ("-- Waymark end {}", .remark), (DataDump.preamble, .remark),
    ])
    func `a line of a dump is known`(_ line: String, _ kind: DumpLine) {
        #expect(DumpLine(Array(line.utf8)[...]) == kind)
    }

    @Test(arguments: [
        "", "(", "()", "();", "(1)", "(1);;", "(1); DROP TABLE t;", "('a);", #"('a\');"#,
        "(X'0g');",
        "(x'00');", "(SLEEP(5));", "(1+1);", "(@@version);", "(0x00);", "(1,);", "(1.);", "(--1);",
        "(NULLS);", "('a' 'b');", "('it''s');", "(1) ,", " (1);", "DELETE FROM t;",
        "DELETE FROM `t` WHERE 1;",
        "DELETE FROM ``;", "DELETE FROM `a`.`b`;", "DELETE FROM `a``b`;", "DROP TABLE `t`;",
        "ALTER TABLE `t` AUTO_INCREMENT = 1, DROP COLUMN a;", "ALTER TABLE `t` ENGINE = MEMORY;",
        "INSERT INTO `t` () VALUES", "INSERT INTO `t` (`a`) VALUES (1);",
        "INSERT INTO `t` (`a`) SELECT 1;", "SET sql_mode = '';", "--", "# x", "/* x */",
        "GRANT ALL ON *.* TO x;",
    ])
    func `another line is refused`(_ line: String) {
        #expect(DumpLine(Array(line.utf8)[...]) == nil)
    }

    @Test(arguments: [
        ["(1);"], ["DELETE FROM `others`;"], ["INSERT INTO `schema_migrations` (`a`) VALUES"],
        ["INSERT INTO `things` (`id`) VALUES", "DELETE FROM `things`;"],
        ["INSERT INTO `things` (`id`) VALUES", "-- remark"],
    ])
    func `lines in the wrong place are refused`(_ lines: [String]) throws {
        let settings = try MariaDBServer.freshDatabase()
        try Connection(settings).run(script: "CREATE TABLE things (id INT PRIMARY KEY);")
        let load = try DataLoad(into: settings)
        #expect(throws: DatabaseError.self) {
            for line in lines { try load.take(Array(line.utf8)[...]) }
        }
    }

    @Test func `a dump that ends within a statement is refused`() throws {
        let settings = try MariaDBServer.freshDatabase()
        try Connection(settings).run(script: "CREATE TABLE things (id INT PRIMARY KEY);")
        let load = try DataLoad(into: settings)
        try load.take(Array("INSERT INTO `things` (`id`) VALUES".utf8)[...])
        try load.take(Array("(1),".utf8)[...])
        #expect(throws: DatabaseError.self) { try load.finish() }
        #expect(try load.count(["things", "others"]) == ["things": 0])
    }
}
