import IPP
import PrintModel

/// Create-Printer-Subscriptions: subscribes to what happens to a printer and its jobs (RFC 3995 §11.1.2). On `/`, as CUPS'
/// clients send it, to what happens to all of them.
///
/// RFC 3995 leaves it to the policy who may; everybody who may look at jobs may watch them.
struct CreatePrinterSubscriptions: Operation {
    static let id = OperationID.createPrinterSubscriptions
    static let access = Access.printing

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let scope = try context.subscriptionScope(of: request)
        var response = try await SubscriptionRequest(request, in: context).response(for: scope)
        // It is about no job, and a job's number says that somebody thinks it is (RFC 3995 §11.1.2).
        if request.operation["notify-job-id"] != nil {
            response.unsupported.append(Attribute("notify-job-id", .outOfBand(.unsupported)))
        }
        return response
    }
}

/// Create-System-Subscriptions: subscribes to what happens to the server and everything on it (PWG 5100.22).
struct CreateSystemSubscriptions: Operation {
    static let id = OperationID.createSystemSubscriptions
    static let access = Access.printing

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        guard case .system = try context.subscriptionScope(of: request) else {
            throw OperationError(.notFound, "this is for the System: its system-uri ends with /ipp/system")
        }
        return try await SubscriptionRequest(request, in: context).response(for: .system)
    }
}

/// Create-Job-Subscriptions: subscribes to what happens to a job, until it is finished (RFC 3995 §11.1.1).
struct CreateJobSubscriptions: Operation {
    static let id = OperationID.createJobSubscriptions
    static let access = Access.printing

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let wanted = try SubscriptionRequest(request, in: context)
        guard let number = try request.integer("notify-job-id") ?? SubscriptionQuirk.job(of: request) else {
            throw OperationError(.badRequest, "the request names no notify-job-id")
        }
        guard let job = try await context.jobs.job(JobID(number)) else { throw OperationError.noSuchJob(JobID(number)) }
        try context.authorise(request, for: .jobOwner, on: job)
        guard !job.lifecycle.isFinished else {
            throw OperationError(.notPossible, "job \(job.id) is already \(job.state): nothing will happen to it")
        }
        return try await wanted.response(for: .job(job.id, on: job.printer))
    }
}

extension OperationContext {
    /// What a request to subscribe is about: a printer, or everything.
    func subscriptionScope(of request: IPPRequest) throws -> Subscription.Scope {
        switch try request.target() {
        case .server, .system: .system
        case .printer, .defaultPrinter: .printer(try namedPrinter(of: request).id)
        case .job: throw OperationError(.notFound, "the request names a job where it should name a printer")
        }
    }
}
