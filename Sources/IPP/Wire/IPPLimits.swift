/// The bounds of a message we decode. Each is a number that a peer reaches only by mistake or malice.
public struct IPPLimits: Hashable, Sendable {
    /// Octets from the version to the end-of-attributes tag; the document is not counted.
    ///
    /// The largest real request seen has 40 KiB. Together with ``attributesMax`` it bounds what one request can make
    /// us allocate to about 15 times this.
    public var attributeBytesMax: Int
    /// Attributes of all groups, members of collections included.
    public var attributesMax: Int
    /// Values of one attribute.
    public var valuesMax: Int
    /// Collections within collections, 1 to 64: the decoder calls itself once a level. PWG's deepest is 4.
    public var collectionDepthMax: Int { didSet { collectionDepthMax = min(collectionDepthMax, Self.stackDepthMax) } }
    /// Octets of one value. The length on the wire is a signed 16-bit number (RFC 8010 §3.1.4).
    public var valueBytesMax: Int

    public init(
        attributeBytesMax: Int = 1_048_576, attributesMax: Int = 4_000, valuesMax: Int = 4_000,
        collectionDepthMax: Int = 8, valueBytesMax: Int = 32_767
    ) {
        self.attributeBytesMax = attributeBytesMax
        self.attributesMax = attributesMax
        self.valuesMax = valuesMax
        self.collectionDepthMax = min(collectionDepthMax, Self.stackDepthMax)
        self.valueBytesMax = valueBytesMax
    }

    /// For requests from anyone.
    public static let standard = IPPLimits()

    /// For replies of a printer or server that we chose to ask: one may list 100,000 jobs.
    public static let client = IPPLimits(
        attributeBytesMax: 268_435_456, attributesMax: 4_000_000, valuesMax: 200_000, collectionDepthMax: 16)

    private static let stackDepthMax = 64
}
