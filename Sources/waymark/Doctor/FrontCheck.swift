internal import Machine
internal import Storage

/// Looks at the way in: the sockets of `waymark serve`, and nginx in front of them.
struct FrontCheck {
    let program: Program

    func findings() -> [Finding] {
        ["hooks", "api", "live"].map(socket) + [nginx(), timeZones()]
    }

    private func socket(_ name: String) -> Finding {
        let path = "\(program.configuration.serving.runDirectory)/\(name).sock"
        do {
            try Knock.at(path: path)
            return .well("Socket \(name)", path)
        } catch {
            return .ill(
                "Socket \(name)",
                error.description,
                remedy:
                    "Start `waymark serve`, or run the doctor as a user who may open the socket."
            )
        }
    }

    private func nginx() -> Finding {
        let url = program.configuration.serving.url
        guard let address = WebAddress(url) else {
            return .ill(
                "nginx",
                "WAYMARK_URL is “\(url)”",
                remedy: "Set it to the address that people use, with http:// or https://."
            )
        }
        let remedy = "See nginx's error log and README.md, For hosting teams."
        do {
            guard !address.isEncrypted else {
                try Knock.at(host: address.host, port: address.port)
                return .well("nginx", "\(url) is listened at; its certificate was not looked at")
            }
            let answer = try HTTPCaller(host: address.host, port: address.port)
                .call("GET", "/api/customer-journey/health")
            guard answer.isSuccess, answer.header("x-request-id") != nil else {
                return .ill("nginx", "\(url) answers \(answer.status) to /…/health", remedy: remedy)
            }
            return .well("nginx", "\(url) answers")
        } catch {
            return .ill("nginx", "\(url) does not answer: \(error.description)", remedy: remedy)
        }
    }

    private func timeZones() -> Finding {
        guard TimeZoneFile.load("Etc/UTC") != nil else {
            return .ill("Time zones", "the tz database is missing", remedy: "Install tzdata.")
        }
        return .well("Time zones", "the tz database is there")
    }
}
