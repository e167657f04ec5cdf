import ArgumentParser
import IPP
import IPPClient

extension QuireCtl {
    struct AuditNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "audit", abstract: "The record of who did what, from where, and with what result.",
            discussion: "For auditors and administrators. Each record is bound to the one before it.",
            subcommands: [AuditList.self, AuditExport.self, AuditVerify.self])
    }
}

/// Which records are wanted.
struct AuditFilter: ParsableArguments {
    @Option(help: "Those since then: 2026-11-01, 14:00, or 30d for the last 30 days.") var since: String?
    @Option(name: [.customLong("user")], help: "Only what this user did, or was refused.") var who: String?
    @Option(name: [.customLong("op")], help: "Only this operation, such as pause-printer or login.")
    var operation: String?

    func attributes(now: Int64) throws(Failure) -> [Attribute] {
        var attributes: [Attribute] = []
        if let since {
            guard let moment = JobSelection.moment(of: since, now: now) else {
                throw .usage("\"\(since)\" is no time.", hint: "such as 2026-11-01, 14:00 or 30d.")
            }
            attributes.append(
                Attribute("quire-audit-since", .dateTime(IPPDateTime(secondsSince1970: moment))))
        }
        if let who { attributes.append(Attribute("quire-user", .name(who.prefix(octets: 255)))) }
        if let operation {
            attributes.append(Attribute("quire-operation", .keyword(operation.lowercased().prefix(octets: 255))))
        }
        return attributes
    }
}

/// `quirectl audit list`
struct AuditList: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The records, the newest last.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var filter: AuditFilter
    @Option(help: "Only the newest so many.") var last = 200

    func validate() throws {
        guard last >= 1 else { throw ValidationError("--last is 1 or more.") }
    }

    private static let columns: [Table.Column] = [
        .init("NUMBER", isNumber: true), .init("TIME"), .init("WHO"), .init("PROOF", isWide: true), .init("FROM"),
        .init("OPERATION"), .init("TARGET", isFlexible: true), .init("RESULT"), .init("DETAIL", isFlexible: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        var newest: [String] = []
        try await control.server.auditRecords(try filter.attributes(now: control.session.now())) { lines in
            newest = (newest + lines).suffix(last)
        }
        let items = newest.map { line in
            let record = JSON(parsing: line)
            func text(_ name: String) -> String { (record?[name]?.string ?? "").harmless }
            let number = Self.number(in: line)
            let result = text("result")
            return Control.Item(
                name: number,
                cells: [
                    .init(number), .init(text("at")), .init(text("who")), .init(text("proof")), .init(text("from")),
                    .init(text("op")), .init(text("target")),
                    .init(result, result.hasPrefix("successful") ? nil : .yellow), .init(text("detail")),
                ], json: record ?? .string(line))
        }
        try control.show(items, kind: "AuditList", Self.columns, empty: "There are no such records.")
        return .done
    }

    /// `{"n":12,…`
    private static func number(in line: String) -> String {
        String(line.dropFirst(5).prefix { $0.isNumber })
    }
}

/// `quirectl audit export`
struct AuditExport: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "The records as they are kept: lines of JSON, to be checked anywhere.",
        discussion: """
            The hash of a line is SHA-256 over the 32 octets of "prev" and the line's beginning, up to the end of "prev".
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var filter: AuditFilter

    func run(_ control: Control) async throws -> ExitStatus {
        let output = control.session.output
        try await control.server.auditRecords(try filter.attributes(now: control.session.now())) { lines in
            for line in lines { output.print(line) }
        }
        return .done
    }
}

/// `quirectl audit verify`
struct AuditVerify: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Whether all records are there and as they were written.",
        discussion: """
            It names the first that is not, and the exit status is 1 then. What was cut off at the end shows only against \
            something kept elsewhere: keep the number and the hash that are told, and give them as --expect NUMBER:HASH.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(help: "A record and its hash, as told earlier.") var expect: String?

    func run(_ control: Control) async throws -> ExitStatus {
        let found = try await control.server.askSystem(.quireVerifyAudit)[.system] ?? AttributeGroup(.system)
        func text(_ name: String) -> String { found[name]?.stringValue?.harmless ?? "" }
        var fault = found["quire-audit-is-whole"]?.values == [.boolean(true)] ? nil : text("quire-audit-fault")
        var number = text("quire-audit-fault-number")
        if fault == nil, let expect, let missing = try await missing(expect, control) {
            (number, fault) = (missing, "it is not the one that was expected")
        }
        let facts: [Control.Fact?] = [
            Control.Fact("whole", fault == nil ? .init("yes", .green) : .init("no", .red)),
            fault.flatMap { Control.Fact("record \(number)", $0) },
            Control.Fact("records", "\(text("quire-audit-first")) to \(text("quire-audit-last"))"),
            Control.Fact("head", "\(text("quire-audit-last")):\(text("quire-audit-head"))"),
        ]
        control.show(
            facts.compactMap { $0 }, kind: "AuditVerdict", JSON(found.attributes), name: fault == nil ? "whole" : number
        )
        return fault == nil ? .done : .failed
    }

    /// The number of the expected record, if it is not there as it was.
    private func missing(_ expected: String, _ control: Control) async throws -> String? {
        let parts = expected.split(separator: ":")
        guard parts.count == 2, let number = UInt64(parts[0]), number > 0 else {
            throw Failure.usage("\"\(expected)\" is no record.", hint: "such as 412:9f86d0…, as audit verify tells it.")
        }
        var isThere = false
        let one = [Attribute("quire-audit-after", .text("\(number - 1)")), Attribute("limit", .integer(1))]
        let answer = try await control.server.askSystem(.quireGetAudit, one)
        for line in answer.groups.compactMap({ $0["quire-audit-record"]?.stringValue }) {
            isThere = line.hasPrefix("{\"n\":\(number),") && line.hasSuffix(",\"hash\":\"\(parts[1])\"}")
        }
        return isThere ? nil : "\(number)"
    }
}

extension PrintServer {
    /// All records that are wanted, page by page.
    func auditRecords(_ wanted: [Attribute], _ take: ([String]) -> Void) async throws {
        var after: String?
        while true {
            let place = after.map { [Attribute("quire-audit-after", .text($0))] } ?? []
            let answer = try await askSystem(.quireGetAudit, wanted + place)
            take(answer.groups.compactMap { $0["quire-audit-record"]?.stringValue })
            let next = answer[.operation]?["quire-audit-next"]?.stringValue
            // One that does not go on would never end.
            guard let next, next != after else { return }
            after = next
        }
    }
}
