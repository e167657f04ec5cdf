/// What became of one attempt to print a job.
public enum DeliveryOutcome: Hashable, Sendable {
    /// The device has every byte and will not need them again.
    case delivered
    /// Not now: no paper, busy, unreachable. The job stays first and the device is probed.
    case tryAgain(DeviceTrouble)
    /// Not ever: this document cannot be printed there. The job is held alone, the queue goes on.
    case refused(because: String)
    /// Not without a name and a password, or with better ones. The job is held alone until somebody gives them
    /// (CUPS-Authenticate-Job), or the queue's own are put right and it is released.
    case needsCredentials(because: String)
    /// Somebody cancelled it at the device, or the device did by itself.
    case canceledThere(because: String)
    /// The connection broke after data was sent and the device cannot say what it did.
    case unknown(confirmedImpressions: Int, because: String)
    /// The daemon is going down, and the device has all of it and prints: the next run asks the device what became of it.
    case left
    /// Stopped because it was told to: cancelled, paused, or the daemon is going down.
    case stopped
}

/// What keeps a device from printing, in the words of "printer-state-reasons" and in a sentence.
public struct DeviceTrouble: Hashable, Sendable {
    /// What it takes to get over it.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Nobody answers: it is off, or the network is down.
        case away
        /// It works for somebody else.
        case busy
        /// Paper, toner, a door: somebody has to go there.
        case needsHuman
        /// It broke off, or gave an answer that makes no sense. When the same job does so again and again, the job is to
        /// blame.
        case failed
        /// The queue is set up wrong: it stays like that until an administrator changes something.
        case misconfigured
        /// The server's own disk or memory.
        case local
    }

    public var kind: Kind
    /// A keyword of "printer-state-reasons" such as `connecting-to-device` or `media-empty-error` (RFC 8011 §5.4.12).
    public var reason: String
    /// What an administrator should read: address, error, since when.
    public var message: String
    /// The device's own wish when to come back, if it said so.
    public var after: Duration?

    public init(_ kind: Kind = .needsHuman, reason: String, message: String, after: Duration? = nil) {
        self.kind = kind
        self.reason = reason
        self.message = message
        self.after = after
    }
}
