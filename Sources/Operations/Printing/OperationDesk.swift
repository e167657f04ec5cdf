internal import IPP
public import PrintModel

/// The desk of this server: puts what is handed in into the words of a Print-Job and lets its parts judge it, so that no way
/// in has rules of its own.
///
/// Not Create-Job and Send-Document: a client that goes away in the middle would leave a job behind that is closed and
/// printed in part, and one that sends its files before it says whose they are could not be served.
public struct OperationDesk: JobDesk {
    private let context: OperationContext
    private let door: Door

    /// What queues can be closed to one by one.
    public enum Door: Sendable {
        case lineDaemon, rawPort
    }

    public init(context: OperationContext, door: Door = .rawPort) {
        self.context = context
        self.door = door
    }

    public func admit(to queue: String, user: String?, from caller: Caller) async throws(DeskRefusal) -> DeskLimits {
        try await translating {
            let request = try request(to: queue, user: user, from: caller)
            let (printer, _) = try await taker(of: request, isUserKnown: user != nil)
            if let trouble = context.jobs.trouble { throw OperationError(.temporaryError, trouble.message) }
            let most = context.settings.documentOctetsMax
            return DeskLimits(
                octetsMax: min(most, JobLimits(of: printer, octetsMax: most).octetsMax),
                documentsMax: context.settings.documentsPerJobMax)
        }
    }

    public func receive(
        _ stream: DocumentStream, for queue: String, from caller: Caller
    ) async throws(DeskRefusal) -> HeldDocument? {
        try await translating {
            var request = try request(to: queue, user: nil, from: caller)
            request.document = stream
            let (printer, _) = try await taker(of: request, isUserKnown: false)
            let intake = try DocumentIntake(request, facts: context.facts.facts(of: printer), in: context)
            return try await intake.receive().map { HeldDocument($0.document, share: $0.share) }
        }
    }

    public func discard(_ document: HeldDocument) async { await context.jobs.discard(document.document.received) }

    public func submit(_ slip: JobSlip, to queue: String, from caller: Caller) async throws(DeskRefusal) -> JobID {
        try await translating {
            let copies = Set(slip.parts.map(\.copies))
            var attributes = slip.attributes
            if copies.count == 1, let copies = copies.first, copies > 1 {
                attributes.append(Attribute("copies", .integer(Int32(clamping: copies))))
            }
            let asking = try self.request(
                to: queue, user: slip.user, named: slip.name ?? slip.parts.first?.name, attributes, from: caller)
            let (printer, judged) = try await taker(of: asking, isUserKnown: true)
            try context.admitJob(of: judged, on: printer)
            let asked = try JobRequest(judged, on: printer, in: context)
            try Self.require("copies", notIn: asked.unsupported + asked.conflicting)
            var ticket = try await asked.ticket(in: context)
            var documents: [NewDocument] = []
            for part in slip.parts {
                let document = try document(
                    of: part, number: documents.count + 1, hasOwnCopies: copies.count > 1, asked.facts, judged)
                if let pages = document.pages { ticket.attributes.add(pages: pages) }
                documents.append(document)
            }
            guard !documents.isEmpty, documents.count <= context.settings.documentsPerJobMax else {
                throw OperationError(.tooManyDocuments, "a job has 1 to \(context.settings.documentsPerJobMax) files")
            }
            try asked.facts.requireMember(for: ticket.attributes, documents.map { Wish($0) }, context.clock)
            return try await context.jobs.submit(
                ticket, documents: documents, isOpen: false, closesAt: nil, at: context.clock.now()
            ).id
        }
    }

