internal import Glibc
internal import Synchronization

/// The open end of an answer that goes on: a connection and its buffers, but no thread.
///
/// Writing never waits. A viewer who reads so slowly that the system's buffer for it is full loses
/// the seat, comes back by itself and takes up where it was, instead of holding up all others.
package final class LiveSeat: Sendable {
    private let channel: Mutex<Channel?>

    init?(_ channel: Channel, opening: [UInt8]) {
        let flags = fcntl(channel.descriptor, F_GETFL)
        _ = fcntl(channel.descriptor, F_SETFL, flags | O_NONBLOCK)
        guard channel.wire.write(opening), channel.wire.flush() else { return nil }
        self.channel = Mutex(channel)
    }

    /// Sends bytes on; false when the viewer is gone, and then for ever.
    package func write(_ bytes: [UInt8]) -> Bool {
        channel.withLock { channel in
            guard let wire = channel?.wire else { return false }
            let isThere = wire.write(bytes) && wire.flush()
            if !isThere { channel = nil }
            return isThere
        }
    }

    /// Ends the answer.
    package func close() {
        channel.withLock { channel in
            _ = channel?.wire.finish()
            channel = nil
        }
    }
}
