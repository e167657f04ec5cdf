import IPP
import PrintModel

/// Shutdown-One-Printer: as Shutdown-Printer, for the printer that "printer-id" names (PWG 5100.22 §6.3.12).
struct ShutdownOnePrinter: Operation {
    static let id = OperationID.shutdownOnePrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await context.shutDown([try context.requiredPrinter(of: request)], request)
        return IPPResponse()
    }
}

/// Startup-One-Printer: starts the printer that "printer-id" names up if it is shut down; it accepts jobs when
/// Enable-Printer says so, as after Startup-Printer (PWG 5100.22 §6.3.14, RFC 3998 §3.5.3).
struct StartupOnePrinter: Operation {
    static let id = OperationID.startupOnePrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await context.startUp([try context.requiredPrinter(of: request)], request)
        return IPPResponse()
    }
}

/// Restart-One-Printer: as Restart-Printer, for the printer that "printer-id" names (PWG 5100.22 §6.3.10).
struct RestartOnePrinter: Operation {
    static let id = OperationID.restartOnePrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.requiredPrinter(of: request)
        try printer.admit(request.id)
        try await context.restart([printer], request)
        return IPPResponse()
    }
}
