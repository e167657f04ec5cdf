import IPP
import PrintModel

/// "document-password": what opens an encrypted document (PWG 5100.13 §5.1.1). It is sealed where it lies, and shown to
/// nobody.
struct DocumentPassword {
    /// PWG 5100.13
    static let octetsMax = 1023

    /// `nil` where none was given, or none that is used.
    let octets: [UInt8]?
    /// What came over an open network is not used, and told without its value; nor is what is too long.
    let refused: [Attribute]

    init(_ request: IPPRequest, in context: OperationContext) {
        guard let attribute = request.operation[Ticket.passwordAttribute] else {
            (octets, refused) = (nil, [])
            return
        }
        let given: [UInt8]? =
            switch attribute.values.first {
            case .octetString(let octets): octets
            case let value: value?.stringValue.map { Array($0.utf8) }
            }
        let isTaken = context.isPrivate(request) && given.map { $0.count <= Self.octetsMax } ?? false
        octets = isTaken ? given : nil
        refused = isTaken ? [] : [Attribute(attribute.name, .outOfBand(.unsupported))]
    }
}
