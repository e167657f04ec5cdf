import IPP
import PrintModel

/// Get-Jobs: a list of jobs (RFC 8011 §4.2.6), sent page by page however long it is.
struct GetJobs: Operation {
    static let id = OperationID.getJobs
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let query = try Self.query(request, in: context)
        let limit = try Self.positive("limit", of: request) ?? .max
        let first = try Self.positive("first-index", of: request) ?? 1
        let requested = try RequestedAttributes(request.operation, standard: ["job-uri", "job-id"])
        let lister = try JobLister(request, requested, in: context)
        if let ids = try Self.ids(request) { return try await Self.answer(ids, lister, in: context) }

        let pages = JobPages(query: query, skip: first - 1, limit: limit, lister: lister, jobs: context.jobs)
        var response = IPPResponse(groups: try await pages.next() ?? [])
        if await !pages.isAtEnd { response.pages = { try await pages.next() } }
        return response
    }

    private static func query(_ request: IPPRequest, in context: OperationContext) throws -> JobQuery {
        let word = try request.keyword("which-jobs") ?? "not-completed"
        guard let which = WhichJobs.which(word) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "which-jobs '\(word)' is not supported",
                unsupported: request.operation["which-jobs"].map { [$0] } ?? [])
        }
        var query = JobQuery(printer: try printer(request, in: context), which: which)
        if query.printer == nil { query.hidden = try JobLister.hiddenQueues(from: request, in: context) }
        if try request.boolean("my-jobs") ?? false { query.user = try context.actor(of: request) }
        return query
    }

    /// `nil` for the jobs of all printers.
    private static func printer(_ request: IPPRequest, in context: OperationContext) throws -> PrinterID? {
        if case .server = try request.target() { return nil }
        return try context.targetPrinter(of: request).id
    }

    private static func positive(_ name: String, of request: IPPRequest) throws -> Int? {
        guard let number = try request.integer(name) else { return nil }
        guard number > 0 else {
            throw OperationError(
                .attributesOrValuesNotSupported, "\(name) is \(number); it must be 1 or more",
                unsupported: request.operation[name].map { [$0] } ?? [])
        }
        return Int(number)
    }

    // MARK: "job-ids" (PWG 5100.7 §5.1.4)

    private static func ids(_ request: IPPRequest) throws -> [JobID]? {
        guard let attribute = request.operation["job-ids"] else { return nil }
        for other in ["which-jobs", "my-jobs", "limit", "first-index"] where request.operation[other] != nil {
            throw OperationError(
                .conflictingAttributes, "job-ids goes with no '\(other)'", unsupported: [attribute])
        }
        return try attribute.values.map { value in
            guard case .integer(let number) = value, number > 0 else {
                throw OperationError(.badRequest, "'job-ids' must be job numbers", unsupported: [attribute])
            }
            return JobID(number)
        }
    }

    private static func answer(_ ids: [JobID], _ lister: JobLister, in context: OperationContext) async throws
        -> IPPResponse
    {
        var groups: [AttributeGroup] = []
        var unknown: [AttributeValue] = []
        for id in ids {
            if let job = try await context.jobs.job(id), lister.sees(job) {
                groups.append(try await lister.group(of: job))
            } else {
                unknown.append(.integer(id.rawValue))
            }
        }
        return IPPResponse(groups: groups, ignoring: unknown.isEmpty ? [] : [Attribute("job-ids", unknown)])
    }
}

/// A long list of jobs, a page at a time.
actor JobPages {
    /// Jobs read and described at once: some 100 kB.
    private static let pageJobs = 200

    private let query: JobQuery
    private let lister: JobLister
    private let jobs: any JobStore
    private var skip: Int
    private var left: Int
    private var cursor: JobCursor?
    private(set) var isAtEnd = false

    init(query: JobQuery, skip: Int, limit: Int, lister: JobLister, jobs: any JobStore) {
        self.query = query
        self.skip = skip
        self.lister = lister
        self.jobs = jobs
        left = limit
    }

    /// The next groups; `nil` when there are no more.
    func next() async throws -> [AttributeGroup]? {
        // What is passed over need not be read.
        if skip > 0 {
            cursor = try await jobs.cursor(of: query, behind: skip)
            skip = 0
            isAtEnd = cursor == nil
        }
        while !isAtEnd {
            let page = try await jobs.jobs(query, after: cursor, limit: min(left, Self.pageJobs))
            cursor = page.next
            // The store has left hidden queues out; this is for those that were hidden since.
            let shown = page.jobs.filter(lister.sees)
            left -= shown.count
            isAtEnd = cursor == nil || left == 0
            if shown.isEmpty { continue }
            var groups: [AttributeGroup] = []
            for job in shown { groups.append(try await lister.group(of: job)) }
            return groups
        }
        return nil
    }
}
