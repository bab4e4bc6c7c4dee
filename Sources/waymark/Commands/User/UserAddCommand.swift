internal import ArgumentParser
internal import Domain

struct UserAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a person to an organisation; a new person gets a generated password.",
        discussion: """
            Somebody who is there already keeps their password and gets the role there.

              waymark user add ama@kente.example --name "Ama Mensah" --role admin --organisation 1
            """
    )

    @OptionGroup var person: NamedPerson

    @Option(help: "The person's name; their address where none is given.")
    var name: String?

    @Option(help: "What the person may do: owner, admin, analyst or viewer.")
    var role = Role.viewer

    @Option(help: "The organisation's number, as `waymark organisation` lists it.")
    var organisation: Int64

    func run() throws {
        let email = try person.address()
        let joining = try People(Program()).join(
            email,
            name: name,
            to: Organisation.ID(organisation),
            as: role
        )
        switch joining {
        case .added(let password):
            print("\(email.text) can sign in with the password \(password)")
            print("It is not shown again.")
        case .known:
            print("\(email.text) is a member now and signs in as before.")
        }
    }
}
