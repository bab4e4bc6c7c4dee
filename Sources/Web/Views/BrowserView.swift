internal import Domain
internal import JSON
internal import Storage

/// A browser in which somebody is signed in, as they would describe it.
struct BrowserView {
    private let item: SessionList.Item
    private let isCurrent: Bool

    init(_ item: SessionList.Item, isCurrent: Bool) {
        self.item = item
        self.isCurrent = isCurrent
    }

    var json: JSON {
        [
            "id": .string(item.id.text),
            "current": .bool(isCurrent),
            "browser": .string(BrowserView.name(of: item.agent)),
            "agent": .string(item.agent),
            "address": .string(item.address),
            "organisation": [
                "id": .string(item.organisation.text), "name": .string(item.organisationName),
            ],
            "created_at": .string(item.createdAt.iso8601),
            "seen_at": .string(item.seenAt.iso8601),
            "expires_at": .string(item.expiresAt.iso8601),
        ]
    }

    /// `Firefox on Linux`: browsers name others, too, so the rarer mark goes first.
    static func name(of agent: String) -> String {
        let browser = (browsers.first { agent.contains($0.mark) })?.name
        let system = (systems.first { agent.contains($0.mark) })?.name
        switch (browser, system) {
        case (let browser?, let system?): return "\(browser) on \(system)"
        case (let name?, nil), (nil, let name?): return name
        case (nil, nil): return agent.isEmpty ? "Unknown" : agent.clipped(to: 40)
        }
    }

    private static let browsers: [(mark: String, name: String)] = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
        ("HeadlessChrome", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]
    private static let systems: [(mark: String, name: String)] = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
        ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ]
}
