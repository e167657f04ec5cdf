/// What may be subscribed to: the keywords of "notify-events" (RFC 3995 §5.3.3, PWG 5100.22 §8), as a set.
///
/// A line of the log has the kinds it *is*, each the narrowest there is: a created job is `job-created` and not
/// `job-state-changed` as well. A subscription has all it asked for, with what lies below (``init(subscribed:)``): who
/// asks for `job-state-changed` hears of created jobs too. So matching is one intersection, and what is left of it are
/// the notifications.
///
/// Raw values are stored: never reuse a bit.
public struct EventKinds: OptionSet, Hashable, Sendable {
    public let rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    private init(bit: UInt64) { self.init(rawValue: 1 << bit) }

    // Jobs: bits 0 to 7.
    public static let jobCreated = EventKinds(bit: 0)
    public static let jobCompleted = EventKinds(bit: 1)
    public static let jobStopped = EventKinds(bit: 2)
    public static let jobStateChanged = EventKinds(bit: 3)
    public static let jobConfigChanged = EventKinds(bit: 4)
    public static let jobProgress = EventKinds(bit: 5)

    // Printers: bits 8 to 23.
    public static let printerStateChanged = EventKinds(bit: 8)
    public static let printerStopped = EventKinds(bit: 9)
    public static let printerRestarted = EventKinds(bit: 10)
    public static let printerShutDown = EventKinds(bit: 11)
    public static let printerConfigChanged = EventKinds(bit: 12)
    public static let printerMediaChanged = EventKinds(bit: 13)
    public static let printerFinishingsChanged = EventKinds(bit: 14)
    public static let printerQueueOrderChanged = EventKinds(bit: 15)
    public static let printerCreated = EventKinds(bit: 16)
    public static let printerDeleted = EventKinds(bit: 17)

    // Documents: bits 24 to 31.
    public static let documentCreated = EventKinds(bit: 24)
    public static let documentCompleted = EventKinds(bit: 25)
    public static let documentStateChanged = EventKinds(bit: 26)
    public static let documentConfigChanged = EventKinds(bit: 27)
    public static let documentStopped = EventKinds(bit: 28)

    // The System: bits 32 to 39.
    public static let systemConfigChanged = EventKinds(bit: 32)
    public static let systemStateChanged = EventKinds(bit: 33)
    public static let systemStopped = EventKinds(bit: 34)
    public static let systemRestarted = EventKinds(bit: 35)
    public static let systemShutDown = EventKinds(bit: 36)

    // Resources: bits 40 to 47.
    public static let resourceCreated = EventKinds(bit: 40)
    public static let resourceInstalled = EventKinds(bit: 41)
    public static let resourceCanceled = EventKinds(bit: 42)
    public static let resourceStateChanged = EventKinds(bit: 43)
    public static let resourceConfigChanged = EventKinds(bit: 44)

    public static let ofJobs = EventKinds(rawValue: 0xFF)
    public static let ofPrinters = EventKinds(rawValue: 0xFFFF << 8)
    public static let ofDocuments = EventKinds(rawValue: 0xFF << 24)
    public static let ofSystem = EventKinds(rawValue: 0xFF << 32)
    public static let ofResources = EventKinds(rawValue: 0xFF << 40)
    public static let all: EventKinds = [ofJobs, ofPrinters, ofDocuments, ofSystem, ofResources]

    /// Its members one by one, the lowest bit first.
    public var members: [EventKinds] {
        var left = rawValue
        var members: [EventKinds] = []
        while left != 0 {
            members.append(EventKinds(rawValue: left & (~left &+ 1)))
            left &= left &- 1
        }
        return members
    }
}

// MARK: - Keywords

