internal import ArgumentParser
internal import Cryptography
internal import Domain
internal import Machine
internal import Storage

/// The people who sign in.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Add a person, or set a new password.",
        subcommands: [Add.self, Password.self]
    )

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a person to an organisation; a new person gets a generated password."
        )

        @Argument(help: "The person's e-mail address.")
        var email: String

        @Option(help: "The person's name; their address where none is given.")
        var name: String?

        @Option(help: "What the person may do: owner, admin, analyst or viewer.")
        var role = Role.viewer

        @Option(help: "The organisation's number, as `waymark organisation` lists it.")
        var organisation: Int64

        func run() throws {
            let program = try Program()
            let email = try address(email)
            let membership = try People(program).join(
                email,
                name: name,
                to: Organisation.ID(organisation),
                as: role
            )
            switch membership {
            case .added(let password):
                print("\(email.text) can sign in with the password \(password)")
                print("It is not shown again.")
            case .known:
                print("\(email.text) is a member now and signs in as before.")
            }
        }
    }

    struct Password: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a new password and end the person's sessions."
        )

        @Argument(help: "The person's e-mail address.")
        var email: String

        @Flag(help: "Ask for the password instead of making one.")
        var ask = false

        func run() throws {
            let program = try Program()
            let email = try address(email)
            let password = ask ? try askTwice() : People.newPassword()
            try People(program).setPassword(password, of: email)
            print(ask ? "The password is set." : "The new password is \(password)")
        }

        private func askTwice() throws(Complaint) -> String {
            let first = Terminal.readSecret(prompt: "New password: ") ?? ""
            guard first.count >= 10 else {
                throw Complaint(
                    "The password has fewer than 10 characters.",
                    remedy: "A few words are easy to keep and hard to guess."
                )
            }
            guard Terminal.readSecret(prompt: "Once more: ") == first else {
                throw Complaint("The two differ.", remedy: "Run the command again.")
            }
            return first
        }
    }
}

extension Role: ExpressibleByArgument {}

/// An e-mail address that was typed.
private func address(_ text: String) throws(Complaint) -> EmailAddress {
    guard let email = EmailAddress(text) else {
        throw Complaint(
            "“\(text)” is not an e-mail address.",
            remedy: "Check it for typing errors."
        )
    }
    return email
}
