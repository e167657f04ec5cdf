import IPP
import IPPClient

/// Moves jobs to another printer (CUPS-Move-Job).
struct QueueMove: Sendable {
    let server: PrintServer
    let session: Session

    func move(job number: Int32, to destination: String) async throws {
        let answer = try await send(.job(number), to: destination)
        if answer.status == .notFound {
            try await requirePrinter(destination)
            throw PrintServer.unknownJob(number)
        }
        try answer.requireSuccess()
    }

    /// All that waits at a printer.
    func moveAll(of printer: String, to destination: String) async throws {
        let answer = try await send(.printer(printer), to: destination)
        if answer.status == .notFound {
            try await requirePrinter(printer)
            try await requirePrinter(destination)
        }
        try answer.requireSuccess()
    }

    private func send(_ target: PrintServer.Target, to destination: String) async throws -> IPPMessage {
        var request = server.request(.cupsMoveJob, target)
        request.groups.append(
            AttributeGroup(.job, [Attribute("job-printer-uri", .uri(server.uri(ofPrinter: destination)))]))
        return try await server.client.send(request, to: "/jobs/")
    }

    private func requirePrinter(_ name: String) async throws {
        do {
            _ = try await server.printer(name, ["printer-name"])
        } catch let failure as Failure where failure.code == "printer-not-found" {
            throw Failure(
                .notFound, code: failure.code, "The printer or class does not exist.",
                hint: session.hint("\(failure.message) \(failure.hint ?? "")"), candidates: failure.candidates)
        }
    }
}
