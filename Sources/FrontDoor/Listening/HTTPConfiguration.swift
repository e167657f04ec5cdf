public import IPP
public import PrintModel

/// How the way in over HTTP is set up.
public struct HTTPConfiguration: Sendable {
    /// A place to listen at.
    public enum Listener: Hashable, Sendable {
        /// A host name, an address, or `*` for all addresses; port 0 for any free one.
        case tcp(host: String, port: Int)
        /// A Unix socket. Everybody on this machine can connect, and the kernel says who it is.
        case unix(path: String)
        /// A socket that somebody else has bound, TCP or Unix; it is ours from now on.
        case given(descriptor: Int32)
    }

    public var listeners: [Listener]
    public var limits: HTTPLimits
    public var ippLimits = IPPLimits.standard
    /// Where it is noted that a limit stopped somebody.
    public var limitBoard = LimitBoard()
    /// The folder of `cert.pem` and `key.pem`, made when they are missing; `nil` for no TLS.
    public var certificateFolder: String?
    /// The certificates of authorities (PEM) whose clients prove by certificates who they are; `nil` for none.
    public var clientAuthorities: String?
    /// Whose a certificate with these names is, that was shown from there; asked with every request.
    public var certificateOwner: @Sendable (_ names: [String], _ source: String) -> Identity? = { _, _ in nil }
    /// Whether a process of that user, at the other end of a Unix socket, is to be sent away unheard.
    public var shuns: @Sendable (_ process: Int32, _ user: UInt32) -> Bool = { _, _ in false }
    /// Names besides our own under which clients may address us; `*` for any (then DNS rebinding is not stopped).
    public var hostAliases: [String]
    /// The name under which the network finds this host now, if it is told of it.
    public var announcedName: @Sendable () -> String? = { nil }
    /// Whether one source is kept from having more than half of all requests in hand.
    public var limitsPerSource: Bool
    /// Event loops. On two cores, shared with the load generator, two took 1.3 times the small jobs of one and answered
    /// as many queries (ippload print -c 64, attrs -c 8; best of 40 runs).
    public var threads: Int
    /// What `/readyz` says while we are not stopping.
    public var isReady: @Sendable () -> Bool

    public init(
        listeners: [Listener], limits: HTTPLimits = .standard, certificateFolder: String? = nil,
        hostAliases: [String] = [],
        limitsPerSource: Bool = true, threads: Int = 2, isReady: @escaping @Sendable () -> Bool = { true }
    ) {
        self.listeners = listeners
        self.limits = limits
        self.certificateFolder = certificateFolder
        self.hostAliases = hostAliases
        self.limitsPerSource = limitsPerSource
        self.threads = threads
        self.isReady = isReady
    }
}

/// A place where we listen now.
public enum BoundAddress: Hashable, Sendable, CustomStringConvertible {
    case tcp(address: String, port: Int)
    case unix(path: String)

    public var description: String {
        switch self {
        case .tcp(let address, let port): address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
        case .unix(let path): path
        }
    }

    public var port: Int? { if case .tcp(_, let port) = self { port } else { nil } }
}
