internal import Machine

/// Where files of exports are kept, and how long.
struct ExportSettings: Sendable {
    let folder: FileFolder
    let daysToKeep: Int

    init(_ settings: inout SettingReader) {
        folder = FileFolder(
            path: settings.text(
                "WAYMARK_EXPORT_DIRECTORY",
                default: "/var/lib/waymark/exports",
                "Folder of exported files, written by `work` and sent by `serve`: "
                    + "on several hosts one that they share"
            )
        )
        daysToKeep = settings.number(
            "WAYMARK_KEEP_EXPORTS",
            default: 7,
            in: 1...365,
            "Days that exported files are kept"
        )
    }
}
