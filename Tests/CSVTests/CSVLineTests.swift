import CSV
import Testing

struct CSVLineTests {
    @Test(arguments: [
        ("a=b", "a=b"), ("", ""), ("Ama Mensah", "Ama Mensah"), ("a,b", "\"a,b\""),
        ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("ü€😀", "ü€😀"), ("\"\u{301}", "\"\"\"\u{301}\""),
    ]) func `a field is quoted where it has to be`(text: String, field: String) {
        #expect(CSVLine([text]).bytes == Array((field + "\r\n").utf8))
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("=\"a\"", #""'=""a""""#), ("\rx", "\"'\rx\""), ("=\u{301}1", "'=\u{301}1"),
    ]) func `a spreadsheet runs nothing of it`(text: String, field: String) {
        #expect(CSVLine([text]).bytes == Array((field + "\r\n").utf8))
    }

    @Test func `fields stand in their order, empty ones too`() {
        #expect(CSVLine(["a", "", "c"]).bytes == Array("a,,c\r\n".utf8))
    }
}
