/// Finds what somebody meant who mistyped a name.
enum Spelling {
    /// The candidate that is the fewest keystrokes away, unless all are far.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let ranked = candidates.map { candidate in (candidate, distance(word, candidate)) }
        guard let best = ranked.min(by: { left, right in left.1 < right.1 }) else { return nil }
        return best.1 <= max(2, word.count / 3) ? best.0 : nil
    }

    /// The number of letters to insert, remove or replace (Levenshtein's distance).
    static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (letter == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
