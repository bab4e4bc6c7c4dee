/// What a signature is made over, as a template such as `{id}.{timestamp}.{body}`.
struct SignedContent: Hashable, Sendable {
    enum Field: String {
        case id
        case timestamp
        case body
    }

    private enum Part: Hashable {
        case field(Field)
        case text(String)
    }

    let template: String
    private let parts: [Part]

    static let body = SignedContent(template: "{body}", parts: [.field(.body)])

    static let timestampBody = SignedContent(
        template: "{timestamp}.{body}",
        parts: [.field(.timestamp), .text("."), .field(.body)]
    )

    static let idTimestampBody = SignedContent(
        template: "{id}.{timestamp}.{body}",
        parts: [.field(.id), .text("."), .field(.timestamp), .text("."), .field(.body)]
    )

    /// Nil for an unknown field, an open brace, or a template that leaves the body out.
    init?(_ template: String) {
        var parts: [Part] = []
        var rest = template[...]
        while let brace = rest.firstIndex(of: "{") {
            if brace > rest.startIndex { parts.append(.text(String(rest[..<brace]))) }
            guard let end = rest[brace...].firstIndex(of: "}"),
                let field = Field(rawValue: String(rest[rest.index(after: brace)..<end]))
            else { return nil }
            parts.append(.field(field))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        guard parts.contains(.field(.body)) else { return nil }
        self.init(template: template, parts: parts)
    }

    private init(template: String, parts: [Part]) {
        self.template = template
        self.parts = parts
    }

    func names(_ field: Field) -> Bool {
        parts.contains(.field(field))
    }

    /// The bytes to sign; id and timestamp exactly as the headers have them.
    func bytes(body: [UInt8], id: String?, timestamp: String?) -> [UInt8] {
        if parts == [.field(.body)] { return body }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count + 128)
        for part in parts {
            switch part {
            case .field(.body): bytes += body
            case .field(.id): bytes += (id ?? "").utf8
            case .field(.timestamp): bytes += (timestamp ?? "").utf8
            case .text(let text): bytes += text.utf8
            }
        }
        return bytes
    }
}
