import MariaDB
import Testing

@Suite struct SQLTests {
    @Test func `values are bound and never become text`() {
        let name = "'; DROP TABLE things; --"
        let sql: SQL = "SELECT * FROM things WHERE name = \(name) AND size > \(3)"
        #expect(sql.text == "SELECT * FROM things WHERE name = ? AND size > ?")
        #expect(sql.values == [.text(name), .int(3)])
    }

    @Test func `each type binds as its own kind`() {
        let nothing: Int? = nil
        let sql: SQL = """
            \(1) \(UInt8(2)) \(true) \(1.5) \("a") \([UInt8(7)]) \(nothing) \(Microseconds(9)) \
            \(Value.decimal("1.20")) \(Optional("b"))
            """
        #expect(
            sql.values == [
                .int(1), .unsigned(2), .int(1), .double(1.5), .text("a"), .bytes([7]), .null,
                .instant(microseconds: 9), .decimal("1.20"), .text("b"),
            ]
        )
    }

    @Test func `a list becomes as many placeholders`() {
        let sql: SQL = "VALUES (\(list: [1, 2, 3]))"
        #expect(sql.text == "VALUES (?, ?, ?)")
        #expect(sql.values == [.int(1), .int(2), .int(3)])
    }

    @Test(arguments: [
        ([], "(?)", [Value.null]), ([4], "(?)", [.int(4)]),
        ([4, 5], "(?, ?)", [.int(4), .int(5)]),
        ([4, 5, 6], "(?, ?, ?, ?)", [.int(4), .int(5), .int(6), .int(6)]),
        (
            [1, 2, 3, 4, 5], "(?, ?, ?, ?, ?, ?, ?, ?)",
            [.int(1), .int(2), .int(3), .int(4), .int(5), .int(5), .int(5), .int(5)]
        ),
    ])
    func `any of some is filled up to a power of two`(
        numbers: [Int],
        text: String,
        values: [Value]
    ) {
        let sql: SQL = "\(anyOf: numbers)"
        #expect(sql.text == text)
        #expect(sql.values == values)
    }

    @Test func `fragments bring their text and their values in order`() {
        let conditions: [SQL] = ["a = \(1)", "b IS NULL", "c IN \(anyOf: ["x", "y"])"]
        let none: [SQL] = []
        let sql: SQL = """
            SELECT \(0) WHERE \(fragments: conditions, separator: " AND ") \
            \(fragment: "LIMIT \(10)")\(fragments: none)
            """
        #expect(sql.text == "SELECT ? WHERE a = ? AND b IS NULL AND c IN (?, ?) LIMIT ?")
        #expect(sql.values == [.int(0), .int(1), .text("x"), .text("y"), .int(10)])
    }
}
