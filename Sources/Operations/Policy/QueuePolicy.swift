import PrintModel

/// What people decided about who may do what on one queue.
struct QueuePolicy: Hashable, Sendable {
    let printer: String
    let rules: PolicyRules
    let operationPolicy: OperationPolicy
    let users: UserAccess
    let isShared: Bool

    init(of printer: Printer) {
        self.printer = printer.name.text
        rules = printer.policyRules
        operationPolicy = printer.operationPolicy
        users = printer.userAccess
        isShared = printer.isShared
    }

    var namesGroups: Bool { rules.namesGroups || users.namesGroups }
    /// Whether it says anything at all; most say nothing.
    var isPlain: Bool { rules.rules.isEmpty && operationPolicy == .standard && users == .everybody }
}

extension Access {
    /// The right that rules know it by; looking is only covered by `all`.
    var right: PolicyRule.Right {
        switch self {
        case .anyone: .all
        case .details, .audit: .details
        case .printing: .print
        case .forwarding: .forward
        case .jobOwner: .manage
        case .documents: .documents
        case .operation: .operate
        case .administration: .administer
        }
    }
}
