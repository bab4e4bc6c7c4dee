package import Domain

/// A person and the hash of the password.
package struct PersonRecord: Sendable {
    package let id: Person.ID
    package let email: String
    package let name: String
    package let passwordHash: String
    /// Since when sign-in asks for a second factor; nil where it does not.
    package let totpSince: Instant?
    /// Where the person was last.
    package let lastOrganisation: Organisation.ID?
    /// Nil for somebody who is yet to be added.
    package let createdAt: Instant?

    package init(
        id: Person.ID,
        email: String,
        name: String,
        passwordHash: String,
        totpSince: Instant? = nil,
        lastOrganisation: Organisation.ID? = nil,
        createdAt: Instant? = nil
    ) {
        self.id = id
        self.email = email
        self.name = name
        self.passwordHash = passwordHash
        self.totpSince = totpSince
        self.lastOrganisation = lastOrganisation
        self.createdAt = createdAt
    }
}

/// An organisation that a person belongs to.
package struct Membership: Sendable {
    package let organisation: Organisation.ID
    package let name: String
    package let role: Role
}
