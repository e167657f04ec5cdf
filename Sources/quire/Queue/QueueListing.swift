import IPP
import IPPClient

/// The lines of `lpq`, as CUPS 2.4 writes them in the C locale.
///
///     Rank    Owner   Job     File(s)                         Total Size
///     1st     root    62      five.pdf                        8192 bytes
struct QueueListing: Sendable {
    let server: PrintServer
    let session: Session
    let isLong: Bool
    /// The line of the queue, before its jobs.
    var state: String?
    /// What keeps the whole queue: said in its line, and not again in those of its jobs.
    var queue: JobBlocker?

    private static let attributes = [
        "copies", "job-id", "job-k-octets", "job-name", "job-originating-user-name", "job-printer-uri",
        "job-priority", "job-state", JobBlocker.attribute,
    ]

    /// Writes the jobs of a printer, or of all; gives back how many there were.
    func show(_ printer: String?, _ filter: JobFilter) async throws -> Int {
        let jobs = try await jobs(of: printer, filter)
        if let state { session.output.print(state + whole(jobs)) }
        if jobs.isEmpty {
            session.output.print("no entries")
            return 0
        }
        if !isLong { session.output.print("Rank    Owner   Job     File(s)                         Total Size") }
        var rank = 0
        for job in jobs {
            let isActive = job["job-state"]?.integerValue == JobState.processing.rawValue
            if !isActive { rank += 1 }
            let place = isActive ? "active" : Self.ordinal(rank)
            let reason = reason(of: job)
            if isLong {
                for line in Self.longLines(job, place) { session.output.print(line) }
                if let reason { session.output.print("        \(reason)") }
            } else {
                session.output.print(Self.line(job, place) + (reason.map { "  \($0)" } ?? ""))
            }
        }
        return jobs.count
    }

    /// What stands behind the state of a queue that prints nothing: `: unreachable: …, next try in 12 s (3 jobs wait)`.
    private func whole(_ jobs: [AttributeGroup]) -> String {
        guard let queue else { return "" }
        let count = jobs.filter { $0["job-state"]?.integerValue == JobState.pending.rawValue }.count
        let waiting = count == 0 ? "" : count == 1 ? " (1 job waits)" : " (\(count) jobs wait)"
        return ": " + queue.line(now: session.now()) + waiting
    }

    /// Why this one waits, in the words of `quirectl job explain`; `nil` where its place in the queue says enough.
    private func reason(of job: AttributeGroup) -> String? {
        guard let blocker = job[JobBlocker.attribute].flatMap({ JobBlocker.values(of: $0).first }) else { return nil }
        if blocker.code == "behind-jobs" || blocker.code == "printing" { return nil }
        if queue != nil, blocker.isOfQueue || blocker.code == queue?.code { return nil }
        return blocker.text
    }

    /// One line a printer, as LPRng's `lpq -s`.
    func summarize(_ printer: String?, _ filter: JobFilter) async throws -> Int {
        var counts: [String: Int] = printer.map { [$0: 0] } ?? [:]
        if printer == nil {
            for group in try await server.printers(["printer-name"]) {
                counts[group["printer-name"]?.stringValue ?? "", default: 0] = 0
            }
        }
        let jobs = try await jobs(of: printer, filter)
        for job in jobs { counts[job["job-printer-uri"]?.stringValue?.lastPathSegment ?? "", default: 0] += 1 }
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
            let why = queue.map { ": \($0.line(now: session.now()))" } ?? ""
            session.output.print("\(name) \(count) \(count == 1 ? "job" : "jobs")\(why)")
        }
        return jobs.count
    }

    /// For programs that no longer want to cut lines by column.
    func showJSON(_ printer: String?, _ filter: JobFilter) async throws {
        let jobs = try await jobs(of: printer, filter, JobDescription.requested)
        session.output.print(Control.document("JobList", jobs.map { JobDescription(attributes: $0).json }).text)
    }

    /// Jobs asked for by number are looked up one by one: they may have been printed already.
    private func jobs(
        of printer: String?, _ filter: JobFilter, _ attributes: [String] = attributes
    ) async throws -> [AttributeGroup] {
        guard filter.users.isEmpty, !filter.numbers.isEmpty else {
            return try await server.jobs(of: printer, attributes).filter(filter.includes)
        }
        var jobs: [AttributeGroup] = []
        for number in filter.numbers { jobs.append(try await server.job(number, attributes)) }
        return jobs
    }

    private static func line(_ job: AttributeGroup, _ place: String) -> String {
        let owner = String(user(of: job).prefix(7)).padding(7)
        let number = String(job["job-id"]?.integerValue ?? 0).padding(7)
        let name = String(name(of: job).prefix(31)).padding(31)
        return "\(place.padding(7)) \(owner) \(number) \(name) \(size(of: job)) bytes"
    }

    private static func longLines(_ job: AttributeGroup, _ place: String) -> [String] {
        let copies = job["copies"]?.integerValue ?? 1
        let name = copies > 1 ? "\(copies) copies of \(name(of: job))" : name(of: job)
        return [
            "\n",
            "\(user(of: job)): \(String(place.prefix(33)).padding(33)) [job \(job["job-id"]?.integerValue ?? 0) localhost]",
            "        \(String(name.prefix(39)).padding(39)) \(size(of: job)) bytes",
        ]
    }

    private static func user(of job: AttributeGroup) -> String {
        (job["job-originating-user-name"]?.stringValue ?? "unknown").harmless
    }

    private static func name(of job: AttributeGroup) -> String { (job["job-name"]?.stringValue ?? "unknown").harmless }

    /// In whole kilobytes, as the scripts that read this know it; `quirectl job list` has the exact size.
    private static func size(of job: AttributeGroup) -> Int64 { Int64(job["job-k-octets"]?.integerValue ?? 0) * 1024 }

    /// 1st, 2nd, 3rd, 4th, 11th, 21st.
    static func ordinal(_ number: Int) -> String {
        if 11...13 ~= number % 100 { return "\(number)th" }
        return switch number % 10 {
        case 1: "\(number)st"
        case 2: "\(number)nd"
        case 3: "\(number)rd"
        default: "\(number)th"
        }
    }
}
