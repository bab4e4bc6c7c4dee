internal import Domain
internal import JSON
internal import Storage

/// The journey report as the page draws it.
struct JourneyView {
    let request: JourneyRequest
    let asOf: Instant
    let now: JourneyFigures
    /// Of those who still have time to go on.
    let open: JourneyFigures
    let before: JourneyFigures?
    let places: [Stage: JourneyReport.Place]

    var json: JSON {
        var members = request.head(asOf: asOf)
        members["window_days"] = .integer(request.organisation.window.days)
        members["currency"] = .string(request.organisation.currency.code)
        members["sources"] = .array(sourceRows)
        members["stages"] = .array(Stage.allCases.map(stage))
        members["links"] = .array(links)
        members["left"] = .array(losses)
        return .object(members)
    }

    /// The id is the name itself, `-` where none was named: it is what filters take.
    private func sourceID(_ number: UInt16) -> String {
        request.sources[number] ?? "-"
    }

    private var sourceRows: [JSON] {
        var customers: [UInt16: Int64] = [:]
        for stage in Stage.allCases {
            customers.merge(now.figures(of: stage).began) { $0 + $1 }
        }
        return customers.filter { $0.value > 0 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { number, count in
                [
                    "id": .string(sourceID(number)),
                    "name": .optional(request.sources[number]),
                    "customers": .integer(count),
                    "reached": .object(reached(from: number)),
                ]
            }
    }

    private func reached(from source: UInt16) -> JSONObject {
        var members: JSONObject = [:]
        for stage in Stage.allCases {
            members[stage.name] = .integer(now.enteredBySource[stage]?[source] ?? 0)
        }
        return members
    }

    private func stage(_ stage: Stage) -> JSON {
        let figures = now.figures(of: stage)
        let place = places[stage] ?? JourneyReport.Place()
        return [
            "id": .string(stage.name),
            "entered": .integer(figures.entered),
            "previous": .optional(before.map { $0.figures(of: stage).entered }),
            "moved_on": .integer(figures.movedOn),
            "left": .integer(stayed(stage) - stillOpen(stage)),
            "still_open": .integer(stillOpen(stage)),
            "conversion": JourneyView.share(figures.conversion),
            "previous_conversion": JourneyView.share(before?.figures(of: stage).conversion),
            "drop_off": JourneyView.share(figures.conversion.map { 1 - $0 }),
            "median_seconds": JourneyView.seconds(figures.secondsStayed(atQuantile: 0.5)),
            "mean_seconds": JourneyView.seconds(figures.meanSeconds),
            "p25_seconds": JourneyView.seconds(figures.secondsStayed(atQuantile: 0.25)),
            "p75_seconds": JourneyView.seconds(figures.secondsStayed(atQuantile: 0.75)),
            "p90_seconds": JourneyView.seconds(figures.secondsStayed(atQuantile: 0.9)),
            "converted": .object(converted(figures)),
            "here": .integer(place.customers),
            "value": .array(place.paid.map { MoneyView($0).json }),
        ]
    }

    private func converted(_ figures: JourneyFigures.StageFigures) -> JSONObject {
        var members: JSONObject = [:]
        for (stage, count) in figures.converted.sorted(by: { $0.key < $1.key }) where count > 0 {
            members[stage.name] = .integer(count)
        }
        return members
    }

    private var links: [JSON] {
        var links: [JSON] = []
        for stage in Stage.allCases {
            let figures = now.figures(of: stage)
            for (number, count) in figures.began.sorted(by: { $0.key < $1.key }) where count > 0 {
                links.append(
                    JourneyView.link("source:\(sourceID(number))", stage.name, count)
                )
            }
            for (next, count) in figures.moved.sorted(by: { $0.key < $1.key }) where count > 0 {
                links.append(JourneyView.link(stage.name, next.name, count))
            }
        }
        return links
    }

    private static func link(_ source: String, _ target: String, _ value: Int64) -> JSON {
        ["source": .string(source), "target": .string(target), "value": .integer(value)]
    }

    /// Who entered a stage and went on to none, and of these, who have left for good.
    private var losses: [JSON] {
        Stage.allCases.map { stage in
            [
                "stage": .string(stage.name),
                "value": .integer(stayed(stage)),
                "left": .integer(stayed(stage) - stillOpen(stage)),
                "still_open": .integer(stillOpen(stage)),
            ]
        }
    }

    private func stayed(_ stage: Stage) -> Int64 {
        let figures = now.figures(of: stage)
        return figures.entered - figures.movedOn
    }

    private func stillOpen(_ stage: Stage) -> Int64 {
        let figures = open.figures(of: stage)
        return figures.entered - figures.movedOn
    }

    /// A share with four decimals: a hundredth of a percent.
    private static func share(_ share: Double?) -> JSON {
        .optional(share.map { .fraction(($0 * 10_000).rounded() / 10_000) })
    }

    private static func seconds(_ seconds: Double?) -> JSON {
        .optional(seconds.map { .integer(Int64($0.rounded())) })
    }
}
