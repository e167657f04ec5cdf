import IPP
import PrintModel

/// "printer-state" with its reasons and its message (RFC 8011 §5.4.11 to §5.4.13).
///
/// Only a person stops a queue. Trouble of the device is a reason, while the state stays `processing` because the
/// job in hand goes on by itself; `stopped` would be shown as "disabled" by every CUPS client.
struct PrinterStatus {
    let state: PrinterState
    let reasons: [String]
    let message: String
    let counts: QueueCounts

    init(of printer: Printer, in context: OperationContext) {
        counts = context.jobs.counts(of: printer.id)
        let condition = context.conditions.condition(of: printer.id)
        var reasons: [String] = []
        if printer.power != .on { reasons.append(printer.power.rawValue) }
        let isStopped = printer.isPaused || printer.power != .on
        if isStopped { reasons.append(counts.processing > 0 ? "moving-to-paused" : "paused") }
        if printer.holdsNewJobs { reasons.append("hold-new-jobs") }
        if let trouble = condition.trouble { reasons.append(trouble.reason) }
        self.reasons = reasons.isEmpty ? ["none"] : reasons
        message = printer.stateMessage.isEmpty ? condition.trouble?.message ?? "" : printer.stateMessage
        state =
            counts.processing > 0
            ? .processing : isStopped ? .stopped : condition.trouble != nil ? .processing : .idle
    }
}
