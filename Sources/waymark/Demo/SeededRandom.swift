internal import Glibc

/// Chance that comes out the same every time it starts from the same seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

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
