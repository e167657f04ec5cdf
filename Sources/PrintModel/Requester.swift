/// Who sent a request, and how sure we are of it.
///
/// Made by the way in (FrontDoor), judged by the access rules (Operations). `requesting-user-name` is not in here: it
/// is a label that the request carries, never an identity.
public struct Requester: Hashable, Sendable {
    public enum Origin: Hashable, Sendable {
        /// Came over the Unix socket; the kernel says whose process it is (SO_PEERCRED).
        case localUser(uid: UInt32, name: String)
        /// Came over the network from this address, which proves nothing. Whether loopback is this machine is for the access
        /// rules to say: a proxy may be behind it.
        case network(address: String, isLoopback: Bool)
    }

    public var origin: Origin
    /// Whether nobody on the way can read it: TLS, or the Unix socket.
    public var isPrivate: Bool
    /// Who it is by a password or a token; whoever shows one is judged by it alone, wherever he comes from.
    public var identity: Identity?

    public init(origin: Origin, isPrivate: Bool, identity: Identity? = nil) {
        self.origin = origin
        self.isPrivate = isPrivate
        self.identity = identity
    }

    /// Whoever is at the other end of a connection over the network.
    ///
    /// - Parameters:
    ///   - address: his, as the socket says it.
    ///   - local: ours.
    public init(at address: String?, of local: String?) {
        let address = InternetAddress.plain(address ?? "unknown")
        // A machine that talks to itself by its own address is no other.
        let isLoopback =
            address.hasPrefix("127.") || address == "::1" || address == local.map(InternetAddress.plain)
        self.init(origin: .network(address: address, isLoopback: isLoopback), isPrivate: false)
    }

    /// Who it counts for where one source may have so much and no more: a place in the network
    /// (``InternetAddress/place(of:)``), or a local user.
    public var source: String {
        switch origin {
        case .localUser(let uid, _): "uid \(uid)"
        case .network(let address, _): InternetAddress.place(of: address)
        }
    }

    /// Where jobs say they came from ("job-originating-host-name"): `localhost` for the Unix socket, else the address.
    public var host: String {
        switch origin {
        case .localUser: "localhost"
        case .network(let address, _): address
        }
    }
}

/// Whose job it is: a name, where it was said, and whether that was proved.
public struct Owner: Hashable, Sendable {
    /// "job-originating-user-name", at most 255 octets.
    public var user: String
    /// The address the job came from, or `localhost` (``Requester/host``).
    public var host: String
    /// The kernel's or a password's word, not only the client's.
    public var isProved: Bool

    /// What it counts for, as long as nobody has proved the name (``InternetAddress/place(of:)``).
    public var place: String { InternetAddress.place(of: host) }

    /// Who it counts for where one may have so much and no more, as ``Requester/source``: a proved user, from wherever; else
    /// the place, as a name that nobody has proved could be a new one each time.
    public var source: String { isProved ? "user \(user)" : place }

    public init(user: String, host: String, isProved: Bool) {
        self.user = user
        self.host = host
        self.isProved = isProved
    }
}
