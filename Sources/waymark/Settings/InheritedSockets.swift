/// Listening sockets that the service manager holds open while the program restarts, by name, so
/// that no request is refused meanwhile (systemd's protocol: LISTEN_PID, LISTEN_FDS and
/// LISTEN_FDNAMES; the first descriptor is 3).
struct InheritedSockets: Equatable, Sendable {
    private let descriptors: [String: Int32]

    init(environment: [String: String], process: Int32) {
        let names = environment["LISTEN_FDNAMES", default: ""]
            .split(separator: ":", omittingEmptySubsequences: false)
        guard environment["LISTEN_PID"] == String(process),
            let count = environment["LISTEN_FDS"].flatMap(Int32.init), count > 0
        else {
            descriptors = [:]
            return
        }
        descriptors = zip(names, Int32(3)..<(3 + count)).reduce(into: [:]) { found, pair in
            found[String(pair.0)] = pair.1
        }
    }

    /// The descriptor of the socket of this name, unless the program has to bind it itself.
    subscript(name: String) -> Int32? { descriptors[name] }
}
