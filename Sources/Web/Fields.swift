internal import HTTP
internal import JSON

/// The members of a JSON body, read with their expectations; all faults are told at once.
struct Fields {
    private let object: JSON
    private var faults: [String] = []

    init(_ body: JSON) throws {
        guard case .object = body else { throw Problem.malformed(["body: a JSON object"]) }
        object = body
    }

    /// A text that has to be there and not be blank.
    mutating func text(_ name: String, atMost length: Int) -> String {
        optionalText(name, atMost: length) ?? missing(name)
    }

    /// A text that may be missing or null.
    mutating func optionalText(_ name: String, atMost length: Int) -> String? {
        guard let value = object[name], value != .null else { return nil }
        guard let text = value.text else {
            faults.append("\(name): a text")
            return nil
        }
        guard !text.allSatisfy(\.isWhitespace), text.unicodeScalars.count <= length else {
            faults.append("\(name): 1 to \(length) characters")
            return nil
        }
        return text
    }

    /// A yes or no that may be missing.
    mutating func flag(_ name: String) -> Bool? {
        guard let value = object[name], value != .null else { return nil }
        if value.flag == nil { faults.append("\(name): true or false") }
        return value.flag
    }

    /// A whole number that may be missing.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = object[name], value != .null else { return nil }
        guard let number = value.integer, range.contains(number) else {
            faults.append("\(name): a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// A member read as a value of its own; the expectation is told where it cannot be.
    mutating func value<Value>(
        _ name: String,
        _ expected: String,
        _ read: (JSON) -> Value?
    ) -> Value? {
        guard let member = object[name], member != .null else { return nil }
        let value = read(member)
        if value == nil { faults.append("\(name): \(expected)") }
        return value
    }

    /// The same for a member that has to be there.
    mutating func requiredValue<Value>(
        _ name: String,
        _ expected: String,
        _ read: (JSON) -> Value?
    ) -> Value? {
        let value = value(name, expected, read)
        if value == nil { _ = missing(name) }
        return value
    }

    /// Adds a fault that the caller found.
    mutating func fault(_ name: String, _ expected: String) {
        faults.append("\(name): \(expected)")
    }

    /// Whether the member is there, be it null.
    func has(_ name: String) -> Bool { object[name] != nil }

    /// Adds a fault that tells its place itself.
    mutating func fault(_ sentence: String) {
        faults.append(sentence)
    }

    /// Whether the member is there with something in it.
    func holds(_ name: String) -> Bool { object[name].map { $0 != .null } ?? false }

    /// Throws all that was found wrong.
    func check() throws {
        guard faults.isEmpty else { throw Problem.unprocessable(faults) }
    }

    private mutating func missing(_ name: String) -> String {
        if !faults.contains(where: { $0.hasPrefix("\(name):") }) {
            faults.append("\(name): required")
        }
        return ""
    }
}
