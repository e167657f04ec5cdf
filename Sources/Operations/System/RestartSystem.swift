import IPP
import PrintModel

/// Restart-System: the System begins afresh (PWG 5100.22 §6.3.11).
///
/// What is set is durable already. Every printer hands the jobs it prints back to its queue and takes them up again, and
/// asks its device anew, whatever was known of it; what people decided about a printer stays decided, as it does when the
/// daemon is started again. The process stays: there may be nobody who would start another.
struct RestartSystem: Operation {
    static let id = OperationID.restartSystem
    static let access = Access.administration

    /// Seconds after which a client may ask again: "restart-get-interval".
    private static let getInterval: Int32 = 1

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        context.beginAfresh(context.printersByNumber())
        let state = SystemStatus(of: context.printers.printers(), in: context)
        try await context.record([state.news(.systemRestarted)], by: try context.actor(of: request))
        var response = IPPResponse()
        response.operationAttributes = [Attribute("restart-get-interval", .integer(Self.getInterval))]
        return response
    }
}
