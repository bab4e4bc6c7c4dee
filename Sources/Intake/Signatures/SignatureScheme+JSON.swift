internal import Cryptography
package import JSON

/// The form in which connections keep their scheme: a preset by its name, so that a better preset
/// reaches them; anything else by its settings.
extension SignatureScheme {
    package var json: JSON {
        if let preset { return ["preset": .string(preset.rawValue)] }
        var settings: JSONObject = [
            "headers": .array(headers.map(JSON.string)),
            "prefix": .string(prefix),
            "id_headers": .array(idHeaders.map(JSON.string)),
            "secret_form": .string(secretForm.rawValue),
        ]
        settings["separator"] = separator.map(JSON.string)
        settings["code"] = proof.json
        settings["time"] = time?.json
        return .object(settings)
    }

    /// Nil where settings are missing or wrong, or the content names what the request has not.
    package init?(json: JSON) {
        if let preset = json["preset"]?.text {
            guard let scheme = Preset(rawValue: preset)?.scheme else { return nil }
            self = scheme
            return
        }
        guard let headers = json["headers"]?.texts, !headers.isEmpty,
            let prefix = json["prefix"]?.text,
            let idHeaders = json["id_headers"]?.texts,
            let secretForm = json["secret_form"]?.text.flatMap(SecretForm.init),
            let proof = Proof(json["code"])
        else { return nil }
        let time = json["time"].flatMap(SignedTime.init)
        guard proof.isProvided(id: !idHeaders.isEmpty, time: time != nil),
            (time == nil) == (json["time"] == nil),
            json["separator"].map({ $0.text?.isEmpty == false }) ?? true
        else { return nil }
        self.init(
            headers: headers,
            separator: json["separator"]?.text,
            prefix: prefix,
            proof: proof,
            idHeaders: idHeaders,
            time: time,
            secretForm: secretForm
        )
    }
}

extension SignatureScheme.Proof {
    fileprivate var json: JSON? {
        guard case .code(let digest, let encoding, let content) = self else { return nil }
        return [
            "algorithm": .string(digest.rawValue),
            "encoding": .string(encoding.rawValue),
            "content": .string(content.template),
        ]
    }

    /// Without settings for a code, the secret itself is the proof.
    fileprivate init?(_ json: JSON?) {
        guard let json else {
            self = .secret
            return
        }
        guard let digest = json["algorithm"]?.text.flatMap(Digest.init),
            let encoding = json["encoding"]?.text.flatMap(SignatureEncoding.init),
            let content = json["content"]?.text.flatMap(SignedContent.init)
        else { return nil }
        self = .code(digest, encoding, over: content)
    }

    fileprivate func isProvided(id: Bool, time: Bool) -> Bool {
        guard case .code(_, _, let content) = self else { return true }
        return (id || !content.names(.id)) && (time || !content.names(.timestamp))
    }
}

extension SignedTime {
    fileprivate var json: JSON {
        var settings: JSONObject = [
            "format": .string(format.rawValue),
            "tolerance_seconds": .integer(toleranceSeconds),
        ]
        switch place {
        case .header(let names): settings["headers"] = .array(names.map(JSON.string))
        case .part(let prefix): settings["part"] = .string(prefix)
        }
        return .object(settings)
    }

    fileprivate init?(_ json: JSON) {
        guard let format = json["format"]?.text.flatMap(Format.init),
            let tolerance = json["tolerance_seconds"]?.integer, (1...604_800).contains(tolerance)
        else { return nil }
        if let names = json["headers"]?.texts, !names.isEmpty {
            self.init(place: .header(names), format: format, toleranceSeconds: tolerance)
        } else if let prefix = json["part"]?.text, !prefix.isEmpty {
            self.init(place: .part(prefix), format: format, toleranceSeconds: tolerance)
        } else {
            return nil
        }
    }
}

extension JSON {
    /// The elements of an array of texts.
    fileprivate var texts: [String]? {
        guard let elements else { return nil }
        let texts = elements.compactMap(\.text)
        return texts.count == elements.count ? texts : nil
    }
}
