internal import Domain
internal import JSON

/// Reads the fields of a journey event one by one and remembers what is wrong with them.
struct JourneyFields {
    private(set) var faults: [Fault] = []
    private let document: JSONDocument
    private let members: JSONObject

    /// - Parameter members: those of the document's object.
    init(_ document: JSONDocument, members: JSONObject) {
        self.document = document
        self.members = members
    }

    /// A name that the sender gives to a thing; whole numbers count as their digits.
    mutating func readIdentity(_ field: String) -> String? {
        let expected = Expected.identity
        guard let value = read(field, expected) else { return nil }
        guard let text = value.text ?? value.wholeDigits else {
            return fault(field, "is \(value.kindName)", expected)
        }
        guard !text.hasControls else {
            return fault(field, "has control characters in it", expected)
        }
        let name = text.trimmed
        if name.isEmpty { return fault(field, "is empty", expected) }
        guard !name.isLonger(than: Longest.identity) else {
            return fault(field, "is too long", expected)
        }
        return name
    }

    mutating func readOptionalIdentity(_ field: String) -> String? {
        isGiven(field) ? readIdentity(field) : nil
    }

    mutating func readEvent() -> EventKind? {
        readWord("event", Expected.event, as: EventKind.init)
    }

    mutating func readStage() -> Stage? {
        readWord("stage", Expected.stage, as: Stage.init)
    }

    mutating func readTime() -> Instant? {
        let expected = Expected.time
        guard let text = readText("timestamp", expected) else { return nil }
        return Instant(iso8601: text.trimmed)
            ?? fault("timestamp", "is “\(text.excerpt)”", expected)
    }

    /// Blank names are none: forms send them.
    mutating func readName() -> String? {
        let expected = Expected.name
        guard let name = readOptionalText("customer_name", expected) else { return nil }
        guard !name.isLonger(than: Longest.name) else {
            return fault("customer_name", "is too long", expected)
        }
        return name
    }

    mutating func readEmail() -> EmailAddress? {
        let expected = Expected.email
        guard let text = readOptionalText("customer_email", expected) else { return nil }
        return EmailAddress(text) ?? fault("customer_email", "is “\(text.excerpt)”", expected)
    }

    /// The object as the sender wrote it.
    mutating func readMetadata() -> String? {
        let expected = Expected.metadata
        guard isGiven("metadata"), let value = read("metadata", expected) else { return nil }
        guard case .object = value, let source = document.source(of: "metadata") else {
            return fault("metadata", "is \(value.kindName)", expected)
        }
        guard source.count <= Longest.metadata else {
            return fault("metadata", "is too long", expected)
        }
        return String(decoding: source, as: UTF8.self)
    }

    /// What a purchase was worth: a number, or text with one.
    mutating func readAmount() -> Amount? {
        let value = members["metadata"]?["value"] ?? .null
        let expected = Expected.amount
        if value == .null { return nil }
        guard let digits = value.digits ?? value.text?.trimmed else {
            return fault("metadata.value", "is \(value.kindName)", expected)
        }
        guard let amount = Amount(rounding: digits),
            (Amount.zero...Longest.amount).contains(amount)
        else { return fault("metadata.value", "is “\(digits.excerpt)”", expected) }
        return amount
    }

    /// Where the customer came from; ignored where it is no short text.
    var source: String? {
        guard let source = members["metadata"]?["source"]?.text?.trimmed,
            !source.isEmpty, !source.isLonger(than: Longest.source), !source.hasControls
        else { return nil }
        return source
    }

    var currency: Currency? {
        members["metadata"]?["currency"]?.text.flatMap { Currency($0) }
    }
}

/// How much of each a journey event may carry; in characters where nothing else is said.
private enum Longest {
    /// What fits an index in any of MariaDB's row formats.
    static let identity = 191
    static let name = 255
    static let source = 64
    /// In bytes.
    static let metadata = 64 << 10
    /// Sums of purchases must fit 64 bits of ten-thousandths; this leaves room for nine hundred.
    static let amount = Amount(tenThousandths: 999_999_999_999_9999)
}

