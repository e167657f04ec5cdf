/// Finds who began it when several stages of a pipeline have failed.
///
/// A stage that dies takes others with it: the one before it by SIGPIPE, the one after it because its input is cut off,
/// all of them because they are killed then. When two ended at almost the same time, the order in which the kernel
/// told it proves little, so a death by signal or limit counts more than a status.
enum FirstFailure {
    struct Outcome {
        var end: ChildEnd
        var endedAt: ContinuousClock.Instant
        /// When it was killed because another had failed, or because of a cancellation.
        var killedAt: ContinuousClock.Instant?
    }

    /// Ends nearer to one another than this are at the same time.
    static let sameTime: Duration = .milliseconds(50)

    static func find(in outcomes: [Outcome]) -> Int? {
        let culprits = outcomes.indices.filter { isCulprit($0, outcomes) }
        guard let first = culprits.min(by: { outcomes[$0].endedAt < outcomes[$1].endedAt }) else { return nil }
        let window = outcomes[first].endedAt + sameTime
        let violent = culprits.filter { outcomes[$0].endedAt <= window && isViolent(outcomes[$0].end) }
        return violent.min { outcomes[$0].endedAt < outcomes[$1].endedAt } ?? first
    }

    /// Whether it ended as one does whose reader has gone away: status 141 is how our helpers say it.
    static func isBrokenPipe(_ end: ChildEnd) -> Bool { end == .signaled(13) || end == .exited(141) }

    private static func isCulprit(_ index: Int, _ outcomes: [Outcome]) -> Bool {
        let outcome = outcomes[index]
        if outcome.end.isGood { return false }
        // The reader says what became of it. The last one's reader is not among us.
        if isBrokenPipe(outcome.end), index + 1 < outcomes.count { return false }
        if let killedAt = outcome.killedAt, outcome.endedAt >= killedAt {
            if case .exceeded = outcome.end { return true }
            return false
        }
        return true
    }

    private static func isViolent(_ end: ChildEnd) -> Bool {
        switch end {
        case .signaled, .exceeded: true
        case .exited, .lost: false
        }
    }
}
