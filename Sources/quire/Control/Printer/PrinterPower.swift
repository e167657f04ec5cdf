import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer shutdown NAME…`
struct PrinterShutdown: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "shutdown",
        abstract: "Take out of service: what is printed is finished, what waits is kept, all else is refused.",
        discussion: "It stays so, also when the server starts again, until quirectl printer startup.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Option(help: "Why: shown to everybody whose job waits or is refused.") var reason: String?

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names,
            PrinterRequestPlan(
                operation: .shutdownPrinter, done: "shut down", would: "shut down", reason: reason),
            isDryRun: change.dryRun)
    }
}

/// `quirectl printer startup NAME…`
struct PrinterStartup: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "startup", abstract: "Put in service again, after shutdown: what waits is printed.",
        discussion: "New jobs are refused until quirectl printer accept, or with --accept at once accepted.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Flag(help: "Take new jobs, too.") var accept = false

    func run(_ control: Control) async throws -> ExitStatus {
        let plan = PrinterRequestPlan(operation: .startupPrinter, done: "started up", would: "start up")
        return try await control.changePrinters(names, plan, isDryRun: change.dryRun) { name in
            guard accept else { return "; it does not accept jobs yet" }
            try await control.send(
                PrinterRequestPlan(operation: .enablePrinter, done: "accepts jobs", would: ""), about: name)
            return " and accepts jobs"
        }
    }
}

/// `quirectl printer restart NAME…`
struct PrinterRestart: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart",
        abstract: "Begin afresh: the device is asked anew, and what it prints is printed from the start.",
        discussion: "Whatever was paused, deactivated or held back is over.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names, PrinterRequestPlan(operation: .restartPrinter, done: "restarted", would: "restart"),
            isDryRun: change.dryRun)
    }
}

/// `quirectl printer deactivate NAME…`
struct PrinterDeactivate: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "deactivate", abstract: "Pause, refuse new jobs, and answer nothing but questions.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Option(help: "Why: shown to everybody whose job waits or is refused.") var reason: String?

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names,
            PrinterRequestPlan(
                operation: .deactivatePrinter, done: "deactivated", would: "deactivate", reason: reason),
            isDryRun: change.dryRun)
    }
}

/// `quirectl printer activate NAME…`
struct PrinterActivate: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate", abstract: "Undo deactivate: print, and take jobs again.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names, PrinterRequestPlan(operation: .activatePrinter, done: "activated", would: "activate"),
            isDryRun: change.dryRun)
    }
}
