package import JSON

/// One answer as a value; the front door adds what every answer has.
package struct Response: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// What goes in place of the body where that is too long to be held whole.
    package var source: Source?

    /// Bytes that are fetched while they are sent.
    package struct Source: Sendable {
        package let count: Int
        /// Some bytes from a place on; none where there are no more.
        package let bytes: @Sendable (_ place: Int) -> [UInt8]

        package init(count: Int, bytes: @escaping @Sendable (_ place: Int) -> [UInt8]) {
            self.count = count
            self.bytes = bytes
        }
    }

    package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package static func json(_ value: JSON, status: Int = 200) -> Response {
        .bytes(value.serialised(), type: "application/json", status: status)
    }

    /// An answer without a body.
    package static func empty(_ status: Int = 204) -> Response {
        Response(status: status)
    }

    package static func bytes(_ body: [UInt8], type: String, status: Int = 200) -> Response {
        Response(status: status, headers: [("Content-Type", type)], body: body)
    }

    /// The value of the first header of this name, whatever its case.
    package func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { header in header.name.lowercased() == name }?.value
    }
}
