import IPP
import PrintModel

extension OperationContext {
    /// Throws where the port is another queue's: what comes to it could not be told apart.
    func requireFreeRawPort(_ port: Int32?, for printer: Printer) throws {
        guard let port,
            let other = printers.printers().first(where: { $0.rawPort == Int(port) && $0.id != printer.id })
        else { return }
        throw OperationError(
            .conflictingAttributes, "raw port \(port) is that of \(other.name)",
            unsupported: [Attribute(Printer.rawPortAttribute, .integer(port))])
    }
}
