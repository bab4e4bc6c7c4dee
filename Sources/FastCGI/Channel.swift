internal import Glibc
internal import HTTP

/// One connection from the front door and what it needs to read and answer requests.
final class Channel: @unchecked Sendable {
    // Sendable without the compiler's proof: a channel has exactly one owner at a time, which is
    // the roster while it is parked, then the worker that the poll set woke (one, for the
    // descriptor rests until it is armed again), then an exchange or a seat, whose locks hand it
    // out once.
    let descriptor: Int32
    let wire = Wire()
    private var gate: RecordGate

    /// Takes over a connected socket.
    init(_ descriptor: Int32, bodyLimit: Int) {
        self.descriptor = descriptor
        gate = RecordGate(bodyLimit: bodyLimit)
        // A peer that does not read its answer must not keep the thread that writes it.
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_SNDTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
    }

    deinit {
        close(descriptor)
    }

    /// Takes what has arrived, without waiting; `buffer` is the worker's, for any content.
    func receive(_ buffer: inout [UInt8]) -> RecordGate.Verdict {
        let count = unsafe buffer.withUnsafeMutableBytes { place in
            unsafe recv(descriptor, place.baseAddress, place.count, Int32(MSG_DONTWAIT))
        }
        if count > 0 { return gate.read(buffer[..<count]) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .incomplete : .refused
    }

    /// Reads the request that the gate has let through; nil when it is none after all.
    func takeRequest(by tray: Tray) -> IncomingRequest? {
        defer {
            tray.shrink(after: gate.bytes.count)
            gate.reset()
        }
        guard (try? tray.fill(with: gate.bytes)) != nil else { return nil }
        guard wire.open(tray.descriptor) else {
            tray.forget()
            return nil
        }
        let parameters = Parameters(of: wire)
        let body = wire.body(length: gate.keptBodyCount)
        wire.turn(to: descriptor)
        guard parameters.allow(bodyLength: gate.bodyCount) else {
            wire.abandon()
            return nil
        }
        return IncomingRequest(parameters, body: body)
    }

    /// Sends an answer; false when the connection cannot serve another request.
    func send(_ response: Response, to recipient: Recipient) -> Bool {
        let hasHead = wire.write(ResponseHead.bytes(of: response, to: recipient))
        if !recipient.takesNoBody, let source = response.source {
            guard hasHead, write(source) else {
                // Without an end: what broke off must not pass for a whole answer.
                wire.abandon()
                return false
            }
            return wire.finish()
        }
        let isWritten = hasHead && (recipient.takesNoBody || wire.write(response.body))
        return wire.finish() && isWritten
    }

    /// False when the peer is gone, or the source had less than it said.
    private func write(_ source: Response.Source) -> Bool {
        var place = 0
        while place < source.count {
            let bytes = source.bytes(place)
            guard !bytes.isEmpty, wire.write(bytes) else { return false }
            place += bytes.count
        }
        return true
    }

    /// Writes an empty FCGI_STDERR record: nginx closes a resting connection that has anything to
    /// read, and ignores the record where it has begun a request at the same moment. So a pool
    /// that stops gets rid of kept connections without failing the request that raced with it.
    func hint() {
        let emptyStandardError: [UInt8] = [1, 7, 0, 1, 0, 0, 0, 0]
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        unsafe _ = Glibc.send(descriptor, emptyStandardError, emptyStandardError.count, flags)
    }
}
