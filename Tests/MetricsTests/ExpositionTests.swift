import Metrics
import Testing

struct ExpositionTests {
    @Test func `numbers and labels stand there as Prometheus reads them`() {
        var exposition = Exposition()
        exposition.add(.counter, "a_total", "How many a.", 3)
        exposition.add(
            .gauge,
            "b",
            "Two\nlines and a \\.",
            [
                (labels: [("x", "1"), ("y", "a\"b\\c\nd")], value: 0.25),
                (labels: [("x", "2")], value: .infinity),
            ]
        )
        exposition.add(.gauge, "none", "Nothing.", [])
        #expect(
            exposition.text == #"""
                # HELP a_total How many a.
                # TYPE a_total counter
                a_total 3
                # HELP b Two\nlines and a \\.
                # TYPE b gauge
                b{x="1",y="a\"b\\c\nd"} 0.25
                b{x="2"} +Inf

                """#
        )
    }

    @Test func `a histogram counts every step with those below it`() {
        let histogram = Histogram()
        for milliseconds in [0, 1, 2, 3, 100, 5_000, 5_001, 90_000] {
            histogram.observe(.milliseconds(milliseconds))
        }
        var exposition = Exposition()
        exposition.add("t_seconds", "Time.", [(labels: [("r", "x")], value: histogram)])
        let lines = exposition.text.split(separator: "\n").dropFirst(2).map(String.init)
        #expect(
            lines == [
                #"t_seconds_bucket{r="x",le="0.001"} 2"#, #"t_seconds_bucket{r="x",le="0.002"} 3"#,
                #"t_seconds_bucket{r="x",le="0.005"} 4"#, #"t_seconds_bucket{r="x",le="0.01"} 4"#,
                #"t_seconds_bucket{r="x",le="0.025"} 4"#, #"t_seconds_bucket{r="x",le="0.05"} 4"#,
                #"t_seconds_bucket{r="x",le="0.1"} 5"#, #"t_seconds_bucket{r="x",le="0.25"} 5"#,
                #"t_seconds_bucket{r="x",le="0.5"} 5"#, #"t_seconds_bucket{r="x",le="1.0"} 5"#,
                #"t_seconds_bucket{r="x",le="2.5"} 5"#, #"t_seconds_bucket{r="x",le="5.0"} 6"#,
                #"t_seconds_bucket{r="x",le="+Inf"} 8"#, #"t_seconds_sum{r="x"} 100.107"#,
                #"t_seconds_count{r="x"} 8"#,
            ]
        )
    }

    @Test func `many threads count together`() async {
        let (counter, gauge, histogram) = (Counter(), Gauge(), Histogram())
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        counter.add()
                        gauge.add(2)
                        gauge.add(-1)
                        histogram.observe(.milliseconds(3))
                    }
                }
            }
        }
        #expect(counter.value == 8_000 && gauge.value == 8_000 && histogram.count == 8_000)
        #expect(histogram.sum == 24)
        gauge.set(5)
        #expect(gauge.value == 5)
    }
}
