internal import Domain

/// What a data set amounts to: the same at every run of the same plan.
struct DataSetTotals: Hashable {
    var customers = 0
    var events = 0
    var deliveries = 0
    var (failures, tags, notes, merges) = (0, 0, 0, 0)
    var here: [Stage: Int] = [:]
    var paid: [Currency: Amount] = [:]

    mutating func add(_ customer: Customer, _ records: DataSetRecords, wasMerged: Bool) {
        customers += 1
        tags += records.tags.count
        notes += records.note.isEmpty ? 0 : 1
        merges += wasMerged ? 1 : 0
        here[customer.journey.stage, default: 0] += 1
        for (currency, paid) in customer.paid {
            self.paid[currency] = (self.paid[currency] ?? .zero) + paid.amount
        }
    }

    var lines: [String] {
        let stages = Stage.allCases.map { stage in "\(here[stage] ?? 0) in \(stage.name)" }
        let sums = paid.sorted { left, right in left.key < right.key }
            .map { currency, amount in "\(currency.code) \(amount.text(decimals: 2))" }
        return [
            "\(customers) customers: \(stages.joined(separator: ", "))",
            "\(events) events, paid \(sums.joined(separator: ", "))",
            "\(deliveries) deliveries kept as they came, \(failures) of them failed",
            "\(tags) tags, \(notes) notes, \(merges) merges",
        ]
    }
}
