import ArgumentParser
import IPP

/// Which jobs are meant, by what they are.
struct JobSelectors: ParsableArguments {
    @Option(help: "Jobs of this printer.") var printer: String?
    @Option(help: "Jobs of this user; * and ? stand for any characters and one.") var user: String?
    @Option(help: "Jobs in this state: \(JobSelection.states.joined(separator: ", ")).") var state: String?
    @Option(help: "Jobs whose title looks like this; * and ? stand for any characters and one.") var title: String?
    @Option(help: "Jobs made since then: 14:00, 2026-11-20, or 1h for the last hour.") var since: String?

    func validate() throws {
        if let state, !JobSelection.states.contains(state) {
            let guess = Suggestion.nearest(to: state, in: JobSelection.states).map { " Did you mean '\($0)'?" } ?? ""
            throw ValidationError(
                "no state '\(state)'.\(guess) There are: \(JobSelection.states.joined(separator: ", ")).")
        }
        try JobSelection.check(since)
    }

    var selection: JobSelection {
        JobSelection(printer: printer, user: user, state: state, title: title, since: since)
    }
}

/// The other end of `--since`; apart, because for `job hold` the word means something else.
struct JobsMadeUntil: ParsableArguments {
    @Option(help: "Jobs made until then: 14:00, 2026-11-20, or 1h for an hour ago.") var until: String?

    func validate() throws { try JobSelection.check(until) }
}

/// Jobs by what they are, read from ``JobSelectors``.
struct JobSelection: Hashable, Sendable {
    var printer: String?
    var user: String?
    var state: String?
    var title: String?
    var since: String?
    var until: String?

    static let states = ["waiting", "retrying", "held", "printing", "stopped", "printed", "cancelled", "failed"]

    func until(_ text: String?) -> JobSelection {
        var selection = self
        selection.until = text
        return selection
    }

    static func check(_ text: String?) throws {
        guard let text, moment(of: text, now: 0) == nil else { return }
        throw ValidationError("'\(text)' is no time: expected 14:00, 2026-11-20, 2026-11-20T14:00 or 1h.")
    }

    var isEmpty: Bool { self == JobSelection() }

    /// Whether only jobs that are over can be meant.
    var wantsFinished: Bool { ["printed", "cancelled", "failed"].contains(state) }

    func includes(_ job: JobDescription, now: Int64) -> Bool {
        if let user, !job.owner.matches(pattern: user) { return false }
        if let state, job.state.text != state { return false }
        if let title, !job.title.matches(pattern: title) { return false }
        // One whose time is not known is not left out: it was asked for by everything else.
        guard let created = job.createdAt else { return true }
        if let since, let start = Self.moment(of: since, now: now), created < start { return false }
        if let until, let end = Self.moment(of: until, now: now), created > end { return false }
        return true
    }

    /// `14:00` is the last one here, not the next.
    static func moment(of text: String, now: Int64) -> Int64? {
        if let length = MomentText.duration(text[...]) { return now - length }
        guard let moment = MomentText.parse(text, now: now) else { return nil }
        return moment > now && text.contains(":") && !text.contains("-") ? moment - 86_400 : moment
    }
}
