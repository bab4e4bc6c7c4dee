package import Domain
internal import MariaDB

/// The names under which customers came: few, short, numbered per organisation.
package struct SourceStore {
    /// Numbers by name, as far as they were asked for: names never change their number.
    private var known: [Organisation.ID: [String: UInt16]] = [:]
    private let database: Database

    /// A sender that makes up a new source for every event must not swell the reports: beyond so
    /// many, new names count as `other`.
    static let most = 500
    static let other = "other"

    package init(database: Database) {
        self.database = database
    }

    /// The numbers of these names; new names get one.
    package mutating func numbers(
        of names: Set<String>,
        in organisation: Organisation.ID
    ) throws(StorageError) -> [String: UInt16] {
        var numbers = known[organisation] ?? [:]
        if !names.allSatisfy(numbers.keys.contains) {
            numbers = try load(organisation)
        }
        for name in names.sorted() where numbers[name] == nil {
            let label = numbers.count < SourceStore.most ? name : SourceStore.other
            if numbers[label] == nil {
                numbers[label] = try insert(label, organisation)
            }
            numbers[name] = numbers[label]
        }
        known[organisation] = numbers
        return numbers
    }

    /// The names that have these numbers. It locks none: they are the same for ever, and everybody
    /// who applies something for the organisation needs them.
    func names(
        of numbers: Set<UInt16>,
        in organisation: Organisation.ID
    ) throws(StorageError) -> [UInt16: String] {
        guard !numbers.isEmpty else { return [:] }
        let rows: [(UInt16, String)] = try database.rows(
            """
            SELECT id, name FROM sources
            WHERE organisation_id = \(organisation) AND id IN \(anyOf: numbers.sorted())
            """
        )
        return Dictionary(rows) { first, _ in first }
    }

    /// Forgets numbers given in a transaction that was rolled back.
    package mutating func forget() {
        known = [:]
    }

    private func load(_ organisation: Organisation.ID) throws(StorageError) -> [String: UInt16] {
        let rows: [(String, UInt16)] = try database.rows(
            "SELECT name, id FROM sources WHERE organisation_id = \(organisation)"
        )
        return Dictionary(rows) { first, _ in first }
    }

    private func insert(
        _ name: String,
        _ organisation: Organisation.ID
    ) throws(StorageError) -> UInt16 {
        let last: (UInt16?)? = try database.row(
            "SELECT MAX(id) FROM sources WHERE organisation_id = \(organisation)"
        )
        let number = ((last ?? nil) ?? 0) + 1
        try database.execute(
            """
            INSERT INTO sources (organisation_id, id, name)
            VALUES (\(organisation), \(number), \(name))
            """
        )
        return number
    }
}
