/// An answer as a client sees it.
package struct HTTPAnswer: Sendable {
    package let status: Int
    package let headers: [(String, String)]
    package var body: [UInt8] = []

    /// Reads status line and headers.
    init(head: String) {
        let lines = head.split(separator: "\r\n")
        status =
            lines.first.flatMap { line in
                line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
            } ?? 0
        headers = lines.dropFirst().compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            return (parts[0].lowercased(), String(parts[1].drop { $0 == " " }))
        }
    }

    /// The value of the first header of this name (lower case).
    package func header(_ name: String) -> String? {
        headers.first { header in header.0 == name }?.1
    }

    package var text: String { String(decoding: body, as: UTF8.self) }
}
