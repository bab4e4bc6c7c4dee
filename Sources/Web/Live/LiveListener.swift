package import Domain
package import Storage

/// One browser that listens: what it may hear and how to reach it.
package struct LiveListener: Sendable {
    package let organisation: Organisation.ID
    package let topics: Set<FeedStore.Topic>
    /// The last id that it heard before it lost its connection.
    package let heardUpTo: Int64?
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
        heardUpTo = ticket.heardUpTo
        self.send = send
        self.close = close
    }
}

/// The right to listen, given at the door.
package struct LiveTicket: Sendable {
    let organisation: Organisation.ID
    let topics: Set<FeedStore.Topic>
    let heardUpTo: Int64?
}
