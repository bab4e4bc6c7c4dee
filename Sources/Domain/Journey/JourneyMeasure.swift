/// What a journey report counts for a stage, about the customers who first entered it on one day.
package enum JourneyMeasure: Hashable, Sendable {
    /// Customers who entered.
    case entered
    /// Of these, the ones whose whole journey began here.
    case began
    /// Customers whose next later stage was this one, within the conversion window.
    case moved(to: Stage)
    /// Customers who reached this later stage within the conversion window, directly or not.
    case converted(to: Stage)
    /// Customers who went on to any later stage, by how long they stayed.
    case stayed(DurationBucket)
    /// The sum of those stays, in seconds.
    case secondsStayed
}

/// A span of durations: sixteen spans to each doubling, so a span is at most 6.3 % wide.
///
/// Medians over any period are read from counts of these, instead of from every customer's stay.
package struct DurationBucket: Hashable, Comparable, Sendable {
    /// Spans are stored by it: never renumber.
    package let number: UInt16

    package init(number: UInt16) {
        self.number = number
    }

    /// - Parameter seconds: a whole number of seconds; what is negative counts as none.
    package init(seconds: Int64) {
        guard seconds >= 16 else {
            number = UInt16(max(0, seconds))
            return
        }
        let doubling = 63 - seconds.leadingZeroBitCount
        let step = (seconds >> (doubling - 4)) & 15
        number = UInt16((doubling - 3) * 16 + Int(step))
    }

    /// The shortest duration that falls into the span, in seconds.
    package var lowerBound: Int64 {
        guard number >= 16 else { return Int64(number) }
        let doubling = Int(number / 16) + 3
        return (16 + Int64(number % 16)) << (doubling - 4)
    }

    /// The shortest duration that lies beyond the span, in seconds.
    package var upperBound: Int64 {
        DurationBucket(number: number + 1).lowerBound
    }

    package static func < (left: DurationBucket, right: DurationBucket) -> Bool {
        left.number < right.number
    }
}
