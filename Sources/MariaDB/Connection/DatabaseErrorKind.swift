extension DatabaseError.Kind {
    /// Sorts the numbers of MariaDB (1000–4999) and of its client library (2000–2999).
    init(code: UInt32) {
        self = Self.byCode[code] ?? .other
    }

    private static let byCode: [UInt32: Self] = {
        var kinds: [UInt32: Self] = [:]
        for (kind, codes) in numbers {
            for code in codes { kinds[code] = kind }
        }
        return kinds
    }()

    private static let numbers: [(Self, [UInt32])] = [
        // Server gone or lost, malformed packet; shutdown, connection killed, packets lost.
        (
            .connectionLost,
            [2006, 2013, 2027, 2055, 1053, 1077, 1079, 1158, 1159, 1160, 1161, 1927]
        ),
        // 1020 is how snapshot isolation says that a row changed under the transaction.
        (.deadlock, [1213, 1020]),
        (.lockTimeout, [1205]),
        (.interrupted, [1317, 1969]),
        (.duplicateKey, [1022, 1062, 1586]),
        // No way to the server; too many connections; disk full; read only; Galera not ready.
        (
            .unavailable,
            [2002, 2003, 2005, 2012, 1040, 1203, 1021, 1041, 1114, 1290, 1836, 1047]
        ),
    ]
}
