internal import CSV
internal import Domain
internal import JSON
internal import Storage

/// How customers stand in a file, a line each.
struct CustomerFile {
    let format: BulkJob.Format
    /// Whether it says when they entered the stage that the list is about.
    let hasEntrances: Bool
    private var isEmpty = true

    init(_ format: BulkJob.Format, hasEntrances: Bool) {
        self.format = format
        self.hasEntrances = hasEntrances
    }

    /// What stands before the first row.
    var head: [UInt8] {
        switch format {
        case .csv: CSVLine.byteOrderMark + CSVLine(names).bytes
        case .json: Array("[".utf8)
        }
    }

    /// What stands behind the last row.
    var end: [UInt8] {
        switch format {
        case .csv: []
        case .json: Array((isEmpty ? "]\n" : "\n]\n").utf8)
        }
    }

    mutating func rows(_ customers: [ListedCustomer]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(customers.count * 256)
        for customer in customers {
            switch format {
            case .csv: bytes += CSVLine(names.map { text(customer, $0) }).bytes
            case .json:
                bytes += Array((isEmpty ? "\n" : ",\n").utf8) + json(customer).serialised()
            }
            isEmpty = false
        }
        return bytes
    }

    /// The names of the API's list, in its order.
    private var names: [String] {
        [
            "id", "customer_id", "name", "email", "stage", "furthest_stage", "source",
            "first_seen", "last_seen", "value",
        ] + (hasEntrances ? ["entered_at"] : [])
    }

    private func json(_ customer: ListedCustomer) -> JSON {
        .object(JSONObject(names.map { JSONObject.Member($0, value(customer, $0)) }))
    }

    private func value(_ customer: ListedCustomer, _ name: String) -> JSON {
        let summary = customer.summary
        return switch name {
        case "id": .string(summary.id.text)
        case "customer_id": .optional(summary.externalID)
        case "name": .optional(summary.name)
        case "email": .optional(summary.email)
        case "stage": .string(summary.stage.name)
        case "furthest_stage": .string(summary.furthest.name)
        case "source": .optional(summary.source)
        case "first_seen": .string(summary.firstSeen.iso8601)
        case "last_seen": .string(summary.lastSeen.iso8601)
        case "entered_at": .optional(customer.enteredAt?.iso8601)
        default:
            .array(
                summary.paid.map {
                    [
                        "currency": .string($0.currency.code),
                        "amount": .string($0.amount.text(decimals: $0.currency.decimals)),
                    ]
                }
            )
        }
    }

    /// In a table a text stands for itself, and sums of several currencies beside each other.
    private func text(_ customer: ListedCustomer, _ name: String) -> String {
        switch value(customer, name) {
        case .string(let text): text
        case .array(let sums):
            sums.map { "\($0["amount"]?.text ?? "") \($0["currency"]?.text ?? "")" }
                .joined(separator: "; ")
        default: ""
        }
    }
}
