import IPP
import PrintModel

/// CUPS-Authenticate-Job: gives the password that a job waits for (CUPS 2.4, 0x400E). No job waits for one
/// here: devices are logged in to by the server.
struct CUPSAuthenticateJob: Operation {
    static let id = OperationID.cupsAuthenticateJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        throw OperationError(.notPossible, "job \(job.id) is not held for authentication")
    }
}
