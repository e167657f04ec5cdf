/// The life of one job, as a value: events go in, a new state or a refusal comes out (RFC 8011 §5.3.7).
///
/// It sleeps on nothing and writes nothing. The store holds one per job, applies events inside the transaction that
/// records them, and so every path can be tested in a line.
///
///     held ─release/due→ pending ─claim→ processing ─delivered→ completed
///       ↑                   ↑                │  │
///       └──── hold          └── try again ───┘  └─ cancelled, aborted; refused and set aside go back to held
public struct JobLifecycle: Hashable, Sendable {
    /// Raw values are those of "job-state".
    public enum State: Int32, Hashable, Sendable, CaseIterable {
        case pending = 3
        case held = 4
        case processing = 5
        case stopped = 6
        case canceled = 7
        case aborted = 8
        case completed = 9
    }

    /// Who ended it, for "job-state-reasons".
    public enum Canceller: String, Hashable, Sendable {
        case user
        case operator_ = "operator"
        case device
    }

    public enum Event: Hashable, Sendable {
        /// No more documents will come (last-document, Close-Job).
        case close
        case hold(Hold)
        /// Stops printing it and holds it then; the device may be done before it hears of it.
        case setAside(Hold)
        case release
        /// The moment it was held until has come.
        case due
        case claim
        case delivered
        case tryAgain
        case refused(because: String)
        case cancel(Canceller)
        /// The system gives it up: documents lost, submission abandoned.
        case abort(because: String)
        /// Print it again from what is kept (RFC 8011 §4.3.7 Restart-Job).
        case restart(Hold)
    }

    /// An event that this state does not allow: "client-error-not-possible".
    public struct Refusal: Error, Hashable, Sendable {
        public var state: State
        public var reason: String

        public init(state: State, reason: String) {
            self.state = state
            self.reason = reason
        }
    }

    public private(set) var state: State
    public private(set) var hold: Hold
    /// Whether more documents may come ("job-incoming"); such a job is not printed yet.
    public private(set) var isOpen: Bool
    /// Cancelled while being printed: the worker stops it, then it ends ("processing-to-stop-point").
    public private(set) var cancelRequested: Canceller?
    /// How often printing was begun.
    public private(set) var attempts: Int

    /// A job as it begins.
    public init(hold: Hold = .none, isOpen: Bool = false) {
        self.init(
            state: hold == .none ? .pending : .held, hold: hold, isOpen: isOpen, cancelRequested: nil, attempts: 0)
    }

    /// A job as it was stored.
    public init(state: State, hold: Hold, isOpen: Bool, cancelRequested: Canceller?, attempts: Int) {
        self.state = state
        self.hold = hold
        self.isOpen = isOpen
        self.cancelRequested = cancelRequested
        self.attempts = attempts
    }

    /// Whether the worker that prints it is to stop: it was cancelled or set aside.
    public var isToStop: Bool {
        (state == .processing || state == .stopped) && (cancelRequested != nil || hold != .none)
    }

    /// Whether nothing can happen to this job any more, but for a restart.
    public var isFinished: Bool { state == .canceled || state == .aborted || state == .completed }

    public mutating func apply(_ event: Event) throws(Refusal) {
        switch event {
        case .close: try close()
        case .hold(let hold): try putOnHold(hold)
        case .setAside(let hold): try setAside(hold)
        case .release, .due: try release()
        case .claim: try claim()
        case .delivered: try settle(as: .completed)
        case .tryAgain: try settle(as: .pending)
        case .refused(let reason): try refuse(reason)
        case .cancel(let who): try cancel(by: who)
        case .abort(let reason): try abort(reason)
        case .restart(let hold): try restart(hold)
        }
    }

    private mutating func close() throws(Refusal) {
        guard !isFinished else { throw refusal("is already \(state)") }
        isOpen = false
    }

    private mutating func putOnHold(_ hold: Hold) throws(Refusal) {
        guard state == .pending || state == .held else { throw refusal("is already \(state)") }
        self.hold = hold
        state = hold == .none ? .pending : .held
    }

    private mutating func setAside(_ hold: Hold) throws(Refusal) {
        guard state == .processing || state == .stopped, cancelRequested == nil else {
            throw refusal("is \(cancelRequested == nil ? "\(state)" : "being cancelled")")
        }
        self.hold = hold
    }

    private mutating func release() throws(Refusal) {
        guard !isFinished else { throw refusal("is already \(state)") }
        hold = .none
        if state == .held { state = .pending }
    }

    private mutating func claim() throws(Refusal) {
        guard state == .pending, !isOpen else { throw refusal(isOpen ? "still receives documents" : "is \(state)") }
        state = .processing
        attempts += 1
    }

    private mutating func settle(as next: State) throws(Refusal) {
        guard state == .processing || state == .stopped else { throw refusal("is \(state), not being printed") }
        guard cancelRequested == nil else {
            state = .canceled
            return
        }
        if next == .completed { hold = .none }
        state = next == .pending && hold != .none ? .held : next
    }

    private mutating func refuse(_ reason: String) throws(Refusal) {
        try settle(as: .held)
        if state == .held { hold = .failed(reason) }
    }

    private mutating func cancel(by who: Canceller) throws(Refusal) {
        switch state {
        case .pending, .held:
            cancelRequested = who
            isOpen = false
            state = .canceled
        case .processing, .stopped:
            guard cancelRequested == nil else { throw refusal("is already being cancelled") }
            cancelRequested = who
        case .canceled, .aborted, .completed:
            throw refusal("is already \(state)")
        }
    }

    private mutating func abort(_ reason: String) throws(Refusal) {
        guard !isFinished else { throw refusal("is already \(state)") }
        hold = .failed(reason)
        isOpen = false
        state = .aborted
    }

    private mutating func restart(_ hold: Hold) throws(Refusal) {
        guard isFinished else { throw refusal("is \(state), not finished") }
        self.hold = hold
        cancelRequested = nil
        attempts = 0
        state = hold == .none ? .pending : .held
    }

    private func refusal(_ reason: String) -> Refusal { Refusal(state: state, reason: reason) }
}
