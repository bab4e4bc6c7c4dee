internal import HTTP

/// A request as the pool read it: to be handled, or answered by the pool itself.
struct IncomingRequest {
    let request: Request
    /// Why nobody but the pool will see the request.
    let problem: Problem?

    init(_ parameters: Parameters, body: [UInt8]) {
        let target = parameters.target
        request = Request(
            method: parameters.method ?? .get,
            path: String(target.path),
            query: Query(parsing: target.query),
            headers: Headers(parameters.headers),
            body: body,
            remoteAddress: parameters.remoteAddress,
            isSecure: parameters.isSecure,
            id: parameters.requestID.isEmpty ? Self.freshID() : parameters.requestID
        )
        problem = parameters.method == nil ? .notImplemented : nil
    }

    /// 128 random bits, as nginx would have given.
    private static func freshID() -> String {
        let number = UInt128.random(in: 0...UInt128.max)
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