extension EventKinds {
    /// Every keyword and the kind it stands for, in the order in which "notify-events-supported" lists them.
    public static let keywords: [(keyword: String, kind: EventKinds)] = [
        ("job-created", .jobCreated), ("job-completed", .jobCompleted), ("job-stopped", .jobStopped),
        ("job-state-changed", .jobStateChanged), ("job-config-changed", .jobConfigChanged),
        ("job-progress", .jobProgress),
        ("document-created", .documentCreated), ("document-completed", .documentCompleted),
        ("document-stopped", .documentStopped), ("document-state-changed", .documentStateChanged),
        ("document-config-changed", .documentConfigChanged),
        ("printer-state-changed", .printerStateChanged), ("printer-stopped", .printerStopped),
        ("printer-restarted", .printerRestarted), ("printer-shutdown", .printerShutDown),
        ("printer-config-changed", .printerConfigChanged), ("printer-media-changed", .printerMediaChanged),
        ("printer-finishings-changed", .printerFinishingsChanged),
        ("printer-queue-order-changed", .printerQueueOrderChanged),
        ("printer-created", .printerCreated), ("printer-deleted", .printerDeleted),
        ("system-config-changed", .systemConfigChanged), ("system-state-changed", .systemStateChanged),
        ("system-stopped", .systemStopped), ("system-restarted", .systemRestarted),
        ("system-shutdown", .systemShutDown),
        ("resource-created", .resourceCreated), ("resource-installed", .resourceInstalled),
        ("resource-canceled", .resourceCanceled), ("resource-state-changed", .resourceStateChanged),
        ("resource-config-changed", .resourceConfigChanged),
    ]

    /// What CUPS' clients ask for by other names, and what that is here. `all` is everything there is, but for documents,
    /// of which CUPS says nothing.
    public static let cupsKeywords: [(keyword: String, kind: EventKinds)] = [
        ("printer-added", .printerCreated), ("printer-modified", subscribed[.printerConfigChanged] ?? []),
        ("server-started", .systemRestarted), ("server-restarted", .systemRestarted),
        ("server-stopped", .systemShutDown), ("all", .all.subtracting(.ofDocuments)),
    ]

    /// The keyword of exactly one kind.
    public var keyword: String? { Self.byKind[self] }

    /// What a subscription to `keyword` hears of: the kind itself and those below it (RFC 3995 §5.3.3.4). `nil` for a
    /// keyword that stands for nothing.
    public init?(subscribed keyword: String) {
        guard let kinds = Self.byKeyword[keyword] else { return nil }
        self = kinds
    }

    /// Kinds with others below them.
    private static let subscribed: [EventKinds: EventKinds] = [
        .jobStateChanged: [.jobStateChanged, .jobCreated, .jobCompleted, .jobStopped],
        .printerStateChanged: [.printerStateChanged, .printerStopped, .printerRestarted, .printerShutDown],
        .printerConfigChanged: [.printerConfigChanged, .printerMediaChanged, .printerFinishingsChanged],
        .documentStateChanged: [.documentStateChanged, .documentCreated, .documentCompleted, .documentStopped],
        .systemStateChanged: [.systemStateChanged, .systemStopped, .systemRestarted, .systemShutDown],
        .resourceStateChanged: [.resourceStateChanged, .resourceCreated, .resourceInstalled, .resourceCanceled],
    ]

    private static let byKind = Dictionary(keywords.map { ($0.kind, $0.keyword) }) { first, _ in first }

    private static let byKeyword = Dictionary(
        keywords.map { ($0.keyword, subscribed[$0.kind] ?? $0.kind) } + cupsKeywords.map { ($0.keyword, $0.kind) }
    ) { first, _ in first }
}

// MARK: - What is what

extension JobEvent.Kind {
    /// What a line of this kind is to subscribers; nothing where neither state, reasons nor anything a person set
    /// changes.
    public var events: EventKinds {
        switch self {
        case .created, .restarted: .jobCreated
        case .completed, .canceled, .aborted: .jobCompleted
        case .closed, .held, .released, .claimed, .retrying, .refused, .cancelRequested, .suspendRequested, .resumed,
            .unlocked, .unconfirmed:
            .jobStateChanged
        case .suspended, .proofPrinted: .jobStopped
        case .priorityChanged: [.jobConfigChanged, .printerQueueOrderChanged]
        case .moved: [.jobConfigChanged, .printerQueueOrderChanged]
        case .changed: .jobConfigChanged
        case .documentAdded: .documentCreated
        case .documentCanceled: .documentCompleted
        case .documentChanged: .documentConfigChanged
        case .progress: .jobProgress
        // A job that loses its documents can no longer be restarted; RFC 3995 §5.3.3.4.3 has no event for growing old.
        case .handedOver, .documentsRemoved, .recovered, .damaged, .passwordTried: []
        case .documentTurned: .documentStateChanged
        }
    }
}

extension ServerNews.Kind {
    public var events: EventKinds {
        // Raw values are keywords of the table.
        EventKinds.keywords.first { $0.keyword == rawValue }?.kind ?? []
    }
}
