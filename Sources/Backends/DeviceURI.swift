internal import IPP
internal import PrintModel

/// A device URI, taken apart strictly: a mistake is told and never guessed around, because what follows opens files.
///
/// `scheme:REST?KEY=VALUE&…`, where REST is `relative/path`, `/path` or `//AUTHORITY/path`. Percent signs are decoded
/// once. Nothing here is ever given to a shell.
struct DeviceURI: Sendable {
    /// As it was given.
    let text: String
    /// In lower case.
    var scheme: String
    /// Between `//` and the next slash; `nil` without `//`.
    var authority: String?
    /// Without empty names at the beginning and the end.
    var names: [String]
    /// Whether the path begins at the top.
    var isAbsolute: Bool
    /// In order, decoded; keys are unique.
    var options: [(key: String, value: String)] = []

    /// RFC 8011 §5.1.6: a URI has at most 1023 octets.
    private static let octetsMax = 1023

    /// What a URI begins with, in lower case. Looks at no more of it than that it is a URI: programs take theirs apart
    /// themselves.
    static func scheme(of text: String) throws(DeviceURIProblem) -> String {
        guard text.utf8.count <= Self.octetsMax else {
            throw DeviceURIProblem("the device URI is longer than \(Self.octetsMax) octets")
        }
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else {
            throw DeviceURIProblem("the device URI has spaces or control characters in it; write a space as %20")
        }
        guard let colon = text.firstIndex(of: ":"), Self.isScheme(text[..<colon]) else {
            throw DeviceURIProblem("'\(text)' does not begin with a scheme, such as in pdf:paper or file:///srv/out/")
        }
        return text[..<colon].lowercased()
    }

    init(_ text: String) throws(DeviceURIProblem) {
        self.text = text
        scheme = try Self.scheme(of: text)
        guard !text.contains("#") else { throw DeviceURIProblem("a device URI has no '#' part; write %23 in a name") }
        let rest = text.dropFirst(scheme.utf8.count + 1)
        let halves = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path = halves[0]
        if path.hasPrefix("//") {
            path = path.dropFirst(2)
            let end = path.firstIndex(of: "/") ?? path.endIndex
            authority = try Self.decoded(path[..<end])
            path = path[end...]
        }
        isAbsolute = path.hasPrefix("/")
        names = try Self.names(of: path)
        if halves.count == 2 { options = try Self.options(of: halves[1]) }
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    }

    private static func names(of path: Substring) throws(DeviceURIProblem) -> [String] {
        var names: [String] = []
        for part in path.split(separator: "/") {
            let name = try decoded(part)
            guard name != ".", name != ".." else {
                throw DeviceURIProblem("'\(name)' in a device URI: write the path without it")
            }
            guard !name.contains("/"), name.utf8.count <= 255 else {
                throw DeviceURIProblem("'\(part)' is no name for a folder")
            }
            names.append(name)
        }
        return names
    }

    private static func options(of query: Substring) throws(DeviceURIProblem) -> [(key: String, value: String)] {
        var options: [(key: String, value: String)] = []
        for part in query.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key = try decoded(halves[0])
            guard !options.contains(where: { $0.key == key }) else {
                throw DeviceURIProblem("'\(key)' is given twice in the device URI")
            }
            options.append((key, halves.count == 2 ? try decoded(halves[1]) : ""))
        }
        return options
    }

    /// Undoes `%20` and the like; what it makes must be UTF-8 without control characters.
    private static func decoded(_ text: Substring) throws(DeviceURIProblem) -> String {
        guard let bytes = PercentEncoding.decoded(Array(text.utf8)[...]) else {
            throw DeviceURIProblem("'\(text)' has a '%' without two hexadecimal digits after it; write '%' as %25")
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw DeviceURIProblem("'\(text)' is not UTF-8")
        }
        let isPlain = decoded.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        guard isPlain else { throw DeviceURIProblem("'\(text)' has control characters in it") }
        return decoded
    }

    func option(_ key: String) -> String? { options.first { $0.key == key }?.value }

    /// Throws when there is an option that the scheme does not know.
    func allow(options known: [String]) throws(DeviceURIProblem) {
        guard let stray = options.first(where: { !known.contains($0.key) }) else { return }
        let hint = known.isEmpty ? "there are none" : "there are: " + known.joined(separator: ", ")
        throw DeviceURIProblem("\(scheme): has no option '\(stray.key)'; \(hint)")
    }
}
