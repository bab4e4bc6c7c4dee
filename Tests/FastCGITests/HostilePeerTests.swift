import FastCGI
import HTTP
import Machine
import Support
import Testing

/// Bytes straight to the socket, past nginx: what could end or hold the process.
struct HostilePeerTests {
    private let door: FrontDoor
    private let pool: WorkerPool

    init() throws {
        door = try FrontDoor()
        pool = try door.serve("hooks", threads: 2) { exchange in exchange.echo() }
    }

    /// The pool still works: it answers, and has nobody left but nginx.
    private func expectHealth() throws {
        #expect(try door.nginx.call("POST", "/hooks/abc", body: [1]).status == 200)
        #expect(eventually { pool.connections <= 1 })
    }

    @Test func `an honest peer is answered`() throws {
        let peer = try Peer(door.socket("hooks"))
        peer.send(Records.post([1, 2, 3]))
        let answer = try #require(peer.readToEnd())
        #expect(String(decoding: answer, as: UTF8.self).contains("body 3"))
    }

    @Test(arguments: RecordGateTests.refused.map(\.1))
    func `is hung up on`(bytes: [UInt8]) throws {
        let peer = try Peer(door.socket("hooks"))
        peer.send(bytes)
        #expect(peer.readToEnd() == [])
        try expectHealth()
    }

    @Test func `the question that overflows libfcgi's buffer never gets there`() throws {
        let question = (0..<200).flatMap { _ in Records.pair("FCGI_MAX_CONNS", "") }
        for start in [[], Records.begin()] {
            let peer = try Peer(door.socket("hooks"))
            peer.send(start)
            peer.send(Records.record(9, id: 0, question))
            #expect(peer.readToEnd() == [])
        }
        try expectHealth()
    }

    @Test func `peers that stop in the middle hold no thread`() throws {
        let request = Records.post([1, 2, 3])
        let peers = try (1..<50).map { length in
            let peer = try Peer(door.socket("hooks"))
            peer.send(Array(request.prefix(length)))
            return peer
        }
        #expect(eventually { pool.connections == peers.count })
        #expect(try door.nginx.call("POST", "/hooks/abc", body: [1]).status == 200)
        for (length, peer) in zip(1..., peers) {
            peer.send(Array(request.dropFirst(length)))
            let answer = peer.readToEnd() ?? []
            #expect(String(decoding: answer, as: UTF8.self).contains("body 3"))
        }
    }

    @Test(arguments: ["2", "4", "-3", "99999999999999999999", "4611686018427387904"])
    func `a length that is not the body's is no request`(length: String) throws {
        let parameters =
            Records.pair("REQUEST_METHOD", "POST") + Records.pair("CONTENT_LENGTH", length)
        let peer = try Peer(door.socket("hooks"))
        peer.send(
            Records.begin() + Records.record(4, parameters) + Records.endOfParameters
                + Records.record(5, [1, 2, 3]) + Records.endOfBody
        )
        #expect(peer.readToEnd() == [])
        try expectHealth()
    }

    @Test func `two thousand requests with a few bytes changed`() throws {
        var dice = SeededRandom(seed: 20_240_115)
        for _ in 0..<2_000 {
            var request = Records.post([1, 2, 3])
            for _ in 0..<Int.random(in: 1...4, using: &dice) {
                let place = Int.random(in: 0..<request.count, using: &dice)
                request[place] = UInt8.random(in: 0...255, using: &dice)
            }
            try Peer(door.socket("hooks")).send(request)
        }
        try expectHealth()
    }
}
