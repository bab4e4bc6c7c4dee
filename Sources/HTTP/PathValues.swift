/// What a path had in the places that its pattern names, percent-decoded.
package struct PathValues: Sendable, Equatable {
    private let names: [String]
    private let values: [String]

    init(names: [String], values: [String]) {
        self.names = names
        self.values = values
    }

    package subscript(name: String) -> String? {
        names.firstIndex(of: name).map { index in values[index] }
    }
}
