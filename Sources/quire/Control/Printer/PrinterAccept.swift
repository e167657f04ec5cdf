import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer accept NAME…`
struct PrinterAccept: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "accept", abstract: "Take new jobs again.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names, PrinterRequestPlan(operation: .cupsAcceptJobs, done: "accepts jobs", would: "accept jobs on"),
            isDryRun: change.dryRun)
    }
}

/// `quirectl printer reject NAME…`
struct PrinterReject: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Refuse new jobs; those that wait are printed.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Option(help: "Why: shown to everybody whose job is refused.") var reason: String?

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names,
            PrinterRequestPlan(
                operation: .cupsRejectJobs, done: "rejects jobs", would: "reject jobs on", reason: reason),
            isDryRun: change.dryRun)
    }
}

/// `quirectl printer hold-new NAME…`
struct PrinterHoldNew: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold-new", abstract: "Hold jobs that come from now on; those that wait are printed.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Option(help: "Why: shown to everybody whose job is held.") var reason: String?

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names,
            PrinterRequestPlan(
                operation: .holdNewJobs, done: "holds new jobs", would: "hold new jobs of", reason: reason),
            isDryRun: change.dryRun)
    }
}

/// `quirectl printer release-new NAME…`
struct PrinterReleaseNew: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "release-new", abstract: "Hold new jobs no longer, and release those that were held so.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names,
            PrinterRequestPlan(
                operation: .releaseHeldNewJobs, done: "holds new jobs no longer",
                would: "release what was held on arrival of"),
            isDryRun: change.dryRun)
    }
}
