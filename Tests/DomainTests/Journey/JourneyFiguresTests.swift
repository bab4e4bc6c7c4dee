import Domain
import Testing

struct JourneyFiguresTests {
    private func figures(stays: [Int64]) -> JourneyFigures.StageFigures {
        var counts = [
            JourneyFigures.Count(
                stage: .awareness,
                source: 0,
                measure: .entered,
                value: Int64(stays.count * 2)
            ),
            JourneyFigures.Count(
                stage: .awareness,
                source: 0,
                measure: .moved(to: .purchase),
                value: Int64(stays.count)
            ),
            JourneyFigures.Count(
                stage: .awareness,
                source: 0,
                measure: .secondsStayed,
                value: stays.reduce(0, +)
            ),
        ]
        counts += stays.map {
            JourneyFigures.Count(
                stage: .awareness,
                source: 0,
                measure: .stayed(DurationBucket(seconds: $0)),
                value: 1
            )
        }
        return JourneyFigures(counts).figures(of: .awareness)
    }

    @Test func `conversion is a share of those who entered, and nothing where nobody did`() {
        #expect(figures(stays: [60, 120]).conversion == 0.5)
        #expect(JourneyFigures([]).figures(of: .awareness).conversion == nil)
        #expect(JourneyFigures([]).figures(of: .awareness).meanSeconds == nil)
        #expect(JourneyFigures([]).figures(of: .awareness).secondsStayed(atQuantile: 0.5) == nil)
    }

    @Test func `the mean is exact`() {
        #expect(figures(stays: [60, 120, 3_600]).meanSeconds == 1_260)
    }

    @Test func `the median is off by less than the width of a span`() throws {
        let stays = (1...999).map { Int64($0 * 977) }
        let median = try #require(figures(stays: stays).secondsStayed(atQuantile: 0.5))
        #expect(abs(median - 500 * 977) / (500 * 977) < 0.033)
    }
}
