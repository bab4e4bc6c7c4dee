import Foundation
import Outbound
import Testing

@Suite struct LetterTests {
    private func lines(_ letter: Letter) -> [String] {
        let bytes = letter.bytes(from: "shop@kente.example", id: "7", atSecond: 1_763_705_106)
        return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    private func decoded(_ base64: String) throws -> String {
        String(decoding: try #require(Data(base64Encoded: base64)), as: UTF8.self)
    }

    @Test func `a letter has the headers that mail servers ask for`() {
        let lines = lines(Letter(to: "ama@kente.example", subject: "Hello", text: "x"))
        #expect(lines[0] == "Date: Fri, 21 Nov 2025 06:05:06 +0000")
        #expect(lines.contains("From: Waymark <shop@kente.example>"))
        #expect(lines.contains("To: <ama@kente.example>"))
        #expect(lines.contains("Message-ID: <7@kente.example>"))
        #expect(lines.contains("Content-Transfer-Encoding: base64"))
    }

    @Test func `the text comes out as it went in`() throws {
        let text = String(repeating: "Grüße — 你好 \n.\n", count: 20)
        let lines = lines(Letter(to: "a@b.example", subject: "x", text: text))
        let start = try #require(lines.firstIndex(of: ""))
        #expect(try decoded(lines[(start + 1)...].joined()) == text)
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    }

    @Test(arguments: [
        "Hello", "Grüße an 你好", "", "A\r\nBcc: all@evil.example\r\n\r\nInjected",
        String(repeating: "ä", count: 120),
    ]) func `a subject is one header, whatever is in it`(subject: String) throws {
        let lines = lines(Letter(to: "a@b.example", subject: subject, text: "x"))
        let start = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
        let rest = lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
        let words = [String(lines[start].dropFirst(9))] + rest.map { String($0.dropFirst()) }
        let text = try words.map { word in
            #expect(word.hasPrefix("=?UTF-8?B?") && word.hasSuffix("?=") && word.count <= 75)
            return try decoded(String(word.dropFirst(10).dropLast(2)))
        }.joined()
        #expect(text == subject)
        #expect(!lines.contains { $0.hasPrefix("Bcc:") })
    }
}
