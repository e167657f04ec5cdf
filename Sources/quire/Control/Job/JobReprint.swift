import ArgumentParser
import IPP
import IPPClient

/// `quirectl job reprint ID…`
struct JobReprint: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprint", abstract: "Print jobs again that are over.",
        discussion: """
            As they were, on the same printer, they start again under their number. With other pages or copies, or on \
            another printer, the server's copy of their documents is sent as a new job.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var waiting: WaitOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @OptionGroup(title: "Which jobs") var made: JobsMadeUntil
    @Option(help: "Only these pages, such as 1-3,8.") var pages: String?
    @Option(help: "So many copies.") var copies: Int32?
    @Option(help: "On this printer.") var to: String?
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String] = []

    func validate() throws {
        if let copies, copies < 1 { throw ValidationError("copies must be 1 or more, not \(copies).") }
        if let pages { _ = try AttributeText.attribute(PrintOption("page-ranges", pages)) }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let targets = try await control.jobTargets(
            jobs, selectors.selection.until(made.until), which: "completed"
        ) { $0.isFinished }
        let isAsItWas = pages == nil && copies == nil && to == nil
        let plan = JobRequestPlan(operation: .restartJob, done: "restarted", would: "print again")
        guard !isAsItWas, !change.dryRun else {
            return try await control.changeJobs(targets, plan, isDryRun: change.dryRun)
                .then(unless: change.dryRun) { try await control.waitForEnd(of: targets, waiting.wait) }
        }
        if let to { _ = try await control.server.printer(to, ["printer-name"]) }
        let changes = try changes
        return try await control.make(targets.map { .job($0.number) }) { change in
            guard let number = Int32(change.target) else { return .done("") }
            let copy = try await control.submitAgain(number, to: to, changes)
            return .done("is printed again as job \(copy)")
        }
    }

    private var changes: [Attribute] {
        get throws {
            var changes: [Attribute] = []
            if let pages { changes.append(try AttributeText.attribute(PrintOption("page-ranges", pages))) }
            if let copies { changes.append(Attribute("copies", .integer(copies))) }
            return changes
        }
    }
}

extension Control {
    /// Sends the documents of a job once more, with its own attributes except for `changes`.
    ///
    /// - Returns: the number of the new job.
    fileprivate func submitAgain(_ number: Int32, to printer: String?, _ changes: [Attribute]) async throws -> Int32 {
        let old = JobDescription(attributes: try await server.job(number, ["all"]))
        let printer = printer ?? old.printer
        var job = AttributeGroup(.job, old.template)
        for change in changes { job.set(change) }
        var request = server.request(.createJob, .printer(printer))
        request.update(.operation) { $0.set("job-name", .name(old.title)) }
        if !job.attributes.isEmpty { request.groups.append(job) }
        let answer = try await server.client.send(request, to: "/printers/\(printer.percentEncoded)")
        try answer.requireDone(.createJob)
        guard let copy = answer[.job]?["job-id"]?.integerValue else {
            throw Failure(.failed, code: "no-job-id", "the server made the job and did not say its number.")
        }
        do {
            try await sendDocuments(of: old, to: copy, on: printer)
        } catch {
            // The job without its documents is of no use; the reason to tell is why they did not go through.
            _ = try? await server.perform(server.request(.cancelJob, .job(copy)), at: "/jobs/")
            throw error
        }
        return copy
    }

    private func sendDocuments(of old: JobDescription, to copy: Int32, on printer: String) async throws {
        let count = max(1, old.attributes["number-of-documents"]?.integerValue ?? 1)
        for place in 1...count {
            let document = try await server.document(place, of: old.number)
            var request = server.request(.sendDocument, .printer(printer))
            request.update(.operation) { group in
                group.set("job-id", .integer(copy))
                group.set("document-name", .name(document.name ?? old.title))
                group.set("document-format", .mimeMediaType(document.format))
                group.set("last-document", .boolean(place == count))
            }
            let answer = try await server.client.send(
                request, to: "/printers/\(printer.percentEncoded)", document: .pulled(document.reply.document))
            try answer.requireDone(.sendDocument)
        }
    }
}

extension JobDescription {
    /// The Job Template attributes among its own, without what held it back.
    var template: [Attribute] {
        attributes.attributes.filter { attribute in
            Registry.attribute(named: attribute.name, in: .jobTemplate) != nil
                && !attribute.name.hasPrefix("job-hold-until") && !attribute.values.contains(where: \.isOutOfBand)
        }
    }
}

extension IPPDocument {
    /// What is read from one answer, sent on as it comes.
    fileprivate static func pulled(_ document: IPPReplyDocument) -> IPPDocument {
        .stream {
            // Where it is, the document itself knows.
            var pieces = document.makeAsyncIterator()
            return try await pieces.next()
        }
    }
}
