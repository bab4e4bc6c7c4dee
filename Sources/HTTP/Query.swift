/// The decoded pairs of a query string, in order and with every duplicate.
package struct Query: Sendable {
    /// Name and value of each pair.
    package let pairs: [(String, String)]

    package init(_ pairs: [(String, String)] = []) {
        self.pairs = pairs
    }

    /// Reads what follows the `?` of a URL; never fails (WHATWG URL, 5.1).
    package init(parsing text: some StringProtocol) {
        pairs = String(text).split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                PercentEncoding.decodeQuery(parts[0]),
                parts.count == 2 ? PercentEncoding.decodeQuery(parts[1]) : ""
            )
        }
    }

    /// The value of the first pair of this name.
    package func first(_ name: String) -> String? {
        pairs.first { pair in pair.0 == name }?.1
    }

    /// The values of all pairs of this name, in order.
    package func all(_ name: String) -> [String] {
        pairs.filter { pair in pair.0 == name }.map { pair in pair.1 }
    }
}

extension Query: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }
}

extension Query: Equatable {
    package static func == (left: Query, right: Query) -> Bool {
        left.pairs.elementsEqual(right.pairs, by: ==)
    }
}
