internal import Machine

/// One line that says how far a long command is, for as long as somebody watches.
final class ProgressLine {
    private static let pause = Duration.milliseconds(200)

    private let what: String
    private let isWatched = Terminal.isWatched
    private var shownAt = ContinuousClock.now

    init(_ what: String) {
        self.what = what
    }

    /// Shows an amount of bytes, of so many where that is known.
    func show(_ bytes: Int, of whole: Int? = nil, at place: String = "") {
        guard isWatched, ContinuousClock.now - shownAt > ProgressLine.pause else { return }
        shownAt = .now
        let share = whole.map { whole in ", \(100 * bytes / max(whole, 1)) %" } ?? ""
        StandardError.write("\r\u{1B}[K\(what) \(place) \(ByteCount(bytes))\(share)")
    }

    /// Takes the line away.
    func end() {
        if isWatched { StandardError.write("\r\u{1B}[K") }
    }
}

/// A number of bytes as people read it.
struct ByteCount: CustomStringConvertible {
    private let bytes: Int

    init(_ bytes: Int) {
        self.bytes = bytes
    }

    var description: String {
        let units = ["kB", "MB", "GB", "TB"]
        guard bytes >= 1_000 else { return "\(bytes) bytes" }
        var (tenths, unit) = (bytes / 100, 0)
        while tenths >= 10_000, unit < units.count - 1 {
            tenths /= 1_000
            unit += 1
        }
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
