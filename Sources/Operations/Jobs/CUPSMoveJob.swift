import IPP
import PrintModel

/// CUPS-Move-Job: a waiting job, or all waiting jobs of a queue, go to another queue (CUPS 2.4, 0x400D). What the
/// jobs ask for is checked again: a document the other device does not take keeps its job where it is. With
/// "ipp-attribute-fidelity" so does whatever else it cannot do.
struct CUPSMoveJob: Operation {
    static let id = OperationID.cupsMoveJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        if request.operation["job-id"] == nil, request.operation["job-uri"] == nil {
            let source = try context.targetPrinter(of: request)
            try context.authorise(request, for: .operation, on: source)
            return try await Self.moveAll(of: source, try await Self.move(for: request, in: context), in: context)
        }
        let job = try await context.ownJob(of: request)
        return IPPResponse(groups: [], ignoring: try await Self.move(for: request, in: context).move(job))
    }

    private static func move(for request: IPPRequest, in context: OperationContext) async throws -> JobMove {
        let destination = try destination(of: request, in: context)
        try await context.requireUse(destination, request)
        return JobMove(
            to: context.facts.facts(of: destination), by: try context.actor(of: request), try Fidelity(request),
            in: context)
    }

    private static func destination(of request: IPPRequest, in context: OperationContext) throws -> Printer {
        guard let attribute = request.jobAttributes["job-printer-uri"] ?? request.operation["job-printer-uri"],
            case .uri(let uri)? = attribute.values.first
        else { throw OperationError(.badRequest, "the request names no job-printer-uri to move to") }
        guard case .printer(let name) = try Target(uri: uri) else {
            throw OperationError(.notFound, "'\(uri)' is not a printer's URI")
        }
        return try context.printer(named: name)
    }

    /// All or as many as can be: jobs in hand stay, and so do those the other device would refuse.
    private static func moveAll(
        of source: Printer, _ move: JobMove, in context: OperationContext
    ) async throws -> IPPResponse {
        guard source.id != move.destination.id else {
            throw OperationError(.notPossible, "the jobs of \(source.name) are there already")
        }
        let refused = RefusedMoves()
        let waiting = JobQuery(printer: source.id, which: .states([.pending, .held]))
        let moved = try await ManyJobs(context: context).forEach(waiting) { job in
            do { _ = try await move.move(job) } catch let error as OperationError {
                await refused.add(error.message)
                throw JobLifecycle.Refusal(state: job.state, reason: error.message)
            }
        }
        if let (count, reason) = await refused.summary {
            throw OperationError(.notPossible, "moved \(moved) jobs, \(count) stay: \(reason)")
        }
        return IPPResponse(message: "moved \(moved) jobs")
    }
}

/// What kept jobs of a queue from moving.
private actor RefusedMoves {
    private var count = 0
    private var first = ""

    func add(_ reason: String) {
        if count == 0 { first = reason }
        count += 1
    }

    var summary: (count: Int, reason: String)? { count == 0 ? nil : (count, first) }
}

/// Moves jobs to one queue.
struct JobMove: Sendable {
    private let facts: PrinterFacts
    private let actor: String
    private let fidelity: Fidelity
    private let context: OperationContext

    var destination: Printer { facts.printer }

    init(to facts: PrinterFacts, by actor: String, _ fidelity: Fidelity, in context: OperationContext) {
        self.facts = facts
        self.actor = actor
        self.fidelity = fidelity
        self.context = context
    }

    /// - Returns: what the job asks for and the other queue does not support. The job keeps it, for the case that it is
    ///   moved back.
    func move(_ job: Job) async throws -> [Attribute] {
        guard destination.acceptsJobs else {
            throw OperationError(.notAcceptingJobs, "\(destination.name) accepts no jobs")
        }
        let documents = try await context.jobs.documents(of: job.id)
        if !facts.takesAnything {
            for document in documents where !facts.formats.contains(document.format) {
                throw OperationError(
                    .documentFormatNotSupported,
                    "job \(job.id) is \(document.format), which \(destination.name) does not take")
            }
        }
        try facts.requireMember(for: job.attributes, documents.map(Wish.init), context.clock)
        var checker = TemplateChecker(facts: facts, clock: context.clock)
        try checker.check(AttributeGroup(.job, job.attributes.attributes.filter { facts.isTemplate($0.name) }))
        let unsupported = try checker.unsupported + documents.flatMap(unsupported)
        try fidelity.enforce(against: unsupported, [])
        try await context.jobs.change(
            job.id, JobChange(printer: destination.id), by: actor, at: context.clock.now())
        return unsupported
    }

    /// What is asked of a document alone and the other queue does not support.
    private func unsupported(of document: Document) throws -> [Attribute] {
        guard !document.attributes.attributes.isEmpty else { return [] }
        var checker = TemplateChecker(facts: facts, clock: context.clock, level: .document(number: document.number))
        try checker.check(
            AttributeGroup(
                .document, document.attributes.attributes.filter { DocumentDescription.isTemplate($0.name) }))
        return checker.unsupported
    }
}
