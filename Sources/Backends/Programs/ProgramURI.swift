internal import IPP
internal import PrintModel

/// A device URI as a program gets it: word for word, but for names and passwords, which have their own way.
struct ProgramURI: Hashable, Sendable {
    /// Without name and password, for arguments, logs and messages.
    var shown: String
    /// With what stood in the URI.
    private var whole: String

    /// - Parameter text: of a scheme that was looked at before (``DeviceURI/scheme(of:)``).
    init(_ text: String) {
        whole = text
        shown = text
        guard let (user, rest) = Self.userInfo(of: text) else { return }
        // lpd://user@host names the owner of the jobs; nothing in it is secret without a password.
        if text.hasPrefix("lpd:"), !user.contains(":") { return }
        shown = rest
    }

    /// As the program finds it in its environment.
    func whole(with secret: DeviceSecret?) -> String {
        guard case .password(let user, let password) = secret?.kind, shown == whole, !shown.hasPrefix("lpd:"),
            let mark = shown.range(of: "://")
        else { return whole }
        return
            "\(shown[..<mark.upperBound])\(user.percentEncoded):\(password.percentEncoded)@\(shown[mark.upperBound...])"
    }

    /// What stands between "//" and "@", and the URI without it.
    private static func userInfo(of text: String) -> (String, String)? {
        guard let mark = text.range(of: "://") else { return nil }
        let end = text[mark.upperBound...].firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
        guard let at = text[mark.upperBound..<end].lastIndex(of: "@") else { return nil }
        let rest = text[..<mark.upperBound] + text[text.index(after: at)...]
        return (String(text[mark.upperBound..<at]), String(rest))
    }
}

extension StringProtocol {
    /// The first place where `words` stands.
    func range(of words: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(words) { return start..<index(start, offsetBy: words.count) }
            start = index(after: start)
        }
        return nil
    }
}
