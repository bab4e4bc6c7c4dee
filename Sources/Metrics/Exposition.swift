/// What a scrape answers: families of samples in Prometheus's text format 0.0.4.
package struct Exposition {
    /// What a family's numbers are.
    package enum Kind: String {
        case counter, gauge, histogram
    }

    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    package private(set) var text = ""

    package init() {}

    /// A family of one number without labels.
    package mutating func add(_ kind: Kind, _ name: String, _ help: String, _ value: Double) {
        add(kind, name, help, [([], value)])
    }

    package mutating func add(_ kind: Kind, _ name: String, _ help: String, _ value: Int) {
        add(kind, name, help, Double(value))
    }

    /// A family of numbers, told apart by labels. Who adds it sees to it that there are few.
    package mutating func add(
        _ kind: Kind,
        _ name: String,
        _ help: String,
        _ samples: [(labels: [(String, String)], value: Double)]
    ) {
        guard !samples.isEmpty else { return }
        begin(kind, name, help)
        for sample in samples { put(name, sample.labels, sample.value) }
    }

    /// A family of histograms, told apart by labels.
    package mutating func add(
        _ name: String,
        _ help: String,
        _ histograms: [(labels: [(String, String)], value: Histogram)]
    ) {
        guard !histograms.isEmpty else { return }
        begin(.histogram, name, help)
        for (labels, histogram) in histograms {
            let counts = histogram.cumulative
            let bounds = Histogram.bounds.map { "\(Double($0) / 1_000)" } + ["+Inf"]
            for (bound, count) in zip(bounds, counts) {
                put("\(name)_bucket", labels + [("le", bound)], Double(count))
            }
            put("\(name)_sum", labels, histogram.sum)
            put("\(name)_count", labels, Double(counts.last ?? 0))
        }
    }

    private mutating func begin(_ kind: Kind, _ name: String, _ help: String) {
        text += "# HELP \(name) \(escaped(help))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    private mutating func put(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let pairs = labels.map { name, value in "\(name)=\"\(escaped(value, quoted: true))\"" }
        let list = pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}"
        text += "\(name)\(list) \(number(value))\n"
    }

    /// Whole numbers without a fraction: they are counts.
    private func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
        return Int(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    private func escaped(_ text: String, quoted: Bool = false) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += #"\\"#
            case "\n": result += #"\n"#
            case "\"" where quoted: result += #"\""#
            default: result.append(character)
            }
        }
    }
}
