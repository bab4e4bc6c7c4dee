/// What a password has to be like. Length is what counts (NIST SP 800-63B, 5.1.1.2): no rules
/// about digits and signs, which people meet with `Password1!`.
package enum PasswordRule {
    package static let lengths = 10...1_024
    /// `aaaaaaaaaa` and `abababababab` are long and worth nothing.
    private static let fewestDifferent = 5

    /// Why this password will not do; nil where it will.
    ///
    /// - Parameter email: of the person, which must not be the password.
    package static func fault(_ password: String, email: String?) -> String? {
        guard lengths.contains(password.unicodeScalars.count) else {
            return "\(lengths.lowerBound) to \(lengths.upperBound) characters"
        }
        guard Set(password.unicodeScalars).count >= fewestDifferent else {
            return "at least \(fewestDifferent) different characters"
        }
        if let email, password.lowercased() == email.lowercased() {
            return "something else than the e-mail address"
        }
        return nil
    }
}
