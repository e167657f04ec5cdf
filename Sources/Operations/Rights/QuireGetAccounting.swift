import IPP
import PrintModel

/// Quire-Get-Accounting: what was printed, added up from the jobs that have ended and are still remembered. Ours.
///
/// Asked of a printer, or of the server for all of them. Operation attributes: "quire-accounting-by" (1setOf keyword: user,
/// printer, account, accounting-user; `user` without it), "quire-accounting-since" and "quire-accounting-until"
/// (dateTime): jobs that ended from then on, and before then. Who may not see everybody's jobs gets his own, and of printers
/// whose "job-privacy-scope" shuts even administrators out everybody does.
///
/// Goes through the jobs from the last one to end backwards, a page at a time, and no further than ``jobsMax``:
/// "quire-accounting-is-whole" says whether that was all.
struct QuireGetAccounting: Operation {
    static let id = OperationID.quireGetAccounting
    static let access = Access.anyone
    static let isQuestion = true

    /// Jobs that one answer is made of.
    static let jobsMax = 200_000
    /// Sums in one answer.
    static let sumsMax = 20_000
    private static let pageJobs = 500

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        var query = JobQuery(printer: try Self.printer(of: request, in: context), which: .completed)
        let seesAll = try context.seesAll(request)
        if !seesAll { query.user = try context.actor(of: request) }
        let (since, until) = (
            try Self.moment("quire-accounting-since", of: request),
            try Self.moment("quire-accounting-until", of: request)
        )
        var views = AccountViews(context: context, person: try context.person(of: request))
        var sheet = AccountSheet(by: try Self.keys(of: request))
        var cursor: JobCursor?
        var (looked, isWhole) = (0, true)
        pages: repeat {
            let page = try await context.jobs.jobs(query, after: cursor, limit: Self.pageJobs)
            cursor = page.next
            for job in page.jobs {
                guard let end = job.finishedAt else { continue }
                if let since, end < since { break pages }
                if let until, end >= until { continue }
                let owns = try context.owns(request, job)
                // What a printer keeps between it and the owner is in nobody else's sums.
                if !owns, !seesAll || views.hides(job.printer) { continue }
                sheet.add(job)
            }
            looked += page.jobs.count
            if cursor != nil, looked >= Self.jobsMax || sheet.sums.count >= Self.sumsMax {
                isWhole = false
                break
            }
        } while cursor != nil
        var response = IPPResponse(groups: sheet.groups(in: context))
        response.operationAttributes.append(Attribute("quire-accounting-is-whole", .boolean(isWhole)))
        return response
    }

    private static func printer(of request: IPPRequest, in context: OperationContext) throws -> PrinterID? {
        switch try request.target() {
        case .server, .system: nil
        default: try context.targetPrinter(of: request).id
        }
    }

    private static func keys(of request: IPPRequest) throws -> [AccountSheet.Key] {
        guard let attribute = request.operation["quire-accounting-by"] else { return [.user] }
        let keys = attribute.values.compactMap { $0.stringValue.flatMap(AccountSheet.Key.init) }
        guard keys.count == attribute.values.count, Set(keys).count == keys.count else {
            throw OperationError(
                .attributesOrValuesNotSupported,
                "jobs are added up by \(AccountSheet.Key.allCases.map(\.rawValue).joined(separator: ", "))",
                unsupported: [attribute])
        }
        return keys
    }

    private static func moment(_ name: String, of request: IPPRequest) throws -> Moment? {
        guard let attribute = request.operation[name] else { return nil }
        guard case .dateTime(let time)? = attribute.values.first, attribute.values.count == 1 else {
            throw OperationError(.badRequest, "'\(name)' must be a date and time", unsupported: [attribute])
        }
        return Moment(seconds: time.secondsSince1970)
    }
}

/// Which printers' jobs are in nobody else's sums; asked once a printer.
private struct AccountViews {
    let context: OperationContext
    let person: Person
    private var found: [PrinterID: Bool] = [:]

    init(context: OperationContext, person: Person) {
        self.context = context
        self.person = person
    }

    mutating func hides(_ id: PrinterID) -> Bool {
        if let known = found[id] { return known }
        let view = context.view(on: context.printers.printer(id), owns: false, for: person)
        let hides = view.hidesOwn("job-originating-user-name", isTemplate: false)
        found[id] = hides
        return hides
    }
}

/// Jobs added up by what they have in common.
struct AccountSheet {
    enum Key: String, CaseIterable {
        case user, printer, account
        case accountingUser = "accounting-user"
    }

    struct Sum {
        var jobs: Int64 = 0
        var completed: Int64 = 0
        var impressions: Int64 = 0
        var sheets: Int64 = 0
        var kOctets: Int64 = 0
    }

    /// Whose they are; empty for what is not added up by, or what a job does not say.
    struct Entry: Hashable {
        var user = ""
        var printer: PrinterID?
        var account = ""
        var accountingUser = ""
    }

    let keys: [Key]
    private(set) var sums: [Entry: Sum] = [:]

    init(by keys: [Key]) { self.keys = keys }

    mutating func add(_ job: Job) {
        func word(_ name: String) -> String { job.attributes[name]?.values.first?.stringValue ?? "" }
        var entry = Entry()
        for key in keys {
            switch key {
            case .user: entry.user = job.owner.user
            case .printer: entry.printer = job.printer
            case .account: entry.account = word(JobAccount.account)
            case .accountingUser: entry.accountingUser = word(JobAccount.user)
            }
        }
        var sum = sums[entry] ?? Sum()
        sum.jobs += 1
        sum.completed += job.state == .completed ? 1 : 0
        sum.impressions += Int64(max(0, job.impressionsCompleted))
        sum.sheets += Int64(max(0, job.attributes["job-media-sheets-completed"]?.integerValue ?? 0))
        sum.kOctets += job.octets / 1024 + (job.octets % 1024 == 0 ? 0 : 1)
        sums[entry] = sum
    }

    /// The most impressions first.
    func groups(in context: OperationContext) -> [AttributeGroup] {
        sums.sorted {
            ($1.value.impressions, $0.key.user, $0.key.account, $0.key.printer?.rawValue ?? 0)
                < ($0.value.impressions, $1.key.user, $1.key.account, $1.key.printer?.rawValue ?? 0)
        }.map { group($0.key, $0.value, in: context) }
    }

    private func group(_ entry: Entry, _ sum: Sum, in context: OperationContext) -> AttributeGroup {
        func number(_ name: String, _ count: Int64) -> Attribute {
            Attribute("quire-accounting-\(name)", .integer(Int32(clamping: count)))
        }
        let names = keys.map { key in
            let word: String =
                switch key {
                case .user: entry.user
                case .account: entry.account
                case .accountingUser: entry.accountingUser
                case .printer:
                    entry.printer.map { context.printers.printer($0)?.name.text ?? "(deleted, \($0))" } ?? ""
                }
            return Attribute("quire-accounting-\(key.rawValue)", .name(word))
        }
        return AttributeGroup(
            .system,
            names + [
                number("jobs", sum.jobs), number("jobs-completed", sum.completed),
                number("impressions", sum.impressions), number("media-sheets", sum.sheets),
                number("k-octets", sum.kOctets),
            ])
    }
}
