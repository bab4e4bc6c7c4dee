/// The problems that Waymark answers with, by the rules of RFC 9110.
extension Problem {
    /// The request cannot be read; each fault as `field: reason`.
    package static func malformed(_ details: [String] = []) -> Problem {
        Problem(status: 400, title: "Bad Request", details: details)
    }

    /// The caller is unknown, or its signature is wrong.
    package static let unauthorised = Problem(
        status: 401,
        title: "Unauthorized",
        headers: [("WWW-Authenticate", "Bearer realm=\"waymark\"")]
    )

    package static let forbidden = Problem(status: 403, title: "Forbidden")

    /// Not there, or not the caller's: the two look alike on purpose.
    package static let notFound = Problem(status: 404, title: "Not Found")

    package static func methodNotAllowed(allow: [Method]) -> Problem {
        let methods = allow.map(\.rawValue).joined(separator: ", ")
        return Problem(status: 405, title: "Method Not Allowed", headers: [("Allow", methods)])
    }

    package static let conflict = Problem(status: 409, title: "Conflict")

    package static let tooLarge = Problem(status: 413, title: "Content Too Large")

    package static let unsupportedType = Problem(status: 415, title: "Unsupported Media Type")

    /// The request reads well but says something impossible; each fault as `field: reason`.
    package static func unprocessable(_ details: [String] = []) -> Problem {
        Problem(status: 422, title: "Unprocessable Content", details: details)
    }

    /// The caller asks too often and may come again after so many seconds.
    package static func tooMany(retryAfter seconds: Int) -> Problem {
        Problem(
            status: 429,
            title: "Too Many Requests",
            headers: [("Retry-After", String(seconds))]
        )
    }

    /// A defect of ours; the log has the cause, the caller has not.
    package static let unexpected = Problem(status: 500, title: "Internal Server Error")

    /// A method that nobody here knows.
    package static let notImplemented = Problem(status: 501, title: "Not Implemented")

    /// We are away for the moment; the caller may come again after so many seconds.
    package static func unavailable(retryAfter seconds: Int) -> Problem {
        Problem(
            status: 503,
            title: "Service Unavailable",
            headers: [("Retry-After", String(seconds))]
        )
    }
}
