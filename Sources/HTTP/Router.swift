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
    private let root: RouteNode

    package init(_ routes: [Route<Action>]) {
        self.routes = routes
        var root = RouteNode()
        for (place, route) in routes.enumerated() {
            root.insert(place, method: route.method, pattern: route.pattern)
        }
        self.root = root
    }

    /// Looks up a method and a raw path.
    package func match(_ method: Method, _ path: String) -> Match {
        switch root.search(method, path) {
        case .found(let route, let values): .found(routes[route].action, values)
        case .methodNotAllowed(let allow): .methodNotAllowed(allow: allow)
        case .notFound: .notFound
        }
    }
}

extension Router: Sendable where Action: Sendable {}
