internal import PrintModel

/// A line that a program writes of a device it has found (backend(7), "Device discovery"):
/// `class uri "make and model" "info" "device-id" "location"`.
enum DiscoveryLine {
    static let octetsMax = 8 << 10

    /// `nil` for anything that is not exactly such a line.
    static func parse(_ line: String) -> FoundDevice? {
        guard line.utf8.count <= octetsMax else { return nil }
        var rest = line[...]
        guard let kind = FoundDevice.Kind(rawValue: word(&rest)) else { return nil }
        let uri = word(&rest)
        guard isURI(uri) else { return nil }
        var texts: [String] = []
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            if rest.isEmpty { break }
            guard texts.count < 4, let text = quoted(&rest) else { return nil }
            texts.append(text)
        }
        guard texts.count >= 2 else { return nil }
        return found(kind, uri, texts + Array(repeating: "", count: 4 - texts.count))
    }

    private static func found(_ kind: FoundDevice.Kind, _ uri: String, _ texts: [String]) -> FoundDevice {
        let named = DeviceID.tidy(texts[0])
        let id = DeviceID(texts[2])
        let isNamed = !named.isEmpty && named.lowercased() != "unknown"
        let model = isNamed ? named : (id.makeAndModel.isEmpty ? "Unknown" : id.makeAndModel)
        return FoundDevice(
            kind: kind, uri: ProgramURI(uri).shown, info: text(texts[1]), location: text(texts[3]),
            makeAndModel: text(model), deviceID: text(texts[2], octetsMax: 1_023))
    }

    private static func word(_ rest: inout Substring) -> String {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        let word = rest.prefix { $0 != " " && $0 != "\t" }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    /// A URI, or a scheme alone: what one has to write the rest of oneself.
    private static func isURI(_ text: String) -> Bool {
        let whole = text.contains(":") ? text : "\(text):"
        // Why it is none is of no interest: the line is left out.
        return (try? DeviceURI.scheme(of: whole)) != nil
    }

    /// `"…"` with backslashes before quotes and backslashes.
    private static func quoted(_ rest: inout Substring) -> String? {
        guard rest.popFirst() == "\"" else { return nil }
        var text = ""
        while let character = rest.popFirst() {
            if character == "\"" { return rest.first.map { $0 == " " || $0 == "\t" } ?? true ? text : nil }
            if character == "\\" {
                guard let next = rest.popFirst() else { return nil }
                text.append(next)
            } else {
                text.append(character)
            }
        }
        return nil
    }

    /// As an attribute may have it (RFC 8011 §5.1.2 and §5.1.3).
    private static func text(_ text: String, octetsMax: Int = 255) -> String {
        var short = ProgramWords.plain(text)
        while short.utf8.count > octetsMax { short.removeLast() }
        return short
    }
}
