internal import ArgumentParser
internal import Domain

struct UserTOTPOffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "totp-off",
        abstract: "Switch the second factor off for somebody who lost app and recovery codes.",
        discussion: "Make sure that it is them who ask: from then on the password is enough."
    )

    @OptionGroup var person: NamedPerson

    func run() throws {
        let email = try person.address()
        try People(Program()).switchSecondFactorOff(of: email)
        print("\(email.text) signs in with the password alone.")
    }
}
