import IPP
import IPPClient

/// `lprm`: takes jobs out of a queue.
enum Lprm: ClassicCommand {
    static let name = "lprm"
    static let summary = "cancel print jobs"

    static let options = OptionTable(
        usage: ["Usage: lprm [options] [id | printer | user …]", "       lprm [options] -"],
        entries: [
            .flag("a", "Look at all destinations"),
            .encryption, .server(),
            .flag("n", "Only show what would be cancelled"),
            .value("P", "destination", "Specify the destination: name or name@server[:port]"), .user,
        ],
        longNames: [("dry-run", "The same as -n")],
        notes: ["-                       Cancel all jobs; of others too, if you may"])

    static func run(_ items: [OptionTable.Item], _ session: Session) async throws -> Bool {
        var wishes = ServerChoice.Wishes()
        var printer: String?
        var isForAll = false
        var isDryRun = false
        var operands: [String] = []
        for item in items {
            switch item {
            case .flag("a"): isForAll = true
            case .flag("E"): wishes.isEncrypted = true
            case .flag, .long: isDryRun = true
            case .value("h", let server): wishes.server = server
            case .value("U", let user): wishes.user = user
            case .value(_, let text):
                let (name, server) = wishes.split(printer: text)
                (printer, wishes.server) = (PrinterChoice(name, from: .option).name, server)
            case .operand("all"):
                isForAll = true
                operands.append("-")
            case .operand(let text): operands.append(text)
            }
        }
        let server = PrintServer(try ServerChoice(wishes, in: session), in: session)
        let removal = JobRemoval(server: server, session: session, isDryRun: isDryRun, isForAll: isForAll)
        if let printer { try await removal.requirePrinter(printer) }
        if operands.isEmpty { try await removal.cancelCurrent(printer: printer) }
        for operand in operands { try await removal.cancel(operand, printer: printer) }
        return true
    }
}

/// Finds the jobs that an operand of `lprm` means, and cancels them.
struct JobRemoval: Sendable {
    let server: PrintServer
    let session: Session
    let isDryRun: Bool
    let isForAll: Bool

    func requirePrinter(_ name: String) async throws {
        guard try await server.hasPrinter(name) else { throw await unknownDestination(name) }
    }

    func cancel(_ operand: String, printer: String?) async throws {
        if operand == "-" {
            try await cancelAll(printer: isForAll ? nil : try await self.printer(printer))
        } else if operand.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int32(operand) {
            try await cancel(number)
        } else if try await server.hasPrinter(operand) {
            try await cancelCurrent(printer: operand)
        } else if let number = JobName.number(in: operand) {
            try await cancel(number)
        } else {
            try await cancelJobs(ofUsers: operand, printer: printer)
        }
    }

    /// The job being printed, or the next one.
    func cancelCurrent(printer: String?) async throws {
        let printer = try await self.printer(printer)
        guard let number = try await server.currentJob(of: printer) else {
            throw Failure(.notFound, code: "no-active-job", "No active jobs on \(printer).")
        }
        try await cancel(number)
    }

    private func cancel(_ number: Int32) async throws {
        if isDryRun {
            session.output.print("would cancel job \(number)")
            return
        }
        let answer = try await server.client.send(server.request(.cancelJob, .job(number)), to: "/jobs/")
        if answer.status == .notFound { throw PrintServer.unknownJob(number) }
        try answer.requireSuccess()
    }

    /// Everybody's jobs for the super-user, one's own for everyone else, as with every `lprm` before.
    private func cancelAll(printer: String?) async throws {
        let isMine = session.user.id != 0
        if !isDryRun {
            let operation: OperationID = isMine ? .cancelMyJobs : .cancelJobs
            let request = server.request(operation, printer.map(PrintServer.Target.printer) ?? .server)
            let answer = try await server.client.send(request, to: printer == nil ? "/admin/" : "/jobs/")
            if answer.status != .operationNotSupported {
                try answer.requireSuccess()
                return
            }
        }
        let jobs = try await server.jobs(of: printer, ["job-id", "job-originating-user-name"])
        for job in jobs where !isMine || job["job-originating-user-name"]?.stringValue == server.user {
            if let number = job["job-id"]?.integerValue { try await cancel(number) }
        }
    }

    private func cancelJobs(ofUsers pattern: String, printer: String?) async throws {
        let place = isForAll ? nil : printer
        let jobs = try await server.jobs(of: place, ["job-id", "job-originating-user-name"]).filter { job in
            job["job-originating-user-name"]?.stringValue?.matches(pattern: pattern) ?? false
        }
        if jobs.isEmpty { throw await unknownDestination(pattern) }
        for job in jobs { if let number = job["job-id"]?.integerValue { try await cancel(number) } }
    }

    private func printer(_ name: String?) async throws -> String {
        let choice = PrinterChoice.local(name, DefaultOptions(in: session), in: session)
        if let choice { return choice.name }
        if let name = try await server.defaultPrinter() { return name }
        throw Failure(.notFound, code: "no-default-printer", "Error - no default destination available.")
    }

    private func unknownDestination(_ name: String) async -> Failure {
        let unknown = await server.unknownPrinter(name)
        return Failure(
            unknown.status, code: unknown.code, "Error - unknown destination \"\(name)\".",
            hint: session.hint(unknown.hint), candidates: unknown.candidates)
    }
}
