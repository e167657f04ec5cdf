/// What became of one attempt to print a job.
public enum DeliveryOutcome: Hashable, Sendable {
    /// The device has every byte and will not need them again.
    case delivered
    /// Not now: no paper, busy, unreachable. The job stays first and the device is probed.
    case tryAgain(DeviceTrouble)
    /// Not ever: this document cannot be printed there. The job is held alone, the queue goes on.
    case refused(because: String)
    /// The connection broke after data was sent and the device cannot say what it did.
    case unknown(confirmedImpressions: Int, because: String)
    /// Stopped because it was told to: cancelled, paused, or the daemon is going down.
    case stopped
}

/// What keeps a device from printing, in the words of "printer-state-reasons" and in a sentence.
public struct DeviceTrouble: Hashable, Sendable {
    /// A keyword of "printer-state-reasons" such as `connecting-to-device` or `media-empty-error` (RFC 8011 §5.4.12).
    public var reason: String
    /// What an administrator should read: address, error, since when.
    public var message: String
    /// The device's own wish when to come back, if it said so.
    public var after: Duration?

    public init(reason: String, message: String, after: Duration? = nil) {
        self.reason = reason
        self.message = message
        self.after = after
    }
}
