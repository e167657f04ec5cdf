import IPP
import PrintModel

/// CUPS-Get-Printers: all queues, classes too, by name (CUPS 2.4, 0x4002). None at all is "client-error-not-found", which
/// lpstat and print dialogs take for an empty list.
struct CUPSGetPrinters: Operation {
    static let id = OperationID.cupsGetPrinters
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await PrinterListing(request, in: context).response { _ in true }
    }
}

/// The list of queues that a request asks for.
struct PrinterListing {
    private let request: IPPRequest
    private let context: OperationContext
    private let requested: RequestedAttributes
    private let limit: Int
    private let filter: PrinterFilter

    init(_ request: IPPRequest, in context: OperationContext) throws {
        self.request = request
        self.context = context
        requested = try RequestedAttributes(request.operation, standard: ["all"])
        limit = try request.integer("limit").map { max(0, Int($0)) } ?? .max
        filter = try PrinterFilter(request)
    }

    func response(_ isWanted: (Printer) -> Bool) async throws -> IPPResponse {
        let all = context.printers.printers()
        guard !all.isEmpty else { throw OperationError(.notFound, "No destinations added.") }
        let user = try request.string("requested-user-name")
        var groups: [AttributeGroup] = []
        for printer in all where groups.count < limit && isWanted(printer) {
            let description = PrinterDescription(of: printer, in: context, for: request.caller, usesCUPSPaths: true)
            guard filter.admits(printer, type: description.printerType),
                try await context.mayUse(printer, request, as: user)
            else { continue }
            groups.append(description.group(requested))
        }
        return IPPResponse(groups: groups)
    }
}

/// "first-printer-name", "printer-id", "printer-location", and "printer-type" under "printer-type-mask".
private struct PrinterFilter {
    private let firstName: PrinterName?
    private let id: Int32?
    private let location: String?
    private let type: Int32
    private let typeMask: Int32

    init(_ request: IPPRequest) throws {
        func bits(_ name: String) throws -> Int32? {
            try request.value(name) { value in
                switch value {
                case .enum(let bits), .integer(let bits): bits
                default: nil
                }
            }
        }
        firstName = try request.string("first-printer-name").flatMap { PrinterName($0) }
        id = try request.integer("printer-id")
        location = try request.string("printer-location")
        type = try bits("printer-type") ?? 0
        typeMask = try bits("printer-type-mask") ?? 0
    }

    func admits(_ printer: Printer, type bits: Int32) -> Bool {
        (firstName.map { $0 <= printer.name } ?? true) && (id.map { $0 == printer.id.rawValue } ?? true)
            && (location.map { $0 == printer.location } ?? true) && bits & typeMask == type & typeMask
    }
}
