/// A way of getting jobs to a kind of device, chosen by the scheme of the device URI.
///
/// It knows no queue and no IPP state: it is given one job at a time and says what became of it.
public protocol Backend: Sendable {
    /// What the device takes and can do, for "document-format-supported" and the Job Template attributes.
    var capabilities: DeviceCapabilities { get }

    /// What is remembered of any job before its first byte is sent, where that is known before the job is: then it may be
    /// remembered with the claim (``Delivery/claimedAt``), and costs no commit of its own.
    var beginning: String? { get }

    /// Delivers a job. Must return soon after the task is cancelled, with ``DeliveryOutcome/stopped`` unless the
    /// device already had everything.
    func deliver(_ delivery: Delivery) async -> DeliveryOutcome

    /// Makes ready for a job that will most likely be given to ``deliver(_:)`` in a moment (``Delivery/readiness``), while
    /// the store still takes it: only what leaves no trace at the device, and is undone when what it gives is let go of.
    func makeReady() -> (any DeviceReadiness)?

    /// Says what became of a job that an earlier run of the daemon had begun to deliver. `delivery.lease.job.deviceJob`
    /// is what was remembered, `nil` if nothing was.
    func resolve(_ delivery: Delivery) async -> Interrupted

    /// Asks whether the device would print now; `nil` when it would.
    func probe() async -> DeviceTrouble?

    /// Looks at the device once, for whoever thinks of making a queue for it: finds out what it can do, tells what it says of
    /// itself, and gives back what is in the way.
    func look(_ tell: @escaping @Sendable (DeviceNews) -> Void) async -> DeviceTrouble?

    /// Keeps an eye on the device while its queue is there, and tells what it says, until the task is cancelled. Returns at
    /// once where there is nothing to be seen. Costs next to nothing while nothing happens, for there may be thousands.
    func watch(_ tell: @escaping @Sendable (DeviceNews) -> Void) async

    /// Makes the device show which one it is, by one of ``DeviceCapabilities/identifyActions``; tells what is in the way.
    func identify(_ action: String, message: String) async -> DeviceTrouble?
}

extension Backend {
    public var beginning: String? { nil }

    public func makeReady() -> (any DeviceReadiness)? { nil }

    public func look(_ tell: @escaping @Sendable (DeviceNews) -> Void) async -> DeviceTrouble? { await probe() }

    public func watch(_ tell: @escaping @Sendable (DeviceNews) -> Void) async {}

    public func identify(_ action: String, message: String) async -> DeviceTrouble? {
        DeviceTrouble(.misconfigured, reason: "other", message: "this device cannot show which one it is")
    }
}

/// What ``Backend/makeReady()`` has done, for the same backend. Nobody else knows what is in it.
public protocol DeviceReadiness: AnyObject, Sendable {}

/// What an interrupted delivery turned out to be.
public enum Interrupted: Hashable, Sendable {
    /// The device has it: the job is done.
    case delivered
    /// The device has nothing that counts: print it again.
    case notDelivered
    /// The device cannot be asked now; ask again later, and do not print meanwhile.
    case askAgain(DeviceTrouble)
    /// It came to another end there: somebody cancelled it, or the device gave it up.
    case over(DeliveryOutcome)
    /// The device cannot say, and never will.
    case unknown(because: String)
}

