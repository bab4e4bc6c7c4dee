import JSON
import Testing

struct ValueTests {
    @Test func `an accessor answers for its own kind only`() {
        let all: [JSON] = [nil, true, 5, "5", [5], ["five": 5]]
        #expect(all.map(\.flag) == [nil, true, nil, nil, nil, nil])
        #expect(all.map(\.integer) == [nil, nil, 5, nil, nil, nil])
        #expect(all.map(\.text) == [nil, nil, nil, "5", nil, nil])
        #expect(all.map(\.elements) == [nil, nil, nil, nil, [5], nil])
        #expect(all.map { $0["five"] } == [nil, nil, nil, nil, nil, 5])
    }

    @Test(arguments: ["1.0", "1e2", "9223372036854775808"])
    func `a number that is not written whole or does not fit is no integer`(digits: String) {
        #expect(JSON.number(digits).integer == nil)
    }

    @Test func `setting members replaces, appends and removes them in place`() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = 4
        object["b"] = nil
        object["none"] = nil
        #expect(object == ["a": 3, "c": 4])
    }

    @Test(arguments: [
        ("metadata", #"{ "v" : 1.50,"w":"\u00e9" }"#),
        ("first", "-0.0"),
        ("list", "[1 , 2]"),
        ("last", "\"x\""),
    ])
    func `a document shows a member's value as it was written`(name: String, source: String) throws
    {
        let text = """
             { "first" :-0.0 , "metadata": { "v" : 1.50,"w":"\\u00e9" } ,
            "list":[1 , 2],"last"  :  "x"  }\u{20}
            """
        let document = try JSONDocument(parsing: Array(text.utf8))
        let found = try #require(document.source(of: name))
        #expect(String(decoding: found, as: UTF8.self) == source)
        #expect(document.source(of: "v") == nil)
    }

    @Test(arguments: ["[1]", "{}", "\"metadata\"", #"[{"metadata":1}]"#])
    func `a document without that member shows nothing`(text: String) throws {
        #expect(try JSONDocument(parsing: Array(text.utf8)).source(of: "metadata") == nil)
    }
}
