import IPP
import PrintModel

/// Resubmit-Job: prints a finished job again as a new one, from the documents that are kept and with what the request
/// asks for instead (PWG 5100.7 §4.3).
struct ResubmitJob: Operation {
    static let id = OperationID.resubmitJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let source = try await context.jobToPrintAgain(of: request)
        return try await JobAgain(source, for: request, in: context).submit()
    }
}

/// A new job of the documents of a finished one, checked as every new job is.
///
/// It belongs to whom the old one belongs to, whoever asks, and counts as his. "parent-job-id" and "parent-job-uuid" say where it comes from.
struct JobAgain {
    var ticket: Ticket
    private let source: Job
    private let asked: JobRequest
    private let request: IPPRequest
    private let context: OperationContext

    init(_ source: Job, for request: IPPRequest, in context: OperationContext) async throws {
        guard source.lifecycle.isFinished else {
            throw OperationError(.notPossible, "job \(source.id) is \(source.state), not finished")
        }
        guard source.hasDocuments else {
            throw OperationError(.notPossible, "the documents of job \(source.id) are no longer kept")
        }
        guard let printer = context.printers.printer(source.printer) else {
            throw OperationError(.notPossible, "the printer of job \(source.id) is gone")
        }
        try context.checkAccepting(printer)
        try context.admitJob(of: request, on: printer, again: source)
        self.source = source
        self.request = request
        self.context = context
        asked = try JobRequest(request, on: printer, again: source, in: context)
        ticket = try await asked.ticket(in: context)
        ticket.attributes.set("parent-job-id", .integer(source.id.rawValue))
        ticket.attributes.set("parent-job-uuid", .uri(JobUUID.urn(of: source, in: context)))
        try await checkFormats()
    }

    /// What the printer takes may have changed.
    private func checkFormats() async throws {
        guard !asked.facts.takesAnything else { return }
        for document in try await context.jobs.documents(of: source.id)
        where !asked.facts.formats.contains(document.format) {
            throw OperationError(
                .documentFormatNotSupported,
                "job \(source.id) is \(document.format), which \(asked.facts.printer.name) does not take")
        }
    }

    func submit(ignoring unsupported: [Attribute] = []) async throws -> IPPResponse {
        let subscriptions = try SubscriptionRequest(request, in: context)
        let job = try await context.jobs.submit(ticket, documentsOf: source.id, at: context.clock.now())
        var response = IPPResponse(
            groups: [CreatedJob.group(job, for: request.caller)], ignoring: asked.unsupported + unsupported,
            conflicting: asked.conflicting)
        await subscriptions.make(for: .job(job.id, on: job.printer), into: &response)
        return response
    }
}

extension OperationContext {
    /// A job that whoever asks wants to have printed again: it is his to change, and he may print there now as he might a new
    /// one.
    func jobToPrintAgain(of request: IPPRequest) async throws -> Job {
        let job = try await ownJob(of: request)
        if let printer = printers.printer(job.printer) { try await requireUse(printer, request) }
        return job
    }

    /// Whether whoever asks may have a job printed that waits for a password, without giving that: he manages all jobs, or has
    /// proved to be its owner. A name at an address is not enough.
    func opensWithoutPassword(_ job: Job, _ request: IPPRequest) throws -> Bool {
        try job.owner.isProved && owns(request, job) || managesAll(request, on: printers.printer(job.printer))
    }
}
