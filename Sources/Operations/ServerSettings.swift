public import IPP
public import PrintModel

/// What an administrator decides about the server as a whole.
public struct ServerSettings: Sendable {
    public var limits = Limits()
    /// Longest document, in octets.
    public var documentOctetsMax: Int64
    /// Documents in one job.
    public var documentsPerJobMax: Int
    /// What the attributes of one request may be.
    public var ippLimits: IPPLimits
    /// How long an open job waits for its next document, in seconds; 60 to 240 (RFC 8011 §5.4.31).
    public var multipleOperationTimeOutSeconds: Int = 120
    /// Unfinished jobs in one queue: far above any real backlog, low enough to bound the disk's inodes and the lists.
    public var jobsPerQueueMax: Int
    /// 16 octets made when the store was: jobs' UUIDs are made from it.
    public var instanceUUID: [UInt8]
    public var policy: AccessPolicy
    /// "printer-make-and-model" where the device says nothing, and the server's own version.
    public var softwareVersion: String

    /// What this machine is called: part of the names that printers are announced by.
    public var hostName = "localhost"

    public init(
        instanceUUID: [UInt8], policy: AccessPolicy, softwareVersion: String, limits: Limits = Limits()
    ) {
        self.limits = limits
        documentOctetsMax = limits[.documentBytes]
        documentsPerJobMax = limits.count(.documentsPerJob)
        jobsPerQueueMax = limits.count(.jobsPerQueue)
        ippLimits = IPPLimits(
            attributeBytesMax: limits.count(.attributeBytes), attributesMax: limits.count(.attributes),
            valuesMax: limits.count(.valuesPerAttribute), collectionDepthMax: limits.count(.collectionDepth))
        self.instanceUUID = instanceUUID
        self.policy = policy
        self.softwareVersion = softwareVersion
    }
}
