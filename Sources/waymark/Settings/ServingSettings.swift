/// How requests come in.
struct ServingSettings: Sendable {
    let url: String
    let runDirectory: String
    let socketGroup: String
    let hookThreads: Int
    let apiThreads: Int

    init(_ settings: inout SettingReader, port: Int) {
        let url = settings.text(
            "WAYMARK_URL",
            "Address that people and senders use, such as `https://waymark.example.com`; "
                + "unset: `http://127.0.0.1` and the port"
        )
        self.url = url.isEmpty ? "http://127.0.0.1:\(port)" : url
        runDirectory = settings.text(
            "WAYMARK_RUN_DIRECTORY",
            default: "/run/waymark",
            "Folder of the sockets that nginx passes requests to, unless systemd hands them over"
        )
        socketGroup = settings.text(
            "WAYMARK_SOCKET_GROUP",
            "Group that may open the sockets, usually nginx's `www-data`; unset: the program's own"
        )
        hookThreads = settings.number(
            "WAYMARK_HOOK_THREADS",
            default: 2,
            in: 1...64,
            "Threads that take webhooks in"
        )
        apiThreads = settings.number(
            "WAYMARK_API_THREADS",
            default: 8,
            in: 1...256,
            "Threads that answer the page and the API, each with a database connection"
        )
        if !self.url.hasPrefix("http://") && !self.url.hasPrefix("https://") {
            settings.fault("WAYMARK_URL", is: self.url, "not an address with http:// or https://")
        }
    }
}
