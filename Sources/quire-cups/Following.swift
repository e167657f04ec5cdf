internal import CCups
internal import Glibc

/// Follows a job at the server until it ends, and tells what it hears.
final class Following {
    private let server: PrintServer
    private let job: Int32
    private var told: [String: String] = [:]

    private static let jobAttributes = [
        "job-state", "job-state-reasons", "job-state-message", "job-printer-state-message",
        "job-impressions-completed", "job-media-sheets-completed", "number-of-documents",
    ]
    private static let printerAttributes = [
        "printer-state-reasons", "printer-state-message", "marker-names", "marker-types", "marker-colors",
        "marker-levels", "marker-low-levels", "marker-high-levels",
    ]

    init(_ server: PrintServer, _ job: Int32) {
        self.server = server
        self.job = job
    }

    func run() -> Int32 {
        var pause: Int32 = 250
        while true {
            if Signals.isAskedToEnd { return cancel() }
            let answer = look()
            if let status = end(of: answer) { return status }
            if answer.isAway, !server.reconnect() { continue }
            if answer.isGood { lookAtPrinter() }
            Signals.sleep(milliseconds: pause)
            pause = min(pause * 2, 5_000)
        }
    }

    /// What the server says of the job.
    func look() -> IPPAnswer {
        server.send(IPP_OP_GET_JOB_ATTRIBUTES, "job-uri", server.uri(ofJob: job), path: "/", Self.jobAttributes)
    }

    private func end(of answer: IPPAnswer) -> Int32? {
        if answer.isAway { return nil }
        if answer.status == IPP_STATUS_ERROR_NOT_FOUND {
            // Servers that keep no history forget what is printed.
            say("INFO", "the server does not know the job any more: it is printed, or was removed")
            return Status.ok
        }
        guard answer.isGood, let state = answer.integer("job-state") else {
            say("WARNING", "the server does not say how the job is: \(answer.words)")
            return nil
        }
        tell(answer)
        let words = answer.strings("job-printer-state-message").first ?? answer.strings("job-state-message").first ?? ""
        switch ipp_jstate_t(rawValue: UInt32(clamping: state)) {
        case IPP_JSTATE_COMPLETED: return Status.ok
        case IPP_JSTATE_CANCELED:
            say("ERROR", "it was canceled at \(server.address.host)")
            return Status.canceled
        case IPP_JSTATE_ABORTED:
            say("ERROR", "\(server.address.host) gave it up\(words.isEmpty ? "" : ": \(words)")")
            return Status.failed
        case IPP_JSTATE_HELD: note("held", "INFO", "it is held at \(server.address.host)")
        case IPP_JSTATE_STOPPED: note("held", "INFO", "printing it has stopped at \(server.address.host)")
        default: note("held", "INFO", words)
        }
        return nil
    }

    /// Cancels the job; the status says how far it had come (``QuireCups``).
    func cancel() -> Int32 {
        let before = look()
        guard !before.isAway else { return Status.failed }
        if before.status == IPP_STATUS_ERROR_NOT_FOUND { return Status.ok }
        let state = ipp_jstate_t(rawValue: UInt32(clamping: before.integer("job-state") ?? 0))
        if state == IPP_JSTATE_COMPLETED { return Status.ok }
        let isUntouched = state == IPP_JSTATE_PENDING || state == IPP_JSTATE_HELD
        let answer = server.send(IPP_OP_CANCEL_JOB, "job-uri", server.uri(ofJob: job), path: "/jobs/")
        let after = look()
        let now = ipp_jstate_t(rawValue: UInt32(clamping: after.integer("job-state") ?? 0))
        if now == IPP_JSTATE_COMPLETED { return Status.ok }
        guard answer.isGood || now == IPP_JSTATE_CANCELED || now == IPP_JSTATE_ABORTED else {
            say("ERROR", "cannot cancel it at \(server.address.host): \(answer.words)")
            return Status.failed
        }
        return isUntouched || state == IPP_JSTATE_CANCELED ? Status.canceled : Status.failed
    }

    // MARK: Telling

    private func tell(_ answer: IPPAnswer) {
        for name in ["job-impressions-completed", "job-media-sheets-completed"] {
            if let count = answer.integer(name), count > 0 { note(name, "ATTR", "\(name)=\(count)") }
        }
    }

    private func lookAtPrinter() {
        let host = server.address.host.isEmpty ? "localhost" : server.address.host
        let uri =
            "ipp://\(host.contains(":") ? "[\(host)]" : host):\(server.address.port)/printers/\(server.address.queue)"
        let answer = server.send(IPP_OP_GET_PRINTER_ATTRIBUTES, "printer-uri", uri, path: "/", Self.printerAttributes)
        guard answer.isGood else { return }
        let reasons = answer.strings("printer-state-reasons").filter { $0 != "none" }
        note("reasons", "STATE", reasons.isEmpty ? "none" : reasons.joined(separator: ","))
        var words: [String] = []
        for name in ["marker-names", "marker-types", "marker-colors"] {
            let values = answer.strings(name)
            if !values.isEmpty { words.append("\(name)=\(Self.quoted(values))") }
        }
        for name in ["marker-levels", "marker-low-levels", "marker-high-levels"] {
            let values = answer.integers(name)
            if !values.isEmpty { words.append("\(name)=\(values.map { String($0) }.joined(separator: ","))") }
        }
        if !words.isEmpty { note("markers", "ATTR", words.joined(separator: " ")) }
    }

    private func note(_ what: String, _ word: String, _ text: String) {
        guard !text.isEmpty, told[what] != text else { return }
        told[what] = text
        say(word, text)
    }

    /// `'"one","two"'`
    private static func quoted(_ values: [String]) -> String {
        let plain = values.map { value in
            "\"" + value.map { "\"'\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "\""
        }
        return "'\(plain.joined(separator: ","))'"
    }
}

/// Says what became of a job, in a word on standard output: completed, waiting, none, or lost. Status 1 when the server
/// does not answer.
struct Resolving {
    private let server: PrintServer

    init(_ server: PrintServer) { self.server = server }

    func run(_ jobURI: String) -> Int32 {
        guard let job = jobURI.split(separator: "/").last.flatMap({ Int32($0) }), job > 0 else { return answer("lost") }
        guard server.connect() else { return Status.failed }
        let following = Following(server, job)
        let found = following.look()
        if found.isAway { return Status.failed }
        if found.status == IPP_STATUS_ERROR_NOT_FOUND { return answer("lost") }
        guard found.isGood, let state = found.integer("job-state") else { return Status.failed }
        switch ipp_jstate_t(rawValue: UInt32(clamping: state)) {
        case IPP_JSTATE_COMPLETED: return answer("completed")
        case IPP_JSTATE_CANCELED: return answer("canceled")
        case IPP_JSTATE_ABORTED: return answer("none")
        default: break
        }
        // Documents count when they are whole: without one, it waits for data that will not come.
        guard found.integer("number-of-documents") ?? 0 == 0 else { return answer("waiting") }
        return following.cancel() == Status.canceled ? answer("none") : Status.failed
    }

    private func answer(_ word: String) -> Int32 {
        write(word + "\n", to: STDOUT_FILENO)
        return Status.ok
    }
}
