internal import ArgumentParser
internal import Domain
internal import Storage

/// The people who sign in.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "The people who sign in: who they are, what they may do, their passwords.",
        discussion: """
            Roles: an owner may do everything; an admin everything but make owners and reset \
            passwords; an analyst works with the data and exports it; a viewer looks.

            Everything is written to the organisation's audit log as done in the shell.
            """,
        subcommands: [
            UserListCommand.self, UserAddCommand.self, UserEmailCommand.self,
            UserPasswordCommand.self, UserRoleCommand.self, UserRemoveCommand.self,
            UserTOTPOffCommand.self,
        ],
        defaultSubcommand: UserListCommand.self
    )
}

/// Which person, by what they sign in with.
struct NamedPerson: ParsableArguments {
    @Argument(help: "The person's e-mail address.")
    var email: String

    func address() throws(Complaint) -> EmailAddress {
        try NamedPerson.address(email)
    }

    /// An address as it was typed.
    static func address(_ text: String) throws(Complaint) -> EmailAddress {
        guard let email = EmailAddress(text) else {
            throw Complaint(
                "“\(text)” is not an e-mail address.",
                remedy: "Check it for typing errors."
            )
        }
        return email
    }
}

/// In which organisation, where that is not plain.
struct NamedPlace: ParsableArguments {
    @Option(
        help: """
            The organisation's number, as `waymark organisation list` shows it; not needed for \
            somebody who belongs to one only.
            """
    )
    var organisation: Int64?

    var id: Organisation.ID? { organisation.map { Organisation.ID($0) } }
}

extension Role: ExpressibleByArgument {}
