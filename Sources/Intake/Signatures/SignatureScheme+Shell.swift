internal import Cryptography

extension SignatureScheme {
    /// How a POSIX shell with openssl signs `$BODY` with `$SECRET`.
    package struct ShellSigning: Sendable {
        /// Lines that set what the headers name.
        package let steps: [String]
        /// Names and values of headers; the values stand between double quotes.
        package let headers: [(name: String, value: String)]
    }

    /// The same headers as `sign` makes, made by the reader's own shell.
    package var shellSigning: ShellSigning {
        var steps: [String] = []
        var signed: [(name: String, value: String)] = []
        if let name = idHeaders.first {
            steps.append("ID=msg_$(openssl rand -hex 12)")
            signed.append((name, "$ID"))
        }
        if let time { steps.append(time.format.shellStep) }
        var signature = prefix.doubleQuoted + "$SECRET"
        if case .code(let digest, let encoding, let content) = proof {
            steps += codeSteps(digest, encoding, content)
            signature = prefix.doubleQuoted + "$SIGNATURE"
        }
        switch time?.place {
        case .header(let names): signed.append((names[0], "$TIME"))
        case .part(let part): signature = "\(part)$TIME\(separator ?? "")\(signature)"
        case nil: break
        }
        signed.append((headers[0], signature))
        return ShellSigning(steps: steps, headers: signed)
    }

    private func codeSteps(
        _ digest: Digest,
        _ encoding: SignatureEncoding,
        _ content: SignedContent
    ) -> [String] {
        let key: (steps: [String], option: String) =
            switch secretForm {
            case .text: ([], "-hmac \"$SECRET\"")
            case .base64:
                (
                    [
                        "KEY=$(printf %s \"${SECRET#whsec_}\" | openssl base64 -d -A | "
                            + "od -An -v -tx1 | tr -d ' \\n')"
                    ],
                    "-mac HMAC -macopt \"hexkey:$KEY\""
                )
            }
        return key.steps + [
            "SIGNATURE=$(printf %s \"\(content.shellText)\" | "
                + "openssl dgst -\(digest.rawValue) \(key.option)\(encoding.shellFilter))"
        ]
    }
}

extension SignedTime.Format {
    fileprivate var shellStep: String {
        switch self {
        case .unixSeconds: "TIME=$(date +%s)"
        case .iso8601: "TIME=$(date -u +%Y-%m-%dT%H:%M:%SZ)"
        }
    }
}

extension SignatureEncoding {
    /// What turns the output of `openssl dgst` into the code alone.
    fileprivate var shellFilter: String {
        switch self {
        case .hex: " | sed 's/^.* //'"
        case .base64: " -binary | openssl base64 -A"
        case .base64url: " -binary | openssl base64 -A | tr '+/' '-_' | tr -d '='"
        }
    }
}

extension SignedContent {
    fileprivate var shellText: String {
        var text = template.doubleQuoted
        for (field, variable) in [("{id}", "$ID"), ("{timestamp}", "$TIME"), ("{body}", "$BODY")] {
            text = text.split(separator: field, omittingEmptySubsequences: false)
                .joined(separator: variable)
        }
        return text
    }
}

extension String {
    /// The text as it stands between a shell's double quotes.
    fileprivate var doubleQuoted: String {
        reduce(into: "") { text, character in
            if "\\\"$`".contains(character) { text.append("\\") }
            text.append(character)
        }
    }
}
