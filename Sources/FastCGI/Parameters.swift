internal import HTTP

/// The FastCGI parameters of a request, which nginx names as CGI does (RFC 3875, 4.1).
struct Parameters {
    private var variables: [String: String] = [:]
    private(set) var headers: [(String, String)] = []

    /// Sorts `NAME=value` texts into request headers (every duplicate kept) and variables.
    init(_ texts: [String]) {
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            put(parts[0], String(parts[1]))
        }
    }

    private mutating func put(_ name: Substring, _ value: String) {
        if name.hasPrefix("HTTP_") {
            headers.append((Self.headerName(name.dropFirst(5)), value))
        } else if name == "CONTENT_TYPE" || name == "CONTENT_LENGTH" {
            // nginx sends both always, empty where the request has none.
            if !value.isEmpty { headers.append((Self.headerName(name), value)) }
            variables[String(name)] = value
        } else {
            variables[String(name)] = value
        }
    }

    private static func headerName(_ name: Substring) -> String {
        name.lowercased().replacing("_", with: "-")
    }

    /// Whether the body has the length that was announced, if one was; a shorter one means that
    /// the sender went away.
    func allow(bodyLength: Int) -> Bool {
        guard let announced = variables["CONTENT_LENGTH"], !announced.isEmpty else { return true }
        return Int(announced) == bodyLength
    }

    var method: HTTP.Method? { variables["REQUEST_METHOD"].flatMap(Method.init(rawValue:)) }

    /// The path and the query of the request line, undecoded.
    var target: (path: String, query: String) {
        let parts = (variables["REQUEST_URI"] ?? "/")
            .split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
    }

    var remoteAddress: String { variables["REMOTE_ADDR"] ?? "" }

    var isSecure: Bool { variables["HTTPS"] == "on" }

    /// The id that the front door gave, so that its log and ours agree.
    var requestID: String? {
        variables["REQUEST_ID"].flatMap { id in id.isEmpty ? nil : id }
    }
}
