/// The words of a name, as they are stored and searched: what spaces and hyphens part. The
/// database compares them by letters, whatever their case and accents.
enum NameWords {
    /// What one word may have; longer ones are found by their beginning.
    static let longest = 64
    private static let most = 8

    static func split(_ text: String) -> [String] {
        text.unicodeScalars
            .split { $0.properties.isWhitespace || $0 == "-" }
            .prefix(most)
            .map { String(String.UnicodeScalarView($0)).clipped(to: longest) }
    }
}

extension String {
    /// With LIKE's own signs taken literally.
    var escapedForLike: String {
        var text = ""
        for character in unicodeScalars {
            if character == "%" || character == "_" || character == "\\" {
                text.unicodeScalars.append("\\")
            }
            text.unicodeScalars.append(character)
        }
        return text
    }
}
