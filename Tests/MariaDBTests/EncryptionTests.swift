import MariaDB
import Support
import Testing

/// Connections over the network to a server that has a certificate, or none.
@Suite struct EncryptionTests {
    private static let address = "127.0.0.1"
    /// Another address of the same machine, which the certificate is not for.
    private static let otherAddress = "127.0.0.2"

    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try Certificate.make(in: directory, for: Self.address)
    }

    private var certificate: String { directory.path("waymark.example.com.pem") }

    /// A server on both addresses, and how to reach it.
    private func server(_ options: [String]) throws -> (MariaDBServer, ConnectionSettings) {
        let port = try NginxServer.freePort()
        let server = try MariaDBServer(
            options: [
                "--skip-networking=0", "--port=\(port)",
                "--bind-address=\(Self.address),\(Self.otherAddress)",
            ] + options
        )
        var settings = try server.freshDatabase()
        try Connection(settings).run(
            script: "CREATE USER guest;\nGRANT ALL ON *.* TO guest;"
        )
        settings.address = .host(Self.address, port: port)
        settings.user = "guest"
        return (server, settings)
    }

    private func cipher(_ settings: ConnectionSettings) throws -> String {
        try Connection(settings).first(
            """
            SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS
            WHERE VARIABLE_NAME = 'SSL_CIPHER'
            """
        ) { try $0.next() } ?? ""
    }

    @Test func `whom the certificates vouch for is spoken to encrypted, and nobody else`() throws {
        let key = directory.path("waymark.example.com.key")
        let (server, plain) = try server(["--ssl-cert=\(certificate)", "--ssl-key=\(key)"])
        defer { server.kill() }
        var settings = plain
        settings.authorities = certificate
        #expect(try cipher(plain) == "")
        #expect(try cipher(settings).hasPrefix("TLS_"))

        settings.address = .host(Self.otherAddress, port: try port(of: plain))
        expectRefusal(settings, "another name than the certificate's")

        let others = try TemporaryDirectory()
        try Certificate.make(in: others, for: Self.address)
        settings.address = plain.address
        settings.authorities = others.path("waymark.example.com.pem")
        expectRefusal(settings, "a certificate that nobody vouches for")
        settings.authorities = directory.path("nothing.pem")
        expectRefusal(settings, "a file that is not there")
    }

    @Test func `a server without a certificate is not spoken to in the clear`() throws {
        let (server, plain) = try server([])
        defer { server.kill() }
        #expect(try cipher(plain) == "")
        var settings = plain
        settings.authorities = certificate
        expectRefusal(settings, "no certificate at all")
    }

    private func port(of settings: ConnectionSettings) throws -> UInt16 {
        guard case .host(_, let port) = settings.address else { throw TestFault("no host") }
        return port
    }

    private func expectRefusal(_ settings: ConnectionSettings, _ why: Comment) {
        #expect(throws: DatabaseError.self, why) { try Connection(settings) }
    }
}
