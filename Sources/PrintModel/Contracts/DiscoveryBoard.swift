import Synchronization

/// What others on the network are told of this server's printers, as the last word of who tells them.
public final class DiscoveryBoard: Sendable {
    public struct Status: Hashable, Sendable {
        /// Whether printers that are shared are announced now.
        public var isAnnouncing: Bool
        /// A sentence for people; with what to do about it, where something is missing.
        public var message: String

        public init(isAnnouncing: Bool, message: String) {
            self.isAnnouncing = isAnnouncing
            self.message = message
        }
    }

    private let kept = Mutex(Status(isAnnouncing: false, message: "Printers are not announced."))

    /// Comes when there may be something else to tell the network than before; one reader.
    public let stirs: AsyncStream<Void>
    private let teller: AsyncStream<Void>.Continuation

    public init() { (stirs, teller) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

    /// Has whoever tells the network look again.
    public func stir() { teller.yield() }

    private let reach = Atomic(true)

    /// Whether others than this machine reach the server at all; told by whoever listens.
    public var isReachable: Bool { reach.load(ordering: .relaxed) }
    public func set(isReachable: Bool) { reach.store(isReachable, ordering: .relaxed) }

    private let name = Mutex<String?>(nil)

    /// The name of this host that printers were last announced with, such as `server-2.local`.
    public var hostName: String? { name.withLock { $0 } }
    public func set(hostName: String) { name.withLock { $0 = hostName } }

    public var status: Status { kept.withLock { $0 } }

    /// - Returns: whether that is new.
    @discardableResult
    public func set(_ status: Status) -> Bool {
        kept.withLock { kept in
            defer { kept = status }
            return kept != status
        }
    }
}
