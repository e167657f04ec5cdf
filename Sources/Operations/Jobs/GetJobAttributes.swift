import IPP
import PrintModel

/// Get-Job-Attributes: one job (RFC 8011 §4.3.4). Others than its owner see its number, state and size.
struct GetJobAttributes: Operation {
    static let id = OperationID.getJobAttributes
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.targetJob(of: request)
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        let group = try await JobLister(request, requested, in: context).group(of: job, .whole)
        return IPPResponse(groups: [group])
    }
}

/// Describes jobs to whoever asked.
struct JobLister: Sendable {
    private let requested: RequestedAttributes
    private let context: OperationContext
    private let caller: Caller
    private let label: String?
    private let person: Person

    init(_ request: IPPRequest, _ requested: RequestedAttributes, in context: OperationContext) throws {
        self.requested = requested
        self.context = context
        caller = request.caller
        label = try request.userLabel()
        person = try context.person(of: request)
    }

    /// Whether whoever asks may look at its queue at all: `deny all` covers the jobs of one.
    func sees(_ job: Job) -> Bool {
        guard let printer = context.printers.printer(job.printer) else { return true }
        return context.decision(.anyone, person, on: printer).isAllowed
    }

    /// The queues at which whoever asks may not look.
    static func hiddenQueues(from request: IPPRequest, in context: OperationContext) throws -> Set<PrinterID> {
        let person = try context.person(of: request)
        let hidden = context.printers.printers().filter { !context.decision(.anyone, person, on: $0).isAllowed }
        return Set(hidden.map(\.id))
    }

    /// - Parameter depth: how far it is looked into why the job waits.
    func group(of job: Job, _ depth: Explanation.Depth = .list) async throws -> AttributeGroup {
        let printer = context.printers.printer(job.printer)
        let view = context.view(
            on: printer, owns: context.owns(caller.requester, label: label, job), for: person)
        var description = JobDescription(
            job: job, printer: printer, context: context, caller: caller, view: view, now: context.clock.now())
        description.details = try await JobDetails(
            of: job, printer: printer, requested,
            Explanation(in: context, depth: depth, isOpen: view.isOpen, asker: person))
        return description.group(requested)
    }
}
