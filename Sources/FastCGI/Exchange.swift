package import HTTP

/// One request and the way to answer it.
package struct Exchange: Sendable {
    package let request: Request
    package let reply: Reply

    init(_ request: Request, over channel: Channel, of roster: Roster) {
        self.request = request
        reply = Reply(to: request.recipient, over: channel, of: roster)
    }
}
