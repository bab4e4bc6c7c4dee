extension String {
    /// At most so many characters, as a `VARCHAR` column counts them.
    package func clipped(to length: Int) -> String {
        unicodeScalars.count <= length
            ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(length)))
    }
}
