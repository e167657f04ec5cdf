import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer pause NAME…`
struct PrinterPause: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Stop printing; jobs are still accepted, and wait.",
        discussion: "How a job is treated that is being printed, the server decides, unless --after-job says it.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var waiting: WaitOptions
    @Argument(help: "The printers.") var names: [String]
    @Flag(help: "As soon as the server can; the usual.") var now = false
    @Flag(help: "When the job that is being printed is over.") var afterJob = false
    @Option(help: "Why: shown to everybody whose job waits.") var reason: String?

    func validate() throws {
        if now, afterJob { throw ValidationError("--now and --after-job exclude each other.") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let plan = PrinterRequestPlan(
            operation: afterJob ? .pausePrinterAfterCurrentJob : .pausePrinter, done: "paused", would: "pause",
            reason: reason)
        let limit = waiting.wait
        return try await control.changePrinters(names, plan, isDryRun: change.dryRun) { name in
            if let limit {
                try await control.waitUntilIdle(name, Deadline(limit, by: control.session.stopwatch))
                return ""
            }
            // It is paused; whether something is still printed is told where the server says it.
            let left = (try? await control.waitingJobs(of: name)) ?? []
            let jobs = left.filter(\.isPrinting).map { String($0.number) }
            return jobs.isEmpty ? "" : "; still printing: job \(jobs.joined(separator: ", "))"
        }
    }
}

/// `quirectl printer resume NAME…`
struct PrinterResume: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Print again.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names, PrinterRequestPlan(operation: .resumePrinter, done: "resumed", would: "resume"),
            isDryRun: change.dryRun)
    }
}
