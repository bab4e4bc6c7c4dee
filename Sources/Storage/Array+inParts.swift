/// So many values are looked up at once. A longer list the server takes for a table of its own, and
/// a prepared statement keeps more than a hundred bytes for each of its placeholders.
private let part = 512

extension Array {
    /// What a lookup finds for these values, asked for some of them at a time, in their order.
    func inParts<Found>(
        _ lookup: (ArraySlice<Element>) throws(StorageError) -> [Found]
    ) throws(StorageError) -> [Found] {
        var found: [Found] = []
        for start in stride(from: 0, to: count, by: part) {
            found += try lookup(self[start..<Swift.min(start + part, count)])
        }
        return found
    }
}
