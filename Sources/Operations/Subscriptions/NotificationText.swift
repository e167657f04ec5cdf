import PrintModel

/// "notify-text": what happened, in a sentence (RFC 3995 §9.1).
struct NotificationText {
    let sentence: String

    /// - Parameters:
    ///   - job: its name, for those who may know it.
    ///   - isOpen: whether they may know what a device, a converter or a person says of the job: its title may be in that.
    init(_ kind: EventKinds, _ event: LoggedEvent, printer: String?, job: String?, isOpen: Bool) {
        var event = event
        if event.job != nil, !isOpen { event.detail = "" }
        let where_ = printer.map { " on \($0)" } ?? ""
        let theJob = "Job \(event.job?.description ?? "")" + (job.map { " '\($0)'" } ?? "")
        let thePrinter = "Printer \(printer ?? event.detail)"
        switch kind {
        case .jobCreated where event.what == "restarted": sentence = "\(theJob) is printed again\(where_)."
        case .jobCreated: sentence = "\(theJob) has arrived\(where_)."
        case .jobCompleted: sentence = "\(theJob)\(where_) \(Self.end(event))"
        case .jobStateChanged, .jobStopped: sentence = "\(theJob)\(where_) \(Self.change(event))"
        case .jobConfigChanged: sentence = "\(theJob)\(where_) was changed."
        case .jobProgress: sentence = "\(theJob)\(where_) has printed \(event.impressions ?? 0) pages."
        case .printerStateChanged, .printerStopped: sentence = "\(thePrinter) \(Self.state(event))"
        case .printerQueueOrderChanged: sentence = "The order of the jobs\(where_) has changed."
        case .printerCreated: sentence = "\(thePrinter) was added."
        case .printerDeleted: sentence = "Printer \(event.detail) was deleted."
        case .printerRestarted: sentence = "\(thePrinter) was restarted."
        case .printerShutDown: sentence = "\(thePrinter) was shut down."
        case .printerMediaChanged: sentence = "\(thePrinter) has other media."
        case .printerFinishingsChanged: sentence = "\(thePrinter) has other finishings ready."
        case .printerConfigChanged: sentence = "\(thePrinter) was changed."
        case .documentCreated where event.what == "document-added":
            sentence = "\(theJob)\(where_) has another document."
        case .documentCreated, .documentCompleted, .documentStopped, .documentStateChanged:
            sentence =
                "Document \(event.document ?? 1) of \(theJob.prefix(1).lowercased())\(theJob.dropFirst())\(where_) \(Self.documentState(event))"
        case .systemRestarted: sentence = "The server was restarted."
        case .systemShutDown, .systemStopped: sentence = "The server is stopping."
        case .systemConfigChanged: sentence = "The server's settings were changed."
        default:
            let about = event.job != nil ? "\(theJob)\(where_)" : event.resource.map { "Resource \($0)" } ?? "Server"
            sentence = event.detail.isEmpty ? "\(about): \(kind.keyword ?? event.what)." : "\(about): \(event.detail)."
        }
    }

    private static func end(_ event: LoggedEvent) -> String {
        switch event.state?.state {
        case JobLifecycle.State.completed.rawValue: "is completed."
        case JobLifecycle.State.canceled.rawValue: "was canceled."
        default: "was aborted" + because(event)
        }
    }

    private static func change(_ event: LoggedEvent) -> String {
        switch event.what {
        case "claimed": "is being printed."
        case "held": "is held" + because(event)
        case "released": "is released."
        case "closed": "has all its documents."
        case "retrying": "waits to be tried again" + because(event)
        case "refused": "cannot be printed" + because(event)
        case "unconfirmed": "may have been printed" + because(event)
        case "cancel-requested": "is being canceled."
        default: "has changed" + because(event)
        }
    }

    private static func documentState(_ event: LoggedEvent) -> String {
        switch event.documentState {
        case .pending?: "is waiting."
        case .processing?: "is being printed."
        case .stopped?: "is stopped."
        case .canceled?: "was canceled."
        case .aborted?: "was aborted" + because(event)
        case .completed?: "is completed."
        case nil: "has changed."
        }
    }

    private static func state(_ event: LoggedEvent) -> String {
        guard let status = event.printerStatus else { return "has changed." }
        let reasons = status.reasons.filter { $0 != "none" && $0 != "paused" }
        let because = reasons.isEmpty ? "." : " (\(reasons.joined(separator: ", ")))."
        let accepts = status.acceptsJobs ? "" : " It does not accept jobs."
        return switch status.state {
        case 3: "is idle\(because)\(accepts)"
        case 4: (reasons.isEmpty ? "is printing" : "is busy") + "\(because)\(accepts)"
        default: "is stopped\(because)\(accepts)"
        }
    }

    private static func because(_ event: LoggedEvent) -> String {
        event.detail.isEmpty
            ? "." : ": \(event.detail.hasSuffix(".") ? String(event.detail.dropLast()) : event.detail)."
    }
}
