/// One line of the site: method, pattern such as `/api/customers/{id}`, and what to do.
package struct Route<Action> {
    package let method: Method
    package let pattern: String
    package let action: Action

    package init(_ method: Method, _ pattern: String, _ action: Action) {
        self.method = method
        self.pattern = pattern
        self.action = action
    }

    package static func get(_ pattern: String, _ action: Action) -> Route {
        Route(.get, pattern, action)
    }

    package static func post(_ pattern: String, _ action: Action) -> Route {
        Route(.post, pattern, action)
    }

    package static func put(_ pattern: String, _ action: Action) -> Route {
        Route(.put, pattern, action)
    }

    package static func patch(_ pattern: String, _ action: Action) -> Route {
        Route(.patch, pattern, action)
    }

    package static func delete(_ pattern: String, _ action: Action) -> Route {
        Route(.delete, pattern, action)
    }
}

extension Route: Sendable where Action: Sendable {}

/// Finds the action of a request among routes that are listed once.
///
/// A literal segment goes before a named one (`/customers/stats` before `/customers/{id}`), a
/// named segment is never empty, one slash at the end makes no difference, and HEAD is served
/// by GET. Two routes of the same method and shape are a programming error, found at start-up.
package struct Router<Action> {
    /// What became of a look-up.
    package enum Match {
        case found(Action, PathValues)
        case methodNotAllowed(allow: [Method])
        case notFound
    }

    /// Every route, in the order in which they were listed.
    package let routes: [Route<Action>]
    private let root: RouteNode<Action>

    package init(_ routes: [Route<Action>]) {
        self.routes = routes
        var root = RouteNode<Action>()
        for route in routes {
            root.insert(route)
        }
        self.root = root
    }

    /// Looks up a method and a raw path.
    package func match(_ method: Method, _ path: String) -> Match {
        guard let segments = Self.segments(of: path), let leaf = root.find(segments[...]) else {
            return .notFound
        }
        let served = leaf.node.actions[method] ?? (method == .head ? leaf.node.actions[.get] : nil)
        guard let served else { return .methodNotAllowed(allow: leaf.node.allowed) }
        return .found(served.action, PathValues(names: served.names, values: leaf.values))
    }

    /// The decoded segments of a path; nil where it cannot be read.
    private static func segments(of path: String) -> [String]? {
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        var parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true {
            parts.removeLast()
        }
        var segments: [String] = []
        for part in parts {
            guard let segment = PercentEncoding.decodePath(part) else { return nil }
            segments.append(segment)
        }
        return segments
    }
}

extension Router: Sendable where Action: Sendable {}
