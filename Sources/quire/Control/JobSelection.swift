import ArgumentParser
import IPP
import IPPClient

/// Which jobs are meant, by what they are.
struct JobSelectors: ParsableArguments {
    @Option(help: "Jobs of this printer.") var printer: String?
    @Option(help: "Jobs of this user; * and ? stand for any characters and one.") var user: String?
    @Option(help: "Jobs in this state: waiting, held, printing, stopped, printed, cancelled, failed.") var state:
        String?
    @Option(help: "Jobs whose title looks like this; * and ? stand for any characters and one.") var title: String?
    @Option(help: "Jobs made since then: 14:00, 2026-11-20, or 1h for the last hour.") var since: String?

    static let states = ["waiting", "retrying", "held", "printing", "stopped", "printed", "cancelled", "failed"]

    func validate() throws {
        if let state, !Self.states.contains(state) {
            let guess = Suggestion.nearest(to: state, in: Self.states).map { " Did you mean '\($0)'?" } ?? ""
            throw ValidationError("no state '\(state)'.\(guess) There are: \(Self.states.joined(separator: ", ")).")
        }
        if let since, moment(of: since, now: 0) == nil {
            throw ValidationError("'\(since)' is no time: expected 14:00, 2026-11-20, 2026-11-20T14:00 or 1h.")
        }
    }

    var isEmpty: Bool { printer == nil && user == nil && state == nil && title == nil && since == nil }

    /// Whether only jobs that are over can be meant.
    var wantsFinished: Bool { ["printed", "cancelled", "failed"].contains(state) }

    func includes(_ job: JobDescription, now: Int64) -> Bool {
        if let user, !job.owner.matches(pattern: user) { return false }
        if let state, job.state.text != state { return false }
        if let title, !job.title.matches(pattern: title) { return false }
        guard let since, let start = moment(of: since, now: now) else { return true }
        return job.createdAt.map { $0 >= start } ?? true
    }

    /// `14:00` is the last one here, not the next.
    private func moment(of text: String, now: Int64) -> Int64? {
        if let length = MomentText.duration(text[...]) { return now - length }
        guard let moment = MomentText.parse(text, now: now) else { return nil }
        return moment > now && text.contains(":") && !text.contains("-") ? moment - 86_400 : moment
    }
}

extension Control {
    /// The jobs that `selectors` choose, in the order they are printed.
    func jobs(_ selectors: JobSelectors, which: String, _ attributes: [String]) async throws -> [JobDescription] {
        let which = selectors.wantsFinished && which == "not-completed" ? "completed" : which
        return try await server.jobs(of: selectors.printer, which: which, attributes)
            .map(JobDescription.init).filter { selectors.includes($0, now: session.now()) }
    }

    /// The numbers of the jobs named, and of those the selectors choose.
    func jobNumbers(_ words: [String], _ selectors: JobSelectors? = nil) async throws -> [Int32] {
        var numbers: [Int32] = []
        for word in words { numbers += try await jobNumbers(word) }
        if let selectors, !selectors.isEmpty {
            let chosen = try await jobs(selectors, which: "not-completed", JobDescription.requested)
            if chosen.isEmpty, words.isEmpty {
                throw Failure(.notFound, code: "no-job-selected", "no job is like that.")
            }
            numbers += chosen.map(\.number)
        }
        guard !numbers.isEmpty else {
            throw Failure.usage("no job is named.", hint: "name one, such as 412, or choose some, such as --user anna.")
        }
        var seen: Set<Int32> = []
        return numbers.filter { seen.insert($0).inserted }
    }

    /// Reads `412`, `floor2-412`, `410-415`, `@last`, and `-` for what standard input lists.
    private func jobNumbers(_ word: String) async throws -> [Int32] {
        if word == "@last" { return [try await lastJob()] }
        if word == "-" {
            var numbers: [Int32] = []
            while let line = readLine() {
                for word in line.split(whereSeparator: \.isWhitespace) { numbers += try await jobNumbers(String(word)) }
            }
            return numbers
        }
        let ends = word.split(separator: "-").map { Int32($0) }
        if ends.count == 2, let first = ends[0], let last = ends[1] {
            guard first <= last, last - first < Self.rangeMax else {
                throw Failure.usage(
                    "'\(word)' is no range of jobs: the first is not after the last, and at most \(Self.rangeMax).")
            }
            return Array(first...last)
        }
        guard let number = JobName.number(in: word) else {
            throw Failure.usage("'\(word)' names no job: expected 412, floor2-412, 410-415, @last or -.")
        }
        return [number]
    }

    private static let rangeMax: Int32 = 10_000

    /// The newest job of whoever asks.
    private func lastJob() async throws -> Int32 {
        let jobs = try await server.jobs(which: "all", ["job-id"]) { $0.set("my-jobs", .boolean(true)) }
        guard let last = jobs.compactMap({ $0["job-id"]?.integerValue }).max() else {
            throw Failure(.notFound, code: "job-not-found", "\(server.user) has no jobs here.")
        }
        return last
    }
}
