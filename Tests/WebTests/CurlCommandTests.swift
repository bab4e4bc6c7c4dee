import Domain
import Foundation
import HTTP
import Intake
import JSON
import Support
import Testing

@testable import Web

/// The commands are run by a real shell, with a `curl` that only says what it was told.
@Suite struct CurlCommandTests {
    private static let url = "https://waymark.example/api/webhook/customer-journey/KEY"

    /// What curl was told.
    private func words(of command: String) throws -> [String] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "curl() { printf '%s\\0' \"$@\"; }\n\(command)"]
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return bytes.split(separator: 0, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private func headers(in words: [String]) -> [(name: String, value: String)] {
        zip(words, words.dropFirst()).filter { $0.0 == "-H" }.compactMap { _, header in
            guard let colon = header.firstRange(of: ": ") else { return nil }
            return (String(header[..<colon.lowerBound]), String(header[colon.upperBound...]))
        }
    }

    private static let settings = [
        #"{"preset":"waymark"}"#, #"{"preset":"standard"}"#, #"{"preset":"stripe"}"#,
        #"{"preset":"github"}"#, #"{"preset":"bearer"}"#,
        #"{"headers":["X-Sig"],"prefix":"$x`\"\\=","id_headers":[],"secret_form":"text","#
            + #""code":{"algorithm":"sha512","encoding":"base64url","content":"v0:{timestamp}:{body}"},"#
            + #""time":{"format":"iso8601","tolerance_seconds":300,"headers":["X-Time"]}}"#,
        #"{"headers":["X-Sig"],"prefix":"","id_headers":["X-Id"],"secret_form":"base64","#
            + #""code":{"algorithm":"sha1","encoding":"hex","content":"$HOME {id} {body} `id`"}}"#,
    ]

    @Test(arguments: settings)
    func `the command of a connection signs as its scheme wants it`(settings: String) throws {
        let json = try JSON(parsing: Array(settings.utf8))
        let scheme = try #require(SignatureScheme(json: json))
        let secret = scheme.makeSecret()
        let command = CurlCommand(url: CurlCommandTests.url)
            .signing(by: scheme, now: TestClock.system)
        #expect(command.hasPrefix("SECRET='your secret'\n"))
        let filled = command.split(separator: "your secret", maxSplits: 1)
            .joined(separator: secret)
        let words = try words(of: filled)
        #expect(words.contains(CurlCommandTests.url))
        let body = try #require(words.firstIndex(of: "--data-raw").map { words[$0 + 1] })
        let verdict = scheme.verify(
            headers: headers(in: words),
            body: Array(body.utf8),
            secrets: [SigningSecret(secret)],
            now: TestClock.system
        )
        #expect(verdict == .valid(secret: 0), "\(command)")
        let reading = JourneyDialect.read(
            body: Array(body.utf8),
            contentType: "application/json"
        )
        guard case .fact(let fact) = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(abs(fact.occurredAt.seconds - TestClock.system.seconds) < 60)
    }

    @Test(arguments: [
        "{}", "", "it's $HOME `id` \"\\\"", "line\nline", "@/etc/passwd", "-x 'a' ''",
    ])
    func `a signed command posts the text as it is`(text: String) throws {
        let headers = [(name: "X-Signature", value: "a'b $c"), (name: "X-Id", value: "")]
        let command = CurlCommand(url: CurlCommandTests.url).posting(text, headers: headers)
        let words = try words(of: command)
        #expect(
            words == [
                "-sS", CurlCommandTests.url, "-H", "Content-Type: application/json",
                "-H", "X-Signature: a'b $c", "-H", "X-Id: ", "--data-raw", text, "",
            ]
        )
    }
}
