/// A word that people put on customers. Tags are compared without regard to case; the database
/// knows how.
package struct CustomerTag: Hashable, Sendable {
    /// The longest tag, in characters.
    package static let longest = 40
    /// So many tags a customer may be given.
    package static let most = 50

    package let text: String

    /// Nil where the text is empty, too long, or has what cannot be seen. `.` and `..` are no tags
    /// either: in an address they mean the folder.
    package init?(_ raw: some StringProtocol) {
        let text = raw.trimmed
        guard text.isReadable, text.unicodeScalars.count <= CustomerTag.longest, text != ".",
            text != ".."
        else { return nil }
        self.text = text
    }
}
