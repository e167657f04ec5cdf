import IPP
import PrintModel

/// Send-Document: adds a document to an open job, and closes it with the last (RFC 8011 §4.3.1).
struct SendDocument: Operation {
    static let id = OperationID.sendDocument
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        guard let isLast = try request.boolean("last-document") else {
            throw OperationError(.badRequest, "the request does not say last-document")
        }
        try Self.checkOpen(job, in: context)
        let facts = context.facts.facts(of: try context.printer(of: job))
        let isPart = OneDocument.isAsked(of: job, on: facts)
        let asked = try DocumentRequest(
            request, number: job.documentCount + 1, Fidelity(of: job), on: facts, in: context, isPart: isPart)
        let intake = try DocumentIntake(request, facts: facts, in: context)
        let received = try await intake.receive()
        defer { received?.share.end() }
        var document = received?.document
        document?.attributes = asked.attributes
        if let pages = document?.pages {
            document?.attributes.set(Attribute("pages", .integer(Int32(clamping: pages))))
        }
        document?.password = asked.password
        guard document != nil || isLast else {
            throw OperationError(.badRequest, "the request carries no document and is not the last")
        }
        let now = context.clock.now()
        do {
            if let document, facts.printer.isPool {
                let wishes = try await context.jobs.documents(of: job.id).map(Wish.init) + [Wish(document)]
                try facts.requireMember(for: job.attributes, wishes, context.clock)
            }
            var refused: [Attribute] = []
            if let document, isPart, job.documentCount > 0 {
                let formats = try await context.jobs.documents(of: job.id).map(\.format) + [document.format]
                refused = try OneDocument.refused(by: formats, of: job, on: facts)
            }
            let added = try await context.jobs.add(
                document, to: job.id, isLast: isLast, closesAt: context.closingTime(from: now), at: now)
            var groups = [CreatedJob.group(added.job, for: request.caller)]
            if let number = added.number { groups.append(Self.group(of: number, in: added.job)) }
            return asked.response(groups: groups, besides: refused)
        } catch {
            if let document { await context.jobs.discard(document.received) }
            throw error
        }
    }
    /// Whether the job takes another document.
    static func checkOpen(_ job: Job, in context: OperationContext) throws {
        guard job.lifecycle.isOpen, !job.lifecycle.isFinished else {
            throw OperationError(.notPossible, "job \(job.id) takes no more documents")
        }
        guard job.documentCount < context.settings.documentsPerJobMax else {
            throw context.stopped(
                by: .documentsPerJob, .tooManyDocuments,
                "job \(job.id) has \(job.documentCount) documents, the most a job may have", nil)
        }
    }

    /// The document attributes that the answer has (PWG 5100.5 §5.1.2).
    private static func group(of number: Int, in job: Job) -> AttributeGroup {
        AttributeGroup(
            .document,
            [
                Attribute("document-number", .integer(Int32(clamping: number))),
                Attribute("document-state", .enum(Document.State.pending.rawValue)),
                Attribute("document-state-reasons", .keyword(job.lifecycle.isOpen ? "incoming" : "none")),
            ])
    }
}

extension OperationContext {
    /// The queue a job is on.
    func printer(of job: Job) throws -> Printer {
        guard let printer = printers.printer(job.printer) else {
            throw OperationError(.notFound, "the printer of job \(job.id) is gone")
        }
        return printer
    }
}
