import IPP
import IPPClient

/// One request about a job, as all verbs that change jobs send it.
struct JobRequestPlan: Sendable {
    let operation: OperationID
    /// What is said when it is done: `held`.
    let done: String
    /// What a dry run says it would do: `hold`.
    let would: String
    /// What it says behind the job: ` to floor3`.
    var wouldEnd = ""
    /// Attributes of the request's operation group, besides the usual ones.
    var operationAttributes: [Attribute] = []
    /// Attributes of its job group.
    var jobAttributes: [Attribute] = []

    func request(for number: Int32, on server: PrintServer) -> IPPMessage {
        var request = server.request(operation, .job(number))
        request.update(.operation) { group in
            for attribute in operationAttributes { group.set(attribute) }
        }
        if !jobAttributes.isEmpty { request.groups.append(AttributeGroup(.job, jobAttributes)) }
        return request
    }
}

extension Control {
    /// Does the same to each job, some at a time, and goes on where one cannot be changed.
    func changeJobs(_ targets: [JobTarget], _ plan: JobRequestPlan, isDryRun: Bool) async throws -> ExitStatus {
        let known = Dictionary(targets.map { ($0.number, $0.job) }, uniquingKeysWith: { first, _ in first })
        return try await make(targets.map { .job($0.number) }) { change in
            guard let number = Int32(change.target) else { return .done("") }
            if isDryRun { return try await planned(plan, number, known[number] ?? nil) }
            return try await send(plan, about: number)
        }
    }

    /// Sends one request about a job.
    func send(_ plan: JobRequestPlan, about number: Int32) async throws -> Outcome {
        let answer = try await server.client.send(plan.request(for: number, on: server), to: "/jobs/")
        if answer.status == .notFound, answer.unsupportedAttributes.isEmpty { throw PrintServer.unknownJob(number) }
        try answer.requireDone(plan.operation)
        let ignored = answer.unsupportedAttributes.map(\.name)
        return .done(plan.done + (ignored.isEmpty ? "" : ", but without \(ignored.joined(separator: ", "))"))
    }

    /// What a dry run says of a job, which has to be there.
    func planned(_ plan: JobRequestPlan, _ number: Int32, _ known: JobDescription?) async throws -> Outcome {
        let job: JobDescription
        if let known {
            job = known
        } else {
            job = JobDescription(attributes: try await server.job(number, JobDescription.forChoosing))
        }
        let name = "job \(number) \"\(job.title)\" (\(job.owner), \(job.state.text))".harmless
        return .planned("\(plan.would) \(name)\(plan.wouldEnd)")
    }
}

extension IPPMessage {
    /// As ``requireSuccess()``, and says it in words when the server has never heard of the operation.
    func requireDone(_ operation: OperationID) throws {
        if status == .operationNotSupported {
            throw Failure(
                .failed, code: "operation-not-supported",
                "this server has no \(operation) (operation 0x\(String(operation.rawValue, radix: 16))).",
                hint: operation == .pausePrinterAfterCurrentJob ? "--now is what it can do." : nil)
        }
        guard !status.isSuccessful else { return }
        let refused = unsupportedAttributes.map(AttributeDisplay.withValue)
        let failure = Failure(IPPRefusal(status: status, reason: statusMessage, unsupported: unsupportedAttributes))
        throw Failure(
            failure.status, code: failure.code, failure.message,
            hint: refused.isEmpty ? failure.hint : "not supported: \(refused.joined(separator: ", "))")
    }
}
