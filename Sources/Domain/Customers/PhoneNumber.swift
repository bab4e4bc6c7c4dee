/// A telephone number that names somebody: in its international form (E.164), however it is spaced.
/// A number without its country is kept as text and names nobody.
package struct PhoneNumber: Hashable, Sendable {
    /// `+233200002557`
    package let text: String

    package init?(_ raw: some StringProtocol) {
        let spacing = " -.()/\u{A0}".unicodeScalars
        let plain = raw.trimmed.unicodeScalars.filter { !spacing.contains($0) }
        let digits = plain.dropFirst()
        guard plain.first == "+", (8...15).contains(digits.count), digits.first != "0",
            digits.allSatisfy({ ("0"..."9").contains($0) })
        else { return nil }
        text = String(String.UnicodeScalarView(plain))
    }
}
