import Testing

/// A view of the wall that says by which index its table is read.
struct KeyedView: Sendable, CustomTestStringConvertible {
    /// What stands behind `own_`.
    let name: String
    let table: String
    let index: String
    /// How rows are looked up through it.
    let condition: String

    var testDescription: String { name }
    /// What it stands for, behind FROM.
    var rows: String { "\(table) FORCE INDEX (\(index))" }

    static let all = [
        KeyedView(
            name: "customers_by_id",
            table: "customers",
            index: "PRIMARY",
            condition: "id IN (1, 2)"
        ),
        KeyedView(
            name: "customer_values_by_customer",
            table: "customer_values",
            index: "PRIMARY",
            condition: "customer_id IN (1, 2)"
        ),
        KeyedView(
            name: "identities_by_connection",
            table: "identities",
            index: "known_by",
            condition: "kind = 1 AND connection_id = 1 AND customer_id IN (1, 2)"
        ),
        KeyedView(
            name: "identities_by_customer",
            table: "identities",
            index: "customer",
            condition: "customer_id IN (1, 2)"
        ),
        KeyedView(
            name: "identities_by_value",
            table: "identities",
            index: "PRIMARY",
            condition: "kind = 1 AND connection_id = 1 AND value LIKE 'a%'"
        ),
    ]
}
