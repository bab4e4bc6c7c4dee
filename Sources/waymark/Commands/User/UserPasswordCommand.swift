internal import ArgumentParser
internal import Domain
internal import Machine

struct UserPasswordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Set a new password and end the person's sessions.",
        discussion: """
            A second factor stays on: `waymark user totp-off` is for who lost that, too.
            """
    )

    @OptionGroup var person: NamedPerson

    @Flag(help: "Ask for the password instead of making one.")
    var ask = false

    func run() throws {
        let email = try person.address()
        let password = ask ? try askTwice(for: email) : People.newPassword()
        try People(Program()).setPassword(password, of: email)
        print(ask ? "The password is set." : "The new password is \(password)")
    }

    private func askTwice(for email: EmailAddress) throws(Complaint) -> String {
        let first = Terminal.readSecret(prompt: "New password: ") ?? ""
        if let reason = PasswordRule.fault(first, email: email.text) {
            throw Complaint(
                "The password should be: \(reason).",
                remedy: "A few words are easy to keep and hard to guess."
            )
        }
        guard Terminal.readSecret(prompt: "Once more: ") == first else {
            throw Complaint("The two differ.", remedy: "Run the command again.")
        }
        return first
    }
}
