import IPP
import PrintModel

/// Pause-Printer: the job in hand is finished, no other is begun (RFC 8011 §4.2.7). Jobs are still accepted.
struct PausePrinter: Operation {
    static let id = OperationID.pausePrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        let (reason, record) = (try request.stateMessage(), try context.pauseRecord(of: request))
        _ = try await context.printers.update(printer.id, at: record.at) { $0.pause(record, because: reason) }
        return IPPResponse()
    }
}

extension OperationContext {
    /// What is kept about who pauses a queue.
    func pauseRecord(of request: IPPRequest) throws -> PauseRecord {
        PauseRecord(.person(try actor(of: request)), at: clock.now())
    }
}

extension IPPRequest {
    /// Why a person pauses a queue or stops it accepting: "printer-state-message", which CUPS' tools put into the
    /// operation group, or "printer-message-from-operator" (RFC 3380 §4). Empty when nothing was said.
    func stateMessage() throws -> String {
        let given =
            try string("printer-state-message") ?? string("printer-message-from-operator")
            ?? printerAttributes["printer-state-message"]?.values.first?.stringValue
        return (given ?? "").truncated(toOctets: 1023)
    }
}
