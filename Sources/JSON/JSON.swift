/// One JSON value, exact: members keep their order and numbers keep their digits.
///
/// Ours, because `JSONDecoder` hides duplicate keys, turns numbers into binary fractions and stops
/// at the first fault of a body; a webhook's sender should hear all of them at once.
package enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    /// The digits as they were written, such as `150.00` or `1e3`.
    case number(String)
    case string(String)
    case array([JSON])
    case object(JSONObject)
    /// Text that is valid JSON already and that the writer passes through; the reader never makes it.
    case raw([UInt8])

    package static func integer(_ value: some BinaryInteger) -> JSON {
        .number(String(value))
    }

    /// The shortest digits that name the fraction; null where it is no finite number.
    package static func fraction(_ value: Double) -> JSON {
        value.isFinite ? .number(value.description) : .null
    }

    package static func optional(_ text: String?) -> JSON {
        text.map(JSON.string) ?? .null
    }

    package static func optional(_ value: (some BinaryInteger)?) -> JSON {
        value.map { .integer($0) } ?? .null
    }

    package static func optional(_ value: JSON?) -> JSON {
        value ?? .null
    }
}

/// What a value is, for callers that accept one kind only: nil for every other kind.
extension JSON {
    package var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number where it is written as a whole one and fits; `1.0` and `1e2` are not.
    package var integer: Int? {
        if case .number(let digits) = self { Int(digits) } else { nil }
    }

    package var flag: Bool? {
        if case .bool(let flag) = self { flag } else { nil }
    }

    package var elements: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The member of that name; nil where there is none or this is no object.
    package subscript(key: String) -> JSON? {
        if case .object(let object) = self { object[key] } else { nil }
    }
}
