import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer delete NAME…`
struct PrinterDelete: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete printers.",
        discussion: "Jobs that wait for it are cancelled, unless --jobs says otherwise: move=OTHER, or fail.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Option(help: "What becomes of its jobs: cancel, move=PRINTER, or fail, which leaves a printer that has any.")
    var jobs: WaitingJobs = .cancel

    enum WaitingJobs: ExpressibleByArgument, Hashable, Sendable {
        case cancel, fail
        case move(to: String)

        init?(argument: String) {
            switch argument {
            case "cancel": self = .cancel
            case "fail": self = .fail
            case _ where argument.hasPrefix("move=") && argument.utf8.count > 5:
                self = .move(to: String(argument.dropFirst(5)))
            default: return nil
            }
        }

        var defaultValueDescription: String { "cancel" }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        if case .move(let destination) = jobs {
            guard !names.contains(destination) else {
                throw Failure.usage("jobs cannot move to \(destination), which is to be deleted.")
            }
            _ = try await control.server.printer(destination, ["printer-name"])
        }
        if !change.yes, !change.dryRun { try await confirm(control) }
        return try await control.make(names.map(Control.Change.printer)) { change in
            try await delete(change.target, control)
        }
    }

    private func confirm(_ control: Control) async throws {
        guard control.session.isInteractive else { return }
        var count = 0
        for name in names { count += try await control.waitingJobs(of: name).count }
        if count > 0, jobs == .cancel {
            try control.confirm("Delete \(names.joined(separator: ", ")) and cancel \(count) jobs?")
        }
    }

    private func delete(_ name: String, _ control: Control) async throws -> Control.Outcome {
        _ = try await control.server.printer(name, ["printer-name"])
        let waiting = try await control.waitingJobs(of: name)
        if jobs == .fail, !waiting.isEmpty {
            throw Failure(
                .refusedInThisState, code: "printer-has-jobs", "\(name) has \(waiting.count) jobs.",
                hint: "quirectl job list --printer \(name)")
        }
        if change.dryRun { return .planned("delete printer \(name)\(Self.what(becomesOf: waiting.count, jobs))") }
        if case .move(let destination) = jobs {
            for job in waiting where job.waits { try await control.moveQuietly(job.number, to: destination) }
        }
        try await control.send(PrinterRequestPlan(operation: .cupsDeletePrinter, done: "", would: ""), about: name)
        return .done("deleted\(Self.what(becomesOf: waiting.count, jobs))")
    }

    private static func what(becomesOf count: Int, _ jobs: WaitingJobs) -> String {
        guard count > 0 else { return "" }
        return switch jobs {
        case .cancel: ", \(count) jobs cancelled"
        case .move(let destination): ", \(count) jobs moved to \(destination)"
        case .fail: ""
        }
    }
}
