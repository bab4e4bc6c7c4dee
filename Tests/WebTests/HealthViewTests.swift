import Domain
import HTTP
import JSON
import Testing

@testable import Storage
@testable import Web

@Suite struct HealthViewTests {
    private static let now = Instant(seconds: 1_763_700_000)

    private static func health(
        accepted: Int?,
        refused: Int?,
        dead: Int = 0,
        quarantined: Int = 0
    ) -> ConnectionHealth {
        var health = ConnectionHealth()
        health.lastDeliveryAt = accepted.map { now - .seconds($0) }
        (health.dead, health.quarantined) = (dead, quarantined)
        if let refused {
            health.lastRefusal = ConnectionHealth.LastRefusal(
                at: now - .seconds(refused),
                reason: "wrong_signature",
                detail: "No."
            )
        }
        return health
    }

    @Test(arguments: [
        (health(accepted: nil, refused: nil), false, "new"),
        (health(accepted: nil, refused: nil), true, "paused"),
        (health(accepted: nil, refused: 5), false, "failing"),
        (health(accepted: 5, refused: nil), false, "healthy"),
        (health(accepted: 5, refused: 4), false, "failing"),
        (health(accepted: 5, refused: 5), false, "healthy"),
        (health(accepted: 4, refused: 5), false, "healthy"),
        (health(accepted: 4, refused: 5, dead: 1), false, "failing"),
        (health(accepted: 4, refused: 5, quarantined: 1), false, "failing"),
        (health(accepted: 4, refused: 5, dead: 1), true, "paused"),
    ]) func `a word says how a connection fares`(
        health: ConnectionHealth,
        isPaused: Bool,
        word: String
    ) {
        let view = HealthView(health, isPaused: isPaused, now: HealthViewTests.now)
        #expect(view.json["state"] == .string(word))
    }

    @Test func `a day has 24 hours, whatever came`() {
        var health = ConnectionHealth()
        let current = Instant(seconds: HealthViewTests.now.seconds / 3_600 * 3_600)
        health.hours = [
            ConnectionHealth.Hour(start: current - .hours(23), accepted: 2, refused: 1),
            ConnectionHealth.Hour(start: current, accepted: 3, refused: 0),
        ]
        let json = HealthView(health, isPaused: false, now: HealthViewTests.now).json
        let hours = json["hours"]?.elements ?? []
        #expect(hours.count == 24)
        #expect(hours.first?["hour"] == .string((current - .hours(23)).iso8601))
        #expect(hours.first?["accepted"] == 2)
        #expect(hours.first?["refused"] == 1)
        #expect(hours.last?["accepted"] == 3)
        #expect(hours.dropFirst().dropLast().allSatisfy { $0["accepted"] == 0 })
        #expect(json["accepted_24h"] == 5)
        #expect(json["refused_24h"] == 1)
    }

    @Test func `the last refusal is told in words`() {
        let health = HealthViewTests.health(accepted: nil, refused: 5)
        let refusal = HealthView(health, isPaused: false, now: HealthViewTests.now)
            .json["last_refusal"]
        #expect(refusal?["detail"] == "No.")
        #expect(refusal?["reason"] == "wrong_signature")
        #expect(refusal?["at"] == .string((HealthViewTests.now - .seconds(5)).iso8601))
    }
}
