internal import Cryptography
package import Domain

extension SignatureScheme {
    /// Whether one of the live secrets made a signature of this request.
    ///
    /// Looks at the raw bytes, and compares in constant time. The time of signing is judged last,
    /// so that only the sender itself learns how far its clock is off.
    package func verify(
        headers: [(name: String, value: String)],
        body: [UInt8],
        secrets: [SigningSecret],
        now: Instant
    ) -> Verdict {
        do throws(Refusal) {
            let evidence = try evidence(in: headers)
            guard let secret = signer(of: body, evidence: evidence, secrets: secrets, now: now)
            else { return .mismatch }
            return try judgeTime(of: evidence, now: now) ?? .valid(secret: secret)
        } catch {
            return error.verdict
        }
    }

    /// The message's own name, where the scheme carries one: equal for every attempt to deliver it.
    package func messageID(in headers: [(name: String, value: String)]) -> String? {
        guard !idHeaders.isEmpty else { return nil }
        return try? single(idHeaders, in: headers)
    }

    private func evidence(
        in headers: [(name: String, value: String)]
    ) throws(Refusal) -> Evidence {
        let text = try single(self.headers, in: headers)
        let parts = separator.map { text.split(separator: $0).map(\.trimmed) } ?? [text]
        return Evidence(
            signatures: parts.compactMap(signature),
            id: idHeaders.isEmpty ? nil : try single(idHeaders, in: headers),
            timestamp: try timestamp(in: headers, parts: parts)
        )
    }

    /// A part's signature without its prefix; a bearer's scheme name is written in any case.
    private func signature(in part: String) -> String? {
        let start = part.utf8.prefix(prefix.utf8.count)
        let isOurs =
            switch proof {
            case .secret: isSameName(start, prefix.utf8)
            case .code: start.elementsEqual(prefix.utf8)
            }
        return isOurs ? String(part.utf8.dropFirst(prefix.utf8.count)) : nil
    }

    private func timestamp(
        in headers: [(name: String, value: String)],
        parts: [String]
    ) throws(Refusal) -> String? {
        switch time?.place {
        case nil: return nil
        case .header(let names): return try single(names, in: headers)
        case .part(let prefix):
            let times = parts.filter { $0.hasPrefix(prefix) }
            guard times.count <= 1 else { throw Refusal(.ambiguous(header: self.headers[0])) }
            guard let time = times.first else { throw Refusal(.missing(header: self.headers[0])) }
            return String(time.dropFirst(prefix.count))
        }
    }

    /// The value of the first of the names that came, which must have come once.
    private func single(
        _ names: [String],
        in headers: [(name: String, value: String)]
    ) throws(Refusal) -> String {
        for name in names {
            var found: String?
            for header in headers where isSameName(header.name.utf8, name.utf8) {
                guard found == nil else { throw Refusal(.ambiguous(header: name)) }
                found = header.value
            }
            if let found { return found.trimmed }
        }
        throw Refusal(.missing(header: names[0]))
    }

    /// The place of the first live secret that made one of the signatures.
    private func signer(
        of body: [UInt8],
        evidence: Evidence,
        secrets: [SigningSecret],
        now: Instant
    ) -> Int? {
        secrets.indices.first { place in
            secrets[place].isLive(at: now)
                && isSigned(body, evidence: evidence, by: secrets[place])
        }
    }

    private func isSigned(_ body: [UInt8], evidence: Evidence, by secret: SigningSecret) -> Bool {
        guard let key = key(of: secret) else { return false }
        switch proof {
        case .secret:
            let expected = Digest.sha256.hash(key)
            return evidence.signatures.contains {
                constantTimeEqual(Digest.sha256.hash(Array($0.utf8)), expected)
            }
        case .code(let digest, let encoding, let content):
            let expected = digest.authenticate(
                content.bytes(body: body, id: evidence.id, timestamp: evidence.timestamp),
                key: key
            )
            return evidence.signatures.contains {
                encoding.decode($0).map { constantTimeEqual($0, expected) } ?? false
            }
        }
    }

    /// Nil where the time is near enough, or none is signed.
    private func judgeTime(of evidence: Evidence, now: Instant) throws(Refusal) -> Verdict? {
        guard let time, let text = evidence.timestamp else { return nil }
        guard let signedAt = time.format.read(text) else { throw Refusal(.mismatch) }
        let age = now - signedAt
        let tolerance = Duration.seconds(time.toleranceSeconds)
        guard age > tolerance || age < .zero - tolerance else { return nil }
        return .outsideTolerance(seconds: age.components.seconds)
    }
}

/// What the headers of a request say about its signature.
private struct Evidence {
    let signatures: [String]
    let id: String?
    let timestamp: String?
}

/// A verdict that ends the look at a request.
private struct Refusal: Error {
    let verdict: Verdict

    init(_ verdict: Verdict) {
        self.verdict = verdict
    }
}

extension SignedTime.Format {
    /// Nil for what is no time, or one that no clock shows.
    fileprivate func read(_ text: String) -> Instant? {
        switch self {
        case .iso8601: return Instant(iso8601: text)
        case .unixSeconds:
            guard text.utf8.count <= 11, let seconds = Int64(text) else { return nil }
            return Instant(seconds: seconds)
        }
    }

    func write(_ instant: Instant) -> String {
        switch self {
        case .iso8601: instant.iso8601
        case .unixSeconds: String(instant.seconds)
        }
    }
}

/// Header names and names of schemes compare without regard to case, and are ASCII.
private func isSameName(
    _ left: some Collection<UInt8>,
    _ right: String.UTF8View
) -> Bool {
    left.count == right.count && left.elementsEqual(right) { lowercase($0) == lowercase($1) }
}

private func lowercase(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
}
