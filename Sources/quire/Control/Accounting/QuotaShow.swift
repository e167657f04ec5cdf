import ArgumentParser
import IPP
import IPPClient

extension QuireCtl {
    struct QuotaNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "quota", abstract: "Quotas: how much each user may print, and has printed.",
            discussion: """
                A limit is set with lpadmin -p NAME -o job-page-limit=100 -o job-k-limit=10000 \
                -o job-quota-period=604800: pages, kilobytes, and the seconds that are looked back on (0 for ever).
                """,
            subcommands: [QuotaShow.self])
    }
}

/// `quirectl quota show [PRINTER…]`
struct QuotaShow: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What users have used of what they may print.",
        discussion: "Jobs that wait are counted in. Printers without limits have nothing to show.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The printers; all of them without any.") var printers: [String] = []
    @Option(help: "Only this user.") var user: String?

    private static let columns: [Table.Column] = [
        .init("PRINTER"), .init("USER", isFlexible: true), .init("PAGES", isNumber: true),
        .init("OF", isNumber: true), .init("KBYTES", isNumber: true), .init("OF", isNumber: true), .init("SINCE"),
        .init("STATE"),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        var names = printers
        if names.isEmpty {
            names = try await control.server.printers(["printer-name"]).compactMap { $0["printer-name"]?.stringValue }
            names += try await control.server.classes(["printer-name"]).compactMap { $0["printer-name"]?.stringValue }
        }
        var seen: Set<String> = []
        var items: [Control.Item] = []
        for name in names where seen.insert(name.lowercased()).inserted {
            for group in try await control.server.quotas(of: name, user: user) {
                items.append(Self.item(group, now: control.session.now()))
            }
        }
        try control.show(items, kind: "QuotaList", Self.columns, empty: "Nobody has used anything that is limited.")
        return .done
    }

    private static func item(_ group: AttributeGroup, now: Int64) -> Control.Item {
        func text(_ name: String) -> String { group[name]?.stringValue ?? "" }
        func number(_ name: String) -> Int32 { group[name]?.integerValue ?? 0 }
        func limit(_ name: String) -> Table.Cell { .init(number(name) > 0 ? "\(number(name))" : "-") }
        let isReached = group["quire-quota-is-reached"]?.values.first == .boolean(true)
        let since = group.moment("quire-quota-since", now: now)
        return Control.Item(
            name: text("quire-quota-user"),
            cells: [
                .init(text("printer-name")), .init(text("quire-quota-user")),
                .init("\(number("quire-quota-pages-used"))"), limit("job-page-limit"),
                .init("\(number("quire-quota-k-octets-used"))"), limit("job-k-limit"),
                .init(since.isEmpty ? "ever" : since), isReached ? .init("reached", .red) : .init("ok", .green),
            ],
            json: JSON(group.attributes))
    }
}

extension PrintServer {
    /// What users have used of a printer with limits, page by page.
    func quotas(of printer: String, user: String?) async throws -> [AttributeGroup] {
        var found: [AttributeGroup] = []
        var last: String?
        while true {
            var request = request(.quireGetQuotas, .printer(printer))
            request.update(.operation) { group in
                group.set("limit", .integer(Self.quotasAtOnce))
                if let user { group.set("quire-user", .name(user)) }
                if let last { group.set("quire-after", .name(last)) }
            }
            let answer = try await client.send(request, to: "/")
            if answer.status == .notFound { throw await unknownPrinter(printer) }
            try answer.requireDone(.quireGetQuotas)
            let page = answer.groups.filter { $0.tag == .system }
            found += page
            let next = page.last?["quire-quota-user"]?.stringValue
            // The last page is not full; one that does not go on would never end.
            guard page.count == Int(Self.quotasAtOnce), let next, next != last else { return found }
            last = next
        }
    }

    private static let quotasAtOnce: Int32 = 1000
}
