internal import HTTP

/// One line of the list of routes: who may call it, and what answers.
extension Site.Endpoint {
    static func open(_ answer: @escaping @Sendable (Visit) throws -> Response) -> Self {
        Self(access: .open, answer: answer)
    }

    static func person(_ answer: @escaping @Sendable (Visit) throws -> Response) -> Self {
        Self(access: .person, answer: answer)
    }

    static func read(_ answer: @escaping @Sendable (Visit) throws -> Response) -> Self {
        Self(access: .read, answer: answer)
    }

    static func write(_ answer: @escaping @Sendable (Visit) throws -> Response) -> Self {
        Self(access: .write, answer: answer)
    }

    static func export(_ answer: @escaping @Sendable (Visit) throws -> Response) -> Self {
        Self(access: .export, answer: answer)
    }

    static func manage(_ answer: @escaping @Sendable (Visit) throws -> Response) -> Self {
        Self(access: .manage, answer: answer)
    }

    static func own(_ answer: @escaping @Sendable (Visit) throws -> Response) -> Self {
        Self(access: .own, answer: answer)
    }
}
