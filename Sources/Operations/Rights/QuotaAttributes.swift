import IPP
import PrintModel

extension Quota {
    /// A limit as `lpadmin -o job-page-limit=100` sends it; 0 takes it away.
    static func limit(_ attribute: Attribute) throws -> Attribute {
        if attribute.values == [.outOfBand(.deleteAttribute)] { return Attribute(attribute.name, []) }
        guard attribute.values.count == 1, case .integer(let number)? = attribute.values.first, number >= 0 else {
            throw OperationError(
                .badRequest, "'\(attribute.name)' must be a number, 0 or more", unsupported: [attribute])
        }
        return number == 0 ? Attribute(attribute.name, []) : attribute
    }
}
