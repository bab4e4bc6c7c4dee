internal import Domain
internal import Machine

/// What a data set is made from: the same plan makes the same customers and events every time.
struct DataSetPlan: Sendable {
    /// How long the shop of the data set has been open.
    static let span = Duration.days(600)

    let seed: UInt64
    let customers: Int
    /// At least one for each customer.
    let events: Int
    let currency: Currency
    /// When it ends; everything happens before.
    let end: Instant

    /// How many events a customer has: anything from one to twice the mean, and exactly `events`
    /// of all customers together, because of each pair one has more by what the other has less.
    func events(of number: Int) -> Int {
        let share = share(of: number)
        let partner = number ^ 1
        guard partner < customers else { return share }
        var chance = SeededRandom(seed: seed &+ UInt64(number / 2) &* 0x9E37_79B9)
        let most = max(0, min(share, self.share(of: partner)) - 1)
        let shift = Int.random(in: 0...most, using: &chance)
        return number.isMultiple(of: 2) ? share + shift : share - shift
    }

    private func share(of number: Int) -> Int {
        (number + 1) * events / customers - number * events / customers
    }

    /// When a customer is first seen: in the order of their numbers, more and more as time goes on.
    func arrival(of number: Int) -> Instant {
        let share = (Double(number) / Double(customers)).squareRoot()
        let seconds = DataSetPlan.span / .seconds(1)
        return end - .seconds(60) - .milliseconds(Int(seconds * 1_000 * (1 - share)))
    }
}
