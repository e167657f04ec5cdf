import IPP
import PrintModel

/// CUPS-Get-PPD: a driver's file, by the driver's name or for a queue that has it (SPEC-SYSTEM §3.2, 0x400F).
struct CUPSGetPPD: Operation {
    static let id = OperationID.cupsGetPPD
    static let access = Access.anyone

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let id: DriverID
        if let name = try request.string("ppd-name") {
            id = try context.driver(named: name).id
        } else {
            let printer = try context.targetPrinter(of: request)
            // Of a class, the first member's that has one, as cupsd answers.
            let members = context.facts.poolMap().members(of: printer.id).lazy.compactMap(\.printer.driver)
            guard let driver = printer.driver ?? members.first else {
                throw OperationError(.notFound, "\(printer.name) has no PPD: its device is asked what it can do")
            }
            id = driver
        }
        var response = IPPResponse()
        response.document = try await context.drivers.ppd(of: id)
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
