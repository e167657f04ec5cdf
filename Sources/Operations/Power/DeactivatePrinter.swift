import IPP
import PrintModel

/// Deactivate-Printer: the job in hand is finished, no other is begun or accepted, and all but questions is refused
/// (RFC 3998 §3.4.1).
struct DeactivatePrinter: Operation {
    static let id = OperationID.deactivatePrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        let (reason, record) = (try request.stateMessage(), try context.pauseRecord(of: request))
        _ = try await context.printers.update(printer.id, at: record.at) {
            $0.turnOff(.deactivated, because: reason, by: record)
        }
        return IPPResponse()
    }
}

/// Activate-Printer: undoes Deactivate-Printer; accepts and prints again (RFC 3998 §3.4.2).
struct ActivatePrinter: Operation {
    static let id = OperationID.activatePrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        _ = try await context.printers.update(printer.id, at: context.clock.now()) { printer in
            printer.power = .on
            (printer.isPaused, printer.acceptsJobs, printer.stateMessage) = (false, true, "")
        }
        return IPPResponse()
    }
}
