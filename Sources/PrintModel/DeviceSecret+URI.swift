extension DeviceSecret {
    /// Takes the name and the password out of a device URI (RFC 3986 §3.2.1, `scheme://user:password@host`): the URI is
    /// kept and shown without them.
    ///
    /// A name without a password stays: it is no secret, and to LPD it is who prints. `//:@host` says that the device wants
    /// none any more.
    public static func taken(from uri: String) -> (uri: String, secret: Given) {
        guard let start = uri.firstRange(of: "://")?.upperBound else { return (uri, .nothing) }
        let end = uri[start...].firstIndex { "/?#".contains($0) } ?? uri.endIndex
        guard let at = uri[start..<end].lastIndex(of: "@"), let colon = uri[start..<at].firstIndex(of: ":") else {
            return (uri, .nothing)
        }
        let user = decoded(uri[start..<colon])
        let password = decoded(uri[uri.index(after: colon)..<at])
        let rest = uri[..<start] + uri[uri.index(after: at)...]
        if user.isEmpty, password.isEmpty { return (String(rest), .none) }
        return (String(rest), .secret(DeviceSecret(.password(user: user, password: password))))
    }

    /// What a device URI says about what its device wants to hear.
    public enum Given: Hashable, Sendable {
        case nothing
        /// That there is none.
        case none
        case secret(DeviceSecret)
    }

    /// What is not a valid escape stands for itself: passwords have percent signs in them.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(isHexDigit),
                let escaped = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(escaped)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
