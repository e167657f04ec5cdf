import IPP
import PrintModel

extension IPPRequest {
    /// Throws where a request that is about the System does not name it by its "system-uri" (PWG 5100.22 §5).
    func requireSystem() throws {
        guard operation["system-uri"] != nil || operation["printer-uri"] != nil else {
            throw OperationError(.badRequest, "the request names no system-uri")
        }
        guard case .system = try target() else {
            throw OperationError(
                .notFound, "the request is not about the System, which is at /ipp/system",
                unsupported: operation["system-uri"].map { [$0] } ?? [])
        }
    }

    /// "limit" or "first-index": 1 or more.
    func positive(_ name: String) throws -> Int? {
        guard let number = try integer(name) else { return nil }
        guard number > 0 else {
            throw OperationError(
                .attributesOrValuesNotSupported, "\(name) is \(number); it must be 1 or more",
                unsupported: operation[name].map { [$0] } ?? [])
        }
        return Int(number)
    }

    /// The values of a set, each read by `read`; `nil` where the attribute was not sent.
    func values<Value>(_ name: String, _ read: (AttributeValue) -> Value?) throws -> [Value]? {
        guard let attribute = operation[name] else { return nil }
        return try attribute.values.map { value in
            guard let value = read(value) else {
                throw OperationError(.badRequest, "'\(name)' has the wrong syntax", unsupported: [attribute])
            }
            return value
        }
    }

    func integers(_ name: String) throws -> [Int32]? {
        try values(name) { if case .integer(let number) = $0 { number } else { nil } }
    }

    func keywords(_ name: String) throws -> [String]? {
        try values(name) { if case .keyword(let word) = $0 { word } else { nil } }
    }
}

extension OperationContext {
    /// The printer that "printer-id" names; `nil` where the request has none.
    func numberedPrinter(of request: IPPRequest) throws -> Printer? {
        guard let number = try request.integer("printer-id") else { return nil }
        let echo = request.operation["printer-id"].map { [$0] } ?? []
        guard number > 0 else {
            throw OperationError(.badRequest, "printer-id is \(number); it must be 1 or more", unsupported: echo)
        }
        guard let printer = printers.printer(PrinterID(number)) else {
            throw OperationError(.notFound, "there is no printer with the printer-id \(number)", unsupported: echo)
        }
        return printer
    }

    /// The printer of an operation on the System that is about one of its printers.
    func requiredPrinter(of request: IPPRequest) throws -> Printer {
        try request.requireSystem()
        guard let printer = try numberedPrinter(of: request) else {
            throw OperationError(.badRequest, "the request names no printer-id")
        }
        return printer
    }

    /// Printers in the order of their numbers, which does not change when one is renamed.
    func printersByNumber() -> [Printer] { printers.printers().sorted { $0.id < $1.id } }
}
