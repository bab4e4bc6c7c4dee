import MariaDB
import Testing

@Suite struct ScriptTests {
    @Test(arguments: [
        ("", []),
        ("-- only a remark;\n\n", []),
        ("SELECT 1;", ["SELECT 1"]),
        ("SELECT 1;  \nSELECT 2;\n", ["SELECT 1", "SELECT 2"]),
        ("SELECT ';' AS a,\n    2;\r\nSELECT 3;", ["SELECT ';' AS a,\n    2", "SELECT 3"]),
        ("SELECT 1\n-- a remark;\n, 2;", ["SELECT 1\n-- a remark;\n, 2"]),
        (
            "CREATE FUNCTION f() RETURNS INT\nBEGIN\n    SET @a = 1;\n    RETURN 1;\nEND;\nSELECT 2;",
            [
                "CREATE FUNCTION f() RETURNS INT\nBEGIN\n    SET @a = 1;\n    RETURN 1;\nEND",
                "SELECT 2",
            ]
        ),
        (
            "CREATE PROCEDURE p()\nBEGIN\n    BEGIN\n        SET @a = 1;\n    END;\nEND;",
            ["CREATE PROCEDURE p()\nBEGIN\n    BEGIN\n        SET @a = 1;\n    END;\nEND"]
        ),
    ])
    func `statements end at a line that ends in a semicolon`(
        text: String,
        statements: [String]
    ) throws {
        #expect(try Script(text).statements.map(\.text) == statements)
    }

    @Test func `a statement knows the line it starts on`() throws {
        let script = try Script("-- first\n\nSELECT 1;\n\n-- second\nSELECT\n2;\n")
        #expect(script.statements.map(\.line) == [3, 6])
    }

    @Test(arguments: ["SELECT 1", "SELECT 1;\nSELECT 2", "SELECT 1; -- said behind"])
    func `a statement without its end is refused`(text: String) {
        #expect(throws: DatabaseError.self) { try Script(text) }
    }
}
