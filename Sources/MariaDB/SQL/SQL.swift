/// A statement with its values kept apart from its text: `"… WHERE id = \(id)"` sends `id = ?`.
///
/// The text can only be written as a literal, so a value never becomes text. What may stand in
/// `\(…)`: a value; `list:` for `?, ?, ?`; `anyOf:` for the right side of IN; `fragment:` for a
/// part that was written as `SQL` elsewhere; `fragments:` for several.
package struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
    package private(set) var text: String
    package private(set) var values: [Value]
    private(set) var isPlannedAnew = false

    /// The same, prepared each time that it is run: what goes along an index has to be.
    /// Once another statement has read other columns of the table, one that stays prepared no
    /// longer knows that an index has all it reads. It then fetches every row, and may be planned
    /// along a shorter range for it: seen in MariaDB 10.11.19, a hundred times as slow.
    package var plannedAnew: SQL {
        var sql = self
        sql.isPlannedAnew = true
        return sql
    }

    package init(stringLiteral text: StaticString) {
        self.text = text.description
        self.values = []
    }

    package init(stringInterpolation built: StringInterpolation) {
        self = built.sql
    }

    /// For names that the database itself told, quoted: placeholders cannot stand for those.
    init(verbatim text: String, values: [Value] = []) {
        self.text = text
        self.values = values
    }

    /// Collects text and values while the compiler walks the literal.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL(verbatim: "")

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql.text.reserveCapacity(literalCapacity + interpolationCount)
            sql.values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            sql.text += literal.description
        }

        package mutating func appendInterpolation(_ value: some SQLValue) {
            sql.text += "?"
            sql.values.append(value.sqlValue)
        }

        /// A value that may be missing: NULL then.
        package mutating func appendInterpolation(_ value: (some SQLValue)?) {
            appendInterpolation(value.sqlValue)
        }

        /// `?, ?, ?`, one for each value; an empty list is an error of syntax.
        package mutating func appendInterpolation(list values: some Collection<some SQLValue>) {
            appendPlaceholders(values.count)
            sql.values.append(contentsOf: values.lazy.map(\.sqlValue))
        }

        /// `(?, ?, ?, ?)`, what IN wants on its right.
        ///
        /// The list is filled up to a power of two by repeating its last value, which changes
        /// nothing for IN and keeps the number of different statements small: each one is
        /// prepared and cached by its text. No value at all gives `(NULL)`, which matches nothing;
        /// mind that `NOT IN (NULL)` matches nothing either.
        package mutating func appendInterpolation(anyOf values: some Collection<some SQLValue>) {
            var bound = values.map(\.sqlValue)
            let size = bound.count.roundedUpToPowerOfTwo
            bound.append(contentsOf: repeatElement(bound.last ?? .null, count: size - bound.count))
            sql.text += "("
            appendPlaceholders(size)
            sql.text += ")"
            sql.values.append(contentsOf: bound)
        }

        package mutating func appendInterpolation(fragment: SQL) {
            sql.text += fragment.text
            sql.values.append(contentsOf: fragment.values)
        }

        package mutating func appendInterpolation(
            fragments: [SQL],
            separator: StaticString = ", "
        ) {
            for (index, fragment) in fragments.enumerated() {
                if index > 0 { sql.text += separator.description }
                appendInterpolation(fragment: fragment)
            }
        }

        private mutating func appendPlaceholders(_ count: Int) {
            for index in 0..<count {
                sql.text += index == 0 ? "?" : ", ?"
            }
        }
    }
}

extension Int {
    /// The smallest power of two that is not less; 1 for 0.
    fileprivate var roundedUpToPowerOfTwo: Int {
        self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
    }
}
