/// What names a customer: the kind of name, whose it is, and the name itself.
package struct Identity: Hashable, Sendable {
    package typealias ID = Identifier<Identity>

    /// In the order in which names are trusted (rules, Identities). Stored: never renumber.
    package enum Kind: UInt8, CaseIterable, Comparable, Hashable, Sendable {
        case external = 1
        case email
        case phone
        case visitor

        package var name: String {
            switch self {
            case .external: "external"
            case .email: "email"
            case .phone: "phone"
            case .visitor: "visitor"
            }
        }

        package static func < (left: Kind, right: Kind) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    package let kind: Kind
    /// The connection whose name it is; nil for names that hold everywhere, such as an e-mail address.
    package let connection: Connection.ID?
    package let value: String

    package static func external(_ value: String, in connection: Connection.ID) -> Identity {
        Identity(kind: .external, connection: connection, value: value)
    }

    package static func email(_ address: EmailAddress) -> Identity {
        Identity(kind: .email, connection: nil, value: address.text)
    }

    package static func phone(_ number: PhoneNumber) -> Identity {
        Identity(kind: .phone, connection: nil, value: number.text)
    }

    package init(kind: Kind, connection: Connection.ID?, value: String) {
        self.kind = kind
        self.connection = connection
        self.value = value
    }
}

/// Names are compared byte for byte, as the database does: Swift's strings would take two
/// spellings of one letter in Unicode for the same name.
extension Identity {
    package static func == (left: Identity, right: Identity) -> Bool {
        left.kind == right.kind && left.connection == right.connection
            && left.value.utf8.elementsEqual(right.value.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(connection)
        for byte in value.utf8 { hasher.combine(byte) }
    }
}
