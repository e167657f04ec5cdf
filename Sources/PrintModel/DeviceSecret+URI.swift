import IPP

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
        let user = PercentEncoding.decodedLeniently(uri[start..<colon])
        let password = PercentEncoding.decodedLeniently(uri[uri.index(after: colon)..<at])
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
}
