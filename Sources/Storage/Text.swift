extension String {
    /// At most so many characters, as a `VARCHAR` column counts them.
    package func clipped(to length: Int) -> String {
        utf8.count <= length || unicodeScalars.count <= length
            ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(length)))
    }
}
