internal import Foundation

/// A certificate that nobody trusts, for configurations that need one.
package enum Certificate {
    /// Leaves `waymark.example.com.pem` and `waymark.example.com.key` in the directory.
    package static func make(in directory: TemporaryDirectory) throws {
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-subj", "/CN=waymark.example.com", "-days", "2",
            "-out", directory.path("waymark.example.com.pem"),
            "-keyout", directory.path("waymark.example.com.key"),
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
    }
}
