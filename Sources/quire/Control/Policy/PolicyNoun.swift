import ArgumentParser
import IPP
import IPPClient

extension QuireCtl {
    struct PolicyNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "policy", abstract: "Policies: who may do what, on a printer or on the whole server.",
            discussion: """
                A rule is a verb, rights and whom it is about: deny print @students 10.6.0.0/16. Verbs: deny keeps those \
                out whom it names, allow everybody else, grant gives people who have proved who they are more than their \
                role does. Rights: print, details, manage, documents, operate, administer, all. A name is a user's, @ \
                begins a group's, 10.0.0.0/8 or fd00::/8 is a range of addresses, * is everybody.
                """,
            subcommands: [PolicyList.self, PolicySet.self, PolicyCheck.self])
    }
}

/// `quirectl policy list [PRINTER…]`
struct PolicyList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The rules of printers and of the server.",
        discussion: "Whom rules name is shown to those who see everybody's jobs.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The printers; all of them, and the server, without any.") var printers: [String] = []

    private static let columns: [Table.Column] = [.init("WHERE"), .init("RULE", isFlexible: true)]

    func run(_ control: Control) async throws -> ExitStatus {
        var items: [Control.Item] = []
        if printers.isEmpty {
            let answer = try await control.server.askSystem(
                .getSystemAttributes, [Attribute("requested-attributes", .keyword("quire-policy"))])
            items += Self.items(answer[.system] ?? AttributeGroup(.system), of: "server")
        }
        var names = printers
        if names.isEmpty {
            names = try await control.server.printers(["printer-name"]).compactMap { $0["printer-name"]?.stringValue }
            names += try await control.server.classes(["printer-name"]).compactMap { $0["printer-name"]?.stringValue }
        }
        var seen: Set<String> = []
        for name in names where seen.insert(name.lowercased()).inserted {
            items += Self.items(try await control.server.printer(name, Self.wanted), of: name)
        }
        try control.show(items, kind: "PolicyList", Self.columns, empty: "There are no rules.")
        return .done
    }

    private static let lists = ["requesting-user-name-allowed", "requesting-user-name-denied"]
    private static let wanted = ["printer-name", "quire-policy", "printer-op-policy"] + lists

    private static func items(_ group: AttributeGroup, of place: String) -> [Control.Item] {
        var texts = (group["quire-policy"]?.stringValues ?? []).map(\.harmless)
        if let policy = group["printer-op-policy"]?.stringValue, policy != "default" {
            texts.insert("printer-op-policy \(policy.harmless)", at: 0)
        }
        for name in lists {
            guard let users = group[name]?.stringValues else { continue }
            texts.append("\(name) \(users.joined(separator: " ").harmless)")
        }
        return texts.map { text in
            Control.Item(
                name: text, cells: [.init(place), .init(text)],
                json: .object([.init("where", .string(place)), .init("rule", .string(text))]))
        }
    }
}

/// `quirectl policy set PRINTER RULE…`
struct PolicySet: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Put rules in the place of those there are.",
        discussion: """
            Each rule is one word for the shell: quirectl policy set floor2 "allow print @staff" "grant operate ben". \
            --clear takes all rules away; --base says how far the printer believes names: default; authenticated, for those \
            who have proved who they are; trust-names, for old networks, where whoever says the name of a job's owner may \
            cancel it.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printer, unless --system is given, and then the rules.") var words: [String] = []
    @Flag(help: "The rules are those of the whole server.") var system = false
    @Flag(help: "Take all rules away.") var clear = false
    @Option(help: "The printer's basis: default, authenticated or trust-names.") var base: String?

    func validate() throws {
        if system, base != nil { throw ValidationError("--base is for one printer.") }
        let rules = system ? words[...] : words.dropFirst()
        if !system, words.isEmpty { throw ValidationError("Say which printer, or --system.") }
        if clear, !rules.isEmpty { throw ValidationError("--clear goes with no rule.") }
        if !clear, rules.isEmpty, base == nil { throw ValidationError("Say a rule, or --clear.") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let rules = Array(system ? words[...] : words.dropFirst())
        var attributes: [Attribute] = []
        if clear || !rules.isEmpty {
            attributes.append(
                Attribute("quire-policy", clear ? [.outOfBand(.noValue)] : rules.map { .text($0) }))
        }
        if let base { attributes.append(Attribute("printer-op-policy", .name(base.prefix(octets: 127)))) }
        let target = system ? "server" : words.first ?? ""
        let asked = attributes
        return try await control.make([Control.Change(target: target, noun: system ? "server" : "printer")]) { _ in
            let what = clear ? "no rules" : rules.isEmpty ? "the policy \(base ?? "")" : "\(rules.count) rules"
            if change.dryRun { return .planned("give \(target) \(what)") }
            if system {
                _ = try await control.server.askSystem(
                    .setSystemAttributes, groups: [AttributeGroup(.system, asked)])
            } else {
                try await control.server.setAttributes(of: target, asked)
            }
            return .done("has \(what)")
        }
    }
}

extension PrintServer {
    /// Changes attributes of a printer (RFC 3380 §4.1).
    func setAttributes(of printer: String, _ attributes: [Attribute]) async throws {
        var request = request(.setPrinterAttributes, .printer(printer))
        request.groups.append(AttributeGroup(.printer, attributes))
        let answer = try await client.send(request, to: "/admin/")
        if answer.status == .notFound { throw await unknownPrinter(printer) }
        try answer.requireDone(.setPrinterAttributes)
    }
}
