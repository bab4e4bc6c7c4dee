/// A reader of bytes that come from outside, as a fuzzer calls it: it may refuse, but never crash,
/// hang, or take something for what it is not.
package struct Reader: Sendable {
    /// What its seeds lie under.
    package let name: String
    package let read: @Sendable ([UInt8]) -> Void

    package static let all = [
        json, journey, signature, time, address, query, fastCGI, cursor, zone, backup, spool,
    ]

    package static func named(_ name: String) -> Reader? {
        all.first { $0.name == name }
    }

    /// A property that has to hold whatever was read; the fuzzer keeps the input that breaks it.
    static func expect(_ holds: Bool, _ property: StaticString) {
        precondition(holds, property.description)
    }
}
