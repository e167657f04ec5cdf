import IPP
import PrintModel

/// Release-Held-New-Jobs: ends Hold-New-Jobs and releases the jobs that wait because of it, and no others
/// (RFC 3998 §3.3.2).
struct ReleaseHeldNewJobs: Operation {
    static let id = OperationID.releaseHeldNewJobs
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        let actor = try context.actor(of: request)
        _ = try await context.printers.update(printer.id, at: context.clock.now()) { printer in
            printer.holdsNewJobs = false
            if !printer.isPaused, printer.acceptsJobs { printer.stateMessage = "" }
        }
        let held = JobQuery(printer: printer.id, which: .states([.held]))
        _ = try await ManyJobs(context: context).forEach(held) { job in
            guard job.lifecycle.hold == .onArrival else { return }
            try await context.jobs.apply(.release, to: job.id, by: actor, at: context.clock.now())
        }
        return IPPResponse()
    }
}
