import IPP
import PrintModel

// The operations on all printers of the System at once (PWG 5100.22 §6.3). What a printer is already, it stays; one that
// is shut down or deactivated is left as it is by all but Startup-All-Printers.

/// Disable-All-Printers: no printer takes jobs.
struct DisableAllPrinters: Operation {
    static let id = OperationID.disableAllPrinters
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let reason = try request.stateMessage()
        return try await context.changeAll(request) { printer in
            printer.acceptsJobs = false
            if !reason.isEmpty { printer.stateMessage = reason }
        }
    }
}

/// Enable-All-Printers: all printers take jobs again.
struct EnableAllPrinters: Operation {
    static let id = OperationID.enableAllPrinters
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await context.changeAll(request) { printer in
            printer.acceptsJobs = true
            if !printer.isPaused { printer.stateMessage = "" }
        }
    }
}

/// Pause-All-Printers: jobs in hand are finished, no others are begun.
struct PauseAllPrinters: Operation {
    static let id = OperationID.pauseAllPrinters
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let (reason, record) = (try request.stateMessage(), try context.pauseRecord(of: request))
        return try await context.changeAll(request) { printer in
            guard !printer.isPaused || !reason.isEmpty else { return }
            printer.pause(record, because: reason.isEmpty ? printer.stateMessage : reason)
        }
    }
}

/// Pause-All-Printers-After-Current-Job: as Pause-All-Printers, which here never cuts a job off.
struct PauseAllPrintersAfterCurrentJob: Operation {
    static let id = OperationID.pauseAllPrintersAfterCurrentJob
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await PauseAllPrinters().run(request, in: context)
    }
}

/// Resume-All-Printers: paused printers print again.
struct ResumeAllPrinters: Operation {
    static let id = OperationID.resumeAllPrinters
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await context.changeAll(request) { printer in
            printer.isPaused = false
            if printer.acceptsJobs { printer.stateMessage = "" }
        }
    }
}

/// Shutdown-All-Printers: as Shutdown-Printer.
struct ShutdownAllPrinters: Operation {
    static let id = OperationID.shutdownAllPrinters
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        return try await context.watchingState(request) {
            try await context.shutDown(context.printersByNumber(), request)
            return IPPResponse()
        }
    }
}

/// Startup-All-Printers: those that are shut down are idle, and accept jobs when Enable-All-Printers says so.
struct StartupAllPrinters: Operation {
    static let id = OperationID.startupAllPrinters
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        return try await context.watchingState(request) {
            try await context.startUp(context.printersByNumber(), request)
            return IPPResponse()
        }
    }
}

extension OperationContext {
    /// Changes every printer that is at work. One that is deleted meanwhile is left out.
    fileprivate func changeAll(
        _ request: IPPRequest, _ change: @escaping @Sendable (inout Printer) -> Void
    ) async throws -> IPPResponse {
        try request.requireSystem()
        return try await watchingState(request) {
            for printer in printersByNumber() where printer.power == .on {
                do {
                    _ = try await printers.update(printer.id, at: clock.now()) { printer in
                        if printer.power == .on { change(&printer) }
                    }
                } catch StoreError.noSuchPrinter {
                    continue
                }
            }
            return IPPResponse()
        }
    }

    /// Tells of a "system-state" that is another one afterwards.
    func watchingState(_ request: IPPRequest, _ body: () async throws -> IPPResponse) async throws -> IPPResponse {
        let before = SystemStatus(of: printers.printers(), in: self)
        let response = try await body()
        let after = SystemStatus(of: printers.printers(), in: self)
        if before.state != after.state || before.reasons != after.reasons {
            try await record([after.news(.systemStateChanged)], by: try actor(of: request))
        }
        return response
    }
}
