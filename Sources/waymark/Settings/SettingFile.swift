/// A file of settings: a line KEY=value each, as systemd reads them too.
///
/// Empty lines and lines that begin with # say nothing; quotes around a whole value fall away.
struct SettingFile {
    let values: [String: String]

    /// Reads the text of a file; the path is for the sentences about what is wrong with it.
    init(_ text: String, path: String) throws(SettingFaults) {
        var values: [String: String] = [:]
        var faults: [SettingFault] = []
        for (index, line) in text.split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        )
        .enumerated() {
            let line = line.trimmed
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let place = "\(path), line \(index + 1)"
            guard let equals = line.firstIndex(of: "=") else {
                faults.append(SettingFault("\(place): “\(line)” is not KEY=value"))
                continue
            }
            let key = String(line[..<equals].trimmed)
            if values[key] != nil {
                faults.append(
                    SettingFault("\(place): \(key) is given twice; keep one of the lines")
                )
            }
            values[key] = String(line[line.index(after: equals)...].trimmed.unquoted)
        }
        guard faults.isEmpty else { throw SettingFaults(faults) }
        self.values = values
    }
}

extension StringProtocol where SubSequence == Substring {
    fileprivate var trimmed: Substring {
        let start = firstIndex { character in !character.isWhitespace } ?? endIndex
        let end = lastIndex { character in !character.isWhitespace }.map(index(after:)) ?? start
        return self[start..<end]
    }

    fileprivate var unquoted: Substring {
        guard count >= 2, let quote = first, quote == "\"" || quote == "'", last == quote else {
            return self[...]
        }
        return self[...].dropFirst().dropLast()
    }
}
