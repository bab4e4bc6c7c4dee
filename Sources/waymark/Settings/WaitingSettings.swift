internal import Storage

/// Where deliveries wait while the database is away.
struct WaitingSettings: Sendable {
    let place: SpoolSettings

    init(_ settings: inout SettingReader) {
        let directory = settings.text(
            "WAYMARK_SPOOL_DIRECTORY",
            default: "/var/lib/waymark/spool",
            "Folder on a local disk where deliveries wait while the database is away"
        )
        let megabytes = settings.number(
            "WAYMARK_SPOOL_MEGABYTES",
            default: 1_024,
            in: 1...1_048_576,
            "How much may wait there, for each serving process; beyond it senders get 503"
        )
        place = SpoolSettings(directory: directory, limit: megabytes << 20)
    }
}
