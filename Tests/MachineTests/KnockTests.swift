import Testing

@testable import Machine

struct KnockTests {
    @Test
    func `a socket that is not there or has too long an address says so`() {
        let missing = #expect(throws: MachineFault.self) {
            try Knock.at(path: "/nowhere/hooks.sock")
        }
        #expect(missing?.description == "connect to /nowhere/hooks.sock: No such file or directory")
        let long = "/" + String(repeating: "x", count: 107)
        let fault = #expect(throws: MachineFault.self) { try Knock.at(path: long) }
        #expect(fault?.description == "\(long) is longer than the address of a socket may be")
    }
}
