import Synchronization

/// Where clients come in over TCP.
public struct ListeningPlace: Hashable, Sendable {
    /// What is spoken there; as the scheme of a URI.
    public enum Door: String, Sendable {
        case ipp
        case lineDaemon = "lpd"
        /// Data without a protocol (AppSocket, "port 9100").
        case raw = "socket"
    }

    public let door: Door
    /// In numbers, without brackets; `0.0.0.0` and `::` are all there are.
    public let address: String
    public let port: Int

    public init(_ door: Door, address: String, port: Int) {
        (self.door, self.address, self.port) = (door, address, port)
    }

    /// What ``uri`` has made; `nil` for anything else.
    public init?(uri: String) {
        guard let mark = uri.firstRange(of: "://"), let door = Door(rawValue: String(uri[..<mark.lowerBound])) else {
            return nil
        }
        let rest = uri[mark.upperBound...]
        guard let colon = rest.lastIndex(of: ":"), let port = UInt16(rest[rest.index(after: colon)...]), port > 0 else {
            return nil
        }
        let host = rest[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let address = String(isBracketed ? host.dropFirst().dropLast() : host)
        guard !address.isEmpty else { return nil }
        self.init(door, address: address, port: Int(port))
    }

    /// `ipp://127.0.0.1:631`
    public var uri: String { "\(door.rawValue)://\(hostAndPort)" }
    public var hostAndPort: String { address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)" }

    /// Whether others than this machine can reach it.
    public var isForOthers: Bool { !address.hasPrefix("127.") && address != "::1" }
    public var isEverywhere: Bool { address == "0.0.0.0" || address == "::" }
}

/// Where the server listens, by the word of who listens: also at sockets that were given, and at ports that were free.
public final class ListeningBoard: Sendable {
    private let told = Mutex<@Sendable () -> [ListeningPlace]>({ [] })

    public init() {}

    /// None before it listens, or where it has its Unix socket alone.
    public var places: [ListeningPlace] { told.withLock { $0 }() }

    /// - Parameter places: asked each time, for raw ports come and go.
    public func tell(_ places: @escaping @Sendable () -> [ListeningPlace]) { told.withLock { $0 = places } }
}
