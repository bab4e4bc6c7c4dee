internal import Foundation

/// A certificate that nobody trusts unless told to, for servers that need one.
package enum Certificate {
    /// Leaves `waymark.example.com.pem` and `waymark.example.com.key` in the directory.
    ///
    /// - Parameter address: the network address that it is for, if any.
    package static func make(
        in directory: TemporaryDirectory,
        for address: String? = nil
    ) throws {
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-subj", "/CN=waymark.example.com", "-days", "2",
            "-out", directory.path("waymark.example.com.pem"),
            "-keyout", directory.path("waymark.example.com.key"),
        ]
        if let address { openssl.arguments? += ["-addext", "subjectAltName=IP:\(address)"] }
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
    }
}
