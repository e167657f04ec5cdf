import IPP

@testable import quire

/// The server whose answers the golden texts were made from: five queues and a few jobs, at 00:26:46 UTC on
/// 2026-11-21. The texts of two more queues, one stopped and one closed, were made later.
enum GoldenServer {
    private static let madeAt: Int32 = 1_795_220_806
    private static let laserAt: Int32 = 1_795_219_516

    static let printers: [AttributeGroup] = [
        printer(
            "AllOffice", 1_795_219_493, device: "file:///dev/null", model: "Local Printer Class",
            Attribute("printer-type", .enum(5)),
            Attribute("member-names", [.name("Office-Laser"), .name("Raw")])),
        printer(
            "Broken-Net", madeAt, device: "ipp://127.0.0.1:9198/ipp/print", state: .processing,
            Attribute("queued-job-count", .integer(1)),
            Attribute("printer-state-message", .text("The printer may not exist or is unavailable at this time."))),
        printer("Label-Maker", madeAt, device: "socket://127.0.0.1:9199"),
        printer(
            "Office-Laser", laserAt, device: "file:///dev/null", model: "Generic PostScript Printer",
            Attribute("printer-info", .text("Office laser, 2nd floor")),
            Attribute("printer-location", .text("Room 204")), Attribute("queued-job-count", .integer(1))),
        printer("Raw", 1_795_220_329, device: "file:///dev/null"),
    ]

    private static let others: [AttributeGroup] = [
        printer(
            "Stopped", madeAt + 3, device: "file:///dev/null", state: .stopped,
            Attribute("printer-state-message", .text("fuser change")),
            Attribute("printer-state-reasons", .keyword("paused"))),
        printer(
            "Closed", madeAt + 3, device: "file:///dev/null",
            Attribute("printer-is-accepting-jobs", .boolean(false)),
            Attribute("printer-state-message", .text("no more"))),
    ]

    private static func printer(
        _ name: String, _ changed: Int32, device: String, model: String = "Local Raw Printer",
        state: PrinterState = .idle, _ more: Attribute...
    ) -> AttributeGroup {
        var group = AttributeGroup.printer(
            name, state: state, Attribute("printer-state-change-time", .integer(changed)),
            Attribute("printer-state-reasons", .keyword("none")), Attribute("printer-info", .text(name)),
            Attribute("printer-location", .text("")), Attribute("printer-make-and-model", .text(model)),
            Attribute("printer-is-accepting-jobs", .boolean(true)), Attribute("device-uri", .uri(device)),
            Attribute("printer-type", .enum(4)),
            Attribute("printer-uri-supported", .uri("ipp://localhost/printers/\(name)")))
        for attribute in more { group.set(attribute) }
        return group
    }

    static let jobs: [AttributeGroup] = [
        job(
            62, "five.pdf", on: "Office-Laser", state: .pendingHeld, kilobytes: 8, copies: 2,
            Attribute("job-state-reasons", .keyword("job-hold-until-specified"))),
        job(
            61, "a b", on: "Broken-Net", state: .processing,
            Attribute("job-state-reasons", .keyword("job-printing")),
            Attribute(
                "job-printer-state-message", .text("The printer may not exist or is unavailable at this time."))),
    ]

    static let finished: [AttributeGroup] = [
        job(6, "label", on: "Label-Maker", state: .completed), job(7, "seven", on: "Office-Laser", state: .completed),
        job(8, "eight", on: "Office-Laser", state: .completed),
    ]

    private static func job(
        _ number: Int32, _ name: String, on printer: String, state: JobState, kilobytes: Int32 = 4, copies: Int32 = 1,
        at time: Int32 = madeAt, _ more: Attribute...
    ) -> AttributeGroup {
        var group = AttributeGroup.job(
            number, name, on: printer, state: state, kilobytes: kilobytes, copies: copies,
            Attribute("time-at-creation", .integer(time)), Attribute("time-at-completed", .integer(time)))
        for attribute in more { group.set(attribute) }
        return group
    }

    /// The five queues of the golden lists.
    static let answer: FakeServer.Answer = { answer($0, printers) }
    /// These and the two others.
    static let answerWithAll: FakeServer.Answer = { answer($0, printers + others) }

    private static func answer(_ request: FakeServer.Request, _ listed: [AttributeGroup]) -> IPPMessage {
        let name = request[.operation, "printer-uri"]?.stringValue?.lastPathSegment ?? ""
        switch request.operation {
        case .cupsGetDefault: return .answer(.ok, nil, printers[3])
        case .cupsGetPrinters:
            var answer = IPPMessage.answer()
            answer.groups += listed
            return answer
        case .getPrinterAttributes:
            guard let printer = (printers + others).first(where: { $0["printer-name"]?.stringValue == name }) else {
                return .answer(.notFound, "The printer or class does not exist.")
            }
            return .answer(.ok, nil, printer)
        case .getJobs: return list(request, name)
        case .getJobAttributes, .cancelJob, .setJobAttributes, .cupsMoveJob: return change(request)
        case .printJob, .createJob, .validateJob: return accept(name)
        case .cancelJobs, .cancelMyJobs, .purgeJobs: return .answer()
        default: return .answer(.operationNotSupported)
        }
    }

    private static func list(_ request: FakeServer.Request, _ printer: String) -> IPPMessage {
        var answer = IPPMessage.answer()
        let which = request[.operation, "which-jobs"]?.stringValue ?? "not-completed"
        let all =
            switch which {
            case "completed": finished
            case "all": (1...3).map { job($0, "one", on: "Office-Laser", state: .completed, at: laserAt) }
            default: jobs
            }
        answer.groups += all.filter {
            printer.isEmpty || $0["job-printer-uri"]?.stringValue?.lastPathSegment == printer
        }
        return answer
    }

    private static func change(_ request: FakeServer.Request) -> IPPMessage {
        let number = Int32(request[.operation, "job-uri"]?.stringValue?.lastPathSegment ?? "")
        guard let job = jobs.first(where: { $0["job-id"]?.integerValue == number }) else {
            return .answer(.notFound, "Nothing of that number.")
        }
        return .answer(.ok, nil, job)
    }

    private static func accept(_ printer: String) -> IPPMessage {
        switch printer {
        case "Closed": .answer(.notAcceptingJobs, "Closed: no more.")
        case "Office-Laser": .answer(.ok, nil, job(63, "x", on: printer, state: .pending))
        default: .answer(.notFound, "The printer or class does not exist.")
        }
    }
}
