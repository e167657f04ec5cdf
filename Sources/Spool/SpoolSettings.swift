/// The numbers of a spool folder that somebody might want to set. Sizes are in bytes.
public struct SpoolSettings: Hashable, Sendable {
    /// Documents up to this size are kept in the database itself, 0 to 262,144.
    public var inlineOctetsMax = 65_536
    /// Documents above ``inlineOctetsMax`` and up to this size share files; larger ones get a file each.
    public var segmentDocumentOctetsMax = 1 << 20
    /// A shared file is ended when it would grow beyond this.
    public var segmentOctets = 64 << 20
    /// When the small documents of one commit are more than this together, they go to a shared file instead of into
    /// their rows: the database would write them twice.
    public var inlineBatchOctetsMax = 384 << 10
    /// What all documents on their way in may hold in memory; beyond, they go to files of their own.
    public var memoryOctetsMax = 64 << 20
    /// Kept free on the file system; `nil` for 64 MiB or a hundredth of it, the smaller.
    public var reserveOctets: Int64?
    /// Documents one job may have, 1 to 1,000,000.
    public var documentsPerJobMax = 1000
    /// Writes that share one transaction: more would make the first of them wait too long.
    public var commitItemsMax = 512
    /// Bytes of documents that share one transaction.
    public var commitOctetsMax = 4 << 20
    /// Pages of 4,096 bytes that the write-ahead log may hold before they are moved into the database.
    public var checkpointPages = 8000

    public init() {}
}
