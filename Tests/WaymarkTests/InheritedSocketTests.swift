import Testing

@testable import waymark

struct InheritedSocketTests {
    @Test
    func `sockets are found by name from descriptor 3 on`() {
        let sockets = InheritedSockets(
            environment: [
                "LISTEN_PID": "17", "LISTEN_FDS": "3", "LISTEN_FDNAMES": "hooks:api:live",
            ],
            process: 17
        )
        #expect(sockets["hooks"] == 3)
        #expect(sockets["api"] == 4)
        #expect(sockets["live"] == 5)
        #expect(sockets["other"] == nil)
    }

    @Test(arguments: [
        ["LISTEN_PID": "18", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "hooks"],
        ["LISTEN_FDS": "1", "LISTEN_FDNAMES": "hooks"],
        ["LISTEN_PID": "17", "LISTEN_FDNAMES": "hooks"],
        ["LISTEN_PID": "17", "LISTEN_FDS": "0", "LISTEN_FDNAMES": "hooks"],
        ["LISTEN_PID": "17", "LISTEN_FDS": "-1", "LISTEN_FDNAMES": "hooks"],
        ["LISTEN_PID": "17", "LISTEN_FDS": "1"],
    ])
    func `descriptors meant for another process or not there are left alone`(
        _ environment: [String: String]
    ) {
        #expect(InheritedSockets(environment: environment, process: 17)["hooks"] == nil)
    }
}
