internal import Domain
internal import Spool

/// An entry as the spool keeps it: a version, then its fields one behind the other.
extension InboxEntry {
    private static let version: UInt8 = 1

    var bytes: [UInt8] {
        var bytes: [UInt8] = [InboxEntry.version]
        bytes.reserveCapacity(body.count + headers.count + 512)
        for number in [
            id.number, organisation.number, connection.number, receivedAt.microseconds,
        ] {
            bytes.append(littleEndian: number)
        }
        bytes.append(littleEndian: lane)
        bytes.append(isSigned ? 1 : 0)
        bytes.append(isHeld ? 1 : 0)
        for text in [address, requestID, path] { bytes.append(field: Array(text.utf8)) }
        for text in [messageID, quarantineReason] {
            bytes.append(text == nil ? 0 : 1)
            bytes.append(field: Array((text ?? "").utf8))
        }
        bytes.append(field: headers)
        bytes.append(field: body)
        return bytes
    }

    /// Nil where the bytes are of another version.
    init?(bytes: [UInt8]) {
        var reader = FieldReader(bytes)
        guard reader.byte() == InboxEntry.version,
            let id = reader.number(Int64.self),
            let organisation = reader.number(Int64.self),
            let connection = reader.number(Int64.self),
            let receivedAt = reader.number(Int64.self),
            let lane = reader.number(UInt16.self),
            let isSigned = reader.byte(), let isHeld = reader.byte(),
            let address = reader.text(), let requestID = reader.text(), let path = reader.text(),
            let hasMessageID = reader.byte(), let messageID = reader.text(),
            let hasReason = reader.byte(), let reason = reader.text(),
            let headers = reader.field(), let body = reader.field(), reader.isAtEnd
        else { return nil }
        self.init(
            id: Identifier(id),
            organisation: Identifier(organisation),
            connection: Identifier(connection),
            receivedAt: Instant(microseconds: receivedAt),
            isSigned: isSigned == 1,
            address: address,
            requestID: requestID,
            messageID: hasMessageID == 1 ? messageID : nil,
            path: path,
            headers: headers,
            body: body,
            lane: lane,
            quarantineReason: hasReason == 1 ? reason : nil,
            isHeld: isHeld == 1
        )
    }
}

extension [UInt8] {
    fileprivate mutating func append(field: [UInt8]) {
        append(littleEndian: UInt32(field.count))
        self += field
    }
}

private struct FieldReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { place == bytes.count }

    mutating func byte() -> UInt8? { number(UInt8.self) }

    mutating func number<Number: FixedWidthInteger>(_ kind: Number.Type) -> Number? {
        let size = Number.bitWidth / 8
        guard bytes.count - place >= size else { return nil }
        defer { place += size }
        return bytes.littleEndian(kind, at: place)
    }

    mutating func field() -> [UInt8]? {
        guard let count = number(UInt32.self), bytes.count - place >= Int(count) else { return nil }
        defer { place += Int(count) }
        return Array(bytes[place..<place + Int(count)])
    }

    mutating func text() -> String? {
        field().map { String(decoding: $0, as: UTF8.self) }
    }
}
