import IPP
import IPPClient

/// What a command tells the shell. Commands with a classic name use only 0 and 1.
struct ExitStatus: Hashable, Sendable {
    let code: Int32

    static let done = ExitStatus(code: 0)
    static let failed = ExitStatus(code: 1)
    /// Some of several targets.
    static let partlyDone = ExitStatus(code: 2)
    static let notFound = ExitStatus(code: 3)
    /// Not allowed, or a login is needed.
    static let notAllowed = ExitStatus(code: 4)
    static let unreachable = ExitStatus(code: 5)
    static let timedOut = ExitStatus(code: 6)
    /// Not in the state the printer or job is in: paused, finished, not accepting.
    static let refusedInThisState = ExitStatus(code: 7)
    static let configurationInvalid = ExitStatus(code: 8)
    /// A quota or policy says no.
    static let refusedByPolicy = ExitStatus(code: 9)
    /// How a job ended that somebody waited for.
    static let jobCancelled = ExitStatus(code: 10)
    static let jobFailed = ExitStatus(code: 11)
    static let jobHeld = ExitStatus(code: 12)
    static let usage = ExitStatus(code: 64)
    static let interrupted = ExitStatus(code: 130)
}

extension ExitStatus {
    /// What a refusal of the server comes to.
    init(_ status: StatusCode) {
        switch status {
        case .notFound, .gone: self = .notFound
        case .forbidden, .notAuthenticated, .notAuthorized: self = .notAllowed
        case .notPossible, .notAcceptingJobs, .printerIsDeactivated: self = .refusedInThisState
        case .accountInfoNeeded, .accountClosed, .accountLimitReached, .accountAuthorizationFailed:
            self = .refusedByPolicy
        case .timeout: self = .timedOut
        default: self = .failed
        }
    }

    /// What the failure of a request comes to.
    init(_ error: IPPClientError) {
        switch error {
        case .unreachable, .tls, .closedEarly, .notIPP: self = .unreachable
        case .timedOut: self = .unreachable
        case .http(let status, _): self = status == 401 || status == 403 ? .notAllowed : .unreachable
        case .document: self = .failed
        case .cancelled: self = .interrupted
        }
    }
}
