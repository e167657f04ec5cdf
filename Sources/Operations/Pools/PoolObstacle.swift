import PrintModel

/// Why no printer of a pool takes a job, or any job: the scheduler's own predicates, spelt out.
struct PoolObstacle {
    /// Keywords of "printer-state-reasons".
    let reasons: [String]
    let text: String

    /// `nil` while one of its printers would take a job.
    init?(of pool: Printer, in context: OperationContext) {
        var found: [MemberReason] = []
        let now = context.clock.now()
        for member in context.facts.poolMap().members(of: pool.id) {
            let condition = context.conditions.condition(of: member.printer.id)
            guard let obstacle = member.obstacle(condition: condition, at: now) else { return nil }
            found.append(MemberReason(printer: member.printer.name, obstacle: obstacle))
        }
        let troubles = found.compactMap { if case .trouble(let trouble) = $0.obstacle { trouble.reason } else { nil } }
        reasons = troubles.uniqued()
        text = Self.words(for: found, of: pool)
    }

    /// What keeps each of the printers from taking this job; `nil` when at least one would.
    static func reasons(
        for job: Job, _ documents: [Document], of pool: Printer, in context: OperationContext
    ) -> [MemberReason]? {
        let fitness = PrinterFitness(context)
        let now = context.clock.now()
        var reasons: [MemberReason] = []
        for member in context.facts.poolMap().members(of: pool.id) {
            let condition = context.conditions.condition(of: member.printer.id)
            let misfit = fitness.misfit(of: job, documents, on: member.printer).map { MemberObstacle.cannot($0) }
            guard let obstacle = misfit ?? member.obstacle(condition: condition, at: now) else { return nil }
            reasons.append(MemberReason(printer: member.printer.name, obstacle: obstacle))
        }
        return reasons
    }

    /// As many as a person reads.
    private static let namedMax = 10

    static func words(for reasons: [MemberReason], of pool: Printer) -> String {
        guard !reasons.isEmpty else { return "\(pool.name) has no printers" }
        let named = reasons.prefix(namedMax).map { "\($0.printer): \(words(for: $0.obstacle))" }
        let more = reasons.count > namedMax ? "; and \(reasons.count - namedMax) more" : ""
        return "no printer of \(pool.name) can print this: " + named.joined(separator: "; ") + more
    }

    private static func words(for obstacle: MemberObstacle) -> String {
        switch obstacle {
        case .paused(let reason): reason.isEmpty ? "paused" : "paused \"\(reason)\""
        case .off(let power): power == .shutDown ? "shut down" : "deactivated"
        case .notAccepting: "accepts no jobs"
        case .behind(let pool): "its pool \(pool) is closed"
        case .trouble(let trouble): trouble.message
        case .cannot(let wish): "cannot do \(wish)"
        }
    }

    /// What a person could do about the first of them that he can do something about.
    static func fixes(for reasons: [MemberReason]) -> [String] {
        for reason in reasons {
            let name = reason.printer.text.shellWord
            switch reason.obstacle {
            case .paused: return ["quirectl printer resume \(name)"]
            case .notAccepting: return ["quirectl printer accept \(name)"]
            case .off(let power): return ["quirectl printer \(power == .shutDown ? "startup" : "activate") \(name)"]
            case .behind(let pool): return ["quirectl printer show \(pool.text.shellWord)"]
            case .trouble, .cannot: continue
            }
        }
        return reasons.first.map { ["quirectl printer show \($0.printer.text.shellWord)"] } ?? []
    }
}
