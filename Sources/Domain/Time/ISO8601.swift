extension Instant {
    /// Reads a date and time with a zone, such as `2024-01-15T10:30:00Z`, by RFC 3339.
    ///
    /// The zone is `Z` or an offset (`+02:00`; PHP's `+0200` too), and there must be one: a time
    /// without it names no instant. A blank or a small letter may stand for the `T`. Fractions have
    /// one to nine digits; what is finer than microseconds is cut off. A leap second, `23:59:60` in
    /// UTC, is read as the last microsecond before midnight. Only the years 1970 to 9999 count.
    package init?(iso8601 text: some StringProtocol) {
        self.init(iso8601: Array(text.utf8))
    }

    private init?(iso8601 bytes: [UInt8]) {
        var reader = DateTimeReader(bytes)
        guard let date = reader.readDate(), reader.skip("Tt "), let time = reader.readTime(),
            let offset = reader.readOffset(), reader.isAtEnd
        else { return nil }
        let instant = Int64(date.number) * microsecondsADay + time - offset
        guard (0..<Instant.yearTenThousand).contains(instant),
            !reader.isLeapSecond || instant % microsecondsADay == microsecondsADay - 1
        else { return nil }
        self.init(microseconds: instant)
    }

    /// The instant in UTC, such as `2024-01-15T10:30:00Z`; with three or six decimals where needed.
    package var iso8601: String {
        let days = microseconds.flooredQuotient(by: microsecondsADay)
        let (year, month, day) = Day(number: Int(days)).civil
        let (time, fraction) = Int(microseconds - days * microsecondsADay)
            .quotientAndRemainder(dividingBy: 1_000_000)
        var text: [UInt8] = []
        text.reserveCapacity(27)
        put(year, 4, then: "-", in: &text)
        put(month, 2, then: "-", in: &text)
        put(day, 2, then: "T", in: &text)
        put(time / 3_600, 2, then: ":", in: &text)
        put(time / 60 % 60, 2, then: ":", in: &text)
        put(time % 60, 2, then: fraction == 0 ? "Z" : ".", in: &text)
        if fraction % 1_000 != 0 {
            put(fraction, 6, then: "Z", in: &text)
        } else if fraction != 0 {
            put(fraction / 1_000, 3, then: "Z", in: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let yearTenThousand: Int64 = 253_402_300_800 * 1_000_000
}

/// Takes a date and time apart from left to right.
private struct DateTimeReader {
    private let bytes: [UInt8]
    private var index = 0
    private(set) var isLeapSecond = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { index == bytes.count }

    mutating func readDate() -> Day? {
        guard let year = readNumber(4), skip("-"), let month = readNumber(2), skip("-"),
            let day = readNumber(2)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// The time of day in microseconds.
    mutating func readTime() -> Int64? {
        guard let hour = readNumber(2), hour < 24, skip(":"), let minute = readNumber(2),
            minute < 60, skip(":"), let second = readNumber(2), second <= 60,
            let fraction = readFraction()
        else { return nil }
        isLeapSecond = second == 60
        let micros = isLeapSecond ? 59_999_999 : Int64(second) * 1_000_000 + fraction
        return Int64(hour * 60 + minute) * 60_000_000 + micros
    }

    /// What local time is ahead of UTC, in microseconds.
    mutating func readOffset() -> Int64? {
        if skip("Zz") { return 0 }
        let isBehind = !isAtEnd && bytes[index] == UInt8(ascii: "-")
        guard skip("+-"), let hours = readNumber(2), hours < 24 else { return nil }
        _ = skip(":")
        guard let minutes = readNumber(2), minutes < 60 else { return nil }
        let ahead = Int64(hours * 60 + minutes) * 60_000_000
        return isBehind ? -ahead : ahead
    }

    /// Steps over one of the letters.
    mutating func skip(_ letters: String) -> Bool {
        guard !isAtEnd, letters.utf8.contains(bytes[index]) else { return false }
        index += 1
        return true
    }

    private mutating func readNumber(_ count: Int) -> Int? {
        guard index + count <= bytes.count else { return nil }
        var number = 0
        for byte in bytes[index..<index + count] {
            guard isDigit(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        index += count
        return number
    }

    /// Microseconds out of `.123456789`; zero where there is no fraction.
    private mutating func readFraction() -> Int64? {
        guard skip(".") else { return 0 }
        let digits = bytes[index...].prefix(while: isDigit)
        guard (1...9).contains(digits.count) else { return nil }
        index += digits.count
        let six = (digits + Array(repeating: UInt8(ascii: "0"), count: 5)).prefix(6)
        return six.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }
}

private let microsecondsADay: Int64 = 86_400_000_000

private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

/// Writes a number of so many digits and the letter behind it.
private func put(
    _ number: Int,
    _ width: Int,
    then letter: Unicode.Scalar,
    in text: inout [UInt8]
) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
        text.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
        divisor /= 10
    }
    text.append(UInt8(ascii: letter))
}
