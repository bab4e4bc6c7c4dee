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

    /// Sorts what came over the wire into the headers of the request and what nginx says of it.
    init(of wire: Wire) {
        var sorted = Parameters()
        sorted.headers.reserveCapacity(24)
        wire.eachParameter { name, value in sorted.take(name, value) }
        self = sorted
    }

    private init() {}

    private mutating func take(_ name: Span<UInt8>, _ value: String) {
        if Self.isHeader(name) {
            headers.append((Self.headerName(name.extracting(5...)), value))
        } else if let name = try? UTF8Span(validating: name) {
            put(String(copying: name), value)
        }
    }

    private static func isHeader(_ name: Span<UInt8>) -> Bool {
        name.count > 5 && name[0] == UInt8(ascii: "H") && name[1] == UInt8(ascii: "T")
            && name[2] == UInt8(ascii: "T") && name[3] == UInt8(ascii: "P")
            && name[4] == UInt8(ascii: "_")
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
    private static func headerName(_ name: Span<UInt8>) -> String {
        unsafe String(unsafeUninitializedCapacity: name.count) { place in
            for index in name.indices {
                unsafe place[index] = headerByte(name[index])
            }
            return name.count
        }
    }

    private static func headerByte(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "_"): UInt8(ascii: "-")
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: byte
        }
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
