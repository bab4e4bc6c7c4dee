internal import Domain

/// Everybody whom a filter lets through, a few at a time, in the order of their ids: nothing that
/// happens meanwhile moves anybody in it, so nobody is left out and nobody comes twice.
package struct CustomerWalk {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// The next ones, and where it goes on; there may be none although it goes on.
    package func step(
        _ filter: CustomerFilter,
        _ request: PageRequest
    ) throws(StorageError) -> ListPage<Int64> {
        guard let walker = try CustomerList(scope).walker(filter) else { return .none }
        return try walker.page(request)
    }
}
