import JSON
import Machine
import Testing

struct WriterTests {
    @Test(
        arguments: [
            (.null, "null"),
            (true, "true"),
            (-7, "-7"),
            (.number("150.00"), "150.00"),
            (.fraction(0.25), "0.25"),
            (.fraction(.nan), "null"),
            (.fraction(-.infinity), "null"),
            ("a\"b\\c/d", #""a\"b\\c/d""#),
            ("\n\r\t\u{8}\u{0}\u{1F}", #""\n\r\t\u0008\u0000\u001f""#),
            ("é😀\u{2028}\u{7F}", "\"é😀\u{2028}\u{7F}\""),
            ([], "[]"),
            ([1, "a", nil], #"[1,"a",null]"#),
            ([:], "{}"),
            (["b": 1, "a": ["c": false]], #"{"b":1,"a":{"c":false}}"#),
            (["kept": .raw(Array("{ \"v\" : 1.50 }".utf8))], #"{"kept":{ "v" : 1.50 }}"#),
            (.optional("x"), #""x""#),
            (.optional(String?.none), "null"),
            (.optional(UInt64.max), "18446744073709551615"),
            (.optional(Int?.none), "null"),
            (.optional(JSON?.some(true)), "true"),
        ] as [(JSON, String)]
    )
    func `a value is written compactly in UTF-8`(value: JSON, text: String) {
        #expect(String(decoding: value.serialised(), as: UTF8.self) == text)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `what is written reads back as the same value`(seed: UInt64) throws {
        var dice = SeededRandom(seed: seed)
        let value = dice.value(depth: 5)
        let text = value.serialised()
        #expect(try JSON(parsing: text) == value)
        #expect(try JSON(parsing: text).serialised() == text)
    }
}

/// Chooses values, by a seed so that a failing case comes back.
extension SeededRandom {
    fileprivate mutating func value(depth: Int) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &self) {
        case 0: .null
        case 1: .bool(Bool.random(using: &self))
        case 2: .integer(Int.random(in: .min ... .max, using: &self))
        case 3: .fraction(Double(bitPattern: next()))
        case 4: .string(text())
        case 5: .array(many { $0.value(depth: depth - 1) })
        default: object(depth: depth)
        }
    }

    private mutating func object(depth: Int) -> JSON {
        var object = JSONObject()
        for name in many({ $0.text() }) { object[name] = value(depth: depth - 1) }
        return .object(object)
    }

    private mutating func text() -> String {
        String(String.UnicodeScalarView(many { $0.scalar() }))
    }

    private mutating func scalar() -> Unicode.Scalar {
        let ceilings: [UInt32] = [0x20, 0x80, 0x800, 0x1_0000, 0x11_0000]
        let ceiling = ceilings[Int.random(in: 0..<5, using: &self)]
        return Unicode.Scalar(UInt32.random(in: 0..<ceiling, using: &self)) ?? "\""
    }

    private mutating func many<Element>(_ make: (inout SeededRandom) -> Element) -> [Element] {
        (0..<Int.random(in: 0..<8, using: &self)).map { _ in make(&self) }
    }
}
