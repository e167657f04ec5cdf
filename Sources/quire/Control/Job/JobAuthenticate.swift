import ArgumentParser
import IPP
import IPPClient

/// `quirectl job authenticate ID`
struct JobAuthenticate: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "authenticate", abstract: "Give the name and the password that jobs' printer asks for.",
        discussion: """
            They count for these jobs only and are forgotten with their end. The password is asked for on the terminal, or \
            read from a file; it is sent over TLS or within this machine only.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var waiting: WaitOptions
    @Option(help: "The name at the printer; yours, if it is not given.") var user: String?
    @Option(help: "The name's domain, for printers in Windows networks.") var domain: String?
    @Option(help: "Take the password from the first line of this file; - for standard input.")
    var passwordFile: String?
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        let targets = try await control.jobTargets(jobs) { $0.stateNumber == JobState.pendingHeld.rawValue }
        var plan = JobRequestPlan(
            operation: .cupsAuthenticateJob, done: "authenticated and released", would: "authenticate")
        if change.dryRun { return try await control.changeJobs(targets, plan, isDryRun: true) }
        let name = user ?? control.session.user.name
        let parts = try await control.partsOfLogin(for: targets)
        let password = parts.contains("password") ? try readPassword(for: name, control.session) : ""
        let values = parts.map { part in
            part == "password" ? password : part == "domain" ? domain ?? "" : name
        }
        plan.jobAttributes = [Attribute("auth-info", values.map { .text($0) })]
        return try await control.changeJobs(targets, plan, isDryRun: false)
            .then { try await control.waitForEnd(of: targets, waiting.wait) }
    }

    private func readPassword(for name: String, _ session: Session) throws(Failure) -> String {
        guard let passwordFile else {
            guard session.isInteractive else {
                throw .usage("nobody is here to ask for the password.", hint: "--password-file reads it.")
            }
            return try PasswordOptions.ask("Password for \(name): ")
        }
        let text =
            passwordFile == "-" ? session.linesOfStandardInput(max: 1).first : session.settings(at: passwordFile)
        guard let text else { throw .usage("'\(passwordFile)' cannot be read.") }
        let line = text.prefix { !$0.isNewline }
        guard !line.isEmpty else { throw .usage("there is no password in '\(passwordFile)'.") }
        return String(line)
    }
}

extension Control {
    /// What the printer of the jobs wants to hear, in its order ("auth-info-required").
    fileprivate func partsOfLogin(for targets: [JobTarget]) async throws -> [String] {
        var printers: Set<String> = []
        for target in targets {
            let job = try await server.job(target.number, ["job-printer-uri", "output-device-assigned"])
            let name =
                job["output-device-assigned"]?.stringValue ?? job["job-printer-uri"]?.stringValue?.lastPathSegment
            if let name { printers.insert(name) }
        }
        guard let printer = printers.first, printers.count == 1 else {
            throw Failure.usage("these jobs wait for several printers; authenticate them one by one.")
        }
        let parts = try await server.printer(printer, ["auth-info-required"])["auth-info-required"]?.stringValues ?? []
        let known = parts.filter { ["username", "password", "domain"].contains($0) }
        return known.isEmpty ? ["username", "password"] : known
    }
}
