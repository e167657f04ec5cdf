import ArgumentParser
import IPP
import IPPClient

/// `quirectl pool list`
struct PoolList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The pools of the server, and who is in them.")
    @OptionGroup(title: "General options") var control: ControlOptions

    private static let columns: [Table.Column] = [
        .init("POOL"), .init("STATE"), .init("JOBS", isNumber: true), .init("POLICY"),
        .init("MEMBERS", isFlexible: true), .init("MESSAGE", isFlexible: true, isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let pools = try await control.server.classes(PrintServer.poolAttributes)
        let items = pools.map { group in
            let pool = PrinterDescription(attributes: group)
            return Control.Item(
                name: pool.name,
                cells: [
                    .init(pool.name), pool.state, .init(String(pool.jobCount)),
                    .init(group["quire-pool-policy"]?.stringValue ?? ""),
                    .init((group["member-names"]?.stringValues ?? []).joined(separator: ", ")), .init(pool.message),
                ],
                json: pool.json)
        }
        try control.show(
            items, kind: "PrinterList", Self.columns,
            empty: "This server has no pools yet. Make one: quirectl pool create NAME PRINTER…")
        return .done
    }
}

/// `quirectl pool create NAME PRINTER…`
struct PoolCreate: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a pool of printers.",
        discussion: """
            Each of its jobs is printed once, by a printer that is free, well, and can do all the job asks for. Which of \
            several: the one with the fewest jobs of its own (least-loaded), the first in the list (ordered), or the next \
            (round-robin).
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "What to call it.") var name: String
    @Argument(help: "The printers, or other pools, in their order.") var members: [String]
    @Option(help: "Which of the printers takes a job: least-loaded, ordered or round-robin.")
    var policy: PoolPolicyWord = .leastLoaded

    func validate() throws { try PrinterName.check(name) }

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.requireNoPrinter(name)
        return try await control.make([.printer(name)]) { _ in
            if change.dryRun { return .planned("make pool \(name) of \(members.joined(separator: ", "))") }
            try await control.server.setPool(name, members: members, policy: policy)
            return .done("made of \(members.joined(separator: ", "))")
        }
    }
}

/// `quirectl pool add NAME PRINTER…`
struct PoolAdd: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add printers to a pool.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The pool.") var name: String
    @Argument(help: "The printers to add at the end.") var members: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        let before = try await control.server.pool(name)["member-names"]?.stringValues ?? []
        let known = Set(before.map { $0.lowercased() })
        let added = members.filter { !known.contains($0.lowercased()) }
        return try await control.make([.printer(name)]) { _ in
            guard !added.isEmpty else { return .skipped("they are in it already") }
            if change.dryRun { return .planned("add \(added.joined(separator: ", ")) to \(name)") }
            try await control.server.setPool(name, members: before + added, policy: nil)
            return .done("has \((before + added).joined(separator: ", "))")
        }
    }
}

/// `quirectl pool remove NAME PRINTER…`
struct PoolRemove: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take printers out of a pool.",
        discussion: "The last one stays: delete the pool instead, with quirectl printer delete.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The pool.") var name: String
    @Argument(help: "The printers to take out; they stay printers.") var members: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        let before = try await control.server.pool(name)["member-names"]?.stringValues ?? []
        let leaving = Set(members.map { $0.lowercased() })
        let left = before.filter { !leaving.contains($0.lowercased()) }
        return try await control.make([.printer(name)]) { _ in
            guard left.count < before.count else { return .skipped("none of them is in it") }
            guard !left.isEmpty else {
                throw Failure(
                    .refusedInThisState, code: "last-member", "a pool needs a printer.",
                    hint: "delete it: quirectl printer delete \(name)")
            }
            if change.dryRun { return .planned("leave \(left.joined(separator: ", ")) in \(name)") }
            try await control.server.setPool(name, members: left, policy: nil)
            return .done("has \(left.joined(separator: ", "))")
        }
    }
}

/// `quirectl pool set-policy NAME POLICY`
struct PoolSetPolicy: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-policy", abstract: "Say which printer of a pool takes a job.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The pool.") var name: String
    @Argument(help: "least-loaded, ordered or round-robin.") var policy: PoolPolicyWord

    func run(_ control: Control) async throws -> ExitStatus {
        _ = try await control.server.pool(name)
        return try await control.make([.printer(name)]) { _ in
            if change.dryRun { return .planned("set the policy of \(name) to \(policy.rawValue)") }
            try await control.server.setPool(name, members: nil, policy: policy)
            return .done("policy is \(policy.rawValue)")
        }
    }
}
