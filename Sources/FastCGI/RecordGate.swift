/// Judges the bytes of a peer as they arrive; only one whole and honest FastCGI request gets
/// through to libfcgi (FastCGI 1.0, sections 3 and 5).
///
/// libfcgi reads with blocking calls, so a peer that stops in mid-request would keep a thread; it
/// answers management records into a buffer of 64 bytes without counting, so a peer that repeats
/// FCGI_GET_VALUES would end the process; and it allocates whatever length a parameter claims.
/// nginx does none of that, but with the gate it is not a matter of trust.
struct RecordGate {
    /// What is known after the bytes so far.
    enum Verdict {
        case incomplete
        /// The request is whole and lies in `bytes`.
        case complete
        /// The request is whole in `bytes`, except for its body, which passed the limit.
        case tooLarge
        /// Nothing that we serve.
        case refused
    }

    /// The records so far, as libfcgi will read them.
    private(set) var bytes: [UInt8] = []

    private let bodyLimit: Int
    private var stage = Stage.begin
    private var requestID: UInt16 = 0
    /// Where the next record begins.
    private var next = 0
    private var parameters: [UInt8] = []
    private var bodyStart = 0
    /// Bytes of the body that came.
    private(set) var bodyCount = 0

    private enum Stage { case begin, parameters, body }

    /// Sixteen times the head that nginx takes from a client.
    private static let parametersLimit = 512 * 1024

    init(bodyLimit: Int) {
        self.bodyLimit = bodyLimit
    }

    /// Bytes of the body that lie in `bytes`: all, or none of a body that is too large.
    var keptBodyCount: Int { bodyCount > bodyLimit ? 0 : bodyCount }

    /// Makes ready for the next request on the same connection.
    mutating func reset() {
        var fresh = RecordGate(bodyLimit: bodyLimit)
        swap(&fresh.bytes, &bytes)
        fresh.bytes.removeAll(keepingCapacity: fresh.bytes.capacity <= 64 * 1024)
        self = fresh
    }

    /// Takes the next bytes and says what is known now.
    mutating func read(_ arrived: ArraySlice<UInt8>) -> Verdict {
        bytes += arrived
        var verdict = Verdict.incomplete
        while verdict == .incomplete, let record = Record(at: next, in: bytes) {
            guard record.kind != nil else { return .refused }
            guard record.end <= bytes.count else { break }
            next = record.end
            verdict = judge(record)
        }
        return verdict
    }

    private mutating func judge(_ record: Record) -> Verdict {
        switch (stage, record.kind) {
        case (.begin, .beginRequest):
            begin(record)
        case (.parameters, .parameters) where record.requestID == requestID:
            takeParameters(record)
        case (.body, .standardInput) where record.requestID == requestID:
            takeBody(record)
        default:
            .refused
        }
    }

    private mutating func begin(_ record: Record) -> Verdict {
        let responder: UInt8 = 1
        guard record.requestID != 0, record.content.count == 8,
            bytes[record.content].prefix(2).elementsEqual([0, responder])
        else { return .refused }
        requestID = record.requestID
        stage = .parameters
        return .incomplete
    }

    private mutating func takeParameters(_ record: Record) -> Verdict {
        guard record.content.isEmpty else {
            parameters += bytes[record.content]
            return parameters.count > Self.parametersLimit ? .refused : .incomplete
        }
        stage = .body
        bodyStart = next
        return NameValuePairs.areSound(parameters[...]) ? .incomplete : .refused
    }

    private mutating func takeBody(_ record: Record) -> Verdict {
        if record.content.isEmpty {
            guard next == bytes.count else { return .refused }
            return bodyCount > bodyLimit ? .tooLarge : .complete
        }
        bodyCount += record.content.count
        if bodyCount > bodyLimit {
            bytes.removeSubrange(bodyStart..<next)
            next = bodyStart
        }
        return .incomplete
    }
}
