/// What an organisation calls the stages: names of its own, where it gave some. People read them;
/// programs go by `Stage.name`.
package struct StageNames: Hashable, Sendable {
    /// Two stages that people could not tell apart.
    package struct Clash: Hashable, Sendable {
        /// The one whose name was given, or the later of two.
        package let stage: Stage
        package let other: Stage
    }

    private var own: [Stage: StageName] = [:]

    package init() {}

    /// The stage's own name; nil where it has its usual one.
    package subscript(stage: Stage) -> StageName? {
        get { own[stage] }
        set { own[stage] = newValue }
    }

    /// Whatever is called the same as an earlier stage, in whatever case; the usual names count.
    package var clashes: [Clash] {
        Stage.allCases.flatMap { stage in
            Stage.allCases.prefix { $0 < stage }.filter { word(for: $0) == word(for: stage) }
                .map { earlier in
                    own[stage] == nil
                        ? Clash(stage: earlier, other: stage) : Clash(stage: stage, other: earlier)
                }
        }
    }

    private func word(for stage: Stage) -> String {
        (own[stage]?.text ?? stage.name).lowercased()
    }
}

/// A name for a stage, fit to be shown.
package struct StageName: Hashable, Sendable {
    /// The longest name, in characters.
    package static let longest = 40

    package let text: String

    /// Nil where the text is empty, too long, or has what cannot be seen.
    package init?(_ raw: some StringProtocol) {
        let text = raw.trimmed
        guard text.isReadable, text.unicodeScalars.count <= StageName.longest else { return nil }
        self.text = text
    }
}
