internal import Children
internal import PrintModel

/// What a program's end means for the job (backend(7), "Exit codes").
struct ProgramEnding: Sendable {
    var scheme: String
    var state: ProgramState
    /// Whether it has read all there was.
    var hasReadAll: Bool
    var retryInterval: Duration

    func outcome(of end: ChildEnd) -> DeliveryOutcome {
        switch end {
        case .exited(0): .delivered
        case .exited(2): .needsCredentials(because: words(of: end, or: "\(scheme): it wants a name and a password"))
        case .exited(3): .refused(because: words(of: end, or: "\(scheme): the program asks for the job to be held"))
        // In CUPS this stops the queue. Here no queue stops itself: it is asked again, ever less often.
        case .exited(4): .tryAgain(trouble(.needsHuman, end))
        case .exited(5): .canceledThere(because: words(of: end, or: "\(scheme): it was canceled at the device"))
        case .exited(6): .tryAgain(trouble(.failed, end, after: retryInterval))
        case .exited(7): .tryAgain(trouble(.failed, end, after: .zero))
        default: .tryAgain(trouble(.failed, end))
        }
    }

    private func trouble(_ kind: DeviceTrouble.Kind, _ end: ChildEnd, after: Duration? = nil) -> DeviceTrouble {
        let message = words(of: end, or: "\(scheme): \(end.words)")
        guard let reported = state.trouble else {
            return DeviceTrouble(kind, reason: "other", message: message, after: after)
        }
        let known = kind == .failed ? reported.kind : kind
        return DeviceTrouble(known, reason: reported.reason, message: message, after: after)
    }

    /// What it said last, and how it ended where that says more than "1".
    private func words(of end: ChildEnd, or usual: String) -> String {
        let said = state.problem.isEmpty ? state.message : state.problem
        switch end {
        case .exited(1...7): return said.isEmpty ? usual : "\(scheme): \(said)"
        default:
            return said.isEmpty ? "\(scheme): the program \(end.words)" : "\(scheme): the program \(end.words): \(said)"
        }
    }
}
