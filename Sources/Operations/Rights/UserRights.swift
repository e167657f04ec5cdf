import IPP
import PrintModel

extension OperationContext {
    /// Whether whoever asks may print to `printer`, as its lists of users say: those that he may not use are left out of
    /// lists.
    ///
    /// The name is the one that his jobs would have. Over the network that is what the client says it is: the lists keep
    /// honest people from a printer, not others (docs/POOLS.md).
    ///
    /// - Parameter user: another one than the request's, for lists of what he may use.
    func mayUse(_ printer: Printer, _ request: IPPRequest, as user: String? = nil) async throws -> Bool {
        let access = printer.userAccess
        guard access != .everybody else { return true }
        let owner = policy.owner(request.caller.requester, label: try user ?? request.userLabel())
        // As with CUPS, root is never shut out; here he has to be root, and not only to say so.
        if owner.user == "root", owner.isProved { return true }
        return access.admits(owner.user, groups: access.namesGroups ? await groups.groups(of: owner.user) : [])
    }

    /// Throws "client-error-not-authorized" in CUPS' words where whoever asks may not print to the queue he names.
    func requireUse(_ printer: Printer, _ request: IPPRequest) async throws {
        guard try await mayUse(printer, request) else {
            throw OperationError(.notAuthorized, "Not allowed to print.")
        }
    }
}

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
