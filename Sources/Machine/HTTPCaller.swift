/// Calls Waymark's own front door the way any sender does: HTTP/1.1 over one kept connection.
///
/// Only for plain http on a trusted network: the doctor's questions and the demo's traffic.
package final class HTTPCaller {
    /// What came back.
    package struct Answer: Sendable {
        package let status: Int
        package let headers: [(name: String, value: String)]
        package let body: [UInt8]

        package var isSuccess: Bool { (200..<300).contains(status) }

        /// The first header of that name, in lower case.
        package func header(_ name: String) -> String? {
            headers.first { header in header.name == name }?.value
        }
    }

    private let host: String
    private let port: Int
    private let timeout: Duration
    private var socket: ClientSocket?
    private var received: [UInt8] = []

    package init(host: String, port: Int, timeout: Duration = .seconds(10)) {
        self.host = host
        self.port = port
        self.timeout = timeout
    }

    /// Sends one request and reads the whole answer. A kept connection that the server has closed
    /// meanwhile is opened anew, once.
    package func call(
        _ method: String,
        _ path: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) throws(MachineFault) -> Answer {
        var head = "\(method) \(path) HTTP/1.1\r\nhost: \(host):\(port)\r\n"
        for header in headers { head += "\(header.name): \(header.value)\r\n" }
        head += "content-length: \(body.count)\r\n\r\n"
        let request = Array(head.utf8) + body
        let isKept = socket != nil
        do {
            return try exchange(request)
        } catch {
            socket = nil
            guard isKept else { throw error }
            return try exchange(request)
        }
    }

    private func exchange(_ request: [UInt8]) throws(MachineFault) -> Answer {
        let socket = try connected()
        received = []
        try socket.write(request)
        let lines = try readHead()
        guard let first = lines.first?.split(separator: " "), first.count >= 2,
            let status = Int(first[1])
        else { throw MachineFault("\(host):\(port) does not speak HTTP") }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { character in character == " " }
            return (line[..<colon].lowercased(), String(value))
        }
        let answer = Answer(status: status, headers: headers, body: [])
        let body = try readBody(answer)
        if answer.header("connection")?.lowercased() == "close" { self.socket = nil }
        return Answer(status: status, headers: headers, body: body)
    }

    private func connected() throws(MachineFault) -> ClientSocket {
        if let socket { return socket }
        let fresh = try ClientSocket(host: host, port: port, timeout: timeout)
        socket = fresh
        return fresh
    }

    private func readBody(_ answer: Answer) throws(MachineFault) -> [UInt8] {
        if answer.header("transfer-encoding") == "chunked" { return try readChunks() }
        return try take(answer.header("content-length").flatMap { text in Int(text) } ?? 0)
    }

    private func readChunks() throws(MachineFault) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try readLine().prefix { character in character != ";" }
            guard let size = Int(line, radix: 16) else {
                throw MachineFault("\(host):\(port) sends chunks that are none")
            }
            body += try take(size)
            _ = try take(2)
            if size == 0 { return body }
        }
    }

    private func readHead() throws(MachineFault) -> [String] {
        var lines: [String] = []
        while true {
            let line = try readLine()
            if line.isEmpty { return lines }
            lines.append(line)
        }
    }

    private func readLine() throws(MachineFault) -> String {
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: received[..<end], as: UTF8.self)
                received.removeSubrange(...end)
                return line.hasSuffix("\r") ? String(line.dropLast()) : line
            }
            guard received.count < 65_536 else { throw MachineFault("a line without an end") }
            try receive()
        }
    }

    private func take(_ count: Int) throws(MachineFault) -> [UInt8] {
        while received.count < count { try receive() }
        let taken = Array(received.prefix(count))
        received.removeFirst(count)
        return taken
    }

    private func receive() throws(MachineFault) {
        let bytes = try socket?.read() ?? []
        guard !bytes.isEmpty else {
            throw MachineFault("\(host):\(port) closed the connection in mid-answer")
        }
        received += bytes
    }
}
