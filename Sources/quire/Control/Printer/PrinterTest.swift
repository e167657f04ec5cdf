import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer test NAME`
struct PrinterTest: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Print a test page.",
        discussion: "A PDF where the printer takes it, otherwise plain text.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var waiting: WaitOptions
    @Argument(help: "The printers.") var names: [String]
    @Option(
        help:
            "standard (a frame, where it comes from, ramps of grey and colours), alignment (rulers) or color (patches)."
    )
    var page: TestPage.Kind = .standard

    func run(_ control: Control) async throws -> ExitStatus {
        let made = Numbers()
        let status = try await control.make(names.map(Control.Change.printer)) { change in
            if self.change.dryRun {
                _ = try await control.server.printer(change.target, ["printer-name"])
                return .planned("print a test page on \(change.target)")
            }
            let number = try await control.submitTestPage(page, to: change.target)
            await made.add(number)
            return .done("prints a test page: job \(number)")
        }
        let targets = await made.all.map { JobTarget(number: $0) }
        return try await status.then { try await control.waitForEnd(of: targets, waiting.wait) }
    }

    private actor Numbers {
        private(set) var all: [Int32] = []
        func add(_ number: Int32) { all.append(number) }
    }
}

extension Control {
    /// - Returns: the number of the job.
    func submitTestPage(_ kind: TestPage.Kind, to printer: String) async throws -> Int32 {
        let attributes = try await server.printer(
            printer, ["document-format-supported", "printer-info", "media-default", "device-uri"])
        let takesPDF = attributes["document-format-supported"]?.stringValues.contains("application/pdf") == true
        let page = TestPage(
            kind: kind, printer: printer, info: attributes["printer-info"]?.stringValue ?? "",
            device: attributes["device-uri"]?.stringValue ?? "",
            server: server.address.description, time: MomentText.rfc3339(session.now()),
            isLetter: attributes["media-default"]?.stringValue?.hasPrefix("na_letter") == true)
        var request = server.request(.printJob, .printer(printer))
        request.update(.operation) { group in
            group.set("job-name", .name("Test page"))
            group.set("document-format", .mimeMediaType(takesPDF ? "application/pdf" : "text/plain"))
        }
        let answer = try await server.client.send(
            request, to: "/printers/\(printer.percentEncoded)", document: .bytes(takesPDF ? page.pdf : page.text))
        try answer.requireDone(.printJob)
        guard let number = answer[.job]?["job-id"]?.integerValue else {
            throw Failure(.failed, code: "no-job-id", "the server took the test page and did not say its number.")
        }
        return number
    }
}
