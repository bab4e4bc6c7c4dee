package import Domain

/// Who wrote something, by the name of that time: names change, and people leave.
package struct Author: Hashable, Sendable {
    /// Nil where a program did it.
    package let person: Person.ID?
    package let name: String

    package init(person: Person.ID?, name: String) {
        self.person = person
        self.name = name
    }
}
