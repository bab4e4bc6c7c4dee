internal import MariaDB

/// Reads pages of a list that is made of stretches, one after the other, forwards and backwards.
struct ListReader {
    let database: Database
    let stretches: [Stretch]
    /// A first stretch and the second, which is sorted by ids, in one question: the second one's
    /// rows have no key. Where a list has few rows, nobody is looked at twice.
    var whole: Stretch?
    /// How the list runs forwards.
    let isDescending: Bool

    /// A row and the stretch that it was found in.
    private struct Row {
        let stretch: Int
        let step: Walk.Step
    }

    /// The ids of a page's rows.
    func page(_ request: PageRequest) throws(StorageError) -> ListPage<Int64> {
        let isBackward = request.cursor?.direction == .previous
        let (found, end) = try rows(request, isBackward: isBackward)
        return page(request, found, end)
    }

    /// The first page of a list that has few rows, and how many there are: they are looked at once
    /// for both.
    func countedPage(
        _ request: PageRequest
    ) throws(StorageError) -> (page: ListPage<Int64>, count: Int) {
        let walk = Walk(database: database, isDescending: isDescending)
        var (rows, count): ([Row], Int) = ([], 0)
        for (number, stretch) in (whole.map { [$0] } ?? stretches).enumerated() {
            let (steps, all) = try walk.countedSteps(of: stretch, limit: request.limit + 1)
            rows += steps.map { key, id in
                Row(
                    stretch: key == nil ? number + 1 : number,
                    step: Walk.Step(key: key ?? .number(id), id: id)
                )
            }
            count += all
        }
        return (page(request, Array(rows.prefix(request.limit + 1)), nil), count)
    }

    private func page(
        _ request: PageRequest,
        _ found: [Row],
        _ end: ListCursor.Position?
    ) -> ListPage<Int64> {
        let isBackward = request.cursor?.direction == .previous
        let rows = found.dropFirst(request.offset).prefix(request.limit)
        let isFull = found.count > request.offset + request.limit
        let ahead = isFull ? rows.last.map(position) : end
        let behind = request.cursor.map { cursor in
            rows.first.map(position) ?? inclusive(cursor.position, isBackward: isBackward)
        }
        let (last, first) = isBackward ? (behind, ahead) : (ahead, behind)
        let ids = rows.map(\.step.id)
        let reach = reach(of: rows)
        return ListPage(
            items: isBackward ? ids.reversed() : ids,
            next: last.map { ListCursor(.next, $0, reach: reach) },
            previous: first.map { ListCursor(.previous, $0, reach: reach) },
            isPartial: !isFull && end != nil
        )
    }

    /// Some times as far as these rows reach, since the next ones may lie less close.
    private func reach(of rows: ArraySlice<Row>) -> Int64? {
        guard let first = rows.first, let last = rows.last, first.stretch == last.stretch,
            let distance = first.step.key.distance(to: last.step.key), distance > 0
        else { return nil }
        let (reach, isTooFar) = distance.multipliedReportingOverflow(by: 4)
        return isTooFar ? nil : reach
    }

    /// One row more than the page has, where there are so many; and where the search gave up.
    private func rows(
        _ request: PageRequest,
        isBackward: Bool
    ) throws(StorageError) -> (rows: [Row], end: ListCursor.Position?) {
        let wanted = request.offset + request.limit + 1
        let walk = Walk(database: database, isDescending: isDescending != isBackward)
        var rows: [Row] = []
        for number in numbers(from: request.cursor, isBackward: isBackward) {
            let start = request.cursor.flatMap { $0.position.stretch == number ? $0.position : nil }
            let found = try walk.steps(
                of: stretches[number],
                behind: start.map { Walk.Step(key: $0.key, id: $0.id) },
                reach: request.cursor?.reach,
                limit: wanted - rows.count
            )
            rows += found.steps.map { Row(stretch: number, step: $0) }
            if let end = found.end {
                let id: Int64 = walk.isDescending ? .min : .max
                return (rows, ListCursor.Position(stretch: number, key: end, id: id))
            }
            if rows.count == wanted { break }
        }
        return (rows, nil)
    }

    private func numbers(from cursor: ListCursor?, isBackward: Bool) -> [Int] {
        let all = Array(stretches.indices)
        guard let cursor else { return all }
        return isBackward
            ? all.filter { $0 <= cursor.position.stretch }.reversed()
            : all.filter { $0 >= cursor.position.stretch }
    }

    private func position(_ row: Row) -> ListCursor.Position {
        ListCursor.Position(stretch: row.stretch, key: row.step.key, id: row.step.id)
    }

    /// The way back from an empty page begins with the row that the cursor stands at.
    private func inclusive(
        _ position: ListCursor.Position,
        isBackward: Bool
    ) -> ListCursor.Position {
        let isTowardsLess = isDescending == isBackward
        let step: Int64 = isTowardsLess ? 1 : -1
        // At the edge stands who gave up between two keys.
        let isEdge = [.min, .max].contains(position.id)
        return ListCursor.Position(
            stretch: position.stretch,
            key: position.key.moved(by: step),
            id: isEdge ? position.id : position.id + step
        )
    }
}
