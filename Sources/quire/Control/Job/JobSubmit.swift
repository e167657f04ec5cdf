import ArgumentParser
import IPP

/// `quirectl job submit FILE…`
struct JobSubmit: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "Print files.",
        discussion: """
            Without files, or for -, what comes on standard input is printed. With --wait the exit status is 0 printed, \
            10 cancelled, 11 failed, 12 held, 6 not over yet.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var waiting: WaitOptions
    @OptionGroup var wishes: PrintWishes
    @Option(help: "Show how far it is: auto (on a terminal) or plain (a line every 10 seconds).")
    var progress: ProgressLine.Style?
    @Argument(help: "The files.", completion: .file()) var files: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        var session = control.session
        session.arguments = []
        let progress = self.progress.map { ProgressLine($0, on: session.errors) }
        var submission: Submission
        do {
            submission = try await Submission(try order(session), session)
        } catch let failure as Failure {
            throw failure.withoutPrefix
        }
        if change.dryRun {
            try await named(submission, control) { try await submission.validate() }
            let what = files.isEmpty ? "standard input" : files.joined(separator: ", ")
            if !control.isQuiet {
                control.session.output.print("would print \(what.harmless) on \(submission.printer)")
            }
            return .done
        }
        if let progress { submission.sent = { bytes, all in progress.show(bytes: bytes, of: all) } }
        defer { progress?.clear() }
        let sending = submission
        let receipt = try await named(sending, control) { try await sending.send() }
        progress?.clear()
        tell(receipt, submission.printer, control)
        guard let limit = waiting.wait else { return .done }
        let deadline = Deadline(limit, by: control.session.stopwatch)
        let end = try await control.waitForEnd(of: receipt.number, deadline) { job in
            progress?.show(job)
            if JobEnd(job) != nil { progress?.clear() }
        }
        return end.status
    }

    /// Refusals in the words of this command: with the printers there are, where it is none of them.
    private func named<Value>(
        _ submission: Submission, _ control: Control, _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch let failure as Failure where failure.status == .notFound {
            throw await control.server.unknownPrinter(submission.printer)
        } catch let failure as Failure {
            throw failure.withoutPrefix
        }
    }

    private func order(_ session: Session) throws -> PrintOrder {
        var order = PrintOrder()
        order.wishes.server = control.server
        order.wishes.user = control.login
        order.wishes.encryption = control.tls?.rawValue
        order.wishes.serverVariables = ["QUIRE_SERVER", "CUPS_SERVER"]
        order.printer = wishes.printer
        order.title = wishes.title
        order.options = try wishes.options()
        for file in files where file != "-" { try order.add(file) }
        return order
    }

    private func tell(_ receipt: Submission.Receipt, _ printer: String, _ control: Control) {
        if control.isForPrograms {
            let job = JobDescription(attributes: receipt.job)
            control.show([], kind: "JobList", job.json, name: String(receipt.number))
        } else if control.format == .name {
            control.session.output.print(String(receipt.number))
        } else if !control.isQuiet {
            control.session.output.print("job \(receipt.number) → \(printer.harmless)")
        }
        control.session.output.flush()
    }
}

extension Failure {
    /// Without the word that messages of the classic commands start with.
    fileprivate var withoutPrefix: Failure {
        let word = "Error - "
        guard message.hasPrefix(word) else { return self }
        return Failure(status, code: code, String(message.dropFirst(word.count)), hint: hint, candidates: candidates)
    }
}

/// How something is to be printed, in the words people look for; the same as `-o` of `lpr`.
struct PrintWishes: ParsableArguments {
    @Option(name: [.customShort("P"), .customLong("printer")], help: "The printer; your default without it.")
    var printer: String?
    @Option(name: [.customShort("T"), .long], help: "What the job is called.") var title: String?
    @Option(name: [.customShort("#"), .long], help: "So many copies.") var copies: Int32?
    @Option(help: "Only these pages, such as 1-3,8.") var pages: String?
    @Flag(help: "On both sides of the sheet.") var duplex = false
    @Flag(help: "Without colour.") var mono = false
    @Option(help: "The paper, such as a4 or iso_a4_210x297mm.") var media: String?
    @Option(help: "The tray, such as tray-2.") var tray: String?
    @Flag(help: "Make it fit on the paper.") var fit = false
    @Option(help: "From 1 to 100; 50 is usual.") var priority: Int32?
    @Flag(help: "Hold it until somebody releases it.") var hold = false
    @Option(help: "Hold it until then: 18:00, +2h.") var at: String?
    @Option(help: "Who pays for it.") var account: String?
    @Flag(help: "Send it to the device as it is.") var raw = false
    @Option(name: .customLong("option"), help: "Any option of lpr, such as number-up=2; can be given several times.")
    var others: [String] = []

    func validate() throws {
        if hold, at != nil { throw ValidationError("--hold and --at both say until when: give one.") }
    }

    func options() throws(Failure) -> [PrintOption] {
        var options: [PrintOption] = []
        func set(_ name: String, _ value: String?) { value.map { options.append(PrintOption(name, $0)) } }
        set("copies", copies.map(String.init))
        set("page-ranges", pages)
        set("sides", duplex ? "two-sided-long-edge" : nil)
        set("print-color-mode", mono ? "monochrome" : nil)
        set("media", media)
        set("media-source", tray)
        set("print-scaling", fit ? "fit" : nil)
        set("job-priority", priority.map(String.init))
        set("job-hold-until", hold ? "indefinite" : at)
        set("job-account-id", account)
        set("raw", raw ? "true" : nil)
        for text in others { options += try PrintOption.parse(text) }
        return options
    }
}
