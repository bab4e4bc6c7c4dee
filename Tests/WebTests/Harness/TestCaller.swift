/// Who calls, as the tests of access tell callers apart.
enum TestCaller: String, CaseIterable, Sendable {
    case nobody
    case viewer
    case analyst
    case admin
    case owner
    /// A program with a token that may read.
    case reader
    /// A program with a token that may write, and not read.
    case writer
    /// A program with a token that may take lists away, and nothing else.
    case exporter
    /// A program with a token that may do all that tokens may.
    case program
}
