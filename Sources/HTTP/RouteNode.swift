/// One segment's place in the tree of patterns.
///
/// It knows routes by their place in the list, so that nothing in the tree is generic: other rooms
/// search it as fast as this one.
struct RouteNode: Sendable {
    /// A route that ends here, with the names of its pattern's values, in order.
    struct End: Sendable {
        let route: Int
        let names: [String]
    }

    private(set) var ends: [Method: End] = [:]
    private var literals: [String: RouteNode] = [:]
    /// The next node for any value: at most one, in an array because a struct cannot hold itself.
    private var named: [RouteNode] = []

    /// The methods that are answered here, as `Allow` wants them.
    var allowed: [Method] {
        Method.allCases.filter { method in end(of: method) != nil }
    }

    /// HEAD is served by GET.
    func end(of method: Method) -> End? {
        ends[method] ?? (method == .head ? ends[.get] : nil)
    }

    mutating func insert(_ route: Int, method: Method, pattern: String) {
        let segments = pattern.split(separator: "/").map(String.init)
        insert(route, method, pattern, segments[...], names: [])
    }

    private mutating func insert(
        _ route: Int,
        _ method: Method,
        _ pattern: String,
        _ segments: ArraySlice<String>,
        names: [String]
    ) {
        guard let segment = segments.first else {
            precondition(ends[method] == nil, "two routes for \(method.rawValue) \(pattern)")
            ends[method] = End(route: route, names: names)
            return
        }
        if segment.hasPrefix("{"), segment.hasSuffix("}") {
            if named.isEmpty { named.append(RouteNode()) }
            let name = String(segment.dropFirst().dropLast())
            named[0].insert(route, method, pattern, segments.dropFirst(), names: names + [name])
        } else {
            literals[segment, default: RouteNode()]
                .insert(route, method, pattern, segments.dropFirst(), names: names)
        }
    }

    /// The node at which these segments end; `values` gets what was met in named places.
    func find(_ segments: ArraySlice<String>, values: inout [String]) -> RouteNode? {
        guard let segment = segments.first else { return ends.isEmpty ? nil : self }
        let rest = segments.dropFirst()
        if let found = literals[segment]?.find(rest, values: &values) { return found }
        guard !segment.isEmpty, let next = named.first else { return nil }
        values.append(segment)
        if let found = next.find(rest, values: &values) { return found }
        values.removeLast()
        return nil
    }

    /// The decoded segments of a path; nil where it cannot be read.
    static func segments(of path: String) -> [String]? {
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        var segments: [String] = []
        segments.reserveCapacity(6)
        var rest = Substring(path).dropFirst()
        while let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) {
            guard let segment = PercentEncoding.decodePath(rest[..<slash]) else { return nil }
            segments.append(segment)
            rest = rest[rest.utf8.index(after: slash)...]
        }
        guard !rest.isEmpty else { return segments }
        guard let last = PercentEncoding.decodePath(rest) else { return nil }
        segments.append(last)
        return segments
    }
}

/// Where a look-up in the tree ended.
enum RouteSearch {
    case found(route: Int, PathValues)
    case methodNotAllowed(allow: [Method])
    case notFound
}

extension RouteNode {
    /// Looks up a method and a raw path.
    func search(_ method: Method, _ path: String) -> RouteSearch {
        var values: [String] = []
        guard let segments = Self.segments(of: path),
            let node = find(segments[...], values: &values)
        else { return .notFound }
        guard let end = node.end(of: method) else { return .methodNotAllowed(allow: node.allowed) }
        return .found(route: end.route, PathValues(names: end.names, values: values))
    }
}
