import IPP
import PrintModel

/// Get-User-Printer-Attributes: what a queue is and can for the user who asks (PWG 5100.13 §4.5).
///
/// It needs to know who that is. The answer is that of Get-Printer-Attributes, with what the user may do in place of what
/// can be done at all.
struct GetUserPrinterAttributes: Operation {
    static let id = OperationID.getUserPrinterAttributes
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        guard context.policy.owner(request.caller.requester, label: try request.userLabel()).isProved else {
            throw OperationError(
                .notAuthenticated,
                "nobody has proved here who asks; use the server's Unix socket, or a password over TLS")
        }
        let person = try context.person(of: request)
        return try GetPrinterAttributes.answer(request, in: context) { description in
            let queue = context.policies.policy(of: description.facts.printer)
            description.operations = context.operationIDs.filter { id in
                guard let operation = OperationTable.byID[id].map({ type(of: $0) }) else { return false }
                return context.evaluator.decide(
                    operation.access, person, on: queue, mayGrant: QueueRights.canBeGranted(operation)
                ).isAllowed
            }
        }
    }
}
