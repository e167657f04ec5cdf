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

    public init() {}

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
