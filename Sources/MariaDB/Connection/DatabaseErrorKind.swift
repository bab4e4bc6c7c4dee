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
        // No way to the server; too many connections; no memory; disk full; read only; Galera not
        // ready.
        (
            .unavailable,
            [
                2001, 2002, 2003, 2004, 2005, 2012, 1040, 1203, 1226, 1037, 1041, 1135, 1021, 1114,
                1290, 1792, 1836, 1874, 1047,
            ]
        ),
        (.unusable, shutOut + lacking + damaged),
    ]

    /// Account, password, host or encryption is not what the server wants.
    private static let shutOut: [UInt32] = [
        1044, 1045, 1129, 1130, 1251, 1275, 1698, 1820, 1862, 4151, 2026, 2049, 2059,
    ]

    /// The schema, a table, a column, a routine or a right is not there.
    private static let lacking: [UInt32] = [
        1049, 1054, 1142, 1143, 1146, 1227, 1305, 1356, 1370, 1449,
    ]

    /// The server does not get at a table's file, or finds it damaged.
    private static let damaged: [UInt32] = [
        1015, 1016, 1017, 1026, 1030, 1034, 1035, 1036, 1180, 1194, 1195, 1712, 1813, 1814, 1877,
        1881, 1932,
    ]
}
