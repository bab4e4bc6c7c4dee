extension String {
    /// Whether people can read it on one line: something in it can be seen, and nothing is a
    /// control character or a line's end.
    var isReadable: Bool {
        unicodeScalars.contains(where: \.isVisible) && !unicodeScalars.contains(where: \.isControl)
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
        default: false
        }
    }

    fileprivate var isVisible: Bool {
        switch properties.generalCategory {
        case .format, .nonspacingMark, .enclosingMark, .spaceSeparator: false
        default: !isControl
        }
    }
}
