import IPP
import IPPClient

/// `lp -i`: changes a job that waits, moves it, or prints it again.
struct JobChange: Sendable {
    let number: Int32
    let order: PrintOrder
    let isRestart: Bool

    func make(_ session: Session) async throws -> Bool {
        let attributes = try attributes(session)
        let server = PrintServer(try ServerChoice(order.wishes, in: session), in: session)
        // `-i` alone asks for nothing, which is only worth the question whether the job is there.
        if !attributes.isEmpty || (order.printer == nil && !isRestart) {
            var request = server.request(.setJobAttributes, .job(number))
            if !attributes.isEmpty { request.groups.append(AttributeGroup(.job, attributes)) }
            try await server.change(number, request)
        }
        if let printer = order.printer {
            try await QueueMove(server: server, session: session).move(job: number, to: printer)
        }
        if isRestart { try await server.change(number, server.request(.restartJob, .job(number))) }
        return true
    }

    private func attributes(_ session: Session) throws(Failure) -> [Attribute] {
        let request = try JobRequest(order.options, now: session.now())
        var attributes = request.job.attributes
        if let title = order.title { attributes.append(Attribute("job-name", .name(title.prefix(octets: 255)))) }
        return attributes
    }
}

extension PrintServer {
    /// Changes a job.
    func change(_ number: Int32, _ request: IPPMessage) async throws {
        let answer = try await client.send(request, to: "/jobs/")
        if answer.status == .notFound { throw Self.unknownJob(number) }
        try answer.requireSuccess()
    }
}
