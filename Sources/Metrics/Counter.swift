internal import Synchronization

/// A number that only grows, counted by many threads without waiting for each other.
package final class Counter: Sendable {
    private let number = Atomic(0)

    package init() {}

    package func add(_ amount: Int = 1) {
        number.wrappingAdd(amount, ordering: .relaxed)
    }

    package var value: Int { number.load(ordering: .relaxed) }
}

/// A number that rises and falls.
package final class Gauge: Sendable {
    private let number = Atomic(0)

    package init() {}

    package func add(_ amount: Int = 1) {
        number.wrappingAdd(amount, ordering: .relaxed)
    }

    package func set(_ value: Int) {
        number.store(value, ordering: .relaxed)
    }

    package var value: Int { number.load(ordering: .relaxed) }
}
