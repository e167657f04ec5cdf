internal import IPP
internal import PrintModel

/// A job as its printer calls it.
struct RemoteJob: Hashable, Sendable {
    /// "job-id" there.
    var id: Int32
    /// "job-uri" there; for people.
    var uri: String
    /// A printer that takes one document a job is given as many jobs as there are documents.
    var part = 1
    var parts = 1
}

/// What is remembered of a job before its printer gets any of it (``Delivery/remember``).
///
///     ipp://printer/jobs/17 17          a job that was made with Create-Job, or that Print-Job has made
///     ipp://printer/jobs/17 17 2/3      the same for the second of three documents, each a job of its own
///     taken-back ipp://printer/… 17     it is cancelled there by us, to be printed again
///     print-job 1a2b3c4d-42.1           Print-Job was begun; the job has this in its name
enum Remembered: Hashable, Sendable {
    case job(RemoteJob, isTakenBack: Bool)
    case named(String)

    init?(_ text: String) {
        var words = text.split(separator: " ")
        if words.count == 2, words[0] == "print-job" {
            self = .named(String(words[1]))
            return
        }
        let isTakenBack = words.first == "taken-back"
        if isTakenBack { words.removeFirst() }
        guard words.count >= 2, let id = Int32(words[1]), id > 0 else { return nil }
        var job = RemoteJob(id: id, uri: String(words[0]))
        let parts = words.dropFirst(2).first?.split(separator: "/").compactMap { Int($0) } ?? []
        if parts.count == 2, parts[0] >= 1, parts[0] <= parts[1] { (job.part, job.parts) = (parts[0], parts[1]) }
        self = .job(job, isTakenBack: isTakenBack)
    }

    var text: String {
        switch self {
        case .named(let tag): "print-job \(tag)"
        case .job(let job, let isTakenBack):
            (isTakenBack ? "taken-back " : "") + "\(job.uri) \(job.id)"
                + (job.parts > 1 ? " \(job.part)/\(job.parts)" : "")
        }
    }
}

/// A job as its printer sees it (Get-Job-Attributes).
struct JobSight: Hashable, Sendable {
    /// "job-state": 3 pending to 9 completed; 0 where it does not say.
    var state: Int32
    var reasons: [String]
    var message: String
    var impressions: Int?
    var sheets: Int?

    static let requested = [
        "job-id", "job-state", "job-state-reasons", "job-state-message", "job-impressions-completed",
        "job-media-sheets-completed", "job-printer-state-message",
    ]

    init(_ job: AttributeGroup) {
        let said = Said(job)
        state = said.number("job-state") ?? 0
        reasons = said.words("job-state-reasons").filter { $0 != "none" }
        message = said.word("job-state-message") ?? ""
        impressions = said.number("job-impressions-completed").flatMap { $0 >= 0 ? Int($0) : nil }
        sheets = said.number("job-media-sheets-completed").flatMap { $0 >= 0 ? Int($0) : nil }
    }

    var isCompleted: Bool { state == 9 }
    var isCanceled: Bool { state == 7 }
    var isAborted: Bool { state == 8 }
    var isOver: Bool { 7...9 ~= state }
    var isStopped: Bool { state == 6 }

    /// Whether the printer waits for more of its documents (RFC 8011 §5.3.8).
    var isIncomplete: Bool {
        !isOver
            && reasons.contains { ["job-incoming", "job-data-insufficient", "submission-interrupted"].contains($0) }
    }

    /// Whether somebody did not want it, and not the printer by itself.
    var isCanceledBySomebody: Bool {
        reasons.contains {
            ["job-canceled-by-user", "job-canceled-by-operator", "job-canceled-at-device"].contains($0)
        }
    }

    /// Whether the printer ended it because it did not get all of it.
    var isGivenUp: Bool {
        reasons.contains { ["submission-interrupted", "aborted-by-system", "job-interrupted"].contains($0) }
    }

    /// Whether the fault lies in what it was sent.
    var isFaulty: Bool {
        reasons.contains { reason in
            reason.hasPrefix("document-") || reason.hasPrefix("unsupported-") || reason.hasPrefix("compression-")
                || reason.hasPrefix("conflicting-")
        }
    }

    /// What the printer says of it, for a sentence.
    var words: String {
        let reasons = reasons.joined(separator: ", ")
        if message.isEmpty { return reasons.isEmpty ? "it does not say why" : reasons }
        return reasons.isEmpty ? message : "\(message) (\(reasons))"
    }
}
