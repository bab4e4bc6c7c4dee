/// What is wrong with one field of a request, told so that the sender can put it right.
package struct Fault: Hashable, Sendable {
    /// The field's name as the sender writes it, or `body` for the whole of it.
    package let field: String
    /// Continues the field's name: "is missing; expected …".
    package let reason: String

    package init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }

    /// As `details` lists it: `field: reason`.
    package var text: String { "\(field): \(reason)" }
}
