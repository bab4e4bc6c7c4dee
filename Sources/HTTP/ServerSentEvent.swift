/// One message of an event stream (WHATWG HTML, 9.2).
package struct ServerSentEvent: Sendable {
    package var id: String?
    package var event: String?
    package var data: String
    /// Milliseconds that the browser waits before it comes again.
    package var retry: Int?

    package init(id: String? = nil, event: String? = nil, data: String, retry: Int? = nil) {
        self.id = id
        self.event = event
        self.data = data
        self.retry = retry
    }

    /// The message as it goes over the wire.
    package var bytes: [UInt8] {
        var text = ""
        if let id { text += "id: \(Self.oneLine(id))\n" }
        if let event { text += "event: \(Self.oneLine(event))\n" }
        if let retry { text += "retry: \(retry)\n" }
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            text += "data: \(line)\n"
        }
        return Array((text + "\n").utf8)
    }

    /// A line that browsers ignore; it keeps the way open and finds out who has left.
    package static func comment(_ text: String) -> [UInt8] {
        Array(": \(oneLine(text))\n\n".utf8)
    }

    /// The answer that a stream begins with. Its first line says nothing, but without it nginx
    /// would keep the head back until there is a message.
    package static let head = Response(
        status: 200,
        headers: [
            ("Content-Type", "text/event-stream"), ("Cache-Control", "no-store"),
            ("X-Accel-Buffering", "no"),
        ],
        body: comment("")
    )

    private static func oneLine(_ text: String) -> String {
        String(text.filter { character in !character.isNewline && character != "\0" })
    }
}
