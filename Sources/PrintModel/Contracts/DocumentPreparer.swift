/// Makes of the documents of a job what its device takes, with everything applied that was asked for.
///
/// It knows no queue's state: it is given a delivery and the device, and gives back a delivery whose documents are
/// read through the conversions, which run while they are read.
public protocol DocumentPreparer: Sendable {
    /// What can be sent for a device that takes `formats`: those, and what can be made into one of them. The device's
    /// preferred one first.
    func sources(for device: DeviceCapabilities) -> [String]

    /// Which of the options that change pages are carried out for a device.
    func abilities(for device: DeviceCapabilities) -> PageAbilities

    /// - Parameter avoiding: steps that have failed, as ``ConversionProblem/step`` calls them.
    /// - Throws: ``ConversionProblem``, also when there is no way.
    func prepare(
        _ delivery: Delivery, for device: DeviceCapabilities, avoiding: Set<String>
    ) async throws -> PreparedDelivery

    /// The page that says why the job cannot be printed, where its owner asked for one ("job-error-sheet").
    func errorSheet(for delivery: Delivery, because reason: String, on device: DeviceCapabilities) async
        -> PreparedDelivery?
}

extension DocumentPreparer {
    public func errorSheet(
        for delivery: Delivery, because reason: String, on device: DeviceCapabilities
    ) async -> PreparedDelivery? { nil }
}

/// The options that are applied to pages before a device gets them.
public struct PageAbilities: Hashable, Sendable {
    /// Ranges, several pages on a side, scaling, sheets before and after the job: everything about pages.
    public var changesPages: Bool
    public var makesCopies: Bool
    public var opensEncrypted: Bool
    /// Formats whose documents can be printed as one (RFC 8011 §5.2.4, single-document); none where that cannot be done.
    public var joins: [String]

    public init(
        changesPages: Bool = false, makesCopies: Bool = false, opensEncrypted: Bool = false, joins: [String] = []
    ) {
        self.joins = joins
        self.changesPages = changesPages
        self.makesCopies = makesCopies
        self.opensEncrypted = opensEncrypted
    }
}

/// A delivery as a device takes it.
public struct PreparedDelivery: Sendable {
    public var delivery: Delivery
    /// The conversions in words; empty when there are none.
    public var plan: String
    /// What is known of its pages so far; whole once every document was read to its end.
    public var report: @Sendable () -> PrintReport
    /// What went wrong in a conversion, if something has.
    public var problem: @Sendable () -> ConversionProblem?
    /// Called once the delivery has ended, however: what still runs is stopped, what lies aside removed.
    public var end: @Sendable () async -> Void

    public init(
        delivery: Delivery, plan: String = "",
        report: @escaping @Sendable () -> PrintReport = { PrintReport() },
        problem: @escaping @Sendable () -> ConversionProblem? = { nil },
        end: @escaping @Sendable () async -> Void = {}
    ) {
        self.delivery = delivery
        self.plan = plan
        self.report = report
        self.problem = problem
        self.end = end
    }
}

/// Why a document cannot be made into what a device takes. Streams of documents throw it too.
public struct ConversionProblem: Error, Hashable, Sendable {
    /// A keyword of "job-state-reasons", such as `document-format-error` or `document-password-error`.
    public var reason: String
    /// A sentence for the person who printed: which page, which step, what is wrong.
    public var text: String
    /// The step that failed, where the fault may lie with its program and not with the document, so that a way without
    /// it is worth a try.
    public var step: String?

    public init(reason: String, text: String, step: String? = nil) {
        self.reason = reason
        self.text = text
        self.step = step
    }
}

/// For a house without converters: every document goes to its device as it came.
public struct NoPreparer: DocumentPreparer {
    public init() {}

    public func sources(for device: DeviceCapabilities) -> [String] { device.formats }

    public func abilities(for device: DeviceCapabilities) -> PageAbilities {
        PageAbilities(makesCopies: device.makesCopies)
    }

    public func prepare(
        _ delivery: Delivery, for device: DeviceCapabilities, avoiding: Set<String>
    ) async throws -> PreparedDelivery {
        PreparedDelivery(delivery: delivery)
    }
}
