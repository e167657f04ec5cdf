import IPP
import PrintModel

/// The lists of users as CUPS' clients send them: `lpadmin -u allow:anna,@staff`.
enum UserLists {
    /// `all` and `none` and the value "delete-attribute" clear them.
    static func access(_ attribute: Attribute) throws -> UserAccess {
        let isAllowed = attribute.name == Printer.allowedAttribute
        if attribute.values == [.outOfBand(.deleteAttribute)] { return .everybody }
        let names = attribute.values.compactMap(\.stringValue).filter { !$0.isEmpty }
        guard names.count == attribute.values.count, names.count <= UserAccess.namesMax,
            names.allSatisfy({ $0.utf8.count <= 255 })
        else {
            throw OperationError(
                .badRequest, "'\(attribute.name)' must be names of users and groups, \(UserAccess.namesMax) at most",
                unsupported: [attribute])
        }
        return isAllowed ? UserAccess(allowed: names) : UserAccess(denied: names)
    }
}
