import Testing

@testable import FastCGI

/// What the gate lets through to libfcgi.
struct RecordGateTests {
    private static let parameters = Records.pair("REQUEST_METHOD", "GET")

    /// Everything that is no whole and honest request.
    static let refused: [(String, [UInt8])] = [
        ("another protocol", Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)),
        ("another version", Records.record(1, [0, 1, 0, 0, 0, 0, 0, 0], version: 2)),
        ("no request number", Records.record(1, id: 0, [0, 1, 0, 0, 0, 0, 0, 0])),
        ("a short beginning", Records.record(1, [0, 1, 0])),
        ("the role of an authorizer", Records.begin(role: 2)),
        ("parameters first", Records.record(4, parameters)),
        ("a body first", Records.record(5, [1, 2])),
        ("two beginnings", Records.begin() + Records.begin()),
        ("a body before the parameters end", Records.begin() + Records.endOfBody),
        ("parameters of another request", Records.begin() + Records.record(4, id: 2, parameters)),
        ("an abort", Records.begin() + Records.record(2)),
        ("a question to the library", Records.record(9, id: 0, Self.parameters)),
        ("a question in between", Records.begin() + Records.record(9, id: 0, Self.parameters)),
        ("a kind that does not exist", Records.begin() + Records.record(12)),
        (
            "a name longer than the stream",
            Records.begin() + Records.record(4, [5, 0, 65]) + Records.endOfParameters
        ),
        (
            "a name of two thousand million bytes",
            Records.begin() + Records.record(4, [255, 255, 255, 255, 255, 255, 255, 255])
                + Records.endOfParameters
        ),
        (
            "half a length",
            Records.begin() + Records.record(4, [128, 0]) + Records.endOfParameters
        ),
        ("a second request behind the first", Records.post([1]) + Records.post([1])),
    ]

    @Test(arguments: refused) func `refuses`(what: String, bytes: [UInt8]) {
        var gate = RecordGate(bodyLimit: 100)
        #expect(gate.read(bytes[...]) == .refused)
    }

    @Test func `a whole request passes, in whatever pieces it comes`() {
        let request = Records.post([1, 2, 3])
        for size in 1...request.count {
            var gate = RecordGate(bodyLimit: 3)
            var verdicts: [RecordGate.Verdict] = []
            for start in stride(from: 0, to: request.count, by: size) {
                verdicts.append(gate.read(request[start..<min(start + size, request.count)]))
            }
            #expect(verdicts.dropLast().allSatisfy { $0 == .incomplete })
            #expect(verdicts.last == .complete)
            #expect(gate.bytes == request)
            #expect(gate.bodyCount == 3)
        }
    }

    @Test func `padding and parameters in several records are honest`() {
        let padded: [UInt8] = [1, 4, 0, 1, 0, 2, 3, 0, 1, 0, 9, 9, 9]
        let rest = Records.record(4, [65]) + Records.endOfParameters + Records.endOfBody
        var gate = RecordGate(bodyLimit: 0)
        #expect(gate.read((Records.begin() + padded + rest)[...]) == .complete)
    }

    @Test(arguments: [(99, false), (100, false), (101, true), (60_000, true)])
    func `a body beyond the limit is counted but not kept`(length: Int, isTooLarge: Bool) {
        let head = Records.begin() + Records.record(4, Self.parameters) + Records.endOfParameters
        let body = [UInt8](repeating: 1, count: length)
        var gate = RecordGate(bodyLimit: 100)
        let verdict = gate.read((head + Records.record(5, body) + Records.endOfBody)[...])
        #expect(verdict == (isTooLarge ? .tooLarge : .complete))
        #expect(gate.bodyCount == length)
        #expect(gate.keptBodyCount == (isTooLarge ? 0 : length))
        #expect((gate.bytes.count > head.count + 8) == !isTooLarge)
    }

    @Test func `parameters without end are refused`() {
        var gate = RecordGate(bodyLimit: 100)
        _ = gate.read(Records.begin()[...])
        let record = Records.record(4, [UInt8](repeating: 0, count: 65_535))
        let verdicts = (0..<20).map { _ in gate.read(record[...]) }
        #expect(verdicts.contains(.refused))
    }

    @Test func `after a reset the next request passes`() {
        var gate = RecordGate(bodyLimit: 100)
        for _ in 0..<3 {
            #expect(gate.read(Records.post([1])[...]) == .complete)
            gate.reset()
            #expect(gate.bytes.isEmpty)
        }
    }
}