/// One job on its way to a device, with what the backend may ask for.
public struct Delivery: Sendable {
    public var lease: Lease
    public var printer: Printer
    public var documents: [Document]
    /// Opens a document's bytes, checked against its digest while they are read.
    public var open: @Sendable (_ document: Int) async throws -> DocumentStream
    /// Remembers what the device calls the job, or with `nil` that it has nothing of it; durable when it returns.
    public var remember: @Sendable (_ deviceJob: String?) async throws -> Void
    /// Throws when a later run of the daemon has taken the job over: ask before what cannot be undone.
    public var confirm: @Sendable () async throws -> Void
    /// When the job was claimed, where ``Backend/beginning`` was remembered with that: until it is half a second old it
    /// counts as the first of what ``confirm`` is asked.
    public var claimedAt: ContinuousClock.Instant?
    /// What the backend has got ready for it, if anything.
    public var readiness: (any DeviceReadiness)?
    /// Tells how the job gets on; returns at once.
    public var tell: @Sendable (DeviceNews) -> Void = { _ in }
    /// Whether the task is cancelled because the daemon is going down, and not because somebody cancelled the job: then a
    /// job that the device has all of is ``DeliveryOutcome/left`` with it.
    public var isLeaving: @Sendable () -> Bool = { false }
    /// What somebody gave for this one job; it counts before the device's own (``DeviceSecretStore``).
    public var secret: DeviceSecret?
    /// Whether documents are made while they are read: then ``Document/octets`` is of what was sent, and a stream that
    /// ends without an error is whole.
    public var isConverted = false

    public init(
        lease: Lease, printer: Printer, documents: [Document],
        open: @escaping @Sendable (_ document: Int) async throws -> DocumentStream,
        remember: @escaping @Sendable (_ deviceJob: String?) async throws -> Void,
        confirm: @escaping @Sendable () async throws -> Void
    ) {
        self.lease = lease
        self.printer = printer
        self.documents = documents
        self.open = open
        self.remember = remember
        self.confirm = confirm
    }

    public var job: Job { lease.job }
}

/// What a device takes, and can do.
public struct DeviceCapabilities: Hashable, Sendable {
    /// Formats it takes, the preferred one first; empty for a device that takes bytes of any kind.
    public var formats: [String]
    public var makeAndModel: String
    /// Jobs that may be on their way to it at once. 1 for anything with paper in it; more for a folder, where jobs
    /// share the cost of making files durable.
    public var concurrentJobsMax: Int
    public var hasColor: Bool
    public var hasDuplex: Bool
    /// Whether it makes the copies itself from "copies".
    public var makesCopies: Bool
    /// Whether its pages are sheets from a tray: then every page goes onto the queue's media. A folder of PDF files takes
    /// pages of any size.
    public var hasSheets: Bool
    /// Dots an inch that it takes raster in, ascending.
    public var resolutions: [Int]
    /// Of the raster it takes: black_1, sgray_8, srgb_8, cmyk_8 (PWG 5102.4 §4.3.2), the preferred one first.
    public var colorSpaces: [String]
    /// How the back of a sheet must be turned in raster: normal, flipped, rotated, manual-tumble
    /// ("pwg-raster-document-sheet-back").
    public var sheetBack: String
    /// Sizes it has; empty where it does not say.
    public var media: [MediaSize]
    /// The driver its bytes are made by, a name of ``DriverStore``; `nil` for a device that takes a standard format.
    public var driver: String?
    /// Sheets of any size between two, where it takes those as well.
    public var customMedia: CustomMedia?
    /// Where its sheets come from, with what lies there; empty where it does not say.
    public var trays: [InputTray] = []
    /// Keywords of "media-type", the usual one first; empty where it does not say.
    public var mediaTypes: [String] = []
    /// Where its sheets come out, the usual one first; empty where it does not say.
    public var bins: [OutputBin] = []
    /// Enums of "finishings" besides none.
    public var finishings: [Int32] = []
    /// 3 draft, 4 normal, 5 high.
    public var qualities: [Int32] = [3, 4, 5]
    /// Whether it keeps what it cannot do itself as a note, for whoever prints its files one day.
    public var recordsOptions = false
    /// Pages a minute; 0 where it does not say.
    public var pagesPerMinute: Int32 = 0
    /// Pages in colour a minute; 0 for as many as in black.
    public var pagesPerMinuteColor: Int32 = 0
    /// IEEE 1284 device ID; empty where it has none.
    public var deviceID = ""
    public var firmware: [Firmware] = []
    /// Keywords of "identify-actions" that ``Backend/identify(_:message:)`` carries out.
    public var identifyActions: [String] = []
    /// Keywords of "printer-kind"; empty for what follows from its media.
    public var kinds: [String] = []

