internal import Domain
internal import Logging
internal import Synchronization

/// Tells operators of trouble: what happened, to whom, why, and what to do about it.
///
/// A flood of one event is written a few times and then counted, so that a bad night neither fills
/// the disk nor hides what else went wrong. What rows hold is left out of the database's words.
final class LogBook: Sendable {
    private struct Window {
        let end: Instant
        var written = 0
        var suppressed = 0
    }

    /// So many times an event is written within a window; then it is counted.
    static let mostInWindow = 5
    static let window = Duration.seconds(10)

    private let log: Logger
    private let clock: @Sendable () -> Instant
    private let windows = Mutex<[String: Window]>([:])

    init(_ log: Logger, clock: @escaping @Sendable () -> Instant) {
        self.log = log
        self.clock = clock
    }

    /// Tells of an event with its particulars; what to do comes out of the list of events.
    func tell(_ name: String, _ particulars: [String: String]) {
        let now = clock()
        let (isWritten, floods) = windows.withLock { windows in
            let floods = LogBook.close(&windows, at: now)
            var window = windows[name] ?? Window(end: now + LogBook.window)
            let isWritten = window.written < LogBook.mostInWindow
            window.written += isWritten ? 1 : 0
            window.suppressed += isWritten ? 0 : 1
            windows[name] = window
            return (isWritten, floods)
        }
        for (name, count) in floods { write(name, ["suppressed": "\(count)"]) }
        if isWritten { write(name, particulars.mapValues(LogText.withoutData)) }
    }

    /// Removes the windows that are over; tells which events were counted in them, and how often.
    private static func close(
        _ windows: inout [String: Window],
        at now: Instant
    ) -> [(String, Int)] {
        let over = windows.filter { $0.value.end <= now }
        for name in over.keys { windows[name] = nil }
        return over.filter { $0.value.suppressed > 0 }.map { ($0.key, $0.value.suppressed) }
    }

    private func write(_ name: String, _ particulars: [String: String]) {
        let event = LogEvents.all[name]
        var fields = particulars.mapValues { text in Logger.MetadataValue.string(text) }
        fields["todo"] = event.map { .string($0.remedy) }
        log.log(level: event?.level ?? .warning, "\(name)", metadata: fields)
    }
}
