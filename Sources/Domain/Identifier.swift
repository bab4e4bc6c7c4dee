/// A row's number, typed by what it numbers, so that a wrong id does not compile.
///
/// In JSON ids are strings: they pass 2^53.
package struct Identifier<Subject>: Hashable, Comparable, Sendable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    /// Reads the decimal form that JSON and URLs carry; nil for anything else.
    package init?(text: some StringProtocol) {
        guard let number = Int64(text), number > 0, text.utf8.first != UInt8(ascii: "+") else {
            return nil
        }
        self.number = number
    }

    package var text: String { String(number) }

    package static func < (left: Self, right: Self) -> Bool {
        left.number < right.number
    }
}

/// The tenant: everything belongs to exactly one.
package enum Organisation {
    package typealias ID = Identifier<Organisation>
}

/// A shop's link to a platform or sender.
package enum Connection {
    package typealias ID = Identifier<Connection>
}

/// One inbound request as it came, byte for byte.
package enum Delivery {
    package typealias ID = Identifier<Delivery>
}

/// A person who signs in.
package enum Person {
    package typealias ID = Identifier<Person>
}
