import Domain
import HTTP
import Intake
import JSON

@testable import Cryptography
@testable import HTTP
@testable import Intake

extension Reader {
    /// What was read and written again is read as the same.
    static let json = Reader(name: "json") { bytes in
        guard let value = try? JSON(parsing: bytes) else { return }
        let written = value.serialised()
        expect((try? JSON(parsing: written)) == value, "JSON is written as it was read")
    }

    static let journey = Reader(name: "journey") { bytes in
        let reading = JourneyDialect.read(body: bytes, contentType: "application/json")
        switch reading {
        case .fact(let fact):
            expect(!fact.customerID.isEmpty, "a fact names its customer")
            expect(fact.customerID.unicodeScalars.count <= 191, "a name fits into its column")
            expect(
                Instant(iso8601: fact.occurredAt.iso8601) == fact.occurredAt,
                "a time is one that can be written"
            )
        case .faults(let faults):
            expect(!faults.isEmpty, "what is refused is refused for a reason")
        case .unsupportedType: break
        }
    }

    /// Headers, a line each, a blank line, then the body: nobody knows the secret, so nothing fits.
    static let signature = Reader(name: "signature") { bytes in
        let lines = bytes.split(
            separator: UInt8(ascii: "\n"),
            maxSplits: 8,
            omittingEmptySubsequences: false
        )
        let headers = lines.dropLast().compactMap { line -> (name: String, value: String)? in
            let text = String(decoding: line, as: UTF8.self)
            guard let colon = text.firstIndex(of: ":") else { return nil }
            return (String(text[..<colon]), String(text[text.index(after: colon)...]))
        }
        let secret = SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        for preset in SignatureScheme.Preset.allCases {
            let verdict = preset.scheme.verify(
                headers: headers,
                body: Array(lines.last ?? []),
                secrets: [secret],
                now: Instant(seconds: 1_790_000_000)
            )
            if case .valid = verdict { expect(false, "nobody signs without the secret") }
        }
        if let settings = try? JSON(parsing: bytes), let scheme = SignatureScheme(json: settings) {
            expect(SignatureScheme(json: scheme.json) == scheme, "a scheme is kept as it was read")
        }
    }

    static let time = Reader(name: "time") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        if let instant = Instant(iso8601: text) {
            expect(Instant(iso8601: instant.iso8601) == instant, "a time is written as it was read")
        }
        if let amount = Amount(text: text) {
            expect(Amount(text: amount.text(decimals: 4)) == amount, "an amount keeps its digits")
        }
        _ = Amount(rounding: text)
        _ = Currency(text)
    }

    static let address = Reader(name: "email") { bytes in
        guard let address = EmailAddress(String(decoding: bytes, as: UTF8.self)) else { return }
        expect(address.text.utf8.count <= EmailAddress.longest, "an address fits")
        expect(EmailAddress(address.text) == address, "an address is its own short form")
    }

    static let query = Reader(name: "query") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        _ = Query(parsing: text).first("a")
        _ = PercentEncoding.decodePath(text[...])
        let request = Request(
            method: .get,
            path: text,
            query: Query(parsing: text),
            headers: Headers([("cookie", text)]),
            body: [],
            remoteAddress: "",
            isSecure: false,
            id: ""
        )
        _ = request.cookie("a")
        let router = Router([Route.get("/a/{b}", 1), .get("/a/b/{c}/d", 2)])
        _ = router.match(.get, text)
    }
}
