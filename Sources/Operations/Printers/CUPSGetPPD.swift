import IPP
import PrintModel

/// CUPS-Get-PPD: a driver's file, by the driver's name or for a queue that has it; for one without, a file written from
/// what it says of itself (cups.org/doc/spec-ipp.html, 0x400F).
struct CUPSGetPPD: Operation {
    static let id = OperationID.cupsGetPPD
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let id: DriverID
        if let name = try request.string("ppd-name") {
            id = try context.driver(named: name).id
        } else {
            let printer = try context.targetPrinter(of: request)
            // Of a class, the first member's that has one, as cupsd answers.
            let members = context.facts.poolMap().members(of: printer.id).lazy.compactMap(\.printer.driver)
            guard let driver = printer.driver ?? members.first else {
                return try Self.generated(printer, for: request, in: context)
            }
            id = driver
        }
        var response = IPPResponse()
        response.document = try await context.drivers.ppd(of: id)
        return response
    }

    /// Of a queue without a driver, written from what it says of itself.
    private static func generated(
        _ printer: Printer, for request: IPPRequest, in context: OperationContext
    ) throws -> IPPResponse {
        guard let ppd = context.generatedPPD(of: printer, server: request.caller.webRoot) else {
            throw OperationError(.notFound, "\(printer.name) has no PPD: it hands on whatever it is sent")
        }
        var response = IPPResponse()
        response.document = .bytes(ppd)
        return response
    }
}

extension OperationContext {
    /// The driver a request names.
    func driver(named name: String) throws -> Driver {
        guard let driver = drivers.driver(named: name) else {
            throw OperationError(.notFound, "there is no driver '\(name)'")
        }
        return driver
    }
}