/// What faults say was expected: made once, because nearly all bodies are right.
private enum Expected {
    static let identity = "text of 1 to \(Longest.identity) characters, or a whole number"
    static let event = "one of " + EventKind.allCases.map(\.name).joined(separator: ", ")
    static let stage = "one of " + Stage.allCases.map(\.name).joined(separator: ", ")
    static let time = "an ISO 8601 date and time with its zone, such as 2024-01-15T10:30:00Z"
    static let name = "text of at most \(Longest.name) characters"
    static let email =
        "an address such as john@example.com, of at most \(EmailAddress.longest) bytes"
    static let metadata = "an object of at most \(Longest.metadata >> 10) KiB"
    static let amount = "a decimal number from 0 to \(Longest.amount.text(decimals: 4))"
}

extension JourneyFields {
    /// Whether an optional field is there; null counts as left out.
    private func isGiven(_ field: String) -> Bool {
        members[field] ?? .null != .null
    }

    private mutating func read(_ field: String, _ expected: String) -> JSON? {
        members[field] ?? fault(field, "is missing", expected)
    }

    private mutating func readText(_ field: String, _ expected: String) -> String? {
        guard let value = read(field, expected) else { return nil }
        guard let text = value.text else { return fault(field, "is \(value.kindName)", expected) }
        return text.trimmed.isEmpty ? fault(field, "is empty", expected) : text
    }

    /// Text without the blanks around it; nil where nothing is left.
    private mutating func readOptionalText(_ field: String, _ expected: String) -> String? {
        guard isGiven(field), let value = read(field, expected) else { return nil }
        guard let text = value.text?.trimmed else {
            return fault(field, "is \(value.kindName)", expected)
        }
        return text.isEmpty ? nil : text
    }

    private mutating func readWord<Word>(
        _ field: String,
        _ expected: String,
        as word: (String) -> Word?
    ) -> Word? {
        guard let text = readText(field, expected) else { return nil }
        return word(text) ?? fault(field, "is “\(text.excerpt)”, which is not known", expected)
    }

    /// Notes the fault and stands for the value that is not there.
    private mutating func fault<Value>(
        _ field: String,
        _ problem: String,
        _ expected: String
    ) -> Value? {
        faults.append(Fault(field: field, reason: "\(problem); expected \(expected)"))
        return nil
    }
}

extension JSON {
    /// How a fault calls this kind of value.
    var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "a list"
        case .object, .raw: "an object"
        }
    }

    fileprivate var digits: String? {
        if case .number(let digits) = self { digits } else { nil }
    }

    /// The digits of a number that is written whole and without a sign.
    fileprivate var wholeDigits: String? {
        digits.flatMap { $0.allSatisfy(\.isWholeNumber) ? $0 : nil }
    }
}

extension String {
    /// The beginning, fit to be quoted to its sender.
    fileprivate var excerpt: String {
        let beginning = prefix(40).unicodeScalars.prefix(80).filter { !$0.isControl }
        return String(String.UnicodeScalarView(beginning))
    }

    /// Whether it has more scalars than that; most texts have not even so many bytes.
    fileprivate func isLonger(than limit: Int) -> Bool {
        utf8.count > limit && unicodeScalars.count > limit
    }

    /// Whether a control character is in it; most texts are plain ASCII, which is told by bytes.
    fileprivate var hasControls: Bool {
        let bytes = utf8Span.span
        for index in bytes.indices where bytes[index] < 0x20 || bytes[index] >= 0x7F {
            return unicodeScalars.contains(where: \.isControl)
        }
        return false
    }
}

extension Unicode.Scalar {
    /// NUL, line ends, escape sequences and the like (category Cc).
    fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
