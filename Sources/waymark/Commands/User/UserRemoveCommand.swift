internal import ArgumentParser
internal import Domain

struct UserRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take a member out of an organisation, at once.",
        discussion: """
            The page (Settings, Team) can take it back for a day. The last owner stays.
            API tokens that the person made stay as well: the page lists who made which.
            """
    )

    @OptionGroup var person: NamedPerson
    @OptionGroup var place: NamedPlace

    func run() throws {
        let email = try person.address()
        try People(Program()).remove(email, from: place.id)
        print("\(email.text) is a member no more.")
    }
}
