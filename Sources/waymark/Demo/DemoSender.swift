internal import Machine
internal import Synchronization
internal import Threads

/// Posts the demo's events through nginx like any sender: signed, and again when told to wait.
struct DemoSender {
    private static let mostTries = 40

    private let kit: SenderKit
    private let caller: HTTPCaller

    init(_ kit: SenderKit) throws(Complaint) {
        guard let address = WebAddress(kit.url), !address.isEncrypted else {
            throw Complaint(
                "The demo posts to \(kit.url), and it speaks plain http only.",
                remedy: "Set WAYMARK_URL to nginx's http:// address while the demo runs."
            )
        }
        self.kit = kit
        caller = HTTPCaller(host: address.host, port: address.port)
    }

    /// Posts one event until it is taken.
    func send(_ post: DemoHistory.Post) throws(Complaint) {
        var refusal = ""
        for _ in 0..<DemoSender.mostTries {
            do {
                let headers = kit.headers(for: post.body, id: post.id)
                let answer = try caller.call("POST", kit.path, headers: headers, body: post.body)
                if answer.isSuccess { return }
                refusal = "\(answer.status) \(String(decoding: answer.body, as: UTF8.self))"
                guard answer.header("retry-after") != nil else { break }
            } catch {
                refusal = error.description
            }
            _ = StopSignal().wait(for: .milliseconds(500))
        }
        throw Complaint(
            "An event of the demo was not taken: \(refusal)",
            remedy: "`waymark doctor` says what is wrong."
        )
    }
}
