internal import IPP

/// What a job asks for, as CUPS' programs are given it: `name=value other='…'` (filter(7)).
enum ProgramOptions {
    /// A word of an argument may have 128 KiB (execve(2)); jobs have a few hundred octets.
    static let octetsMax = 64 << 10

    static func text(of attributes: AttributeGroup) -> String {
        var text = ""
        for attribute in attributes.attributes where isForPrograms(attribute.name) {
            guard let word = word(for: attribute.name, attribute.values), text.utf8.count + word.utf8.count < octetsMax
            else { continue }
            text += (text.isEmpty ? "" : " ") + word
        }
        return text
    }

    /// Of what describes the job itself, only what accounting and the device want.
    private static let ofTheJob: Set<String> = [
        "job-account-id", "job-accounting-user-id", "job-billing", "job-impressions", "job-originating-host-name",
        "job-password", "job-password-encryption", "job-uuid", "job-authorization-uri",
    ]

    /// Copies are an argument of their own; `quire-` is for ourselves.
    private static func isForPrograms(_ name: String) -> Bool {
        if name.hasPrefix("job-") { return ofTheJob.contains(name) }
        let isOurs = ["printer-", "quire-", "attributes-", "requesting-", "document-", "notify-"].contains {
            name.hasPrefix($0)
        }
        return !isOurs && name != "copies"
    }

    private static func word(for name: String, _ values: [AttributeValue]) -> String? {
        if case .boolean(let isOn) = values.first { return isOn ? name : "no\(name)" }
        let words = values.compactMap { self.value($0, isURI: name == "job-uuid" || name == "job-authorization-uri") }
        return words.isEmpty ? nil : "\(name)=\(words.joined(separator: ","))"
    }

    /// `nil` for what has no words: dates, charsets, languages, document formats, most URIs.
    private static func value(_ value: AttributeValue, isURI: Bool = false) -> String? {
        switch value {
        case .integer(let number), .enum(let number): String(number)
        case .boolean(let isOn): isOn ? "true" : "false"
        case .rangeOfInteger(let range): "\(range.lower)-\(range.upper)"
        case .resolution(let resolution):
            "\(resolution.crossFeed)x\(resolution.feed)\(resolution.units == 3 ? "dpi" : "dpcm")"
        case .keyword(let text), .name(let text), .text(let text), .uriScheme(let text), .nameWithLanguage(let text, _),
            .textWithLanguage(let text, _):
            escaped(text)
        case .uri(let text): isURI ? escaped(text) : nil
        case .octetString(let bytes): String(validating: bytes, as: UTF8.self).map(escaped)
        case .collection(let members):
            "{" + members.compactMap { word(for: $0.name, $0.values) }.joined(separator: " ") + "}"
        case .dateTime, .charset, .naturalLanguage, .mimeMediaType, .outOfBand, .unknown: nil
        }
    }

    /// Blanks, quotes and backslashes get a backslash. What has no place in an argument becomes a blank.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in ProgramWords.plain(text).unicodeScalars {
            if " \t\\'\"".unicodeScalars.contains(scalar) { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}

/// Words from outside, on their way into a program's arguments.
enum ProgramWords {
    /// Without control characters: programs write titles and users into lines of protocols (RFC 1179 §7).
    static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }))
    }
}