    private func document(
        of part: JobSlip.Part, number: Int, hasOwnCopies: Bool, _ facts: PrinterFacts, _ request: IPPRequest
    ) throws -> NewDocument {
        var document = part.document.document
        document.name = part.name?.truncated(toOctets: 255)
        guard hasOwnCopies else { return document }
        var message = request.message
        message.groups = message.groups.filter { $0.tag == .operation }
        message.groups.append(
            AttributeGroup(.document, [Attribute("copies", .integer(Int32(clamping: part.copies)))]))
        let own = try DocumentRequest(
            IPPRequest(message, from: request.caller, document: request.document), number: number, nil, on: facts,
            in: context)
        try Self.require("copies", notIn: own.unsupported + own.conflicting)
        document.attributes = own.attributes
        return document
    }

    /// What older protocols ask for cannot be answered with "all but that", so it is done or refused.
    private static func require(_ name: String, notIn refused: [Attribute]) throws {
        guard let attribute = refused.first(where: { $0.name == name }) else { return }
        throw OperationError(
            .attributesOrValuesNotSupported, "so many copies cannot be made here", unsupported: [attribute])
    }

    /// The queue that takes the job, and the request as it was judged. Rules about who may print are asked once it is known
    /// whose job it is; before that, those about where he is: whom they keep out sends no document first.
    private func taker(of request: IPPRequest, isUserKnown: Bool) async throws -> (Printer, IPPRequest) {
        if door == .lineDaemon, let printer = try? context.namedPrinter(of: request), !printer.takesLineJobs {
            throw OperationError(.notAuthorized, "\(printer.name) takes no jobs by LPD")
        }
        do {
            guard isUserKnown else { return (try unnamedTaker(of: request), request) }
            let request = try await context.admit(request, to: PrintJob.self)
            return (try await context.acceptingPrinter(of: request), request)
        } catch {
            let problem = OperationError(translating: error)
            request.trail.read(request.message)
            await Auditor(context: context).note(.printJob, problem.status, from: request.caller, request.trail)
            throw problem
        }
    }

    /// The queue that takes a job of somebody who has not said yet who he is.
    private func unnamedTaker(of request: IPPRequest) throws -> Printer {
        let named = try context.targetPrinter(of: request)
        let taker = Redirection.end(of: named, in: context.printers)
        for printer in [named, taker] {
            let decision = context.decision(.printing, .unnamed(request.caller.requester), on: printer)
            request.trail.decided(decision)
            guard decision.isAllowed else { throw OperationContext.refusal(of: .printing, decision) }
        }
        if !named.acceptsJobs { try context.checkAccepting(named) }
        try context.checkAccepting(taker)
        return taker
    }

    private func request(
        to queue: String, user: String?, named name: String? = nil, _ job: [Attribute] = [], from caller: Caller
    ) throws -> IPPRequest {
        guard let queue = PrinterName(queue) else { throw OperationError(.notFound, "there is no such printer") }
        var operation = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
                Attribute("printer-uri", .uri("ipp://localhost/printers/\(queue)")),
            ])
        if let user { operation.attributes.append(Attribute("requesting-user-name", .name(user.plain(255)))) }
        if let name { operation.attributes.append(Attribute("job-name", .name(name.plain(255)))) }
        let groups = [operation] + (job.isEmpty ? [] : [AttributeGroup(.job, job)])
        let message = IPPMessage(code: OperationID.printJob.rawValue, requestID: 1, groups: groups)
        return try IPPRequest(message, from: caller, document: DocumentStream { nil })
    }

    private func translating<Value: Sendable>(
        _ body: () async throws -> Value
    ) async throws(DeskRefusal) -> Value {
        do {
            return try await body()
        } catch {
            let problem = OperationError(translating: error)
            throw DeskRefusal(problem.message, isTemporary: Self.temporary.contains(problem.status))
        }
    }

    private static let temporary: Set<StatusCode> = [
        .busy, .internalError, .notAcceptingJobs, .serviceUnavailable, .temporaryError, .tooManyJobs,
    ]
}

extension String {
    /// As a name may be: no control characters, at most so many octets.
    fileprivate func plain(_ octets: Int) -> String {
        let scalars = unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
        return String(String.UnicodeScalarView(scalars)).truncated(toOctets: octets)
    }
}
