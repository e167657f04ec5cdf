import IPP
import PrintModel

/// The limits in use, for administrators: "quire-limits", a collection for each ``Limit``.
struct LimitDescription {
    static let attribute = "quire-limits"
    let values: [AttributeValue]

    init(_ context: OperationContext) {
        values = Limit.allCases.map { limit in
            let rule = limit.rule
            return .collection([
                Attribute("limit-name", .keyword(limit.name)),
                Attribute("limit-value", .text(String(context.settings.limits[limit]))),
                Attribute("limit-default", .text(String(rule.standard))),
                Attribute("limit-unit", .text(limit.unit.rawValue)),
                Attribute("limit-is-set", .boolean(context.settings.limits.set.contains(limit))),
                Attribute("limit-hits", .integer(Int32(clamping: context.limitBoard.hits(limit)))),
                Attribute("limit-bounds", .text(rule.bounds)),
                Attribute("limit-zero", .text(rule.zero ?? "")),
            ])
        }
    }
}
