import Domain
import Intake
import JSON
import Testing

/// What is refused, and how the sender is told.
struct JourneyFaultTests {
    private func faults(_ body: [UInt8], _ contentType: String? = "application/json") -> [String] {
        switch JourneyDialect.read(body: body, contentType: contentType) {
        case .fact: []
        case .faults(let faults): faults.map(\.text)
        case .unsupportedType(let fault): ["415 " + fault.text]
        }
    }

    private static let id = "text of 1 to 191 characters, or a whole number"
    private static let event =
        "one of stage_entered, stage_completed, purchase_made, "
        + "email_opened, link_clicked, form_submitted, page_viewed, cart_abandoned, review_left, "
        + "referral_made"
    private static let stage = "one of awareness, consideration, purchase, retention, advocacy"
    private static let time =
        "an ISO 8601 date and time with its zone, such as 2024-01-15T10:30:00Z"
    private static let email = "an address such as john@example.com, of at most 254 bytes"
    private static let name = "text of at most 255 characters"
    private static let metadata = "an object of at most 64 KiB"
    private static let amount = "a decimal number from 0 to 999999999999.9999"

    @Test func `everything that is missing is told at once`() {
        #expect(
            faults(Array("{}".utf8)) == [
                "customer_id: is missing; expected \(Self.id)",
                "event: is missing; expected \(Self.event)",
                "stage: is missing; expected \(Self.stage)",
                "timestamp: is missing; expected \(Self.time)",
            ]
        )
    }

    @Test func `everything of a wrong type is told at once, in the order of the fields`() {
        let body =
            #"{"metadata":[],"customer_email":{},"customer_name":7,"event_id":true,"#
            + #""timestamp":1705314600,"stage":null,"event":["page_viewed"],"customer_id":1.5}"#
        #expect(
            faults(Array(body.utf8)) == [
                "customer_id: is a number; expected \(Self.id)",
                "event: is a list; expected \(Self.event)",
                "stage: is null; expected \(Self.stage)",
                "timestamp: is a number; expected \(Self.time)",
                "event_id: is true or false; expected \(Self.id)",
                "customer_name: is a number; expected \(Self.name)",
                "customer_email: is an object; expected \(Self.email)",
                "metadata: is a list; expected \(Self.metadata)",
            ]
        )
    }

    @Test func `everything that is empty, unknown or too long is told at once`() {
        let long = String(repeating: "x", count: 256)
        let body = changing([
            "customer_id": " ", "event": "bought", "stage": "", "timestamp": "yesterday\u{7}",
            "event_id": .string(long), "customer_name": .string(long),
            "customer_email": .string(long + "@example.com"),
            "metadata": ["text": .string(String(repeating: "x", count: 65_536))],
        ])
        #expect(
            faults(body.serialised()) == [
                "customer_id: is empty; expected \(Self.id)",
                "event: is “bought”, which is not known; expected \(Self.event)",
                "stage: is empty; expected \(Self.stage)",
                "timestamp: is “yesterday”; expected \(Self.time)",
                "event_id: is too long; expected \(Self.id)",
                "customer_name: is too long; expected \(Self.name)",
                "customer_email: is “\(long.prefix(40))”; expected \(Self.email)",
                "metadata: is too long; expected \(Self.metadata)",
            ]
        )
    }

    @Test(
        arguments: [
            ("customer_id", .string(String(repeating: "é", count: 192)), "is too long"),
            ("customer_id", "a\u{0}b", "has control characters in it"),
            ("customer_id", "12345\n", "has control characters in it"),
            ("customer_id", "a\u{7F}", "has control characters in it"),
            ("customer_id", "a\u{85}b", "has control characters in it"),
            ("customer_id", "", "is empty"), ("customer_id", nil, "is missing"),
            ("customer_id", .null, "is null"), ("customer_id", true, "is true or false"),
            ("customer_id", -5, "is a number"), ("customer_id", .number("1e5"), "is a number"),
            ("customer_id", .number("12345.0"), "is a number"),
            ("customer_id", ["id": 1], "is an object"),
            ("customer_id", .number(String(repeating: "9", count: 192)), "is too long"),
            ("event", "Page_Viewed", "is “Page_Viewed”, which is not known"),
            ("event", " page_viewed", "is “ page_viewed”, which is not known"),
            ("stage", "loyalty", "is “loyalty”, which is not known"), ("stage", 1, "is a number"),
            ("timestamp", "2024-01-15", "is “2024-01-15”"),
            ("timestamp", "2024-01-15T10:30:00", "is “2024-01-15T10:30:00”"),
            ("timestamp", "2024-02-30T10:30:00Z", "is “2024-02-30T10:30:00Z”"),
            ("timestamp", "1969-12-31T23:59:59Z", "is “1969-12-31T23:59:59Z”"),
            ("timestamp", "", "is empty"),
            ("event_id", "", "is empty"), ("event_id", "\u{1B}[2J", "has control characters in it"),
            ("customer_email", "john", "is “john”"), ("customer_email", "john@", "is “john@”"),
            ("customer_email", "a@b@example.com", "is “a@b@example.com”"),
            ("customer_email", "john@localhost", "is “john@localhost”"),
            ("metadata", "text", "is text"), ("metadata", 0, "is a number"),
        ] as [(String, JSON?, String)]
    )
    func `one bad field is the one fault`(field: String, value: JSON?, problem: String) {
        let found = faults(changing([field: value]).serialised())
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("\(field): \(problem); expected ") == true, "\(found)")
    }

    @Test(arguments: [
        ("-0.01", "is “-0.01”"), ("1000000000000", "is “1000000000000”"), ("1e999", "is “1e999”"),
        ("1e-9223372036854775808", "is “1e-9223372036854775808”"), ("\"much\"", "is “much”"),
        ("\"1,50\"", "is “1,50”"), ("\"\"", "is “”"), ("true", "is true or false"),
        ("[1]", "is a list"), ("{}", "is an object"),
    ])
    func `a purchase's value is no negative and no other thing than a number`(
        value: String,
        problem: String
    ) {
        let metadata = JSON.raw(Array("{\"value\":\(value)}".utf8))
        let body = changing(["event": "purchase_made", "metadata": metadata]).serialised()
        #expect(faults(body) == ["metadata.value: \(problem); expected \(Self.amount)"])
    }

    @Test(arguments: [
        ("", "is empty; expected a JSON object"), ("[]", "is a list; expected a JSON object"),
        ("\"{}\"", "is text; expected a JSON object"), ("null", "is null; expected a JSON object"),
        (" ", "unexpected end, expected a value at byte 1"), ("{", "unexpected end"),
        ("customer_id=12345", "expected a value at byte 0"), ("{}{}", "bytes after the value"),
        (#"{"customer_id":"1","customer_id":"2"}"#, "duplicate key “customer_id” at byte 37"),
        (#"{"customer_name":"\ud83d"}"#, "lone surrogate at byte 18"),
        ("\u{FEFF}{}", "a byte order mark before the text at byte 0"),
    ])
    func `a body that is no JSON object is told as one fault`(body: String, reason: String) {
        let found = faults(Array(body.utf8))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("body: \(reason)") == true, "\(found)")
    }

    @Test func `invalid UTF-8 and deep nesting are faults`() {
        let broken = Array(#"{"customer_name":""#.utf8) + [0xC3, 0x28] + Array("\"}".utf8)
        #expect(faults(broken) == ["body: invalid UTF-8 at byte 18"])
        let deep = #"{"metadata":"# + String(repeating: #"{"a":"#, count: 10_000)
        #expect(faults(Array(deep.utf8)) == ["body: nested deeper than 64 at byte 327"])
    }

    @Test(
        arguments: [
            (nil, "is missing"), ("", "is missing"), ("text/plain", "is “text/plain”"),
            ("text/plain; charset=utf-8", "is “text/plain”"), ("text/json", "is “text/json”"),
            ("application/x-www-form-urlencoded", "is “application/x-www-form-urlencoded”"),
            ("application/jsonp", "is “application/jsonp”"), ("json", "is “json”"),
            ("multipart/form-data; boundary=application/json", "is “multipart/form-data”"),
        ] as [(String?, String)]
    )
    func `what does not claim to be JSON is refused with the remedy`(
        type: String?,
        problem: String
    ) {
        let body = changing([:]).serialised()
        let expected = ["415 Content-Type: \(problem); expected application/json"]
        #expect(faults(body, type) == expected)
    }
}
