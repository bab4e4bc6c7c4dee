/// The keys that secrets are sealed with: the current one for new seals, old ones to open.
package struct KeyRing: Sendable {
    /// A 256-bit key and the name that seals carry to find it again.
    package struct Key: Sendable {
        package let id: String
        let bytes: [UInt8]

        /// Nil unless the id is 1 to 16 letters, digits, `-` or `_`, and the key 32 bytes.
        package init?(id: String, bytes: [UInt8]) {
            guard (1...16).contains(id.utf8.count), bytes.count == 32,
                Base64.url.decode(id + String(repeating: "A", count: 16 - id.utf8.count)) != nil
            else { return nil }
            self.id = id
            self.bytes = bytes
        }

        /// A new random key of that name; nil where the name cannot be one.
        package static func generate(id: String) -> Key? {
            Key(id: id, bytes: Random.bytes(32))
        }
    }

    package let current: Key
    private let old: [Key]

    package init(current: Key, old: [Key] = []) {
        self.current = current
        self.old = old
    }

    /// Whether a key of that name is at hand.
    package func has(_ id: String) -> Bool { key(id) != nil }

    func key(_ id: some StringProtocol) -> Key? {
        ([current] + old).first { $0.id == id }
    }
}
