internal import ArgumentParser
internal import Domain
internal import Storage

struct UserListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List who signs in, with role, organisation and when they were last seen."
    )

    @Option(help: "Only members of the organisation with this number.")
    var organisation: Int64?

    func run() throws {
        let place = organisation.map { Organisation.ID($0) }
        for line in try People(Program()).list(in: place) {
            print(UserListCommand.text(of: line))
        }
    }

    /// A person as one line, its parts apart by two spaces.
    static func text(of line: MembershipStore.Line) -> String {
        let place = line.organisation.map { "organisation \($0.text)" } ?? "no organisation"
        let seen = line.seenAt.map { "last seen \($0.iso8601.prefix(10))" } ?? "never seen"
        let factor = line.hasSecondFactor ? ["second factor"] : []
        return ([line.email, line.name, line.role ?? "-", place, seen] + factor)
            .joined(separator: "  ")
    }
}
