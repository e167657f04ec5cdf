public import IPP

/// Something that printers use and that is kept for them: a picture, words in another language, a template
/// (PWG 5100.22 §3, §7.4).
///
///     pending ─data─→ available ─install─→ installed
///        └────────┬──────┴──────────────────┘
///                 └─→ canceled (once no printer uses it), or aborted when the data could not be taken in
public struct Resource: Hashable, Sendable {
    /// Raw values are stored, and are the keywords of "resource-type".
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case colorProfile = "static-icc-profile"
        case image = "static-image"
        case other = "static-other"
        case strings = "static-strings"
        case printerTemplate = "template-printer"

        /// Whether it can be allocated to printers.
        public var isStatic: Bool { self != .printerTemplate }
    }

    /// Raw values are those of "resource-state".
    public enum State: Int32, Hashable, Sendable, CaseIterable {
        case pending = 3
        case available = 4
        case installed = 5
        case canceled = 6
        case aborted = 7
    }

    public var id: ResourceID
    /// 16 octets, stable for life ("resource-uuid").
    public var uuid: [UInt8]
    public var kind: Kind
    public var state: State
    /// Cancelled while printers use it: it is canceled when none does any more.
    public var isCancelRequested = false
    /// Its data is arriving; not stored.
    public var isIncoming = false
    public var name: String
    public var info: String
    /// `nil` until there is data.
    public var format: String?
    public var octets: Int64 = 0
    /// SHA-256 of the data.
    public var digest: [UInt8] = []
    /// What went wrong, in a sentence; empty when nothing did.
    public var stateMessage = ""
    /// Attributes that are only kept and given back: "resource-natural-language", "resource-version" and their like.
    public var attributes = AttributeGroup(.resource)
    public var createdAt: Moment
    public var installedAt: Moment?
    public var canceledAt: Moment?

    public init(id: ResourceID, uuid: [UInt8], kind: Kind, name: String, info: String, createdAt: Moment) {
        self.id = id
        self.uuid = uuid
        self.kind = kind
        state = .pending
        self.name = name
        self.info = info
        self.createdAt = createdAt
    }

    public var hasData: Bool { state == .available || state == .installed }
    public var isFinished: Bool { state == .canceled || state == .aborted }
    /// Whether printers may begin to use it.
    public var isUsable: Bool { state == .installed && !isCancelRequested }
}

/// What happens to a resource: pure, so that every store does the same.
extension Resource {
    /// Its data has arrived, whole.
    public mutating func take(_ data: ResourceData, octets: Int64, digest: [UInt8]) throws(ResourceProblem) {
        guard state == .pending else { throw refusal("takes no data any more") }
        state = .available
        format = data.format
        self.octets = octets
        self.digest = digest
        for attribute in data.attributes.attributes { attributes.set(attribute) }
    }

    public mutating func install(at now: Moment) throws(ResourceProblem) {
        guard state == .available else { throw refusal("cannot be installed") }
        state = .installed
        installedAt = now
    }

    public mutating func cancel(at now: Moment, isUsed: Bool) throws(ResourceProblem) {
        guard !isFinished else { throw refusal("is over") }
        isCancelRequested = isUsed
        guard !isUsed else { return }
        end(as: .canceled, at: now)
    }

    public mutating func abort(because reason: String, at now: Moment) {
        guard !isFinished else { return }
        stateMessage = reason
        end(as: .aborted, at: now)
    }

    private mutating func end(as state: State, at now: Moment) {
        self.state = state
        (isCancelRequested, installedAt, canceledAt) = (false, nil, now)
    }

    /// "resource-state-reasons".
    public var stateReasons: [String] {
        var reasons: [String] = []
        if isIncoming { reasons.append("resource-incoming") }
        if isCancelRequested { reasons.append("cancel-requested") }
        if state == .aborted { reasons.append("aborted-by-system") }
        return reasons.isEmpty ? ["none"] : reasons
    }

    /// A line for the log, with its state now.
    public func news(_ kind: ServerNews.Kind) -> ServerNews {
        ServerNews(kind, of: .resource(id), state: state.rawValue, reasons: stateReasons)
    }

    private func refusal(_ what: String) -> ResourceProblem {
        ResourceProblem(.notPossible, "resource \(id) is \(state) and \(what)")
    }
}

/// Why something cannot be done with a resource, in a sentence for whoever asked.
public struct ResourceProblem: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case noSuchResource
        /// Not in its state.
        case notPossible
        /// The data is longer than is taken.
        case tooLarge
        /// As many as there may be.
        case tooMany
    }

    public var kind: Kind
    public var reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    public static func noSuchResource(_ id: ResourceID) -> ResourceProblem {
        ResourceProblem(.noSuchResource, "there is no resource \(id)")
    }
}

extension Printer {
    /// The resources allocated to it, ascending.
    public var resources: [ResourceID] {
        get { (attributes[Self.resourcesAttribute]?.values ?? []).compactMap(\.integerValue).map { ResourceID($0) } }
        set {
            attributes.remove(Self.resourcesAttribute)
            guard !newValue.isEmpty else { return }
            attributes.set(
                Attribute(Self.resourcesAttribute, Set(newValue).sorted().map { .integer($0.rawValue) }))
        }
    }

    private static let resourcesAttribute = "quire-printer-resources"
}
