internal import FoundationEssentials
internal import Logging

/// Everything that can be set, read once at the start. A setting is declared by the line that
/// reads it: its name, its default, its meaning.
struct Configuration: Sendable {
    let local: LocalSettings
    let serving: ServingSettings
    let spool: WaitingSettings
    let work: WorkSettings
    let exports: ExportSettings
    let mail: MailSettings
    let database: DatabaseSettings
    let keys: KeySettings
    let logLevel: Logger.Level

    init(_ settings: inout SettingReader) {
        _ = settings.text(
            "WAYMARK_CONFIG",
            "File with settings, a line `KEY=value` each; unset: `\(Self.usualFile)` where it is"
        )
        local = LocalSettings(&settings)
        serving = ServingSettings(&settings, port: local.port)
        spool = WaitingSettings(&settings)
        work = WorkSettings(&settings)
        exports = ExportSettings(&settings)
        mail = MailSettings(&settings)
        database = DatabaseSettings(&settings)
        keys = KeySettings(&settings)
        logLevel = settings.choice(
            "WAYMARK_LOG_LEVEL",
            default: Logger.Level.info,
            "What is logged: trace, debug, info, notice, warning, error or critical"
        )
    }

    /// Where the Debian package keeps the settings.
    private static let usualFile = "/etc/waymark/waymark.conf"

    /// The settings of this process: the environment, over the file that WAYMARK_CONFIG names or
    /// that lies where the package keeps it, over the defaults. With the entries, for those who show them.
    static func read() throws(SettingFaults) -> (Configuration, [SettingReader.Entry]) {
        let environment = ProcessInfo.processInfo.environment
        var reader = SettingReader(environment: environment, file: try file(environment))
        let configuration = Configuration(&reader)
        reader.refuseUnknownNames()
        guard reader.faults.isEmpty else { throw SettingFaults(reader.faults) }
        return (configuration, reader.entries)
    }

    private static func file(
        _ environment: [String: String]
    ) throws(SettingFaults) -> [String: String] {
        var path = environment["WAYMARK_CONFIG"] ?? ""
        if path.isEmpty, FileManager.default.fileExists(atPath: usualFile) { path = usualFile }
        guard !path.isEmpty else { return [:] }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw SettingFaults([
                SettingFault("the settings file \(path) cannot be read: is it there, and yours?")
            ])
        }
        return try SettingFile(text, path: path).values
    }
}
