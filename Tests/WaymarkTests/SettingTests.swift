import Cryptography
import Testing

@testable import waymark

struct SettingTests {
    @Test
    func `the environment comes before the file and the file before the default`() {
        var reader = SettingReader(
            environment: ["A": "environment", "EMPTY": ""],
            file: ["A": "file", "B": "file", "EMPTY": "file"]
        )
        #expect(reader.text("A", default: "default", "") == "environment")
        #expect(reader.text("B", default: "default", "") == "file")
        #expect(reader.text("C", default: "default", "") == "default")
        #expect(reader.text("EMPTY", default: "default", "") == "file")
        #expect(reader.entries.map(\.origin) == [.environment, .file, .fallback, .file])
    }

    @Test(arguments: ["0", "65536", "80x", "-1", "８０"])
    func `a port out of bounds is a fault that names the setting`(_ port: String) {
        #expect(
            faults(["WAYMARK_PORT": port]) == [
                "WAYMARK_PORT is “\(port)”, which is not a whole number from 1 to 65535"
            ]
        )
    }

    @Test(arguments: ["1", "65535"])
    func `a port within bounds is taken`(_ port: String) {
        var reader = SettingReader(environment: ["WAYMARK_PORT": port], file: [:])
        let configuration = Configuration(&reader)
        #expect(configuration.local.port == Int(port))
        #expect(configuration.serving.url == "http://127.0.0.1:\(port)")
        #expect(reader.faults.isEmpty)
    }

    @Test
    func `an unknown name is refused with the one that was meant`() {
        #expect(
            faults(["WAYMARK_PROT": "8080"]) == [
                "WAYMARK_PROT is not a setting; did you mean WAYMARK_PORT?"
            ]
        )
        #expect(
            faults(["WAYMARK_COLOUR_OF_THE_SKY": "blue"]) == [
                "WAYMARK_COLOUR_OF_THE_SKY is not a setting; `waymark settings` lists them all"
            ]
        )
        #expect(faults(["HOME": "/root"]) == [])
    }

    @Test
    func `all faults come at once`() {
        #expect(faults(["WAYMARK_PORT": "x", "WAYMARK_NGINX": "y", "WAYMARK_Z": "z"]).count == 3)
    }

    @Test
    func `a fault of a secret does not show it`() {
        let faults = faults(["WAYMARK_KEYS": "k1:hunter2"])
        #expect(faults.count == 1)
        #expect(!faults.joined().contains("hunter2"))
    }

    @Test
    func `the first key seals and all of them open`() throws {
        let (old, new) = (String(repeating: "0a", count: 32), String(repeating: "FF", count: 32))
        func box(_ keys: String) throws -> SecretBox {
            var reader = SettingReader(environment: ["WAYMARK_KEYS": keys], file: [:])
            let ring = Configuration(&reader).keys.ring
            #expect(reader.faults.isEmpty)
            return SecretBox(ring: try #require(ring))
        }
        let sealed = try box("1:\(old)").seal([1, 2, 3], context: "here")
        let both = try box("2:\(new),1:\(old)")
        #expect(try both.open(sealed, context: "here") == [1, 2, 3])
        #expect(both.isOutdated(sealed))
        #expect(throws: SecretBox.Fault.self) { try box("2:\(new)").open(sealed, context: "here") }
    }

    @Test(arguments: ["1", "1:", "1:0a", ":" + String(repeating: "0a", count: 32), "1:xy,2:"])
    func `what is no key is refused`(_ keys: String) {
        #expect(faults(["WAYMARK_KEYS": keys]).count == 1)
    }

    @Test(arguments: ["way mark", "way`mark", "wäymark", String(repeating: "w", count: 33)])
    func `a database name is an identifier`(_ name: String) {
        #expect(faults(["WAYMARK_DATABASE_NAME": name]).count == 1)
    }

    @Test
    func `the settings as they are mask what is secret`() {
        var reader = SettingReader(
            environment: ["WAYMARK_DATABASE_PASSWORD_API": "hunter2", "WAYMARK_PORT": "81"],
            file: [:]
        )
        _ = Configuration(&reader)
        let shown = SettingTable.current(reader.entries)
        #expect(!shown.contains("hunter2"))
        #expect(shown.contains("••••••••  (environment)"))
        #expect(shown.contains("81  (environment)"))
    }

    private func faults(_ environment: [String: String]) -> [String] {
        var reader = SettingReader(environment: environment, file: [:])
        _ = Configuration(&reader)
        reader.refuseUnknownNames()
        return reader.faults.map(\.sentence)
    }
}
