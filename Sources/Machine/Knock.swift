/// Tries whether somebody listens, and says nothing.
package enum Knock {
    /// At a unix socket.
    package static func at(path: String) throws(MachineFault) {
        _ = try ClientSocket(path: path)
    }

    /// At a port of a host.
    package static func at(host: String, port: Int) throws(MachineFault) {
        _ = try ClientSocket(host: host, port: port, timeout: .seconds(2))
    }
}
