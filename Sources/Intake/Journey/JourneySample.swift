package import Domain
package import JSON

/// A payload of each kind to try a connection with: seed 000's example, and its customer's other
/// steps.
package enum JourneySample {
    package static func payload(for kind: EventKind, now: Instant) -> JSON {
        let (stage, metadata) = step(kind)
        return [
            "customer_id": "12345",
            "event": .string(kind.name),
            "stage": .string(stage.name),
            "timestamp": .string(Instant(microseconds: now.microseconds / 1_000 * 1_000).iso8601),
            "metadata": metadata,
            "customer_name": "John Doe",
            "customer_email": "john@example.com",
        ]
    }

    private static func step(_ kind: EventKind) -> (Stage, JSON) {
        switch kind {
        case .stageEntered: (.awareness, ["source": "google_analytics"])
        case .pageViewed: (.awareness, ["source": "organic_search", "page": "/products/lamp"])
        case .stageCompleted:
            (.consideration, ["source": "email_campaign", "value": .number("150.00")])
        case .linkClicked:
            (.consideration, ["source": "email_campaign", "link": "https://shop.example/spring"])
        case .formSubmitted: (.consideration, ["source": "newsletter", "form": "sign_up"])
        case .cartAbandoned:
            (.consideration, ["source": "ecommerce", "cart_value": .number("89.90"), "items": 3])
        case .purchaseMade:
            (
                .purchase,
                [
                    "source": "ecommerce", "value": .number("150.00"), "currency": "USD",
                    "order_id": "1001",
                ]
            )
        case .emailOpened:
            (.retention, ["source": "email_campaign", "campaign_id": "spring"])
        case .reviewLeft: (.advocacy, ["source": "review_request", "rating": 5])
        case .referralMade: (.advocacy, ["source": "referral_program", "code": "SPRING-5"])
        }
    }
}
