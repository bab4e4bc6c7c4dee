/// An object's members in their order.
package struct JSONObject: Sendable, Hashable {
    /// One name with its value.
    package struct Member: Sendable, Hashable {
        package let name: String
        package var value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    package private(set) var members: [Member]

    package init(_ members: [Member] = []) {
        self.members = members
    }

    /// The value of that name; setting nil removes the member, a new name goes to the end.
    package subscript(name: String) -> JSON? {
        get {
            position(of: name).map { members[$0].value }
        }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): members.remove(at: position)
            case (nil, let value?): members.append(Member(name, value))
            case (nil, nil): break
            }
        }
    }

    func position(of name: String) -> Int? {
        members.firstIndex { isSameName($0.name, name) }
    }
}

/// Names are compared byte by byte, as JSON has it: Swift's `==` would take the Kelvin sign for a K.
/// It comes first all the same, because it tells at once that most names differ.
func isSameName(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count, left == right else { return false }
    let (left, right) = (left.utf8Span.span, right.utf8Span.span)
    for index in left.indices where left[index] != right[index] { return false }
    return true
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSON)...) {
        self.init(members.map(Member.init))
    }
}
