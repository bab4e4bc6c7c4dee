internal import HTTP

/// The head of an answer as nginx reads it from a FastCGI program (RFC 3875, 6.3).
enum ResponseHead {
    /// The head of a whole answer.
    static func bytes(of response: Response, to recipient: Recipient) -> [UInt8] {
        var head = lines(of: response, to: recipient)
        if response.status != 204, response.status != 304 {
            put("Content-Length", "\(response.source?.count ?? response.body.count)", in: &head)
        }
        head += "\r\n".utf8
        return head
    }

    /// The head of an answer that is written bit by bit and has no length.
    static func bytesOfStream(_ response: Response, to recipient: Recipient) -> [UInt8] {
        lines(of: response, to: recipient) + "\r\n".utf8
    }

    private static func lines(of response: Response, to recipient: Recipient) -> [UInt8] {
        var head: [UInt8] = []
        head.reserveCapacity(512)
        put("Status", "\(response.status) \(reason(for: response.status))", in: &head)
        for header in response.headers {
            put(header.name, header.value, in: &head)
        }
        put("X-Request-Id", recipient.requestID, in: &head)
        return head
    }

    private static func put(_ name: String, _ value: String, in head: inout [UInt8]) {
        head += oneLine(name).utf8
        head += ": ".utf8
        head += oneLine(value).utf8
        head += "\r\n".utf8
    }

    /// Without what would begin another header (CWE-113).
    private static func oneLine(_ text: String) -> String {
        if isOneLine(text.utf8Span.span) { return text }
        return String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7f })
    }

    private static func isOneLine(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] < 0x20 || bytes[index] == 0x7f {
            return false
        }
        return true
    }

    /// The reason phrase of RFC 9110; an unknown one may be anything.
    private static func reason(for status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 409: "Conflict"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        default: "Answer"
        }
    }
}
