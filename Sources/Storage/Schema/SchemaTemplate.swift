/// A script of schema/ in which `${name}` stands for what differs from install to install.
package struct SchemaTemplate {
    /// What a name stands for; each is quoted as SQL wants it.
    package enum Filling: Sendable {
        case account(name: String, host: String)
        case identifier(String)
        /// A database's name in a grant, where `_` and `%` would stand for any characters.
        case pattern(String)
        case text(String)

        var quoted: String {
            switch self {
            case .account(let name, let host): "\(literal(name))@\(literal(host))"
            case .identifier(let name): "`\(name)`"
            case .pattern(let name): "`\(pattern(name))`"
            case .text(let text): literal(text)
            }
        }

        private func pattern(_ name: String) -> String {
            String(name.flatMap { "_%".contains($0) ? ["\\", $0] : [$0] })
        }

        private func literal(_ text: String) -> String {
            let escaped = text.flatMap { character in
                character == "'" || character == "\\" ? ["\\", character] : [character]
            }
            return "'\(String(escaped))'"
        }
    }

    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The script with every name replaced; a name that nothing fills is a fault of the script.
    package func filled(_ fillings: [String: Filling]) throws(StorageError) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            result += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: "}"),
                let filling = fillings[String(rest[..<end])]
            else {
                throw StorageError(.broken, "nothing fills “${\(rest.prefix(24))”")
            }
            result += filling.quoted
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
