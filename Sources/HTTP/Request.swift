/// One request, whole: nothing of it is still on the wire when somebody sees it.
package struct Request: Sendable {
    package let method: Method
    /// The path as in the request line, still percent-encoded and without the query.
    package let path: String
    package let query: Query
    package let headers: Headers
    /// The raw bytes that signatures are made of.
    package let body: [UInt8]
    /// The address of the peer of the front door, never what a client claims.
    package let remoteAddress: String
    /// True when the front door was reached by https.
    package let isSecure: Bool
    /// Names this request in logs and in its answer.
    package let id: String

    package init(
        method: Method,
        path: String,
        query: Query = Query(),
        headers: Headers = Headers(),
        body: [UInt8] = [],
        remoteAddress: String = "127.0.0.1",
        isSecure: Bool = false,
        id: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.remoteAddress = remoteAddress
        self.isSecure = isSecure
        self.id = id
    }

    /// The media type of the body in lower case, without its parameters; nil where none is given.
    package var mediaType: String? {
        headers.first("content-type")?
            .prefix { character in character != ";" }
            .trimmed
            .lowercased()
    }

    /// The value of the first cookie of this name.
    package func cookie(_ name: String) -> String? {
        for header in headers.all("cookie") {
            for pair in header.split(separator: ";") {
                let parts = pair.split(
                    separator: "=",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                if parts.count == 2, parts[0].trimmed == name {
                    return String(parts[1].trimmed)
                }
            }
        }
        return nil
    }
}

extension Substring {
    /// Without the blanks and tabs that RFC 9110 allows around a value.
    fileprivate var trimmed: Substring {
        var text = drop { character in character == " " || character == "\t" }
        while let last = text.last, last == " " || last == "\t" {
            text.removeLast()
        }
        return text
    }
}
