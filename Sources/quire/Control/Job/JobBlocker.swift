import IPP

/// One reason why a job is not printed, as the server's scheduler sees it.
struct JobBlocker: Hashable, Sendable {
    let code: String
    let text: String
    /// The command that mends it, where the server says one.
    let fix: String?

    /// Of Quire's own: given only when asked for by name.
    static let attribute = "quire-job-blockers"

    /// What lies in the printer: another one may print the job.
    static let codesOfPrinter: Set<String> = [
        "printer-paused", "printer-unreachable", "printer-busy", "printer-needs", "printer-failed",
        "printer-misconfigured", "unsupported-format", "media-mismatch", "pool-no-member", "no-member",
    ]

    /// The first one is what to mend first. A server that is not Quire gives reasons, which come to the same.
    static func all(of job: JobDescription) -> [JobBlocker] {
        if let blockers = job.attributes[attribute] {
            return blockers.values.compactMap(\.collectionValue).map { members in
                JobBlocker(
                    code: (members["blocker-code"]?.stringValue ?? "unknown").harmless,
                    text: (members["blocker-text"]?.stringValue ?? "").harmless,
                    fix: members["blocker-fix"]?.stringValue?.harmless)
            }
        }
        guard !job.isFinished else { return [] }
        var blockers: [JobBlocker] = []
        for reason in job.reasons where reason != "job-printing" {
            let blocker = JobBlocker(reason: reason, of: job, isFirst: blockers.isEmpty)
            if !blockers.contains(where: { $0.code == blocker.code }) { blockers.append(blocker) }
        }
        if job.waits, let count = job.attributes["number-of-intervening-jobs"]?.integerValue, count > 0 {
            blockers.append(JobBlocker(code: "behind-jobs", text: "\(count) jobs are before it", fix: nil))
        }
        return blockers
    }

    private init(code: String, text: String, fix: String?) {
        self.code = code
        self.text = text
        self.fix = fix
    }

    /// "job-state-reasons" (RFC 8011 §5.3.8) under the codes of this list.
    private init(reason: String, of job: JobDescription, isFirst: Bool) {
        let isTimed =
            job.attributes["job-hold-until-time"] != nil
            || !["indefinite", nil].contains(job.attributes["job-hold-until"]?.stringValue)
        code =
            switch reason {
            case "job-hold-until-specified": isTimed ? "held-until" : "held-user"
            case "job-held-on-create", "job-held-for-review": "held-new-jobs"
            case "job-password-wait": "held-pin"
            case "cups-held-for-authentication", "account-authorization-failed": "held-auth"
            case "job-incoming", "job-data-insufficient": "needs-data"
            case "printer-stopped", "printer-stopped-partly": "printer-paused"
            case "job-transforming", "job-queued-for-marker", "job-interpreting": "converting"
            case "resources-are-not-ready", "resources-are-not-supported": "printer-needs"
            default: reason.harmless
            }
        let message =
            job.message.isEmpty ? job.attributes["job-printer-state-message"]?.stringValue ?? "" : job.message
        text = isFirst ? message.harmless : ""
        fix = nil
    }

    /// Commands that help, the server's own first.
    func offers(for job: Int32) -> [String] {
        let usual: [String] =
            switch code {
            case "behind-jobs": ["quirectl job promote \(job)"]
            case "held-user", "held-until", "held-new-jobs": ["quirectl job release \(job)"]
            case "needs-data": ["quirectl job cancel \(job)"]
            case "failed", "convert-failed": ["quirectl job release \(job)", "quirectl job download \(job)"]
            case "printed-unconfirmed": ["quirectl job done \(job)", "quirectl job release \(job)"]
            default: []
            }
        return (fix.map { [$0] } ?? []) + usual.filter { $0 != fix }
    }

    func json(for job: Int32) -> JSON {
        .object([
            .init("code", .string(code)), .init("text", .string(text)), .init("offers", .strings(offers(for: job))),
        ])
    }
}