    public init(
        formats: [String], makeAndModel: String, concurrentJobsMax: Int = 1, hasColor: Bool = true,
        hasDuplex: Bool = true, makesCopies: Bool = false, hasSheets: Bool = false, resolutions: [Int] = [300, 600],
        colorSpaces: [String] = ["srgb_8", "sgray_8"], sheetBack: String = "normal", media: [MediaSize] = [],
        driver: String? = nil
    ) {
        self.formats = formats
        self.makeAndModel = makeAndModel
        self.concurrentJobsMax = concurrentJobsMax
        self.hasColor = hasColor
        self.hasDuplex = hasDuplex
        self.makesCopies = makesCopies
        self.hasSheets = hasSheets
        self.resolutions = resolutions
        self.colorSpaces = colorSpaces
        self.sheetBack = sheetBack
        self.media = media
        self.driver = driver
    }
}

/// Finds the backend for a device URI.
public protocol DeviceCatalog: Sendable {
    /// The schemes it knows, for messages.
    var schemes: [String] { get }
    /// Throws ``DeviceURIProblem`` when the URI names nothing that may be printed to here.
    func backend(for deviceURI: String) throws(DeviceURIProblem) -> any Backend
    /// What is there to make queues for; returns within about ``DeviceQuery/timeout``.
    func devices(_ query: DeviceQuery) async -> [FoundDevice]
}

/// Which devices are looked for, and for how long (CUPS-Get-Devices).
public struct DeviceQuery: Hashable, Sendable {
    /// "include-schemes"; all where this is `nil`.
    public var includedSchemes: Set<String>?
    /// "exclude-schemes"
    public var excludedSchemes: Set<String> = []
    /// "device-class"; any where this is `nil`.
    public var kind: FoundDevice.Kind?
    public var timeout: Duration
    /// "limit"; devices beyond it are left out.
    public var limit: Int

    /// What CUPS' server waits where nobody says.
    public static let usualTimeout = Duration.seconds(15)
    /// Devices in one answer.
    public static let limitMax = 10_000

    public init(timeout: Duration = Self.usualTimeout, limit: Int = Self.limitMax) {
        self.timeout = timeout
        self.limit = limit
    }

    /// Whether somebody wants devices of that scheme.
    public func wants(scheme: String) -> Bool {
        (includedSchemes?.contains(scheme) ?? true) && !excludedSchemes.contains(scheme)
    }

    public func wants(_ device: FoundDevice) -> Bool {
        wants(scheme: device.scheme) && (kind.map { $0 == device.kind } ?? true)
    }
}

/// A device that a queue could be made for (CUPS-Get-Devices).
public struct FoundDevice: Hashable, Sendable {
    /// "device-class".
    public enum Kind: String, Hashable, Sendable { case direct, file, network, serial }

    public var kind: Kind
    public var uri: String
    /// For people: what and where it is.
    public var info: String
    public var location: String
    public var makeAndModel: String
    /// IEEE 1284 device ID; empty when it has none.
    public var deviceID: String

    public init(
        kind: Kind, uri: String, info: String, location: String = "", makeAndModel: String, deviceID: String = ""
    ) {
        self.kind = kind
        self.uri = uri
        self.info = info
        self.location = location
        self.makeAndModel = makeAndModel
        self.deviceID = deviceID
    }

    public var scheme: String { String(uri.prefix { $0 != ":" }) }
}

/// Why a device URI is refused, in a sentence for the administrator who gave it.
public struct DeviceURIProblem: Error, Hashable, Sendable {
    public var reason: String
    public init(_ reason: String) { self.reason = reason }
}
