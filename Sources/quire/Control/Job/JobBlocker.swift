import IPP

/// One reason why a job is not printed, as the server's scheduler sees it.
struct JobBlocker: Hashable, Sendable {
    let code: String
    let text: String
    /// In a few words, without times.
    var summary = ""
    /// Since when, and until when it is left as it is; seconds after 1970-01-01 00:00 UTC.
    var since: Int64?
    var nextTry: Int64?
    /// Commands that mend it, where the server says some.
    var fixes: [String] = []

    /// Of Quire's own: given only when asked for by name.
    static let attribute = "quire-job-blockers"
    /// The same of a printer: what keeps it from printing anything.
    static let printerAttribute = "quire-printer-blockers"

    /// What lies in the printer: another one may print the job.
    static let codesOfPrinter: Set<String> = [
        "printer-paused", "printer-unreachable", "printer-busy", "printer-needs", "printer-failed",
        "printer-misconfigured", "printer-shut-down", "printer-deactivated", "unsupported-format", "media-mismatch",
        "no-member",
    ]

    /// Whether it keeps the whole queue, so that the queue's line says it already.
    var isOfQueue: Bool {
        code.hasPrefix("printer-") || ["store-read-only", "spool-full", "server-trouble"].contains(code)
    }

    /// The first one is what to mend first. A server that is not Quire gives reasons, which come to the same.
    static func all(of job: JobDescription) -> [JobBlocker] {
        if let blockers = job.attributes[attribute] {
            return values(of: blockers)
        }
        guard !job.isFinished else { return [] }
        var blockers: [JobBlocker] = []
        for reason in job.reasons where reason != "job-printing" {
            let blocker = JobBlocker(reason: reason, of: job, isFirst: blockers.isEmpty)
            if !blockers.contains(where: { $0.code == blocker.code }) { blockers.append(blocker) }
        }
        if job.waits, let count = job.attributes["number-of-intervening-jobs"]?.integerValue, count > 0 {
            blockers.append(JobBlocker(code: "behind-jobs", text: "\(count) jobs are before it"))
        }
        return blockers
    }

    private init(code: String, text: String) { (self.code, self.text) = (code, text) }

    static func values(of attribute: Attribute) -> [JobBlocker] {
        attribute.values.compactMap(\.collectionValue).map(JobBlocker.init)
    }

    private init(_ members: AttributeCollection) {
        func text(_ name: String) -> String { (members[name]?.stringValue ?? "").harmless }
        func moment(_ name: String) -> Int64? {
            guard case .dateTime(let moment)? = members[name]?.values.first else { return nil }
            return moment.secondsSince1970
        }
        code = members["blocker-code"] == nil ? "unknown" : text("blocker-code")
        self.text = text("blocker-text")
        summary = members["blocker-summary"] == nil ? self.text : text("blocker-summary")
        (since, nextTry) = (moment("blocker-since"), moment("blocker-next-try"))
        fixes = (members["blocker-fix"]?.stringValues ?? []).map(\.harmless)
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
    }

    /// Commands that help: the server's own, or what is usual where it says none.
    func offers(for job: Int32) -> [String] {
        guard fixes.isEmpty else { return fixes }
        return switch code {
        case "behind-jobs": ["quirectl job promote \(job)"]
        case "held-user", "held-until", "held-new-jobs": ["quirectl job release \(job)"]
        case "held-auth": ["quirectl job authenticate \(job)"]
        case "needs-data": ["quirectl job cancel \(job)"]
        default: []
        }
    }

    /// `unreachable: 10.0.0.17:631 refuses connections since 14:02, next try in 12 s`, for the line of a queue.
    func line(now: Int64) -> String {
        let start = since.map { " since \(MomentText.short($0, now: now))" } ?? ""
        let next = nextTry.map { ", next try \(MomentText.relative(max($0, now), now: now))" } ?? ""
        return summary + start + next
    }

    func json(for job: Int32) -> JSON {
        var members = [JSON.Member("code", .string(code)), .init("text", .string(text))]
        if let since { members.append(.init("since", .string(MomentText.rfc3339(since)))) }
        if let nextTry { members.append(.init("next-try", .string(MomentText.rfc3339(nextTry)))) }
        return .object(members + [.init("offers", .strings(offers(for: job)))])
    }
}
