/// What becomes of a job that its device failed at: what the queue's ``ErrorPolicy`` and ``DeliveryPromise`` come to.
public struct DeliveryRules: Hashable, Sendable {
    public var errorPolicy = ErrorPolicy.waitAndResume
    public var promise = DeliveryPromise.atLeastOnce
    /// How often in a row a job may break off at a device that answers, before the job is taken to be the reason.
    public var failuresMax = 3
    /// How often a job is printed again because nobody knows whether it was.
    public var reprintsMax = 3

    public init() {}

    /// - Parameters:
    ///   - queue: where the job was sent; `nil` when it is gone.
    ///   - member: the printer of a pool that had it. Its device failed, so its policy counts; of the promises the one
    ///     that prints nothing twice.
    public init(of queue: Printer?, by member: Printer? = nil) {
        let printers = [member, queue].compactMap { $0 }
        errorPolicy = printers.first?.errorPolicy ?? .waitAndResume
        promise = printers.contains { $0.deliveryPromise == .atMostOnce } ? .atMostOnce : .atLeastOnce
    }

    /// What is done with the job.
    public enum Answer: Hashable, Sendable {
        /// It stays first, and is not to blame.
        case wait(JobLifecycle.Event)
        /// It stays first, and has broken off so often now.
        case tryAgain(failures: Int)
        case setAside(because: String)
        case giveUp(because: String)
    }

    /// - Parameter failures: how often the job has broken off in a row before.
    public func answer(to trouble: DeviceTrouble, failures: Int) -> Answer {
        if trouble.kind.isFailureOfDevice {
            if errorPolicy == .holdJob { return .setAside(because: trouble.message) }
            if errorPolicy == .abortJob { return .giveUp(because: trouble.message) }
        }
        switch trouble.kind {
        case .failed where failures + 1 >= failuresMax:
            return .setAside(because: "It broke off \(failures + 1) times in a row: \(trouble.message)")
        case .failed: return .tryAgain(failures: failures + 1)
        case .busy, .needsHuman: return .wait(.tryAgain)
        // It may be away because of what the job did to it.
        case .away, .local, .misconfigured: return .wait(.handBack)
        }
    }

    /// Whether the queue is to be paused, because somebody wanted that.
    public func stopsPrinter(for trouble: DeviceTrouble) -> Bool {
        errorPolicy == .stopPrinter && (trouble.kind.isFailureOfDevice || trouble.kind == .misconfigured)
    }
}

extension DeviceTrouble.Kind {
    /// Whether an ``ErrorPolicy`` has a say. A device that works for others has not failed; a queue that is set up wrong,
    /// and a server without room, would cost every job of the queue one after another.
    public var isFailureOfDevice: Bool {
        switch self {
        case .away, .needsHuman, .failed: true
        case .busy, .misconfigured, .local: false
        }
    }
}
