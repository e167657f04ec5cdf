import IPP
import PrintModel

/// Print-Job: one request carries the ticket and the only document (RFC 8011 §4.2.1).
struct PrintJob: Operation {
    static let id = OperationID.printJob
    static let access = Access.printing

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try await context.acceptingPrinter(of: request)
        try context.admitJob(of: request, on: printer)
        let asked = try JobRequest(request, on: printer, in: context)
        let subscriptions = try SubscriptionRequest(request, in: context)
        let intake = try DocumentIntake(request, facts: asked.facts, in: context)
        guard case (var document, let share)? = try await intake.receive() else {
            throw OperationError(.badRequest, "the request carries no document")
        }
        defer { share.end() }
        document.attributes.attributes = request.operation.attributes.filter { Self.describesDocument($0.name) }
        let job: Job
        do {
            var ticket = try await asked.ticket(in: context)
            if let pages = document.pages { ticket.attributes.add(pages: pages) }
            try asked.facts.requireMember(for: ticket.attributes, [Wish(document)], context.clock)
            job = try await context.jobs.submit(
                ticket, documents: [document], isOpen: false, closesAt: nil, at: context.clock.now())
        } catch {
            await context.jobs.discard(document.received)
            throw error
        }
        var response = asked.response(groups: [CreatedJob.group(job, for: request.caller)])
        await subscriptions.make(for: .job(job.id, on: job.printer), into: &response)
        return response
    }
}

extension PrintJob {
    /// What is the document's and not the job's; few say such things.
    private static func describesDocument(_ name: String) -> Bool {
        name == "document-message" || name == "document-metadata"
    }
}

/// The job attributes that every creation answers with (RFC 8011 §4.2.1.2).
enum CreatedJob {
    static func group(_ job: Job, for caller: Caller) -> AttributeGroup {
        var reasons: [AttributeValue] = []
        if job.lifecycle.isOpen { reasons += [.keyword("job-incoming"), .keyword("job-data-insufficient")] }
        if job.state == .held { reasons += job.heldReasons.map { .keyword($0) } }
        return AttributeGroup(
            .job,
            [
                Attribute("job-uri", .uri(JobURI(caller)[job.id])),
                Attribute("job-id", .integer(job.id.rawValue)),
                Attribute("job-state", .enum(job.state.rawValue)),
                Attribute("job-state-reasons", reasons.isEmpty ? [.keyword("none")] : reasons),
            ])
    }
}

extension OperationContext {
    /// Throws "server-error-not-accepting-jobs" or "server-error-too-many-jobs" where a queue takes no new job now.
    func checkAccepting(_ printer: Printer) throws {
        guard printer.acceptsJobs else {
            // CUPS' words, which scripts look for; lp and print dialogs show them as they are.
            let reason = printer.stateMessage.isEmpty ? "." : ": \(printer.stateMessage)"
            throw OperationError(
                .notAcceptingJobs, "Destination \"\(printer.name)\" is not accepting jobs\(reason)")
        }
        guard jobs.counts(of: printer.id).all < settings.jobsPerQueueMax else {
            throw stopped(
                by: .jobsPerQueue, .tooManyJobs,
                "\(printer.name) has \(settings.jobsPerQueueMax) jobs waiting, the most it may have", nil)
        }
    }
}
