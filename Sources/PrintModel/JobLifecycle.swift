/// The life of one job, as a value: events go in, a new state or a refusal comes out (RFC 8011 §5.3.7).
///
/// It sleeps on nothing and writes nothing. The store holds one per job, applies events inside the transaction that
/// records them, and so every path can be tested in a line.
///
///     held ─release/due→ pending ─claim→ processing ─delivered→ completed
///       ↑                   ↑                │  │
///       └──── hold          ├── try again ───┤  └─ cancelled, aborted; refused and set aside go back to held
///                           └ resume─ stopped ┘ suspended, or its proof is printed: the device is free meanwhile
///
/// A job that is `stopped` is in nobody's hand: what is to be stopped is `processing` until the worker has let go of it.
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
        /// It took longer than "job-cancel-after" allows.
        case timeout
    }

    public enum Event: Hashable, Sendable {
        /// No more documents will come (last-document, Close-Job).
        case close
        case hold(Hold)
        /// Stops printing it and holds it then; the device may be done before it hears of it.
        case setAside(Hold)
        /// Stops printing it so that others are printed, to go on when it is resumed.
        case suspend(Canceller)
        case resume
        case release
        /// Somebody has done at the printer what it waited for.
        case unlock
        /// Counts a try to give its password, before anybody looks whether it is the right one.
        case tryPassword
        /// The moment it was held until has come.
        case due
        case claim
        case delivered
        /// The device could not take it now, and said so: what it broke off before is forgotten.
        case tryAgain
        /// Given back as it was: it was stopped, or never got to the device.
        case handBack
        /// It broke off, and is tried again: counted (``Setbacks/failures``).
        case brokeOff
        /// Nobody knows whether it was printed; it is printed again: counted (``Setbacks/doubts``).
        case doubted
        /// Nobody knows whether it was printed; somebody has to look.
        case unconfirmed(because: String)
        /// Somebody has looked: it was printed.
        case confirm
        /// It is given up because its queue gives up what its device fails at.
        case givenUp(because: String)
        /// The run of the daemon that printed it has ended in the middle: counted (``Setbacks/interruptions``).
        case interrupted
        case refused(because: String, fault: JobFault = .device)
        /// Its device wants a name and a password.
        case needsCredentials(because: String)
        /// It was cancelled at its device, which will not print it any further.
        case canceledThere
        case cancel(Canceller)
        /// The system gives it up: documents lost, submission abandoned.
        case abort(because: String)
        /// Gives it up because its client sent nothing more.
        case abandon(because: String)
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
    /// What keeps it back besides ``hold``: it is pending when neither does.
    public private(set) var lock: JobLock
    /// Passwords tried since it was locked.
    public private(set) var passwordTries: Int
    /// Whether only its proof is printed next.
    public private(set) var wantsProof: Bool
    /// Whether more documents may come ("job-incoming"); such a job is not printed yet.
    public private(set) var isOpen: Bool
    /// Cancelled while being printed: the worker stops it, then it ends ("processing-to-stop-point").
    public private(set) var cancelRequested: Canceller?
    /// How often printing was begun.
    public private(set) var attempts: Int
    /// What went wrong with it since somebody last saw to it.
    public private(set) var setbacks: Setbacks

    /// Counts by which a job is known that had better not be begun again; a release and a restart forget them.
    public struct Setbacks: Hashable, Sendable {
        /// How often in a row it broke off at its device although that had answered.
        public var failures = 0
        /// How often nobody could say whether it was printed.
        public var doubts = 0
        /// How often the daemon ended while it printed it.
        public var interruptions = 0

        public init(failures: Int = 0, doubts: Int = 0, interruptions: Int = 0) {
            self.failures = failures
            self.doubts = doubts
            self.interruptions = interruptions
        }
    }

    /// A job as it begins.
    public init(hold: Hold = .none, lock: JobLock = .none, wantsProof: Bool = false, isOpen: Bool = false) {
        self.init(
            state: hold == .none && lock == .none ? .pending : .held, hold: hold, lock: lock, wantsProof: wantsProof,
            isOpen: isOpen, cancelRequested: nil, attempts: 0)
    }

    /// A job as it was stored.
    public init(
        state: State, hold: Hold, lock: JobLock = .none, passwordTries: Int = 0, wantsProof: Bool = false, isOpen: Bool,
        cancelRequested: Canceller?, attempts: Int, setbacks: Setbacks = Setbacks()
    ) {
        self.state = state
        self.hold = hold
        self.lock = lock
        self.passwordTries = passwordTries
        self.wantsProof = wantsProof
        self.isOpen = isOpen
        self.cancelRequested = cancelRequested
        self.attempts = attempts
        self.setbacks = setbacks
    }

    /// Whether the worker that prints it is to stop: it was cancelled or set aside.
    public var isToStop: Bool {
        state == .processing && (cancelRequested != nil || hold != .none)
    }

    /// Whether nothing can happen to this job any more, but for a restart.
    public var isFinished: Bool { state == .canceled || state == .aborted || state == .completed }

    public mutating func apply(_ event: Event) throws(Refusal) {
        switch event {
        case .close: try close()
        case .hold(let hold): try putOnHold(hold)
        case .setAside(let hold): try setAside(hold)
        case .suspend(let who): try suspend(by: who)
        case .resume: try resume()
        case .release, .due: try release()
        case .unlock: try unlock()
        case .tryPassword: try tryPassword()
        case .claim: try claim()
        case .delivered: try settle(as: .completed)
        case .tryAgain:
            try settle(as: .pending)
            (setbacks.failures, setbacks.interruptions) = (0, 0)
        case .handBack: try settle(as: .pending)
        case .brokeOff:
            try settle(as: .pending)
            setbacks.failures += 1
        case .doubted:
            try settle(as: .pending)
            setbacks.doubts += 1
        case .unconfirmed(let reason):
            try settle(on: .unconfirmed(reason))
            setbacks.doubts += 1
        case .confirm: try confirm()
        case .givenUp(let reason): try giveUp(because: reason)
        case .interrupted:
            guard state == .processing else { throw refusal("is \(state), not being printed") }
            setbacks.interruptions += 1
        case .refused(let reason, let fault): try settle(on: .failed(reason, fault))
        case .needsCredentials(let reason): try settle(on: .authentication(reason))
        case .canceledThere: try cancelThere()
        case .cancel(let who): try cancel(by: who)
        case .abort(let reason): try abort(.failed(reason))
        case .abandon: try abort(.interrupted)
        case .restart(let hold): try restart(hold)
        }
    }

    private mutating func close() throws(Refusal) {
        guard !isFinished else { throw refusal("is already \(state)") }
        isOpen = false
    }

    private mutating func putOnHold(_ hold: Hold) throws(Refusal) {
        guard state == .pending || state == .held else { throw refusal("is already \(state)") }
        if hold == .none, self.hold != .none { setbacks = Setbacks() }
        self.hold = hold
        state = waiting
    }

    /// The state of a job that is in nobody's hand and not over.
    private var waiting: State { hold == .none && lock == .none ? .pending : .held }

    private mutating func setAside(_ hold: Hold) throws(Refusal) {
        guard state == .processing, cancelRequested == nil, !self.hold.isSuspension else { throw refusal(occupation) }
        self.hold = hold
    }

    private mutating func suspend(by who: Canceller) throws(Refusal) {
        guard state == .processing, cancelRequested == nil, !hold.isSuspension else { throw refusal(occupation) }
        hold = .suspended(by: who)
    }

    private mutating func resume() throws(Refusal) {
        guard hold.isSuspension else { throw refusal("is \(state), not suspended") }
        hold = .none
        if state == .stopped { state = .pending }
    }

    /// What keeps it from being set aside or suspended.
    private var occupation: String {
        if state == .processing, cancelRequested != nil { return "is being cancelled" }
        return hold.isSuspension ? "is suspended already" : "is \(state), not being printed"
    }

    /// A job that is suspended stays so: that takes a resume.
    private mutating func release() throws(Refusal) {
        guard !isFinished else { throw refusal("is already \(state)") }
        guard !hold.isSuspension else { return }
        if hold != .none { setbacks = Setbacks() }
        hold = .none
        if state == .held { state = waiting }
    }

    private mutating func unlock() throws(Refusal) {
        guard !isFinished else { throw refusal("is already \(state)") }
        lock = .none
        passwordTries = 0
        if state == .held { state = waiting }
    }

    private mutating func tryPassword() throws(Refusal) {
        guard lock == .password, !isFinished else { throw refusal("waits for no password") }
        if passwordTries < Int(Int32.max) { passwordTries += 1 }
    }

    private mutating func claim() throws(Refusal) {
        guard state == .pending, !isOpen else { throw refusal(isOpen ? "still receives documents" : "is \(state)") }
        state = .processing
        attempts += 1
    }

    private mutating func settle(as next: State) throws(Refusal) {
        guard state == .processing else { throw refusal("is \(state), not being printed") }
        guard cancelRequested == nil else {
            state = .canceled
            return
        }
        if next == .completed, wantsProof {
            wantsProof = false
            hold = .approval
            state = .stopped
            return
        }
        if next == .completed { hold = .none }
        switch (next, hold) {
        case (.pending, .none): state = .pending
        case (.pending, let hold): state = hold.isSuspension ? .stopped : .held
        default: state = next
        }
    }

    private mutating func settle(on newHold: Hold) throws(Refusal) {
        try settle(as: .held)
        if state == .held { hold = newHold }
    }

    /// What the queue gives up is given up only where nobody wanted anything else of it.
    private mutating func giveUp(because reason: String) throws(Refusal) {
        try settle(as: .pending)
        if state == .pending { try abort(.failed(reason)) }
    }

    private mutating func confirm() throws(Refusal) {
        guard setbacks.doubts > 0, state == .pending || state == .held else {
            throw refusal(isFinished ? "is already \(state)" : "is \(state); nobody doubts that it was not printed")
        }
        hold = .none
        lock = .none
        state = .completed
    }

    private mutating func cancelThere() throws(Refusal) {
        try settle(as: .canceled)
        cancelRequested = cancelRequested ?? .device
        state = .canceled
    }

    private mutating func cancel(by who: Canceller) throws(Refusal) {
        switch state {
        case .pending, .held, .stopped:
            cancelRequested = who
            isOpen = false
            state = .canceled
        case .processing:
            guard cancelRequested == nil else { throw refusal("is already being cancelled") }
            cancelRequested = who
        case .canceled, .aborted, .completed:
            throw refusal("is already \(state)")
        }
    }

    private mutating func abort(_ why: Hold) throws(Refusal) {
        guard !isFinished else { throw refusal("is already \(state)") }
        hold = why
        isOpen = false
        state = .aborted
    }

    private mutating func restart(_ hold: Hold) throws(Refusal) {
        guard isFinished else { throw refusal("is \(state), not finished") }
        self.hold = hold
        cancelRequested = nil
        attempts = 0
        setbacks = Setbacks()
        state = waiting
    }

    /// What a job that begins again has to go through again; called right after its restart.
    mutating func begin(lock: JobLock, wantsProof: Bool) {
        self.lock = lock
        self.wantsProof = wantsProof
        passwordTries = 0
        state = waiting
    }

    private func refusal(_ reason: String) -> Refusal { Refusal(state: state, reason: reason) }
}
