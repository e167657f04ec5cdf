import PrintModel
import Synchronization

/// What became known of a request on its way, for whoever writes down what was done.
final class Trail: Sendable {
    struct Facts: Sendable {
        /// The rule that let it in, or did not.
        var rule = ""
        var job: JobID?
        /// Whether that job is somebody else's.
        var isOthers = false
        /// Whether a document was given out.
        var wasRead = false
    }

    private let kept = Mutex(Facts())

    var facts: Facts { kept.withLock { $0 } }

    func decided(_ decision: PolicyDecision) { kept.withLock { $0.rule = decision.rule } }

    func touched(_ job: JobID, isOthers: Bool) {
        kept.withLock { facts in
            facts.job = job
            facts.isOthers = isOthers
        }
    }
}
