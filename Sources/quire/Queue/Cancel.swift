import IPP
import IPPClient

/// `cancel`: takes jobs out of queues.
enum Cancel: ClassicCommand {
    static let name = "cancel"
    static let summary = "cancel print jobs"

    static let options = OptionTable(
        usage: [
            "Usage: cancel [options] [id]", "       cancel [options] [destination]",
            "       cancel [options] [destination-id]",
        ],
        entries: [
            .flag("a", "Cancel all jobs"), .encryption, .server(),
            .value("u", "owner", "Specify the owner to use for jobs", expected: "username"), .user,
            .flag("x", "Purge jobs rather than just canceling"),
        ])

    static func run(_ items: [OptionTable.Item], _ session: Session) async throws -> Bool {
        var wishes = ServerChoice.Wishes()
        var cancellation = Cancellation()
        var operands: [String] = []
        for item in items {
            switch item {
            case .flag("a"): cancellation.isForAll = true
            case .flag("E"): wishes.isEncrypted = true
            case .flag: cancellation.isPurge = true
            case .value("h", let server): wishes.server = server
            case .value("u", let owner): cancellation.owner = owner
            case .value(_, let user): wishes.user = user
            case .operand(let text): operands.append(text)
            case .long: continue
            }
        }
        let server = PrintServer(try ServerChoice(wishes, in: session), in: session)
        for operand in operands { try await cancellation.cancel(operand, server, session) }
        if operands.isEmpty, cancellation.isForAll || cancellation.owner != nil {
            try await cancellation.cancelAll(of: nil, server)
        }
        return true
    }
}

/// What to cancel at each printer that is named: the job at hand, a user's jobs, or all.
struct Cancellation: Hashable, Sendable {
    var isForAll = false
    var isPurge = false
    var owner: String?

    /// - Parameter operand: `412`, `floor2-412`, or a printer.
    func cancel(_ operand: String, _ server: PrintServer, _ session: Session) async throws {
        let isNumber = operand.allSatisfy { $0.isASCII && $0.isNumber }
        if !isNumber, try await server.hasPrinter(operand) {
            try await cancel(at: operand, server)
        } else if let number = JobName.number(in: operand) {
            try await cancel(number, server)
        } else {
            throw await unknown(operand, server, session)
        }
    }

    private func cancel(at printer: String, _ server: PrintServer) async throws {
        if isForAll || owner != nil { return try await cancelAll(of: printer, server) }
        guard let number = try await server.currentJob(of: printer) else {
            throw Failure(.notFound, code: "no-active-job", "cancel-job failed: No active jobs on \(printer).")
        }
        try await cancel(number, server)
    }

    private func cancel(_ number: Int32, _ server: PrintServer) async throws {
        var request = server.request(.cancelJob, .job(number))
        if isPurge { request.update(.operation) { $0.set("purge-job", .boolean(true)) } }
        let answer = try await server.client.send(request, to: "/jobs/")
        if answer.status == .notFound {
            let unknown = PrintServer.unknownJob(number)
            throw Failure(unknown.status, code: unknown.code, "cancel-job failed: \(unknown.message)")
        }
        try require(answer, "cancel-job")
    }

    /// - Parameter printer: `nil` for all.
    func cancelAll(of printer: String?, _ server: PrintServer) async throws {
        let operation: OperationID =
            owner != nil && (printer != nil || !isForAll) ? .cancelMyJobs : isPurge ? .purgeJobs : .cancelJobs
        var request = server.request(operation, printer.map(PrintServer.Target.printer) ?? .server, user: owner)
        request.update(.operation) { group in
            if owner != nil { group.set("my-jobs", .boolean(true)) }
            group.set("purge-jobs", .boolean(isPurge))
        }
        let path = printer.map { "/printers/\($0.percentEncoded)" } ?? "/admin/"
        let answer = try await server.client.send(request, to: path)
        try require(answer, operation.description.lowercased())
    }

    private func require(_ answer: IPPMessage, _ operation: String) throws(Failure) {
        guard !answer.status.isSuccessful else { return }
        let reason = answer.statusMessage.isEmpty ? "\(answer.status)" : answer.statusMessage.harmless
        throw Failure(
            ExitStatus(answer.status), code: answer.status.description, "\(operation) failed: \(reason)")
    }

    private func unknown(_ name: String, _ server: PrintServer, _ session: Session) async -> Failure {
        let unknown = await server.unknownPrinter(name)
        return Failure(
            unknown.status, code: unknown.code, "Error - unknown destination \"\(name)\".",
            hint: session.hint(unknown.hint), candidates: unknown.candidates)
    }
}
