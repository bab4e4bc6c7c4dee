/// Header fields as they came: names without regard to case, and every duplicate kept, because
/// two signatures on one request are a question that somebody has to decide.
package struct Headers: Sendable {
    /// Name (lower case) and value of each field, in the order of arrival.
    package private(set) var fields: [(name: String, value: String)]

    package init(_ fields: [(name: String, value: String)] = []) {
        self.fields = fields
        for index in fields.indices where !fields[index].name.utf8.allSatisfy(Self.isLower) {
            self.fields[index].name = fields[index].name.lowercased()
        }
    }

    /// Most names come in lower case, and a look is much cheaper than a copy.
    private static func isLower(_ byte: UInt8) -> Bool {
        byte < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    /// The value of the first field of this name.
    package func first(_ name: String) -> String? {
        let name = name.lowercased()
        return fields.first { field in field.name == name }?.value
    }

    /// The values of all fields of this name, in the order of arrival.
    package func all(_ name: String) -> [String] {
        let name = name.lowercased()
        return fields.filter { field in field.name == name }.map(\.value)
    }
}

extension Headers: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }
}

extension Headers: Equatable {
    package static func == (left: Headers, right: Headers) -> Bool {
        left.fields.elementsEqual(right.fields, by: ==)
    }
}
