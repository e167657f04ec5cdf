/// A bound that an administrator may set: what it is called, and what it is as long as nobody sets it.
///
/// All of them, so that one table tells everything: docs/LIMITS.md is made from it, `--limit NAME=VALUE` and `limits.conf`
/// take these names, and `quirectl server limits` shows what is in use. They guard the server against its clients, so no
/// client can change them; they are read when the server starts.
public enum Limit: String, CaseIterable, Sendable {
    // What one request may be.
    case headBytes = "head-bytes"
    case headFields = "head-fields"
    case targetBytes = "target-bytes"
    case attributeBytes = "attribute-bytes"
    case attributes = "attributes"
    case valuesPerAttribute = "values-per-attribute"
    case collectionDepth = "collection-depth"

    // What a document may be.
    case documentBytes = "document-bytes"
    case documentsPerJob = "documents-per-job"
    case decompressionRatio = "decompression-ratio"

    // How much may wait.
    case jobsPerQueue = "jobs-per-queue"
    case jobsPerUser = "jobs-per-user"
    case jobsPerUserAndQueue = "jobs-per-user-and-queue"
    case jobsPerAddress = "jobs-per-address"
    case waitingBytesPerSource = "waiting-bytes-per-source"
    case subscriptions = "subscriptions"
    case subscriptionsPerUser = "subscriptions-per-user"
    case subscriptionsPerManager = "subscriptions-per-manager"
    case subscriptionsPerAddress = "subscriptions-per-address"
    case subscriptionsPerJob = "subscriptions-per-job"

    // How fast it may come.
    case requestsPerSecond = "requests-per-second"
    case jobsPerMinute = "jobs-per-minute"

    // How many clients are served at a time.
    case connections = "connections"
    case descriptorReserve = "descriptor-reserve"
    case requestsInHand = "requests-in-hand"
    case attributeBytesInHand = "attribute-bytes-in-hand"

    // How long a client may take.
    case headSeconds = "head-seconds"
    case attributesSeconds = "attributes-seconds"
    case bodyBytesPerSecond = "body-bytes-per-second"
    case writeSeconds = "write-seconds"
    case idleSeconds = "idle-seconds"

    // What older ways in may take (RFC 1179, raw ports).
    case sideConnections = "side-connections"
    case sideConnectionsPerSource = "side-connections-per-source"
    case sideCommandSeconds = "side-command-seconds"
    case sidePieceSeconds = "side-piece-seconds"
    case sideBytesPerSecond = "side-bytes-per-second"
    case rawIdleSeconds = "raw-idle-seconds"
    case lpdLineBytes = "lpd-line-bytes"
    case lpdControlBytes = "lpd-control-bytes"
    case lpdListedJobs = "lpd-listed-jobs"

    // What is kept free.
    case diskReserveBytes = "disk-reserve-bytes"

    public enum Unit: String, Sendable {
        case count = ""
        case bytes, seconds
    }

    /// What it counts in.
    public var unit: Unit {
        if rawValue.hasSuffix("-seconds") { return .seconds }
        return rawValue.contains("bytes") ? .bytes : .count
    }

    public var name: String { rawValue }
}
