import IPP
import PrintModel

/// Quire-Get-Audit: records of who did what, in their order. Ours.
///
/// Operation attributes: "quire-audit-after" (text: a number): those behind that record; "quire-audit-since" (dateTime);
/// "quire-user" (name); "quire-operation" (keyword: the operation's name); "limit" (integer). The answer's "quire-audit-
/// next" (text), where there is one, is the number to go on after.
struct QuireGetAudit: Operation {
    static let id = OperationID.quireGetAudit
    static let access = Access.audit
    static let isQuestion = true

    /// Records of one answer: half a megabyte.
    static let recordsMax = 500

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        var query = AuditQuery(
            user: try request.string("quire-user"), operation: try request.keyword("quire-operation"))
        query.since = try request.value("quire-audit-since") { value in
            if case .dateTime(let moment) = value { Moment(milliseconds: moment.secondsSince1970 * 1000) } else { nil }
        }
        let after = try request.string("quire-audit-after") ?? "0"
        let limit = try request.integer("limit") ?? Int32(Self.recordsMax)
        guard let number = UInt64(after), limit > 0 else {
            throw OperationError(
                .attributesOrValuesNotSupported, "quire-audit-after is a number, and limit 1 or more")
        }
        let page = try await context.audit.records(query, after: number, limit: min(Int(limit), Self.recordsMax))
        var response = IPPResponse(
            groups: page.records.map { record in
                AttributeGroup(.system, [Attribute("quire-audit-record", .text(record.line))])
            })
        if let next = page.next { response.operationAttributes = [Attribute("quire-audit-next", .text("\(next)"))] }
        return response
    }
}

/// Quire-Verify-Audit: whether all records are there and as they were written. Ours.
struct QuireVerifyAudit: Operation {
    static let id = OperationID.quireVerifyAudit
    static let access = Access.audit
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let verdict = try await context.audit.verify()
        var attributes = [
            Attribute("quire-audit-is-whole", .boolean(verdict.fault == nil)),
            Attribute("quire-audit-first", .text("\(verdict.first)")),
            Attribute("quire-audit-last", .text("\(verdict.last)")),
            Attribute("quire-audit-head", .text(verdict.head)),
        ]
        if let fault = verdict.fault {
            attributes.append(Attribute("quire-audit-fault-number", .text("\(fault.number)")))
            attributes.append(Attribute("quire-audit-fault", .text(fault.reason)))
        }
        return IPPResponse(groups: [AttributeGroup(.system, attributes)])
    }
}
