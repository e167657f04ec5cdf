internal import IPPClient

/// An http or https URI, taken apart (RFC 9110 §4.2).
struct WebAddress {
    let server: ServerAddress
    let host: String
    let port: Int
    /// With the query; never empty.
    let path: String

    /// `nil` when it is none, or names a user: nothing of ours may carry a password to a stranger.
    init?(_ uri: String) {
        guard uri.utf8.count <= 2048, uri.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        guard let separator = uri.firstRange(of: "://") else { return nil }
        let scheme = uri[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = uri[separator.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@"), let server = ServerAddress("\(scheme)://\(authority)"),
            case .network(let host, let port) = server.place
        else { return nil }
        let path = rest[authority.endIndex...].prefix { $0 != "#" }
        self.server = server
        self.host = host
        self.port = port
        self.path = path.hasPrefix("/") ? String(path) : "/" + path
    }

    /// Where a redirection leads: a whole URI, or one relative to this (RFC 9110 §10.2.2).
    func resolving(_ location: String) -> WebAddress? {
        if location.contains("://") { return WebAddress(location) }
        let scheme = server.security == .tls ? "https" : "http"
        let authority = "\(host.contains(":") ? "[\(host)]" : host):\(port)"
        if location.hasPrefix("//") { return WebAddress("\(scheme):\(location)") }
        if location.hasPrefix("/") { return WebAddress("\(scheme)://\(authority)\(location)") }
        let folder = path.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return WebAddress("\(scheme)://\(authority)\(folder.joined(separator: "/"))/\(location)")
    }
}
