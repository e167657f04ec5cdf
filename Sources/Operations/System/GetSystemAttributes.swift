import IPP
import PrintModel

/// Get-System-Attributes: what the System is, does and can (PWG 5100.22 §6.3.4). All of it where nothing is named.
struct GetSystemAttributes: Operation {
    static let id = OperationID.getSystemAttributes
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        return IPPResponse(groups: [SystemDescription(in: context, for: request.caller).group(requested)])
    }
}

/// Get-System-Supported-Values: what Set-System-Attributes may set (PWG 5100.22 §6.3.5). Where every value of the syntax
/// will do, "admin-define" says so (RFC 3380 §8.2).
struct GetSystemSupportedValues: Operation {
    static let id = OperationID.getSystemSupportedValues
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        let printers = context.printersByNumber()
        var writer = AttributeWriter(requested)
        for name in SystemEdit.settable {
            guard name == "system-default-printer-id" else {
                writer.put(name, .outOfBand(.adminDefine))
                continue
            }
            writer.put(
                name,
                printers.isEmpty ? [.outOfBand(.noValue)] : printers.map { .integer($0.id.rawValue) })
        }
        return IPPResponse(groups: [AttributeGroup(.system, writer.attributes)])
    }
}
