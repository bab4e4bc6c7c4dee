/// A journey report's figures over one period, worked out from counts (rules, Journey).
package struct JourneyFigures: Sendable {
    /// One count as read: `source` is whatever tells sources apart for the reader.
    package struct Count: Sendable {
        package let stage: Stage
        package let source: UInt16
        package let measure: JourneyMeasure
        package let value: Int64

        package init(stage: Stage, source: UInt16, measure: JourneyMeasure, value: Int64) {
            self.stage = stage
            self.source = source
            self.measure = measure
            self.value = value
        }
    }

    /// The figures of one stage.
    package struct StageFigures: Sendable {
        /// Customers who first entered the stage in the period.
        package fileprivate(set) var entered: Int64 = 0
        /// Customers whose journey began here, by source.
        package fileprivate(set) var began: [UInt16: Int64] = [:]
        /// Where they went next, within the window.
        package fileprivate(set) var moved: [Stage: Int64] = [:]
        /// Which later stages they reached within the window.
        package fileprivate(set) var converted: [Stage: Int64] = [:]
        fileprivate var secondsStayed: Int64 = 0
        fileprivate var stays: [DurationBucket: Int64] = [:]

        /// Customers who went on to a later stage within the window.
        package var movedOn: Int64 { moved.values.reduce(0, +) }

        /// Customers who went on, as a share of those who entered; nil where nobody entered.
        package var conversion: Double? {
            entered > 0 ? Double(movedOn) / Double(entered) : nil
        }

        /// The mean time in the stage in seconds, of those who went on; nil where nobody did.
        package var meanSeconds: Double? {
            let count = stays.values.reduce(0, +)
            return count > 0 ? Double(secondsStayed) / Double(count) : nil
        }

        /// The time in seconds that this share of those who went on stayed at most.
        ///
        /// Read from spans of durations: off by at most half a span, which is 3.2 %.
        package func secondsStayed(atQuantile share: Double) -> Double? {
            let count = stays.values.reduce(0, +)
            guard count > 0 else { return nil }
            let rank = share * Double(count)
            var below: Int64 = 0
            var last = 0.0
            for (bucket, inside) in stays.sorted(by: { $0.key < $1.key }) where inside > 0 {
                let low = Double(bucket.lowerBound)
                let high = Double(bucket.upperBound - 1)
                if rank <= Double(below + inside) {
                    let position = (rank - Double(below)) / Double(inside)
                    return low + (high - low) * max(0, position)
                }
                below += inside
                last = high
            }
            return last
        }
    }

    package private(set) var stages: [Stage: StageFigures] = [:]
    /// Of each source's customers who entered a stage: how many.
    package private(set) var enteredBySource: [Stage: [UInt16: Int64]] = [:]

    package init(_ counts: some Sequence<Count>) {
        for stage in Stage.allCases {
            stages[stage] = StageFigures()
        }
        for count in counts {
            stages[count.stage]?.take(count)
            if count.measure == .entered {
                enteredBySource[count.stage, default: [:]][count.source, default: 0] += count.value
            }
        }
    }

    package func figures(of stage: Stage) -> StageFigures {
        stages[stage] ?? StageFigures()
    }
}

extension JourneyFigures.StageFigures {
    fileprivate mutating func take(_ count: JourneyFigures.Count) {
        switch count.measure {
        case .entered: entered += count.value
        case .began: began[count.source, default: 0] += count.value
        case .moved(let stage): moved[stage, default: 0] += count.value
        case .converted(let stage): converted[stage, default: 0] += count.value
        case .stayed(let bucket): stays[bucket, default: 0] += count.value
        case .secondsStayed: secondsStayed += count.value
        }
    }
}
