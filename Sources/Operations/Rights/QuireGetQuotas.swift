import IPP
import PrintModel

/// Quire-Get-Quotas: what users have used of what they may print on a queue. Ours. Nothing of a queue without limits.
///
/// Operation attributes: "quire-user" (name), one user only; "quire-after" (name) and "limit" (integer), for the next of
/// very many. Who may not see everybody's jobs is told of the name he goes by, by which his jobs are counted.
struct QuireGetQuotas: Operation {
    static let id = OperationID.quireGetQuotas
    static let access = Access.anyone
    static let isQuestion = true

    /// Users that one answer has at most.
    static let usersMax = 1000

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        guard let quota = printer.quota else { return IPPResponse() }
        let asked = try request.string("quire-user")
        let name = try context.actor(of: request)
        let seesAll = try context.seesAll(request, on: printer)
        guard seesAll || asked == nil || asked == name else {
            throw OperationError(.notAuthorized, "what others have used is for those who see everybody's jobs")
        }
        let limit = try request.integer("limit") ?? Int32(Self.usersMax)
        guard limit > 0 else {
            throw OperationError(
                .attributesOrValuesNotSupported, "limit is \(limit); it must be 1 or more",
                unsupported: request.operation["limit"].map { [$0] } ?? [])
        }
        let now = context.clock.now()
        let used = try await context.jobs.usage(
            of: printer.id, by: seesAll ? asked : name,
            after: try request.string("quire-after") ?? "", limit: min(Int(limit), Self.usersMax), at: now)
        return IPPResponse(groups: used.map { quota.group($0, on: printer, at: now) })
    }
}

extension Quota {
    fileprivate func group(_ used: UserUsage, on printer: Printer, at now: Moment) -> AttributeGroup {
        func number(_ count: Int64) -> AttributeValue { .integer(Int32(clamping: max(0, count))) }
        return AttributeGroup(
            .system,
            [
                Attribute("printer-name", .name(printer.name.text)),
                Attribute("quire-quota-user", .name(used.user)),
                Attribute(Self.periodAttribute, .integer(periodSeconds)),
                Attribute(Self.kOctetsAttribute, .integer(kOctetsMax)),
                Attribute(Self.pagesAttribute, .integer(pagesMax)),
                Attribute("quire-quota-k-octets-used", number(used.usage.kOctets)),
                Attribute("quire-quota-pages-used", number(used.usage.pages)),
                Attribute("quire-quota-is-reached", .boolean(isReached(by: used.usage))),
                Attribute(
                    "quire-quota-since",
                    periodSeconds > 0 ? .dateTime(begin(at: now).ippDateTime) : .outOfBand(.noValue)),
            ])
    }
}
