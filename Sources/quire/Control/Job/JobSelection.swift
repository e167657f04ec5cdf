import IPP
import IPPClient

/// A job that a command is about.
struct JobTarget: Hashable, Sendable {
    let number: Int32
    /// What is known of it, where the server had to be asked anyway.
    var job: JobDescription?

    static func == (left: JobTarget, right: JobTarget) -> Bool { left.number == right.number }
    func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension Control {
    /// What the help of a verb says of the jobs it takes.
    static var jobsHelp: String { "Jobs: 412, floor2-412, 410-415, @last, - for those listed on standard input." }

    /// The jobs that `selection` chooses, in the order they are printed.
    func jobs(_ selection: JobSelection, which: String, _ attributes: [String]) async throws -> [JobDescription] {
        let which = selection.wantsFinished && which == "not-completed" ? "completed" : which
        return try await server.jobs(of: selection.printer, which: which, attributes)
            .map(JobDescription.init).filter { selection.includes($0, now: session.now()) }
    }

    /// The jobs that are named; of them, those that are like `selection` if it says anything; without names, all that
    /// are like it.
    ///
    /// - Parameters:
    ///   - which: among whom to look for jobs that nobody names: `not-completed`, `completed`, `all`.
    ///   - isMeant: leaves out those the verb is not for, when nobody names them.
    func jobTargets(
        _ words: [String], _ selection: JobSelection = JobSelection(), which: String = "not-completed",
        where isMeant: (JobDescription) -> Bool = { _ in true }
    ) async throws -> [JobTarget] {
        let numbers = try await jobNumbers(words)
        guard !selection.isEmpty else {
            if numbers.isEmpty, !words.isEmpty {
                throw Failure(.notFound, code: "no-job-selected", "no job is listed.")
            }
            if numbers.isEmpty {
                throw Failure.usage(
                    "no job is named.", hint: "name one, such as 412, or choose some, such as --user anna.")
            }
            return numbers.map { JobTarget(number: $0) }
        }
        let all = try await jobs(selection, which: numbers.isEmpty ? which : "all", JobDescription.forChoosing)
        let named = Set(numbers)
        let chosen = all.filter { numbers.isEmpty ? isMeant($0) : named.contains($0.number) }
        guard !chosen.isEmpty else { throw Failure(.notFound, code: "no-job-selected", "no job is like that.") }
        return chosen.map { JobTarget(number: $0.number, job: $0) }
    }

    /// The one job that a word names.
    func jobNumber(_ word: String) async throws -> Int32 {
        let numbers = try await jobNumbers([word])
        guard let number = numbers.first, numbers.count == 1 else {
            throw Failure.usage("'\(word)' names \(numbers.count) jobs; one is wanted here.")
        }
        return number
    }

    /// The numbers of the jobs named, each once.
    func jobNumbers(_ words: [String]) async throws -> [Int32] {
        var numbers: [Int32] = []
        for word in words { numbers += try await jobNumbers(named: word) }
        var seen: Set<Int32> = []
        return numbers.filter { seen.insert($0).inserted }
    }

    /// Reads `412`, `floor2-412`, `410-415`, `@last`, and `-` for what standard input lists.
    private func jobNumbers(named word: String) async throws -> [Int32] {
        if word == "@last" { return [try await lastJob()] }
        if word == "-" {
            var numbers: [Int32] = []
            for line in session.linesOfStandardInput() {
                for word in line.split(whereSeparator: \.isWhitespace) where word != "-" {
                    numbers += try await jobNumbers(named: String(word))
                }
            }
            return numbers
        }
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) }
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

    private static let rangeMax: Int32 = 100_000

    /// The newest job of whoever asks.
    private func lastJob() async throws -> Int32 {
        let jobs = try await server.jobs(which: "all", ["job-id"]) { $0.set("my-jobs", .boolean(true)) }
        guard let last = jobs.compactMap({ $0["job-id"]?.integerValue }).max() else {
            throw Failure(.notFound, code: "job-not-found", "\(server.user) has no jobs here.")
        }
        return last
    }
}
