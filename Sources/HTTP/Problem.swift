package import JSON

/// A failure that the caller may read: RFC 9457, and the fields that the seeds' clients know
/// (`success`, `error`, `details`). What must not be read by callers never goes in here.
package struct Problem: Error, Sendable {
    package let status: Int
    /// The short name of the kind of failure; the same for each occurrence.
    package let title: String
    /// What went wrong this time, in a sentence.
    package var detail: String?
    /// One entry a fault, as `field: reason`.
    package var details: [String]
    package var headers: [(name: String, value: String)]
    /// Names of members that are true: what a program has to tell apart, such as `code_required`.
    package var marks: [String] = []
    /// What a program needs to go on, by name.
    package var members: JSONObject = [:]

    package init(
        status: Int,
        title: String,
        detail: String? = nil,
        details: [String] = [],
        headers: [(name: String, value: String)] = []
    ) {
        self.status = status
        self.title = title
        self.detail = detail
        self.details = details
        self.headers = headers
    }

    /// The same problem with a sentence about this occurrence.
    package func explained(_ detail: String) -> Problem {
        var copy = self
        copy.detail = detail
        return copy
    }

    /// The same problem with members that are true.
    package func marked(_ marks: String...) -> Problem {
        var copy = self
        copy.marks += marks
        return copy
    }

    /// The same problem with one more member.
    package func with(_ name: String, _ value: JSON) -> Problem {
        var copy = self
        copy.members[name] = value
        return copy
    }

    /// The answer to the request that met the problem.
    package func response(for recipient: Recipient) -> Response {
        var members: JSONObject = [
            "success": false,
            "error": .string(title),
            "type": "about:blank",
            "title": .string(title),
            "status": .number(String(status)),
        ]
        if let detail {
            members["detail"] = .string(detail)
        }
        if !details.isEmpty {
            members["details"] = .array(details.map { reason in .string(reason) })
        }
        for mark in marks { members[mark] = true }
        for member in self.members.members { members[member.name] = member.value }
        members["instance"] = .string(recipient.path)
        var response = Response.json(.object(members), status: status)
        response.headers = [("Content-Type", "application/problem+json")] + headers
        return response
    }
}
