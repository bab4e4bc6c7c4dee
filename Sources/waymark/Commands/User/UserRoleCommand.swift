internal import ArgumentParser
internal import Domain

struct UserRoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Give a member another role.",
        discussion: """
            The last owner of an organisation stays one.

              waymark user role ama@kente.example owner
            """
    )

    @OptionGroup var person: NamedPerson

    @Argument(help: "What the person may do from now on: owner, admin, analyst or viewer.")
    var role: Role

    @OptionGroup var place: NamedPlace

    func run() throws {
        let email = try person.address()
        try People(Program()).setRole(role, of: email, in: place.id)
        print("\(email.text) is \(role.rawValue) now.")
    }
}
