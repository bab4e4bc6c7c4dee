package import Intake
internal import Metrics

/// What became of the posts of senders, by the scheme of their connection.
package struct IntakeMeters: Sendable {
    /// What a sender was answered, and why.
    package enum Outcome: String, CaseIterable, Sendable {
        /// Kept: answered 2xx, or 4xx where a signed payload means nothing.
        case accepted
        case wrongSignature = "wrong_signature"
        case missingSignature = "missing_signature"
        case outsideTolerance = "outside_tolerance"
        case ambiguousSignature = "ambiguous_signature"
        case invalidPayload = "invalid_payload"
        /// No connection has this key, or none was named.
        case unknownConnection = "unknown_connection"
        /// More came in than could be stored.
        case overload
        /// It could not be stored.
        case storage
    }

    private static let schemes = SignatureScheme.Preset.allCases.map(\.rawValue) + ["other"]

    /// By scheme, then by outcome.
    private let counters = schemes.map { _ in Outcome.allCases.map { _ in Counter() } }

    package init() {}

    /// - Parameter scheme: nil where no connection was found, or its scheme has no name.
    package func count(_ outcome: Outcome, of scheme: SignatureScheme.Preset?) {
        let row = scheme.flatMap { SignatureScheme.Preset.allCases.firstIndex(of: $0) }
        guard let column = Outcome.allCases.firstIndex(of: outcome) else { return }
        counters[row ?? Self.schemes.count - 1][column].add()
    }

    func expose(in exposition: inout Exposition) {
        let samples = zip(Self.schemes, counters).flatMap { scheme, row in
            zip(Outcome.allCases, row).map { outcome, counter in
                (
                    labels: [("scheme", scheme), ("outcome", outcome.rawValue)],
                    value: Double(counter.value)
                )
            }
        }
        exposition.add(
            .counter,
            "waymark_posts_total",
            "Posts of senders, by their connection's scheme and by what became of them.",
            samples.filter { sample in
                sample.value > 0 || sample.labels[1].1 == Outcome.accepted.rawValue
            }
        )
    }
}
