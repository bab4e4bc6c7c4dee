/// One segment's place in the tree of patterns.
struct RouteNode<Action> {
    /// What ends here: an action with the names of its pattern's values, in order.
    private(set) var actions: [Method: (action: Action, names: [String])] = [:]
    private var literals: [String: RouteNode] = [:]
    /// The next node for any value: at most one, in an array because a struct cannot hold itself.
    private var named: [RouteNode] = []

    /// The methods that are answered here, as `Allow` wants them.
    var allowed: [Method] {
        Method.allCases.filter { method in
            actions[method] != nil || (method == .head && actions[.get] != nil)
        }
    }

    mutating func insert(_ route: Route<Action>) {
        let segments = route.pattern.split(separator: "/")
        insert(route, segments[...], names: [])
    }

    private mutating func insert(
        _ route: Route<Action>,
        _ segments: ArraySlice<Substring>,
        names: [String]
    ) {
        guard let segment = segments.first else {
            precondition(
                actions[route.method] == nil,
                "two routes for \(route.method.rawValue) \(route.pattern)"
            )
            actions[route.method] = (route.action, names)
            return
        }
        if segment.hasPrefix("{"), segment.hasSuffix("}") {
            if named.isEmpty { named.append(RouteNode()) }
            let name = String(segment.dropFirst().dropLast())
            named[0].insert(route, segments.dropFirst(), names: names + [name])
        } else {
            literals[String(segment), default: RouteNode()]
                .insert(route, segments.dropFirst(), names: names)
        }
    }

    /// The node at which these segments end and the values met on the way.
    func find(_ segments: ArraySlice<String>) -> (node: RouteNode, values: [String])? {
        guard let segment = segments.first else {
            return actions.isEmpty ? nil : (self, [])
        }
        let rest = segments.dropFirst()
        if let found = literals[segment]?.find(rest) { return found }
        guard !segment.isEmpty, let next = named.first, let found = next.find(rest) else {
            return nil
        }
        return (found.node, [segment] + found.values)
    }
}

extension RouteNode: Sendable where Action: Sendable {}
