public import IPP

/// Where resources are kept, with their data (PWG 5100.22 §3).
///
/// What a changing call has returned survives `kill -9` and power loss; one that throws has changed nothing, but for
/// ``fill(_:with:as:at:)``. Calls throw ``ResourceProblem`` or ``StoreError``.
public protocol ResourceStore: Sendable {
    /// All there are, by number, those that are over for as long as they are remembered; from memory.
    func resources() -> [Resource]
    func resource(_ id: ResourceID) -> Resource?

    /// Makes one, without data.
    func addResource(_ new: NewResource, at now: Moment) async throws -> Resource

    /// Takes the data of a pending resource in. When the data ends early, is too long or cannot be kept, the resource is
    /// aborted: half of it is never there.
    func fill(
        _ id: ResourceID, with stream: DocumentStream, as data: ResourceData, at now: Moment
    ) async throws -> Resource

    /// Changes what people may change: its name, its information, its installation.
    func changeResource(
        _ id: ResourceID, _ change: @escaping @Sendable (inout Resource) throws -> Void
    ) async throws -> Resource

    /// Cancels one; while printers use it, it is only told to go when none does any more.
    func cancelResource(_ id: ResourceID, at now: Moment) async throws -> Resource

    /// Allocates resources to a printer, all of them or none; each must be usable.
    func allocate(_ ids: [ResourceID], to printer: PrinterID, at now: Moment) async throws

    /// Takes resources back from a printer. Those that were told to go, and that nobody uses any more, are gone then, and
    /// the log says so.
    func deallocate(_ ids: [ResourceID], from printer: PrinterID, by actor: String?, at now: Moment) async throws

    /// The data, checked against its digest as it is read.
    func read(resource id: ResourceID) async throws -> DocumentStream
}

/// What is needed to make a resource.
public struct NewResource: Hashable, Sendable {
    public var kind: Resource.Kind
    public var name: String
    public var info: String

    public init(kind: Resource.Kind, name: String, info: String = "") {
        self.kind = kind
        self.name = name
        self.info = info
    }
}

/// What is known of a resource's data before it comes.
public struct ResourceData: Hashable, Sendable {
    public var format: String
    /// ``Resource/attributes`` that come with it.
    public var attributes: AttributeGroup

    public init(format: String, attributes: AttributeGroup = AttributeGroup(.resource)) {
        self.format = format
        self.attributes = attributes
    }
}

/// How much there may be of resources.
public enum ResourceLimits {
    /// Octets of one: a picture, a profile.
    public static let octetsMax: Int64 = 16 << 20
    /// Octets of all.
    public static let allOctetsMax: Int64 = 256 << 20
    /// Resources that are not over.
    public static let livingMax = 500
    /// Resources that are over and still told of; beyond, the oldest are forgotten.
    public static let finishedMax = 100

    /// Throws where there is no room for another one.
    public static func admit(another resources: [Resource]) throws(ResourceProblem) {
        guard resources.filter({ !$0.isFinished }).count < livingMax else {
            throw ResourceProblem(.tooMany, "there are \(livingMax) resources, the most there may be")
        }
    }

    /// How long the next one's data may be.
    public static func octetsFree(beside resources: [Resource]) -> Int64 {
        let used = resources.filter(\.hasData).reduce(Int64(0)) { $0 + $1.octets }
        return max(0, min(octetsMax, allOctetsMax - used))
    }

    /// Those to be forgotten.
    public static func forgotten(of resources: [Resource]) -> [ResourceID] {
        let over = resources.filter(\.isFinished).map(\.id).sorted()
        return Array(over.prefix(max(0, over.count - finishedMax)))
    }
}
