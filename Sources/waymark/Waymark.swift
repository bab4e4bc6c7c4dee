internal import ArgumentParser

@main
struct Waymark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waymark",
        abstract: "Self-hosted customer tracking for shops.")
}
