internal import HTTP

/// The FastCGI parameters of a request, which nginx names as CGI does (RFC 3875, 4.1).
struct Parameters {
    /// The headers of the request, every duplicate kept.
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var remoteAddress = ""
    private(set) var isSecure = false
    /// The id that the front door gave, so that its log and ours agree.
    private(set) var requestID = ""
    private var methodName = ""
    private var requestURI = "/"
    private var announcedLength = ""

    /// Sorts pairs of name and value into the headers of the request and what nginx says of it.
    init(_ pairs: [(name: String, value: String)]) {
        headers.reserveCapacity(pairs.count)
        for (name, value) in pairs {
            if name.hasPrefix("HTTP_") {
                headers.append((Self.headerName(name.utf8.dropFirst(5)), value))
            } else {
                put(name, value)
            }
        }
    }

    private mutating func put(_ name: String, _ value: String) {
        switch name {
        case "REQUEST_METHOD": methodName = value
        case "REQUEST_URI": requestURI = value
        case "REMOTE_ADDR": remoteAddress = value
        case "HTTPS": isSecure = value == "on"
        case "REQUEST_ID": requestID = value
        case "CONTENT_LENGTH":
            announcedLength = value
            putHeader("content-length", value)
        case "CONTENT_TYPE": putHeader("content-type", value)
        default: break
        }
    }

    /// nginx sends these always, empty where the request has none.
    private mutating func putHeader(_ name: String, _ value: String) {
        if !value.isEmpty { headers.append((name, value)) }
    }

    /// `X_API_KEY` is `x-api-key`; by bytes, because this is done twenty times a request.
    private static func headerName(_ name: Substring.UTF8View) -> String {
        let bytes = name.map { byte in
            switch byte {
            case UInt8(ascii: "_"): UInt8(ascii: "-")
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            default: byte
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    var method: HTTP.Method? { HTTP.Method(rawValue: methodName) }

    /// The path and the query of the request line, undecoded.
    var target: (path: Substring, query: Substring) {
        guard let mark = requestURI.utf8.firstIndex(of: UInt8(ascii: "?")) else {
            return (requestURI[...], "")
        }
        return (requestURI[..<mark], requestURI[requestURI.utf8.index(after: mark)...])
    }

    /// Whether the body has the length that was announced, if one was; a shorter one means that
    /// the sender went away.
    func allow(bodyLength: Int) -> Bool {
        announcedLength.isEmpty || Int(announcedLength) == bodyLength
    }
}
