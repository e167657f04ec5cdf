import IPP
import PrintModel

// What lies in the job itself.

extension Explanation {
    /// `nil` for what is not the job's own.
    func own(_ blocker: Blocker, of job: Job, _ holding: Holding?) -> ExplainedBlocker? {
        let by = holding?.who.map { " by \($0)" } ?? ""
        let since = holding?.since
        let release = "quirectl job release \(job.id)"
        func held(_ code: BlockerCode, _ text: String, _ fixes: String..., until: Moment? = nil) -> ExplainedBlocker {
            ExplainedBlocker(code, text, since: since, nextTry: until, fixes: fixes)
        }
        switch blocker {
        case .heldByUser: return held(.heldUser, "held\(by) until somebody releases it" + why(job), release)
        case .heldUntil(let moment, let keyword):
            let period = keyword.flatMap { HoldPeriod(rawValue: $0)?.rawValue }.map { "\($0), " } ?? ""
            let left = (moment - clock.now()).words
            return held(
                .heldUntil, "held until \(clock.text(of: moment)) (\(period)in \(left))\(by)" + why(job), release,
                until: moment)
        case .heldOnArrival:
            let name = context.printers.printer(job.printer)?.name.text ?? "its printer"
            return held(.heldNewJobs, "\(name) holds new jobs", release)
        case .failed(let reason, let fault): return failed(reason, fault, job, since)
        case .needsCredentials(let reason):
            return held(
                .heldAuth, isOpen ? reason : "its device wants a name and a password",
                "quirectl job authenticate \(job.id)")
        case .unconfirmed(let reason):
            let what = isOpen ? reason : "nobody knows whether it was printed"
            return held(
                .printedUnconfirmed, what + "; if it was printed, say so; released, it is printed again",
                "quirectl job done \(job.id)", release)
        case .locked(.password):
            return held(.heldPassword, "it waits for its password", "\(release) --password PASSWORD")
        case .locked(let lock):
            let action = lock == .button ? "somebody at the printer" : "its owner"
            return held(.heldRelease, "it waits for \(action) to release it", release)
        case .interrupted: return held(.interrupted, "its client sent nothing more", release)
        case .suspended(let who):
            let whom = who == .user ? " by its owner" : who == .operator_ ? " by an operator" : ""
            return held(.suspended, "suspended\(whom)" + why(job), "quirectl job resume \(job.id)")
        case .waitsForApproval:
            return held(
                .proofPrinted, "its proof is printed; the rest waits for somebody to approve it",
                "quirectl job resume \(job.id)")
        case .delayed(let until, let keyword):
            let period = keyword.map { " (\($0))" } ?? ""
            let end = until.map { "before \(clock.text(of: $0))\(period)" } ?? "until it is released"
            return held(.outputDelayed, "nothing of it may come out \(end)" + why(job), release, until: until)
        case .needsData(let until):
            let end = until.map { "; closed at \(clock.text(of: $0)) if nothing comes" } ?? ""
            let soFar = job.octets > 0 ? " (\(job.octets.octetsInWords) so far)" : ""
            return ExplainedBlocker(
                .needsData, "its documents have not all arrived" + soFar + end, since: job.createdAt, nextTry: until,
                fixes: ["quirectl job cancel \(job.id)"])
        case .printerPaused, .printerOff, .deviceTrouble, .noMember, .behindJobs: return nil
        }
    }

    /// What the person who holds a job says about it.
    private func why(_ job: Job) -> String {
        let message = job.attributes["job-message-from-operator"]?.values.first?.stringValue ?? ""
        return message.isEmpty || !isOpen ? "" : " \"\(message)\""
    }

    private func failed(_ reason: String, _ fault: JobFault, _ job: Job, _ since: Moment?) -> ExplainedBlocker {
        let (release, download) = ("quirectl job release \(job.id)", "quirectl job download \(job.id)")
        let (code, fixes): (BlockerCode, [String]) =
            switch fault {
            case .device: (.heldFailed, [release, "quirectl job cancel \(job.id)"])
            case .conversion: (.convertFailed, [download, release])
            case .format: (.unsupportedFormat, [download, "quirectl job cancel \(job.id)"])
            }
        return ExplainedBlocker(code, isOpen ? reason : "it could not be printed", since: since, fixes: fixes)
    }

    // MARK: What its printer has not got

    /// Adds what a printer will not be able to do for the job: before all others where it is what the device complains of,
    /// behind them where it only waits to happen.
    func withMisfits(
        of job: Job, _ documents: [Document], on printer: Printer, _ condition: PrinterCondition,
        _ found: [ExplainedBlocker], _ other: String?
    ) -> [ExplainedBlocker] {
        guard isOpen, !printer.isPool, !found.contains(where: { $0.code == .unsupportedFormat }) else { return found }
        let facts = context.facts.facts(of: printer)
        var found = found
        if let format = documents.first(where: { !facts.takes($0.format) })?.format {
            let takes = facts.formats.dropFirst().prefix(5).joined(separator: ", ")
            found.append(
                ExplainedBlocker(
                    .unsupportedFormat, "\(printer.name) takes no \(format); it takes \(takes)",
                    fixes: ["quirectl job cancel \(job.id)"]
                ).adding(other))
        }
        let device = context.conditions.device(of: printer.id)
        guard let mismatch = MediaMismatch(of: job, on: facts, device: device) else { return found }
        let blocker = explained(mismatch, job, printer).adding(other)
        let isAsked = condition.trouble.map { $0.kind == .needsHuman && $0.reason.hasPrefix("media-") } ?? false
        if isAsked || !mismatch.isOnlyNotLoaded {
            found.insert(blocker, at: isAsked ? firstOfPrinter(found) : found.endIndex)
        } else if !found.isEmpty {
            found.append(blocker)
        }
        return found
    }

    private func firstOfPrinter(_ found: [ExplainedBlocker]) -> Int {
        found.firstIndex { $0.code == .printerNeeds } ?? found.endIndex
    }

    private func explained(_ mismatch: MediaMismatch, _ job: Job, _ printer: Printer) -> ExplainedBlocker {
        let has = mismatch.available.joined(separator: ", ")
        let text =
            mismatch.isOnlyNotLoaded
            ? "it wants \(mismatch.wanted), and \(printer.name) has \(has) in its trays"
            : "it wants \(mismatch.wanted), which \(printer.name) does not take; it takes \(has)"
        let first = mismatch.available.first.map { ["quirectl job edit \(job.id) media=\($0.shellWord)"] } ?? []
        return ExplainedBlocker(.mediaMismatch, text, fixes: first)
    }
}
