import IPP
import PrintModel

// What lies in the printer.

extension Explanation {
    /// `nil` for what is the job's own.
    func printers(_ blocker: Blocker, _ printer: Printer) -> ExplainedBlocker? {
        switch blocker {
        case .printerPaused(let reason):
            return stopped(
                .printerPaused, "paused", because: reason, printer,
                "quirectl printer resume \(printer.name.text.shellWord)")
        case .printerOff(.shutDown, let reason):
            return stopped(
                .printerShutDown, "shut down", because: reason, printer,
                "quirectl printer startup \(printer.name.text.shellWord)")
        case .printerOff(_, let reason):
            return stopped(
                .printerDeactivated, "deactivated", because: reason, printer,
                "quirectl printer activate \(printer.name.text.shellWord)")
        case .deviceTrouble(let trouble, let since, let failedProbes, let nextProbe):
            return explained(trouble, since, failedProbes, nextProbe, printer)
        default: return nil
        }
    }

    /// Somebody wanted it.
    private func stopped(
        _ code: BlockerCode, _ word: String, because reason: String, _ printer: Printer, _ fix: String
    ) -> ExplainedBlocker {
        let record = printer.pauseRecord
        let since = record?.at ?? printer.stateChangedAt
        let by = record.map { " by \($0.cause.words)" } ?? ""
        let quoted = reason.isEmpty ? "" : " \"\(reason)\""
        return ExplainedBlocker(
            code, "\(printer.name) is \(word)\(by) since \(clock.text(of: since))\(quoted)",
            summary: "\(word)\(by)\(quoted)", since: since, fixes: [fix])
    }

    /// A device whose time has come to be asked again is in trouble until it has answered.
    func beingAsked(_ printer: Printer, _ condition: PrinterCondition) -> ExplainedBlocker? {
        guard let trouble = condition.trouble, printer.power == .on, !printer.isPaused,
            condition.nextProbe.map({ $0 <= clock.now() }) ?? true
        else { return nil }
        return explained(trouble, condition.troubleSince, condition.failedProbes, nil, printer)
    }

    private func explained(
        _ trouble: DeviceTrouble, _ since: Moment?, _ failedProbes: Int, _ nextProbe: Moment?, _ printer: Printer
    ) -> ExplainedBlocker {
        var text = "\(printer.name): \(trouble.message)"
        if let since { text += ", since \(clock.text(of: since))" }
        if failedProbes > 0 { text += ", tried \(failedProbes == 1 ? "once" : "\(failedProbes) times")" }
        text += nextProbe.map { ", next try \(clock.text(of: $0))" } ?? ", being tried again now"
        if let contact = context.conditions.condition(of: printer.id).lastContact {
            text += "; last good contact \(clock.text(of: contact))"
        }
        let code = Self.code(of: trouble)
        if code == .spoolFull { return Self.full(text, since: since, nextTry: nextProbe) }
        return ExplainedBlocker(
            code, text, summary: "\(Self.word(for: code)): \(trouble.message)", since: since, nextTry: nextProbe,
            fixes: Self.fixes(for: code, printer))
    }

    static func code(of trouble: DeviceTrouble) -> BlockerCode {
        switch trouble.kind {
        case .away: .printerUnreachable
        case .busy: .printerBusy
        case .failed: .printerFailed
        case .misconfigured: .printerMisconfigured
        case .local: trouble.reason == "spool-area-full" ? .spoolFull : .serverTrouble
        case .needsHuman: trouble.reason == "connecting-to-device" ? .printerUnreachable : .printerNeeds
        }
    }

    private static func word(for code: BlockerCode) -> String {
        switch code {
        case .printerUnreachable: "unreachable"
        case .printerBusy: "busy"
        case .printerFailed: "failed"
        case .printerMisconfigured: "misconfigured"
        case .printerNeeds: "needs somebody"
        default: "server trouble"
        }
    }

    static func fixes(for code: BlockerCode, _ printer: Printer) -> [String] {
        let (name, device) = (printer.name.text.shellWord, printer.deviceURI.shellWord)
        return switch code {
        case .printerUnreachable, .printerBusy, .printerFailed, .printerStalled: ["quirectl device probe \(device)"]
        case .printerNeeds: ["quirectl printer supplies \(name)"]
        case .printerMisconfigured: ["quirectl printer show \(name)", "quirectl device list"]
        default: ["quirectl server status"]
        }
    }

    // MARK: Pools

    /// A pool that could print, and of which no printer can print this job.
    func noMember(for job: Job, _ documents: [Document], of pool: Printer) -> ExplainedBlocker? {
        guard !pool.isPaused, pool.power == .on,
            let reasons = PoolObstacle.reasons(for: job, documents, of: pool, in: context)
        else { return nil }
        return ExplainedBlocker(
            .noMember, PoolObstacle.words(for: reasons, of: pool),
            fixes: PoolObstacle.fixes(for: reasons) + ["quirectl pool list"])
    }
}

extension PauseRecord.Cause {
    /// As it stands behind "paused by".
    var words: String {
        switch self {
        case .person(let name): name
        case .errorPolicy: "its error policy"
        }
    }
}
