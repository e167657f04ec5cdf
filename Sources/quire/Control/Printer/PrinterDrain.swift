import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer drain NAME`
struct PrinterDrain: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain", abstract: "Take a printer out of use: no new jobs, what waits is dealt with, then pause.",
        discussion: """
            Jobs that wait are printed first; with --to they move to another printer, with --cancel they are cancelled. \
            The job that is being printed is waited for. Undo it with printer accept and printer resume.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printer.") var name: String
    @Option(help: "Move what waits to this printer.") var to: String?
    @Flag(help: "Cancel what waits.") var cancel = false
    @Option(help: "Why: shown to everybody whose job waits or is refused.") var reason: String?

    func validate() throws {
        if cancel, to != nil { throw ValidationError("--to and --cancel exclude each other.") }
        if to == name { throw ValidationError("what waits for \(name) cannot move to \(name).") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        if let to { _ = try await control.server.printer(to, ["printer-name"]) }
        let waiting = try await control.waitingJobs(of: name).filter(\.waits)
        if change.dryRun { return try await planned(waiting, control) }
        if !cancel, to == nil, !waiting.isEmpty { try await requirePrinting(control) }
        if cancel, !change.yes, !waiting.isEmpty {
            try control.confirm("Cancel \(waiting.count) jobs of \(name)?")
        }
        let deadline = Deadline(self.control.timeout ?? .forever, by: control.session.stopwatch)
        try await control.send(
            PrinterRequestPlan(operation: .cupsRejectJobs, done: "", would: "", reason: reason), about: name)
        control.say("\(name) takes no new jobs")
        var status = ExitStatus.done
        var emptying = control
        emptying.tellsChanges = false
        let targets = waiting.map { JobTarget(number: $0.number, job: $0) }
        if let to, !targets.isEmpty {
            status = try await emptying.move(targets, to: to, isForced: true)
        } else if cancel, !targets.isEmpty {
            status = try await emptying.cancel(
                targets, JobRequestPlan(operation: .cancelJob, done: "cancelled", would: "cancel"))
        }
        try await waitForTheRest(control, deadline)
        try await control.send(
            PrinterRequestPlan(operation: .pausePrinter, done: "", would: "", reason: reason), about: name)
        return finish(status, try await control.waitingJobs(of: name), control)
    }

    private func planned(_ waiting: [JobDescription], _ control: Control) async throws -> ExitStatus {
        let printer = try await control.server.printer(name, ["printer-name"])["printer-name"]?.stringValue ?? name
        let what = to.map { "move them to \($0)" } ?? (cancel ? "cancel them" : "print them")
        return try await control.make([.printer(printer)]) { _ in
            .planned("drain printer \(printer): reject new jobs, \(waiting.count) wait: \(what), then pause")
        }
    }

    /// What waits for a paused printer would be waited for without an end.
    private func requirePrinting(_ control: Control) async throws {
        let attributes = try await control.server.printer(name, ["printer-state"])
        guard attributes["printer-state"]?.integerValue == PrinterState.stopped.rawValue else { return }
        throw Failure(
            .refusedInThisState, code: "printer-paused", "\(name) is paused: what waits is not printed.",
            hint: "quirectl printer resume \(name), or say --to OTHER or --cancel.")
    }

    /// Held jobs are not waited for: who knows when somebody releases them.
    private func waitForTheRest(_ control: Control, _ deadline: Deadline) async throws {
        var said: [Int32] = []
        while true {
            let jobs = try await control.waitingJobs(of: name)
            let rest = jobs.filter { $0.stateNumber != JobState.pendingHeld.rawValue }.map(\.number)
            if rest.isEmpty { return }
            if rest != said {
                let names = rest.prefix(5).map(String.init).joined(separator: " ")
                control.say("waiting for \(rest.count == 1 ? "job" : "\(rest.count) jobs:") \(names)")
                said = rest
            }
            try deadline.check("\(name) takes no new jobs, but \(rest.count) are not over")
            try await control.session.stopwatch.sleep(control.session.pause)
        }
    }

    private func finish(_ status: ExitStatus, _ left: [JobDescription], _ control: Control) -> ExitStatus {
        if control.isForPrograms {
            let json = JSON.object([
                .init("printer-name", .string(name)), .init("state", .string("drained")),
                .init("held-jobs", .array(left.map { .number(Int64($0.number)) })),
            ])
            control.show([], kind: "Drain", json, name: name)
        } else if !left.isEmpty {
            let names = left.prefix(5).map { String($0.number) }.joined(separator: " ")
            control.say("\(name) is paused; \(left.count) held jobs stay: \(names)")
        } else {
            control.say(
                "\(name) is empty and paused. Undo: quirectl printer accept \(name); quirectl printer resume \(name)")
        }
        return status
    }
}

extension Control {
    /// A line for a person who follows what is done.
    func say(_ line: String) {
        guard !isQuiet, !isForPrograms, format != .name else { return }
        session.output.print(line.harmless)
        session.output.flush()
    }

    func moveQuietly(_ number: Int32, to destination: String) async throws {
        let uri = server.request(.cupsMoveJob, .printer(destination))[.operation]?["printer-uri"]?.stringValue ?? ""
        _ = try await send(
            JobRequestPlan(
                operation: .cupsMoveJob, done: "", would: "",
                jobAttributes: [Attribute("job-printer-uri", .uri(uri))]), about: number)
    }
}
