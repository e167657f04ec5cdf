import IPP
import PrintModel

/// Shutdown-Printer: the job in hand is finished, those that wait are kept, and all but questions is refused until
/// Startup-Printer (RFC 3998 §3.5.2).
struct ShutdownPrinter: Operation {
    static let id = OperationID.shutdownPrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await context.shutDown([try context.targetPrinter(of: request)], request)
        return IPPResponse()
    }
}

/// Startup-Printer: a queue that was shut down is idle; it accepts jobs when Enable-Printer says so (RFC 3998 §3.5.3).
struct StartupPrinter: Operation {
    static let id = OperationID.startupPrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        guard printer.power == .shutDown else {
            throw OperationError(.notPossible, "\(printer.name) is not shut down")
        }
        try await context.startUp([printer], request)
        return IPPResponse()
    }
}

/// Restart-Printer: a queue begins afresh: idle, accepting, its device asked anew. The jobs it prints are handed back and
/// are the next again; whatever people had paused or deactivated is forgotten (RFC 3998 §3.5.1).
struct RestartPrinter: Operation {
    static let id = OperationID.restartPrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await context.restart([try context.targetPrinter(of: request)], request)
        return IPPResponse()
    }
}

extension OperationContext {
    /// Those that are shut down already stay as they are.
    func shutDown(_ printers: [Printer], _ request: IPPRequest) async throws {
        let reason = try request.stateMessage()
        let pause = try pauseRecord(of: request)
        for printer in printers where printer.power != .shutDown {
            _ = try await self.printers.update(printer.id, at: pause.at) {
                $0.turnOff(.shutDown, because: reason, by: pause)
            }
            try await record(
                [ServerNews(.printerShutDown, of: .printer(printer.id))], by: try actor(of: request))
        }
    }

    /// Those that are not shut down stay as they are.
    func startUp(_ printers: [Printer], _ request: IPPRequest) async throws {
        for printer in printers where printer.power == .shutDown {
            _ = try await self.printers.update(printer.id, at: clock.now()) { printer in
                guard printer.power == .shutDown else { return }
                printer.turnOn(acceptingJobs: false)
            }
        }
    }

    func restart(_ printers: [Printer], _ request: IPPRequest) async throws {
        for printer in printers {
            _ = try await self.printers.update(printer.id, at: clock.now()) { $0.turnOn(acceptingJobs: true) }
            try await record(
                [ServerNews(.printerRestarted, of: .printer(printer.id))], by: try actor(of: request))
        }
        beginAfresh(printers)
    }

    /// Tells the delivering half: jobs in hand are handed back and taken up again, devices are asked anew.
    func beginAfresh(_ printers: [Printer]) {
        for printer in printers { conditions.forget(printer.id) }
        var change = StoreChange()
        change.restarted = Set(printers.map(\.id))
        jobs.feed.announce(change)
    }
}
