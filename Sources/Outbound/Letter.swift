internal import Cryptography
internal import Glibc

/// A mail of plain text to one person.
package struct Letter: Sendable {
    package let recipient: String
    package let subject: String
    package let text: String

    package init(to recipient: String, subject: String, text: String) {
        self.recipient = recipient
        self.subject = subject
        self.text = text
    }

    /// The letter as it goes over the wire (RFC 5322, MIME). Subject and text are encoded, so that
    /// nothing in them, such as the name of an organisation, ends a line.
    ///
    /// - Parameters:
    ///   - sender: the address that it comes from.
    ///   - id: names this letter among all of the sender's.
    ///   - seconds: when it is sent, since 1970.
    package func bytes(from sender: String, id: String, atSecond seconds: Int64) -> [UInt8] {
        let host = sender.split(separator: "@").last ?? "localhost"
        let lines = [
            "Date: \(Letter.date(atSecond: seconds))",
            "From: Waymark <\(sender)>",
            "To: <\(recipient)>",
            "Message-ID: <\(id)@\(host)>",
            "Subject: \(Letter.encodedWords(subject))",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
        ]
        return Array((lines + Letter.encodedLines(text) + [""]).joined(separator: "\r\n").utf8)
    }

    /// Words of RFC 2047: each holds whole characters and is at most 75 letters long.
    private static func encodedWords(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > 45 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Base64.standard.encode($0))?=" }.joined(separator: "\r\n ")
    }

    private static func encodedLines(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return stride(from: 0, to: bytes.count, by: 57).map { start in
            Base64.standard.encode(Array(bytes[start..<min(start + 57, bytes.count)]))
        }
    }

    /// `Sat, 21 Nov 2026 06:00:00 +0000`: the program never leaves C's locale.
    private static func date(atSecond seconds: Int64) -> String {
        var moment = time_t(seconds)
        var parts = unsafe tm()
        var text = Array(repeating: CChar(0), count: 64)
        unsafe gmtime_r(&moment, &parts)
        let length = unsafe strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S +0000", &parts)
        return String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
