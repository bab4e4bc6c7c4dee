internal import ArgumentParser
internal import Domain

struct UserEmailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "email",
        abstract: "Change the address that somebody signs in with, and end the person's sessions.",
        discussion: """
            Password and second factor stay what they are.

              waymark user email ama@kente.example ama@fabrics.example
            """
    )

    @OptionGroup var person: NamedPerson

    @Argument(help: "The address from now on.")
    var new: String

    func run() throws {
        let (old, new) = (try person.address(), try NamedPerson.address(new))
        try People(Program()).setEmail(new, of: old)
        print("\(old.text) is \(new.text) now.")
    }
}
