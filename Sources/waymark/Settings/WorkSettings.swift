/// How deliveries are applied.
struct WorkSettings: Sendable {
    let threads: Int
    let daysToKeep: Int
    let daysToKeepAudit: Int

    init(_ settings: inout SettingReader) {
        threads = settings.number(
            "WAYMARK_WORK_THREADS",
            default: 2,
            in: 1...64,
            "Threads that apply deliveries, each with a database connection"
        )
        daysToKeep = settings.number(
            "WAYMARK_KEEP_DELIVERIES",
            default: 90,
            in: 1...3_650,
            "Days that processed deliveries are kept as they came; what they told stays"
        )
        daysToKeepAudit = settings.number(
            "WAYMARK_KEEP_AUDIT",
            default: 730,
            in: 31...36_500,
            "Days that the audit log goes back"
        )
    }
}
