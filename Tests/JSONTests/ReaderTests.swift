import JSON
import Testing

/// What the reader takes and what it refuses: each case written for a known trap of JSON readers.
struct ReaderTests {
    @Test(
        arguments: [
            ("null", .null),
            (" \t\r\n true \n", true),
            ("false", false),
            ("0", .number("0")),
            ("-0", .number("-0")),
            ("-0.0e-0", .number("-0.0e-0")),
            ("1e999", .number("1e999")),
            ("1E+2", .number("1E+2")),
            ("150.00", .number("150.00")),
            ("820982911946154508", .number("820982911946154508")),
            (
                "123456789012345678901234567890.123456789",
                .number("123456789012345678901234567890.123456789")
            ),
            (#""""#, ""),
            (#""\u0041\n\t\b\f\r\"\\\/""#, "A\n\t\u{8}\u{C}\r\"\\/"),
            (#""\u00e9\u00E9 é""#, "éé é"),
            (#""\ud83d\ude00 and 😀""#, "😀 and 😀"),
            (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
            (#""\uffff\u0000""#, "\u{FFFF}\u{0}"),
            ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
            ("[]", []),
            ("[ ]", []),
            ("[1,[2],{}]", [1, [2], [:]]),
            ("{}", [:]),
            (#"{"":1}"#, ["": 1]),
            (#"{ "b" : 1 , "a" : [ null ] }"#, ["b": 1, "a": [nil]]),
            (#"{"a":{"a":1},"A":2}"#, ["a": ["a": 1], "A": 2]),
        ] as [(String, JSON)]
    )
    func `valid text is read exactly`(text: String, value: JSON) throws {
        #expect(try JSON(parsing: Array(text.utf8)) == value)
    }

    @Test(arguments: [
        ("", 0, "unexpected end, expected a value"),
        ("  ", 2, "unexpected end, expected a value"),
        ("\u{FEFF}{}", 0, "a byte order mark before the text"),
        ("nul", 0, "expected a value"),
        ("nulll", 4, "bytes after the value"),
        ("True", 0, "expected a value"),
        ("NaN", 0, "expected a value"),
        ("-Infinity", 1, "expected a digit"),
        ("undefined", 0, "expected a value"),
        ("+1", 0, "expected a value"),
        (".5", 0, "expected a value"),
        ("0123", 1, "bytes after the value"),
        ("-01", 2, "bytes after the value"),
        ("0x10", 1, "bytes after the value"),
        ("1.", 2, "unexpected end, expected a digit"),
        ("1.e1", 2, "expected a digit"),
        ("1e", 2, "unexpected end, expected a digit"),
        ("1e+", 3, "unexpected end, expected a digit"),
        ("-", 1, "unexpected end, expected a digit"),
        ("1 2", 2, "bytes after the value"),
        ("{}}", 2, "bytes after the value"),
        ("{} // done", 3, "bytes after the value"),
        ("\u{A0}1", 0, "expected a value"),
        ("\0", 0, "expected a value"),
        ("1\0", 1, "bytes after the value"),
        ("'a'", 0, "expected a value"),
        ("\"a", 2, "unexpected end, expected “\"”"),
        ("\"a\nb\"", 2, "a control character that is not escaped"),
        ("\"\u{0}\"", 1, "a control character that is not escaped"),
        ("\"\u{1F}\"", 1, "a control character that is not escaped"),
        (#""\x41""#, 1, "an unknown escape"),
        (#""\U0041""#, 1, "an unknown escape"),
        (#""\"#, 1, "an unknown escape"),
        (#""\u00g0""#, 5, "four hexadecimal digits must follow “\\u”"),
        (#""\u004""#, 6, "four hexadecimal digits must follow “\\u”"),
        (#""\u-123""#, 3, "four hexadecimal digits must follow “\\u”"),
        (#""ab\ud83d""#, 3, "lone surrogate"),
        (#""\ude00""#, 1, "lone surrogate"),
        (#""\ud83dx\ude00""#, 1, "lone surrogate"),
        (#""\ud83d\n""#, 1, "lone surrogate"),
        (#""\ud83d\ud83d""#, 1, "lone surrogate"),
        (#""\ude00\ud83d""#, 1, "lone surrogate"),
        ("[", 1, "unexpected end, expected a value"),
        ("[1", 2, "unexpected end, expected a comma or “]”"),
        ("[1,]", 3, "expected a value"),
        ("[,1]", 1, "expected a value"),
        ("[1 2]", 3, "expected a comma or “]”"),
        ("[1}", 2, "expected a comma or “]”"),
        ("]", 0, "expected a value"),
        ("{", 1, "unexpected end, expected a member's name"),
        (#"{"a"}"#, 4, "expected a colon"),
        (#"{"a":}"#, 5, "expected a value"),
        (#"{"a":1,}"#, 7, "expected a member's name"),
        (#"{"a":1"b":2}"#, 6, "expected a comma or “}”"),
        ("{a:1}", 1, "expected a member's name"),
        ("{1:1}", 1, "expected a member's name"),
        (#"{"a":1,"a":2}"#, 13, "duplicate key “a”"),
        (#"{"a":1,"\u0061":1}"#, 18, "duplicate key “a”"),
        (#"{"x":[{"a":1,"b":2,"a":1}]}"#, 25, "duplicate key “a”"),
    ])
    func `what is no strict JSON is refused with place and reason`(
        text: String,
        offset: Int,
        reason: String
    ) {
        #expect(throws: JSONFault(offset: offset, reason: reason)) {
            try JSON(parsing: Array(text.utf8))
        }
    }

    @Test(
        arguments: [
            ([0x80], 0), ([0xC3], 0), ([0xC3, 0x28], 0), ([0x61, 0xC0, 0xAF], 1),
            ([0xE2, 0x82], 0), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
            ([0xF0, 0x80, 0x80, 0xAF], 0), ([0x61, 0x62, 0xFF], 2), ([0xFE], 0),
        ] as [([UInt8], Int)]
    )
    func `invalid UTF-8 in a string is refused where it stands`(bytes: [UInt8], place: Int) {
        #expect(throws: JSONFault(offset: place + 1, reason: "invalid UTF-8")) {
            try JSON(parsing: [0x22] + bytes + [0x22])
        }
        #expect(throws: JSONFault.self) { try JSON(parsing: [0x22] + bytes + Array(#"\n""#.utf8)) }
    }

    @Test(arguments: [[0xFF, 0xFE, 0x7B, 0x00], [0xC3, 0xA9], [0x00, 0x7B]] as [[UInt8]])
    func `other encodings and bare letters are refused`(bytes: [UInt8]) {
        #expect(throws: JSONFault.self) { try JSON(parsing: bytes) }
    }

    @Test func `an escape does not repair a broken letter around it`() {
        let bytes = Array("\"".utf8) + [0xC3] + Array(#"\u00a9""#.utf8)
        #expect(throws: JSONFault(offset: 1, reason: "invalid UTF-8")) { try JSON(parsing: bytes) }
    }

    @Test func `names that only look alike are two members`() throws {
        let json = try JSON(parsing: Array("{\"\u{212A}\":1,\"K\":2,\"e\u{301}\":3,\"é\":4}".utf8))
        #expect(json["K"] == 2)
        #expect(json["é"] == 4)
    }
}
