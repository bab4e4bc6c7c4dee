"""Every list and dashboard call, with what filters and orders there are. Names in braces are the
shop's own: days of its last month and one long before, its connections, one of its customers."""

PERIOD = "from={first}&to={last}"

QUERIES = {
    "/api/customers": [
        "", "limit=200", "offset=1000", "cursor={cursor}",
        "sort=last_seen&order=asc", "sort=first_seen", "sort=first_seen&order=asc",
        "sort=name", "sort=name&order=desc", "sort=value", "sort=value&order=asc",
        "stage=purchase", "stage=advocacy&sort=name", "stage=advocacy&sort=value",
        "furthest=advocacy", "furthest=retention&sort=name", "furthest=advocacy&sort=first_seen",
        "stage=awareness&furthest=purchase",
        "source=organic", "source=campaign+7", "source=-", "source=campaign+7&sort=name",
        "connection={shop}", "connection={till}", "connection={till}&sort=value",
        "seen_from={first}", "seen_from={first}&sort=name", "seen_to={first}", "seen_to={past}",
        "seen_to={past}&stage=awareness", "seen_to={past}&source=organic",
        "first_seen_from={first}", "first_seen_to={last}&sort=first_seen",
        "value_min=100", "value_min=100&sort=value", "value_min=50&currency=GBP",
        "value_min=300&stage=retention",
        "entered=purchase&" + PERIOD, "entered=awareness&outcome=moved_on&" + PERIOD,
        "entered=awareness&outcome=still_open&" + PERIOD,
        "entered=consideration&converted=purchase&" + PERIOD,
        "entered=consideration&next=purchase&" + PERIOD,
        "entered=awareness&began=yes&source=organic&" + PERIOD,
        "entered=purchase&sort=name&" + PERIOD,
        "q=ba", "q=kabisen", "q=kabi+lo", "q=s1-55", "q=s1-5512", "q=xyz", "q=kabisen&sort=name",
        "stage=awareness&source=chat&q=ka",
        "tag=newsletter", "tag=newsletter&sort=name", "tag=newsletter&sort=value",
        "tag=newsletter&stage=purchase", "tag=newsletter&q=ba", "tag=wholesale",
        "tag=wholesale&sort=value", "tag=wholesale&stage=advocacy", "tag=press",
        "tag=press&sort=name", "tag=nobody",
    ],
    "/api/customers/{customer}": [""],
    "/api/customers/{merged}": [""],
    "/api/customers/{noted}": [""],
    "/api/customers/{noted}/notes": [""],
    "/api/tags": ["", "q=w"],
    "/api/events": [
        "", "limit=200", "stage=advocacy", "event=purchase_made", "event=referral_made",
        "source=organic", "source=campaign+7", "connection={shop}", "connection={till}",
        "customer={customer}", "stage=advocacy&source=campaign+7", "stage=purchase&" + PERIOD,
        PERIOD, "to={past}", "to={past}&stage=consideration", "to={past}&event=purchase_made",
        "to={past}&source=organic", "to={past}&connection={till}",
    ],
    "/api/webhooks/deliveries": [
        "", "limit=200", "state=processed", "state=pending", "state=retrying", "state=dead",
        "state=quarantined", "connection={till}", "connection={shop}&state=quarantined",
        "connection={shop}&state=dead", "connection={till}&state=dead", PERIOD, "to={past}",
    ],
    "/api/webhooks/deliveries/{delivery}": [""],
    "/api/journey": [
        "period=7d", "period=30d", "period=90d", "period=12m", "period=12m&compare=yoy",
        "period=30d&source=organic", "period=12m&source=organic", "period=12m&source=campaign+7",
        "period=custom&from=2025-03-15&to={last}",
    ],
    "/api/journey/course": [
        "period=7d", "period=30d", "period=90d", "period=12m", "period=12m&compare=yoy",
        "period=30d&source=organic", "period=12m&source=campaign+7",
        "period=custom&from=2025-03-15&to={last}",
    ],
    "/api/connections": [""],
    "/api/connections/{shop}": [""],
    "/api/customer-journey/health": [""],
    "/api/customer-journey/data": ["", "limit=10"],
    "/api/customer-journey/customer/{external}": [""],
    "/api/status": [""],
    "/api/session": [""],
    "/api/organisation": [""],
    "/api/members": [""],
    "/api/tokens": [""],
    "/api/audit": ["", "action=note", "action=customer.merged",
                   "from={first}T00:00:00Z&to={last}T00:00:00Z"],
    "/api/jobs": [""],
    "/api/views": [""],
}

CALLS = [
    f"{path}?{query}" if query else path for path, queries in QUERIES.items() for query in queries
]
