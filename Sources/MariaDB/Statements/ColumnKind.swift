internal import CMariaDB

extension Columns.Kind {
    /// The character set number by which the server marks bytes that are no text.
    private static let binary: UInt32 = 63

    init(_ field: MYSQL_FIELD) {
        let isUnsigned = unsafe field.flags & UInt32(UNSIGNED_FLAG) != 0
        let isBinary = unsafe field.charsetnr == Self.binary
        switch unsafe field.type {
        case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG,
            MYSQL_TYPE_LONGLONG, MYSQL_TYPE_YEAR:
            self = isUnsigned ? .unsigned : .int
        case MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE: self = .double
        case MYSQL_TYPE_DECIMAL, MYSQL_TYPE_NEWDECIMAL: self = .decimal
        case MYSQL_TYPE_DATETIME, MYSQL_TYPE_TIMESTAMP, MYSQL_TYPE_DATE, MYSQL_TYPE_NEWDATE:
            self = .instant
        case MYSQL_TYPE_TIME: self = .text
        default: self = isBinary ? .bytes : .text
        }
    }

    /// What the library is asked to convert to.
    var wireType: enum_field_types {
        switch self {
        case .int, .unsigned: MYSQL_TYPE_LONGLONG
        case .double: MYSQL_TYPE_DOUBLE
        case .instant: MYSQL_TYPE_DATETIME
        case .decimal, .text, .bytes: MYSQL_TYPE_BLOB
        }
    }
}
