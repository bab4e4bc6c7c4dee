import MariaDB
import Support

/// A connection to an empty database of its own, with a few tables to play in.
func scratch(
    _ script: String = "",
    in settings: ConnectionSettings? = nil
) throws -> Connection {
    let connection = try Connection(settings ?? MariaDBServer.freshDatabase())
    try connection.run(
        script: """
            CREATE TABLE things (
                id BIGINT AUTO_INCREMENT PRIMARY KEY,
                name VARCHAR(20) UNIQUE,
                size INT
            );
            """ + "\n" + script
    )
    return connection
}

extension Connection {
    func count(_ query: SQL) throws(DatabaseError) -> Int {
        try first(query) { try $0.next(as: Int.self) } ?? -1
    }
}
