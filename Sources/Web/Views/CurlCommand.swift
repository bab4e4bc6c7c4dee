internal import Domain
internal import Intake
internal import JSON

/// Commands for a shell that post an event to a connection.
struct CurlCommand {
    private let url: String

    init(url: String) {
        self.url = url
    }

    /// Makes a sample event of the moment in which it is run, signs it, and posts it; only the
    /// secret is to be filled in.
    func signing(by scheme: SignatureScheme, now: Instant) -> String {
        let signing = scheme.shellSigning
        let lines =
            ["SECRET='your secret'", "BODY=\(sample(now))"] + signing.steps
            + [post(signing.headers.map { "\"\($0.name): \($0.value)\"" }, body: "\"$BODY\"")]
        return lines.joined(separator: "\n")
    }

    /// Posts a body with these headers, as they are.
    func posting(_ body: String, headers: [(name: String, value: String)]) -> String {
        post(headers.map { "\($0.name): \($0.value)".shellQuoted }, body: body.shellQuoted)
    }

    private func post(_ headers: [String], body: String) -> String {
        let lines =
            ["curl -sS \(url.shellQuoted)", "-H 'Content-Type: application/json'"]
            + headers.map { "-H \($0)" } + ["--data-raw \(body)"]
        return lines.joined(separator: " \\\n  ")
    }

    /// The time is the shell's, so that the command makes a new event each time.
    private func sample(_ now: Instant) -> String {
        guard case .object(var event) = JourneySample.payload(for: .stageEntered, now: now) else {
            return "''"
        }
        event["timestamp"] = "@now"
        return String(decoding: JSON.object(event).serialised(), as: UTF8.self).shellQuoted
            .split(separator: "@now")
            .joined(separator: "'$(date -u +%Y-%m-%dT%H:%M:%SZ)'")
    }
}

extension String {
    /// One word of a POSIX shell, whatever is in it.
    var shellQuoted: String {
        "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            + "'"
    }
}
