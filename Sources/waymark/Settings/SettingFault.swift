/// One thing that is wrong with the settings, as a sentence that says what to do.
struct SettingFault: Equatable, Sendable {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}

/// Everything that is wrong with the settings, so that it is mended in one go.
struct SettingFaults: Error, CustomStringConvertible {
    let faults: [SettingFault]

    init(_ faults: [SettingFault]) {
        self.faults = faults
    }

    var description: String {
        faults.map { fault in "✗ \(fault.sentence)" }.joined(separator: "\n")
    }
}
