internal import Glibc
internal import Machine

/// What a believable history is made of.
extension SeededRandom {
    /// True in so many of a hundred cases.
    mutating func happens(_ percent: Double) -> Bool {
        .random(in: 0..<100, using: &self) < percent
    }

    /// One of the choices, each as likely as its weight says.
    mutating func pick<Choice>(_ choices: [(Choice, weight: Double)]) -> Choice {
        var rest = Double.random(
            in: 0..<choices.reduce(0) { sum, each in sum + each.weight },
            using: &self
        )
        for (choice, weight) in choices.dropLast() {
            if rest < weight { return choice }
            rest -= weight
        }
        return choices[choices.count - 1].0
    }

    /// A positive number around a median, as waiting times and amounts are spread: most below
    /// twice the median, a few far above (log-normal).
    mutating func around(_ median: Double, spread: Double = 0.9) -> Double {
        let radius = sqrt(-2 * log(Double.random(in: Double.ulpOfOne..<1, using: &self)))
        let angle = Double.random(in: 0..<(2 * Double.pi), using: &self)
        return median * exp(spread * radius * cos(angle))
    }
}
