public import IPP

/// A queue: its name, its device, and what people decided about it.
///
/// What the *device* is doing is not in here (``PrinterCondition``): only people stop a queue.
public struct Printer: Hashable, Sendable {
    public var id: PrinterID
    public var name: PrinterName
    /// 16 octets, stable for life ("printer-uuid").
    public var uuid: [UInt8]
    /// Where the jobs go, such as `pdf:paper` or `file:///srv/out/`.
    public var deviceURI: String
    public var info: String
    public var location: String
    /// Paused by a person, who may have said why.
    public var isPaused: Bool {
        didSet { if !isPaused { forgetPause() } }
    }
    public var acceptsJobs: Bool
    /// New jobs wait for a release (RFC 3998 §3.3.1).
    public var holdsNewJobs: Bool
    public var isShared: Bool
    /// What the person who paused it, or stopped it accepting, gave as the reason; empty when nothing was said.
    public var stateMessage: String
    /// `NAME-default` attributes an administrator set, and other attributes that are only kept and given back.
    public var attributes: AttributeGroup
    public var createdAt: Moment
    /// When ``isPaused``, ``acceptsJobs`` or the reasons last changed.
    public var stateChangedAt: Moment
    /// When anything else a person can set last changed.
    public var configChangedAt: Moment
    /// How often that was ("printer-config-changes").
    public var configChanges: Int32 = 0

    public init(
        id: PrinterID, name: PrinterName, uuid: [UInt8], deviceURI: String, info: String = "", location: String = "",
        isPaused: Bool = false, acceptsJobs: Bool = true, holdsNewJobs: Bool = false, isShared: Bool = false,
        stateMessage: String = "", attributes: AttributeGroup = AttributeGroup(.printer), createdAt: Moment
    ) {
        self.id = id
        self.name = name
        self.uuid = uuid
        self.deviceURI = deviceURI
        self.info = info
        self.location = location
        self.isPaused = isPaused
        self.acceptsJobs = acceptsJobs
        self.holdsNewJobs = holdsNewJobs
        self.isShared = isShared
        self.stateMessage = stateMessage
        self.attributes = attributes
        self.createdAt = createdAt
        self.stateChangedAt = createdAt
        self.configChangedAt = createdAt
    }
}

extension Printer {
    /// In which order jobs of the same priority are printed; the value of "quire-job-order".
    public enum JobOrder: String, CaseIterable, Sendable {
        /// As they came.
        case arrival
        /// Users take turns (``FairTurns``).
        case fairTurns = "fair-turns"
    }

    public var jobOrder: JobOrder {
        attributes["quire-job-order"]?.values.first?.stringValue.flatMap { JobOrder(rawValue: $0) } ?? .arrival
    }
}

/// What is done with a job whose client sends nothing more, in time ("multiple-operation-time-out-action").
public enum TimeOutAction: String, CaseIterable, Sendable {
    case abortJob = "abort-job"
    case holdJob = "hold-job"
    case processJob = "process-job"
}

extension Printer {
    public var timeOutAction: TimeOutAction {
        attributes["multiple-operation-time-out-action"]?.values.first?.stringValue
            .flatMap { TimeOutAction(rawValue: $0) } ?? .processJob
    }
}

/// What the device behind a queue is doing, as the scheduler last saw it.
public struct PrinterCondition: Hashable, Sendable {
    /// What keeps it from printing, and since when; `nil` when nothing does.
    public var trouble: DeviceTrouble?
    public var troubleSince: Moment?
    /// When the device is asked again.
    public var nextProbe: Moment?
    /// How often it was asked in vain.
    public var failedProbes: Int
    /// When it last did, or said, something good; kept only while there is trouble.
    public var lastContact: Moment?

    public init(
        trouble: DeviceTrouble? = nil, troubleSince: Moment? = nil, nextProbe: Moment? = nil, failedProbes: Int = 0,
        lastContact: Moment? = nil
    ) {
        self.lastContact = lastContact
        self.trouble = trouble
        self.troubleSince = troubleSince
        self.nextProbe = nextProbe
        self.failedProbes = failedProbes
    }
}

/// How many jobs a queue has that are not finished.
public struct QueueCounts: Hashable, Sendable {
    public var pending: Int
    public var held: Int
    public var processing: Int
    /// Suspended: begun, and in nobody's hand.
    public var stopped: Int
    /// Jobs of pools that this printer is printing: they are counted on the pool, too.
    public var serving: Int

    public init(pending: Int = 0, held: Int = 0, processing: Int = 0, stopped: Int = 0, serving: Int = 0) {
        self.pending = pending
        self.held = held
        self.processing = processing
        self.stopped = stopped
        self.serving = serving
    }

    /// Whether its device has something to do.
    public var isPrinting: Bool { inHand > 0 }

    /// Jobs that its device prints, its own and those of pools.
    public var inHand: Int { processing + serving }

    /// "queued-job-count" (RFC 8011 §5.4.24).
    public var all: Int { pending + held + processing + stopped }
}
