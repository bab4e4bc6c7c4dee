internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Customers who are one person, and those who are not: people say so, the background does it.
enum MergeController {
    /// Merges two customers; the older one stays.
    static func create(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let other = fields.requiredValue("with", "a customer's id") {
            $0.text.flatMap { Customer.ID(text: $0) }
        }
        try fields.check()
        let (scope, id): (OwnScope, Customer.ID) = (try visit.scope(), try visit.id())
        let hold = CustomerHold(scope)
        guard let one = try hold.living(id), let other, let other = try hold.living(other) else {
            throw Problem.notFound
        }
        guard one != other else {
            throw Problem.conflict.explained("These are one customer already.")
        }
        let merge: Identifier<Merge> = visit.services.ids.next()
        try scope.transaction { () throws(StorageError) in
            try MergeRequests(scope).merge(one, other, id: merge, by: visit.author, at: visit.now)
            let entry = visit.entry(
                .customerMerged,
                try .init(one, in: scope),
                became: ["with": .string(other.text), "merge": .string(merge.text)]
            )
            try visit.note(entry, in: scope)
        }
        return .json(["success": true, "merge_id": .string(merge.text)], status: 202)
    }

    static func undo(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let id: Identifier<Merge> = try visit.id()
        let requests = MergeRequests(scope)
        let isDone = try scope.transaction { () throws(StorageError) in
            if try !requests.withdraw(id) {
                guard try requests.undo(id, at: visit.now) else { return false }
            }
            try visit.note(visit.entry(.mergeUndone, .init("merge", id.number, "")), in: scope)
            return true
        }
        guard isDone else { throw Problem.notFound }
        return .json(["success": true], status: 202)
    }
}
