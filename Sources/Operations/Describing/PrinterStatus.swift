import IPP
import PrintModel

/// "printer-state" with its reasons and its message (RFC 8011 §5.4.11 to §5.4.13).
/// State and reasons are those of the log of events (``PrinterGlance``).
struct PrinterStatus {
    let state: PrinterState
    let reasons: [String]
    let message: String
    let counts: QueueCounts

    init(of printer: Printer, in context: OperationContext) {
        counts = context.jobs.counts(of: printer.id)
        let condition = context.conditions.condition(of: printer.id)
        let obstacle = printer.isPool ? PoolObstacle(of: printer, in: context) : nil
        let glance = PrinterGlance(
            of: printer, processing: counts.processing + counts.serving,
            trouble: obstacle?.reasons ?? condition.trouble.map { [$0.reason] } ?? [])
        reasons = glance.reasons
        // What somebody gave as the reason is shown word for word: scripts look for it in what lpstat says.
        let paused = printer.pauseRecord.map { "paused by \($0.cause.words)" } ?? ""
        let said = printer.stateMessage.isEmpty ? paused : printer.stateMessage
        let own = said.isEmpty ? (condition.trouble?.message ?? obstacle?.text ?? "") : said
        let taker = printer.redirect == nil ? printer : Redirection.end(of: printer, in: context.printers)
        let sent = taker.id == printer.id ? "" : "new jobs go to \(taker.name)"
        message = own.isEmpty || sent.isEmpty ? own + sent : "\(own); \(sent)"
        state = PrinterState(rawValue: glance.state)
    }
}
