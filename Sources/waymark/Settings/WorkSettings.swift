/// How deliveries are applied.
struct WorkSettings: Sendable {
    let threads: Int

    init(_ settings: inout SettingReader) {
        threads = settings.number(
            "WAYMARK_WORK_THREADS",
            default: 2,
            in: 1...64,
            "Threads that apply deliveries, each with a database connection"
        )
    }
}
