/// A client that says exactly what it is told, honest HTTP or not, and reads what comes back.
package final class HTTPClient {
    private let socket: TCPSocket
    private var received: [UInt8] = []

    package init(port: UInt16) throws {
        socket = try TCPSocket(connectedTo: port)
    }

    /// Sends bytes as they are.
    package func send(_ bytes: [UInt8]) throws {
        try socket.write(bytes)
    }

    /// Sends a request, with Host and Content-Length unless the headers say otherwise.
    package func send(
        _ method: String,
        _ path: String,
        headers: [(String, String)] = [],
        body: [UInt8] = []
    ) throws {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
        let isFramed = headers.contains { header in
            ["content-length", "transfer-encoding"].contains(header.0.lowercased())
        }
        if !isFramed, !body.isEmpty || method == "POST" {
            head += "Content-Length: \(body.count)\r\n"
        }
        for (name, value) in headers {
            head += "\(name): \(value)\r\n"
        }
        try send(Array((head + "\r\n").utf8) + body)
    }

    /// Reads one whole answer, or only its head, whose body follows by `readChunk`; 100 Continue
    /// is no answer.
    package func readAnswer(toHead: Bool = false) throws -> HTTPAnswer {
        let head = try readHead()
        var answer = HTTPAnswer(head: head)
        if answer.status == 100 { return try readAnswer(toHead: toHead) }
        if toHead || answer.status == 204 || answer.status == 304 { return answer }
        if let length = answer.header("content-length").flatMap({ Int($0) }) {
            answer.body = try take(length)
        } else if answer.header("transfer-encoding") == "chunked" {
            while case let chunk = try readChunk(), !chunk.isEmpty { answer.body += chunk }
        } else {
            while try receiveMore() {}
            answer.body = received
        }
        return answer
    }

    private func readHead() throws -> String {
        String(decoding: try take(through: Array("\r\n\r\n".utf8)), as: UTF8.self)
    }

    /// The next chunk of a chunked answer; empty at its end.
    package func readChunk() throws -> [UInt8] {
        let line = String(decoding: try take(through: Array("\r\n".utf8)), as: UTF8.self)
        guard let length = Int(line.prefix { $0 != "\r\n" && $0 != ";" }, radix: 16) else {
            throw TestFault("no length of a chunk: \(line)")
        }
        let chunk = try take(length)
        _ = try take(2)
        return chunk
    }

    /// Goes away without waiting for anything; nothing can be sent or read afterwards.
    package func close() {
        socket.hangUp()
    }

    /// True when the other side has closed the connection.
    package func isClosedByPeer() throws -> Bool { try socket.read().isEmpty }

    private func take(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard try receiveMore() else { throw TestFault("the answer ends early") }
        }
        defer { received.removeFirst(count) }
        return Array(received.prefix(count))
    }

    private func take(through mark: [UInt8]) throws -> [UInt8] {
        while true {
            if let range = received.firstRange(of: mark) { return try take(range.upperBound) }
            guard try receiveMore() else { throw TestFault("the answer ends early") }
        }
    }

    private func receiveMore() throws -> Bool {
        let bytes = try socket.read()
        received += bytes
        return !bytes.isEmpty
    }
}
