internal import Domain
internal import MariaDB

/// About how many rows a range of an index has: what the server reckons before it plans a query,
/// from the range's two ends and not from its rows. On a few pages it counts them; of more it
/// looks at some.
struct RangeEstimate {
    /// A procedure that answers with the lines of an EXPLAIN.
    private let call: SQL

    /// A line: the range's own is the first.
    private typealias Line = (
        Int?, String?, String?, String?, String?, String?, String?, String?, String?, String?
    )

    /// Whether these are so many at most; nil where that is not plain.
    func isAtMost(_ most: Int, in database: Database) throws(StorageError) -> Bool? {
        let line: Line? = try database.row(call)
        guard let about = line?.8.flatMap({ Int($0) }) else { return nil }
        if about <= most { return true }
        // Rows that were deleted a moment ago are among those that are reckoned.
        return about / 2 > most ? false : nil
    }
}

extension RangeEstimate {
    /// - Parameter start: what a word of the name begins with, and a percent sign.
    static func named(_ start: String) -> RangeEstimate {
        RangeEstimate(call: "CALL estimate_words(\(start))")
    }

    /// - Parameter start: what an address or a telephone number begins with, and a percent sign.
    static func addressed(_ start: String) -> RangeEstimate {
        let (email, phone) = (Identity.Kind.email, Identity.Kind.phone)
        return RangeEstimate(call: "CALL estimate_identities(\(email), \(phone), \(start))")
    }

    static func known(by connection: Connection.ID) -> RangeEstimate {
        let kind = Identity.Kind.external
        return RangeEstimate(call: "CALL estimate_connection(\(kind), \(connection))")
    }

    static func tagged(_ tag: String) -> RangeEstimate {
        RangeEstimate(call: "CALL estimate_tag(\(tag))")
    }

    static func came(by source: UInt16?) -> RangeEstimate {
        RangeEstimate(call: "CALL estimate_source(\(source))")
    }

    /// Of all who ever came so far.
    static func reached(_ stage: Stage) -> RangeEstimate {
        RangeEstimate(call: "CALL estimate_stage(\(stage))")
    }
}
