/// What only `make run` asks about: the instance that a checkout starts for itself.
struct LocalSettings: Sendable {
    /// Who answers in front of Waymark while it runs from a checkout.
    enum Front: String, CaseIterable, Sendable {
        case own, existing
    }

    /// What the page is served from.
    enum Page: String, CaseIterable, Sendable {
        case built, source
    }

    let port: Int

    init(_ settings: inout SettingReader) {
        port = settings.number(
            "WAYMARK_PORT",
            default: 8080,
            in: 1...65_535,
            "`make run`: port on 127.0.0.1"
        )
        _ = settings.text(
            "WAYMARK_VAR",
            default: "var",
            "`make run`: folder for its data, logs and sockets; environment only"
        )
        _ = settings.text(
            "WAYMARK_BUFFER_POOL",
            default: "256M",
            "`make run`: memory that its private MariaDB keeps pages in"
        )
        _ = settings.choice(
            "WAYMARK_NGINX",
            default: Front.own,
            "`make run`: `own` starts a private nginx, `existing` leaves the front door to yours"
        )
        _ = settings.choice(
            "WAYMARK_PAGE",
            default: Page.built,
            "`make run`: `source` serves `static/` as it lies there, for who changes the page"
        )
    }
}
