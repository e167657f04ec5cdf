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
            "\(shown[..<mark.upperBound])\(Self.encoded(user)):\(Self.encoded(password))@\(shown[mark.upperBound...])"
    }

    /// What stands between "//" and "@", and the URI without it.
    private static func userInfo(of text: String) -> (String, String)? {
        guard let mark = text.range(of: "://") else { return nil }
        let end = text[mark.upperBound...].firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
        guard let at = text[mark.upperBound..<end].lastIndex(of: "@") else { return nil }
        let rest = text[..<mark.upperBound] + text[text.index(after: at)...]
        return (String(text[mark.upperBound..<at]), String(rest))
    }

    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
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
