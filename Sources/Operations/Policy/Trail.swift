import IPP
import PrintModel
import Synchronization

/// What became known of a request on its way, for whoever writes down what was done.
final class Trail: Sendable {
    struct Facts: Sendable {
        /// What let it in, or did not.
        var rule = ""
        /// Whether that was a rule that somebody wrote.
        var isByRule = false
        /// Whether whoever asks may ask for it at all; only then has the operation begun.
        var isLetIn = false
        /// As it was read, if it could be.
        var message: IPPMessage?
        var job: JobID?
        /// Whether that job is somebody else's.
        var isOthers = false
    }

    private let kept = Mutex(Facts())

    var facts: Facts { kept.withLock { $0 } }

    func read(_ message: IPPMessage) { kept.withLock { $0.message = message } }

    func letIn() { kept.withLock { $0.isLetIn = true } }

    func decided(_ decision: PolicyDecision) {
        kept.withLock { facts in
            facts.rule = decision.rule
            facts.isByRule = decision.isByRule
        }
    }

    func touched(_ job: JobID, isOthers: Bool) {
        kept.withLock { facts in
            facts.job = job
            facts.isOthers = facts.isOthers || isOthers
        }
    }
}
