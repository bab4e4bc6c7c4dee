/// How long things took: counted in steps from a millisecond to five seconds.
///
/// An observation is two additions that wait for nobody; a reading taken meanwhile may see one of
/// them and not yet the other.
package final class Histogram: Sendable {
    /// The upper ends of the steps, in milliseconds; what takes longer is in a last step.
    static let bounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000]

    private let steps = (0...bounds.count).map { _ in Counter() }
    private let microseconds = Counter()

    package init() {}

    package func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let taken = Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
        let step = Self.bounds.firstIndex { taken <= $0 * 1_000 } ?? Self.bounds.count
        steps[step].add()
        microseconds.add(taken)
    }

    /// How many observations each step and those below it have; the last one is all of them.
    var cumulative: [Int] {
        var sum = 0
        return steps.map { step in
            sum += step.value
            return sum
        }
    }

    package var count: Int { cumulative.last ?? 0 }

    /// In seconds.
    package var sum: Double { Double(microseconds.value) / 1_000_000 }
}
