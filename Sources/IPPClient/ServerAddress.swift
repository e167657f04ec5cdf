/// Where a server is, and how a connection to it is protected.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    public enum Place: Hashable, Sendable {
        /// A name, or an IPv4 or IPv6 literal without brackets.
        case network(host: String, port: Int)
        case unixSocket(path: String)
    }

    /// What stands between our bytes and the network.
    public enum Security: Hashable, Sendable {
        case plain
        /// TLS from the first byte: `ipps`, `https`.
        case tls
        /// Plain, then TLS before the first request (RFC 2817): what `-E` asks of a port that also serves plain HTTP.
        case upgrade
    }

    public var place: Place
    public var security: Security

    public init(_ place: Place, security: Security = .plain) {
        self.place = place
        self.security = security
    }

    /// The port of IPP (RFC 8010 §4), with and without TLS (RFC 7472).
    public static let defaultPort = 631

    /// Whether nobody else's network lies between us and the server.
    public var isLocal: Bool {
        switch place {
        case .unixSocket: true
        case .network(let host, _): host == "localhost" || host == "::1" || host.hasPrefix("127.")
        }
    }

    /// As people write it: `printsrv:631`, `[::1]:631`, `/run/quire/quire.sock`.
    public var description: String {
        switch place {
        case .unixSocket(let path): path
        case .network(let host, let port): "\(Self.bracketed(host)):\(port)"
        }
    }

    /// For the `Host` field of HTTP. A Unix socket has no name; servers expect `localhost` there.
    var hostField: String {
        switch place {
        case .unixSocket: "localhost"
        case .network(let host, let port): "\(Self.bracketed(host)):\(port)"
        }
    }

    private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}

extension ServerAddress {
    /// Reads `host`, `host:port`, `[::1]:631`, a bare IPv6 literal, `/path/of/socket`, `unix:/path`, or a URI with the
    /// scheme ipp, ipps, http or https, whose path is left out; `nil` when it is none of these.
    public init?(_ string: String, defaultPort: Int = Self.defaultPort) {
        if string.hasPrefix("/") {
            self.init(.unixSocket(path: string))
            return
        }
        if string.hasPrefix("unix:") {
            let path = string.dropFirst(5).drop { $0 == "/" }
            guard !path.isEmpty else { return nil }
            self.init(.unixSocket(path: "/" + path))
            return
        }
        guard let scheme = Self.schemeEnd(in: string) else {
            guard let place = Self.hostAndPort(string[...], defaultPort: defaultPort) else { return nil }
            self.init(place)
            return
        }
        let authority = string[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        let usual: (port: Int, security: Security)
        switch string[..<scheme.lowerBound].lowercased() {
        case "ipp": usual = (Self.defaultPort, .plain)
        case "ipps": usual = (Self.defaultPort, .tls)
        case "http": usual = (80, .plain)
        case "https": usual = (443, .tls)
        default: return nil
        }
        guard let place = Self.hostAndPort(host, defaultPort: usual.port) else { return nil }
        self.init(place, security: usual.security)
    }

    /// The range of the first `://`.
    private static func schemeEnd(in string: String) -> Range<String.Index>? {
        guard let colon = string.firstIndex(of: ":") else { return nil }
        let rest = string[colon...]
        guard rest.hasPrefix("://") else { return nil }
        return colon..<string.index(colon, offsetBy: 3)
    }

    private static func hostAndPort(_ string: Substring, defaultPort: Int) -> Place? {
        var host = string
        var port: Substring?
        if string.hasPrefix("[") {
            guard let close = string.firstIndex(of: "]") else { return nil }
            host = string[string.index(after: string.startIndex)..<close]
            let rest = string[string.index(after: close)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if string.count(where: { $0 == ":" }) == 1, let colon = string.firstIndex(of: ":") {
            host = string[..<colon]
            port = string[string.index(after: colon)...]
        }
        guard !host.isEmpty, !host.contains(where: { $0 == "/" || $0 == " " || $0.isNewline }) else { return nil }
        guard let port else { return .network(host: String(host), port: defaultPort) }
        guard let number = Int(port), 1...65_535 ~= number else { return nil }
        return .network(host: String(host), port: number)
    }
}
