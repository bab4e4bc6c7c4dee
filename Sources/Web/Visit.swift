internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// One request on its way through a controller: who calls, what they want, and what it is done with.
struct Visit {
    let request: Request
    let path: PathValues
    let services: Services
    let gate: Database
    let caller: Caller?
    let entered: OwnScope?
    /// Read once, so that everything in one answer agrees.
    let now: Instant

    /// The caller's organisation; only open endpoints have none.
    func scope() throws -> OwnScope {
        guard let entered else { throw Problem.unauthorised }
        return entered
    }

    /// An id out of the path: what is no id names nothing.
    func id<Subject>(_ name: String = "id") throws -> Identifier<Subject> {
        guard let id = path[name].flatMap({ Identifier<Subject>(text: $0) }) else {
            throw Problem.notFound
        }
        return id
    }

    /// The body as a JSON object.
    func body() throws -> Fields {
        guard request.mediaType == "application/json" else {
            throw Problem.unsupportedType.explained("Send JSON: Content-Type: application/json.")
        }
        do {
            return try Fields(JSON(parsing: request.body))
        } catch let fault as JSONFault {
            throw Problem.malformed(["body: \(fault.description)"])
        }
    }

    /// A query parameter read as a value; nil where it is missing or empty.
    func parameter<Value>(
        _ name: String,
        _ expected: String,
        _ read: (String) -> Value?
    ) throws -> Value? {
        guard let text = request.query.first(name), !text.isEmpty else { return nil }
        guard let value = read(text) else { throw Problem.malformed(["\(name): \(expected)"]) }
        return value
    }
}
