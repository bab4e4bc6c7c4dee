internal import FastCGI
internal import FoundationEssentials
internal import Glibc

/// The sockets that nginx passes requests to: inherited where the service manager holds them, else
/// bound in the run directory.
struct Sockets {
    private let inherited: InheritedSockets
    private let settings: ServingSettings

    init(_ settings: ServingSettings) {
        self.settings = settings
        inherited = InheritedSockets(
            environment: ProcessInfo.processInfo.environment,
            process: getpid()
        )
    }

    /// The listener of this name: hooks, api or live.
    func listener(_ name: String) throws -> Listener {
        if let descriptor = inherited[name] { return try Listener(inherited: descriptor) }
        let directory = settings.runDirectory
        try? FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true
        )
        let group = settings.socketGroup
        do {
            return try Listener(
                path: "\(directory)/\(name).sock",
                group: group.isEmpty ? nil : group
            )
        } catch {
            throw Complaint(
                "The socket \(directory)/\(name).sock cannot be made: \(error)",
                remedy: "WAYMARK_RUN_DIRECTORY names a folder that the program may write to."
            )
        }
    }
}
