/// What the doctor says about one thing.
struct Finding: Sendable {
    let subject: String
    let sentence: String
    /// What to do about it; nil where all is well.
    let remedy: String?

    static func well(_ subject: String, _ sentence: String) -> Finding {
        Finding(subject: subject, sentence: sentence, remedy: nil)
    }

    static func ill(_ subject: String, _ sentence: String, remedy: String) -> Finding {
        Finding(subject: subject, sentence: sentence, remedy: remedy)
    }

    var isWell: Bool { remedy == nil }

    /// One line, and a second one with what to do.
    var text: String {
        let name = subject + String(repeating: " ", count: max(0, 14 - subject.count))
        guard let remedy else { return "✓ \(name) \(sentence)" }
        return "✗ \(name) \(sentence)\n  \(String(repeating: " ", count: 14)) → \(remedy)"
    }
}
