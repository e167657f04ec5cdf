import IPP
import PrintModel

/// CUPS-Add-Modify-Class: makes a class, which is a pool of printers, or changes one (CUPS' IPP implementation, 0x4006).
///
/// "member-uris" is the whole new list; without it the members stay. "quire-pool-policy" says which of them takes a job:
/// `least-loaded`, `ordered` or `round-robin`.
struct CUPSAddModifyClass: Operation {
    static let id = OperationID.cupsAddModifyClass
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        guard case .printer(let name) = try request.target() else {
            throw OperationError(.badRequest, "the request's printer-uri names no class")
        }
        let now = context.clock.now()
        let existing = context.printers.printer(named: name)
        if let existing, !existing.isPool {
            throw OperationError(.notPossible, "A printer named \"\(existing.name)\" already exists.")
        }
        let members = try Self.members(of: request, for: existing?.id, in: context)
        let policy = try Self.policy(of: request)
        let (others, refused) = Self.others(request.printerAttributes.attributes)
        var draft = try PrinterWish(others, in: context)
        guard !draft.hasDevice else {
            throw OperationError(.badRequest, "a class has no device and no driver; its members have")
        }
        try draft.settleDefaults(
            on: Self.facts(of: members ?? existing?.pool?.members ?? [], named: name, in: context), clock: context.clock
        )
        let wish = draft
        let id: PrinterID
        if let existing {
            id = existing.id
        } else {
            guard let members, !members.isEmpty else {
                throw OperationError(.badRequest, "a new class needs member-uris")
            }
            var new = NewPrinter(name: name, deviceURI: Pool.deviceURI)
            new.setPool(Pool(members: members, policy: policy ?? .leastLoaded))
            id = try await context.printers.add(new, at: now).id
        }
        _ = try await context.printers.update(id, at: now) { printer in
            wish.apply(to: &printer)
            guard var pool = printer.pool else { return }
            pool.members = members ?? pool.members
            pool.policy = policy ?? pool.policy
            printer.pool = pool
        }
        return IPPResponse(groups: [], ignoring: wish.unsupported + refused)
    }

    /// Of a class with these members, which need not be there yet.
    private static func facts(
        of members: [PrinterID], named name: PrinterName, in context: OperationContext
    ) -> PrinterFacts {
        let map = context.facts.poolMap()
        let printers = members.compactMap { context.printers.printer($0) }.flatMap { printer in
            printer.isPool ? map.members(of: printer.id).map(\.printer) : [printer]
        }
        let draft = Printer(
            id: PrinterID(0), name: name, uuid: [], deviceURI: Pool.deviceURI, createdAt: context.clock.now())
        return PrinterFacts(draft, members: printers.map { context.facts.facts(of: $0) })
    }

    /// What a class has in common with printers, and what it cannot be told: how jobs are delivered is its members'
    /// business.
    private static func others(_ attributes: [Attribute]) -> ([Attribute], refused: [Attribute]) {
        let ofMembers = [DeliverySetting.errorPolicy, DeliverySetting.promise, Printer.authInfoAttribute]
        let rest = attributes.filter { !own.contains($0.name) }
        let refused = rest.filter { attribute in
            ofMembers.contains(attribute.name)
                && !["retry-current-job", "none"].contains(attribute.values.first?.stringValue)
        }
        return (rest.filter { !ofMembers.contains($0.name) }, refused)
    }

    private static let own: Set<String> = ["member-uris", "quire-pool-policy"]

    /// `nil` where the request does not say.
    private static func members(
        of request: IPPRequest, for pool: PrinterID?, in context: OperationContext
    ) throws -> [PrinterID]? {
        guard let attribute = request.printerAttributes["member-uris"] else { return nil }
        let members = try attribute.values.map { value -> Printer in
            guard case .uri(let uri) = value, case .printer(let name) = try Target(uri: uri) else {
                throw OperationError(.badRequest, "member-uris must be printers' URIs", unsupported: [attribute])
            }
            guard let printer = context.printers.printer(named: name) else {
                // CUPS' words.
                throw OperationError(.notFound, "The printer or class does not exist: \(name)")
            }
            return printer
        }
        guard !members.isEmpty, members.count <= Pool.membersMax else {
            throw OperationError(
                .attributesOrValuesNotSupported, "a class has 1 to \(Pool.membersMax) members",
                unsupported: [attribute])
        }
        if let pool, let circle = members.first(where: { $0.id == pool || contains(pool, $0, in: context) }) {
            throw OperationError(
                .notPossible, "\(circle.name) cannot be a member: it would contain itself", unsupported: [attribute])
        }
        return members.map(\.id).uniqued()
    }

    /// Whether one is in the other, at any depth.
    private static func contains(_ wanted: PrinterID, _ printer: Printer, in context: OperationContext) -> Bool {
        var seen: Set<PrinterID> = []
        var left = [printer]
        while let next = left.popLast() {
            guard seen.insert(next.id).inserted else { continue }
            let members = next.pool?.members ?? []
            if members.contains(wanted) { return true }
            left += members.compactMap { context.printers.printer($0) }.filter(\.isPool)
        }
        return false
    }

    private static func policy(of request: IPPRequest) throws -> Pool.Policy? {
        guard let attribute = request.printerAttributes["quire-pool-policy"] else { return nil }
        guard attribute.values.count == 1,
            let policy = attribute.values.first?.stringValue.flatMap({ Pool.Policy(rawValue: $0) })
        else {
            let words = Pool.Policy.allCases.map(\.rawValue).joined(separator: ", ")
            throw OperationError(
                .attributesOrValuesNotSupported, "quire-pool-policy is one of \(words)", unsupported: [attribute])
        }
        return policy
    }
}

/// CUPS-Delete-Class: removes a class and cancels its jobs; the members stay (CUPS' IPP implementation, 0x4007).
struct CUPSDeleteClass: Operation {
    static let id = OperationID.cupsDeleteClass
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        guard printer.isPool else { throw OperationError(.notFound, "\(printer.name) is no class") }
        try await context.delete(printer, at: context.clock.now())
        return IPPResponse()
    }
}

extension OperationContext {
    /// Removes a queue, and takes it out of the classes it is a member of; one that has no other member goes with it.
    func delete(_ printer: Printer, at now: Moment) async throws {
        try await printers.delete(printer.id, at: now)
        conditions.forget(printer.id)
        for pool in printers.printers() {
            guard let members = pool.pool?.members, members.contains(printer.id) else { continue }
            let isLast = members.allSatisfy { printers.printer($0) == nil }
            if isLast {
                try await delete(pool, at: now)
            } else {
                _ = try await printers.update(pool.id, at: now) { pool in
                    guard var members = pool.pool else { return }
                    members.members.removeAll { $0 == printer.id }
                    pool.pool = members
                }
            }
        }
    }
}
