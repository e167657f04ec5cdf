import IPP
import PrintModel

/// Get-Printer-Attributes: what a queue is, does and can (RFC 8011 §4.2.5).
struct GetPrinterAttributes: Operation {
    static let id = OperationID.getPrinterAttributes
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try Self.answer(request, in: context)
    }

    /// - Parameter adjust: for answers that are not for everybody.
    static func answer(
        _ request: IPPRequest, in context: OperationContext, adjust: (inout PrinterDescription) -> Void = { _ in }
    ) throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        let usesCUPSPaths = try !((request.uri("printer-uri") ?? request.uri("system-uri"))?.contains("/ipp/") ?? false)
        var description = PrinterDescription(
            of: printer, in: context, for: request.caller, usesCUPSPaths: usesCUPSPaths)
        if let language = request.operation["attributes-natural-language"]?.values.first?.stringValue {
            description.language = language.lowercased()
        }
        adjust(&description)
        if let format = try request.mimeMediaType("document-format"), !description.facts.formats.contains(format),
            !description.facts.takesAnything
        {
            throw OperationError(
                .documentFormatNotSupported, "\(format) cannot be printed here",
                unsupported: request.operation["document-format"].map { [$0] } ?? [])
        }
        return IPPResponse(groups: [description.group(requested)])
    }
}
