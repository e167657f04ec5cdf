import ArgumentParser
import IPP
import IPPClient
import PrintModel

/// `quirectl share on NAME…`
struct ShareOn: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "on", abstract: "Tell the network of printers, so that phones and computers find them.",
        discussion: """
            What is shared is announced under one name for IPP (AirPrint, IPP Everywhere, Mopria, CUPS) and, where the server \
            was started with --lpd, for LPD. With --raw9100 the printer also takes whatever is sent to a port, as a job, \
            without asking who sends it. --to says who may print: ranges of addresses and groups, in place of what another \
            --to said; this machine may always, by any of its addresses. It is a rule of the printer's policy (quirectl \
            policy list), beside those that are there already. Printers that are not shared take jobs of this machine only.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Flag(name: .customLong("raw9100"), help: "Also take raw data at a port: 9100, or that of --port.")
    var raw = false
    @Option(help: "The port for raw data.") var port: Int?
    @Option(help: "Who may print: 10.0.0.0/8, @staff; several times for several.") var to: [String] = []
    @Flag(inversion: .prefixedNo, help: "Whether it takes jobs by LPD, where the server was started with --lpd.")
    var lpd: Bool?

    func validate() throws {
        if let port, !(1...65_535).contains(port) { throw ValidationError("\(port) is no port; 1 to 65535 are.") }
        if raw || port != nil, names.count > 1 {
            throw ValidationError("A port for raw data is for one printer: say --raw9100 for one at a time.")
        }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        var attributes = [Attribute("printer-is-shared", .boolean(true))]
        if raw || port != nil {
            attributes.append(Attribute("quire-raw-port", .integer(Int32(clamping: port ?? 9100))))
        }
        if let lpd { attributes.append(Attribute("quire-lpd", .boolean(lpd))) }
        let subjects = to.flatMap { $0.split(separator: ",").map { String($0) } }
        if !subjects.isEmpty {
            return try await control.share(
                names, attributes, onlyTo: try ShareRule(subjects), isDryRun: change.dryRun)
        }
        return try await control.setPrinters(
            names, attributes, done: "is shared", would: "share", isDryRun: change.dryRun)
    }
}

/// The rule that `--to` writes: `allow print @staff 10.0.0.0/8 127.0.0.0/8 ::1/128`.
struct ShareRule: Hashable, Sendable {
    let text: String

    /// Groups and ranges together are members of these groups, from these addresses.
    init(_ subjects: [String]) throws(Failure) {
        let addresses = subjects.filter { !$0.hasPrefix("@") }
        let rule = (subjects + (addresses.isEmpty ? [] : ["127.0.0.0/8", "::1/128"])).joined(separator: " ")
        do throws(PolicyProblem) {
            let read = try PolicyRule("allow print \(rule)")
            guard addresses.count + (addresses.isEmpty ? 0 : 2) == read.subjects.count(where: \.isPlace) else {
                throw PolicyProblem("--to is for ranges of addresses and groups, such as 10.0.0.0/8 and @staff")
            }
            text = read.description
        } catch {
            throw .usage("\(error.reason).")
        }
    }

    /// This one takes the place of the one that another `--to` has written; all others stay, whatever they say.
    func taking(placeOf written: String?, in rules: [String]) -> [String] {
        rules.filter { $0 != written && $0 != text } + [text]
    }
}

extension PolicyRule.Subject {
    fileprivate var isPlace: Bool { if case .addresses = self { true } else { false } }
}

/// `quirectl share off NAME…`
struct ShareOff: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "off", abstract: "Tell the network of printers no more, and close their ports for raw data.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.setPrinters(
            names,
            [Attribute("printer-is-shared", .boolean(false)), Attribute("quire-raw-port", .outOfBand(.noValue))],
            done: "is not shared any more", would: "share no more", isDryRun: change.dryRun)
    }
}

/// `quirectl share list`
struct ShareList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Which printers are shared, under what name, and whether the network is told.")
    @OptionGroup(title: "General options") var control: ControlOptions

    func run(_ control: Control) async throws -> ExitStatus {
        let wanted = [
            "printer-name", "printer-is-shared", "printer-dns-sd-name", "quire-raw-port", "quire-policy", "quire-lpd",
        ]
        let printers = try await control.server.printers(wanted).filter {
            $0["printer-is-shared"]?.values.first?.boolValue == true || $0["quire-raw-port"]?.integerValue != nil
        }
        let state = try await control.discovery()
        let facts: [Control.Fact] = printers.map { printer in
            let isShared = printer["printer-is-shared"]?.values.first?.boolValue == true
            let name = printer["printer-dns-sd-name"]?.stringValue ?? ""
            let raw = printer["quire-raw-port"]?.integerValue.map { "raw port \($0)" }
            let words =
                ([isShared ? "'\(name)'" : "not announced", raw, Self.takesLPD(printer) ? nil : "no LPD"]
                + Self.rules(of: printer)).compactMap { $0 }.joined(separator: ", ")
            return Control.Fact(printer["printer-name"]?.stringValue ?? "", Table.Cell(words))
        }
        let json = JSON.object([
            .init("discovery", .string(state)),
            .init(
                "printers",
                .array(
                    printers.map { printer in
                        .object([
                            .init("name", .string(printer["printer-name"]?.stringValue ?? "")),
                            .init("is-shared", .bool(printer["printer-is-shared"]?.values.first?.boolValue == true)),
                            .init("dns-sd-name", .string(printer["printer-dns-sd-name"]?.stringValue ?? "")),
                            .init("lpd", .bool(Self.takesLPD(printer))),
                            .init("only-to", .strings(Self.rules(of: printer).map { String($0.dropFirst(5)) })),
                            .init(
                                "raw-port", printer["quire-raw-port"]?.integerValue.map { .number(Int64($0)) } ?? .null),
                        ])
                    })),
        ])
        control.show(facts + [Control.Fact("discovery", Table.Cell(state))], kind: "ShareList", json, name: "")
        return .done
    }

    private static func takesLPD(_ printer: AttributeGroup) -> Bool {
        printer["quire-lpd"]?.values.first?.boolValue ?? true
    }

    /// `only @staff 10.0.0.0/8`, of the rules that say who may print.
    private static func rules(of printer: AttributeGroup) -> [String] {
        (printer["quire-policy"]?.stringValues ?? []).compactMap { rule in
            let words = rule.harmless.split(separator: " ")
            guard words.count > 2, words[0] == "allow", words[1] == "print" else { return nil }
            return "only " + words.dropFirst(2).joined(separator: " ")
        }
    }
}

extension Control {
    /// Shares printers with some only.
    fileprivate func share(
        _ names: [String], _ attributes: [Attribute], onlyTo rule: ShareRule, isDryRun: Bool
    ) async throws -> ExitStatus {
        try await make(names.map(Change.printer)) { change in
            let wanted = ["printer-name", PolicyRules.attribute, Printer.sharingRuleAttribute]
            let printer = try await server.printer(change.target, wanted)
            if isDryRun { return .planned("share printer \(change.target), with the rule '\(rule.text)'") }
            let rules = rule.taking(
                placeOf: printer[Printer.sharingRuleAttribute]?.stringValue,
                in: printer[PolicyRules.attribute]?.stringValues ?? [])
            try await server.setAttributes(
                of: change.target,
                attributes + [
                    Attribute(PolicyRules.attribute, rules.map { .text($0) }),
                    Attribute(Printer.sharingRuleAttribute, .text(rule.text)),
                ])
            let others = rules.filter { $0.hasPrefix("allow print ") && $0 != rule.text }
            let besides = others.isEmpty ? "" : "; besides: \(others.map(\.harmless).joined(separator: "; "))"
            return .done("is shared: \(rule.text)\(besides)")
        }
    }

    /// Sets the same of each printer, and goes on where one cannot be changed.
    fileprivate func setPrinters(
        _ names: [String], _ attributes: [Attribute], done: String, would: String, isDryRun: Bool
    ) async throws -> ExitStatus {
        try await make(names.map(Change.printer)) { change in
            if isDryRun {
                _ = try await server.printer(change.target, ["printer-name"])
                return .planned("\(would) printer \(change.target)")
            }
            var request = server.request(.setPrinterAttributes, .printer(change.target))
            request.groups.append(AttributeGroup(.printer, attributes))
            let answer = try await server.client.send(request, to: "/admin/")
            if answer.status == .notFound { throw await server.unknownPrinter(change.target) }
            try answer.requireDone(.setPrinterAttributes)
            return .done(done)
        }
    }

    /// Whether the network is told of printers, or what is missing.
    func discovery() async throws -> String {
        try await server.system()["quire-discovery"]?.stringValue ?? "unknown"
    }
}
