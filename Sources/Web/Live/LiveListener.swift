package import Domain
package import Storage

/// One browser that listens: what it may hear and how to reach it.
package struct LiveListener: Sendable {
    package let organisation: Organisation.ID
    package let topics: Set<FeedStore.Topic>
    let pass: LivePass
    /// What it had heard when it lost its connection.
    let heard: FeedBookmark?
    /// Sends bytes; false where the listener is gone.
    let send: @Sendable ([UInt8]) -> Bool
    let close: @Sendable () -> Void

    package init(
        ticket: LiveTicket,
        send: @escaping @Sendable ([UInt8]) -> Bool,
        close: @escaping @Sendable () -> Void
    ) {
        organisation = ticket.organisation
        topics = ticket.topics
        pass = ticket.pass
        heard = ticket.heard
        self.send = send
        self.close = close
    }

    /// Whether a telling is for its ears.
    func mayHear(_ item: FeedStore.Item) -> Bool {
        item.organisation == organisation && topics.contains(item.topic)
    }
}

/// The right to listen, given at the door.
package struct LiveTicket: Sendable {
    let organisation: Organisation.ID
    let topics: Set<FeedStore.Topic>
    let heard: FeedBookmark?
    let pass: LivePass
}

/// What a listener was let in by, which can end while it listens.
enum LivePass: Hashable, Sendable {
    case session(tokenHash: [UInt8], in: Organisation.ID)
    case token(TokenRecord.ID, of: Organisation.ID)

    init(_ caller: Caller) {
        self =
            switch caller {
            case .person(let session, let token):
                .session(tokenHash: token.hash, in: session.organisation)
            case .token(let token): .token(token.id, of: token.organisation)
            }
    }
}
