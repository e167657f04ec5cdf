import ArgumentParser
import IPP
import IPPClient

/// `quirectl accounting`
struct AccountingCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounting", abstract: "What was printed, added up by user, printer or account.",
        discussion: """
            Jobs that have ended and that the server still remembers, canceled ones with what was printed of them. An \
            account is what a job said with job-account-id (lpr -R, \
            -o job-account-id=…). For other programs: --csv or --json.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(help: "Added up by: user, printer, account, accounting-user; several with commas.") var by = "user"
    @Option(help: "Only jobs of this printer.") var printer: String?
    @Option(help: "Jobs that ended since then: 2026-11-01, 14:00, or 30d for the last 30 days.") var since: String?
    @Option(help: "Jobs that ended before then.") var until: String?
    @Flag(help: "The same as --output csv.") var csv = false

    private static let keys = ["user", "printer", "account", "accounting-user"]

    func validate() throws {
        try JobSelection.check(since)
        try JobSelection.check(until)
        let words = by.split(separator: ",").map(String.init)
        if let bad = words.first(where: { !Self.keys.contains($0) }) {
            throw ValidationError("nothing is added up by '\(bad)'. There are: \(Self.keys.joined(separator: ", ")).")
        }
        guard !words.isEmpty, Set(words).count == words.count else {
            throw ValidationError("--by names none, or one twice.")
        }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let keys = by.split(separator: ",").map(String.init)
        let (sums, isWhole) = try await control.server.accounting(
            by: keys, of: printer, since: try moment(since, control), until: try moment(until, control))
        var shown = control
        if csv { shown.format = .csv }
        let columns =
            keys.map { Table.Column($0 == "accounting-user" ? "ACCOUNT-USER" : $0.uppercased(), isFlexible: true) }
            + ["JOBS", "COMPLETED", "PAGES", "SHEETS", "KBYTES"].map { Table.Column($0, isNumber: true) }
        let items = sums.map { sum in
            let names = keys.map { sum["quire-accounting-\($0)"]?.stringValue ?? "" }
            let numbers = ["jobs", "jobs-completed", "impressions", "media-sheets", "k-octets"].map { name in
                "\(sum["quire-accounting-\(name)"]?.integerValue ?? 0)"
            }
            return Control.Item(
                name: names.joined(separator: "/"),
                cells: (names.map { $0.isEmpty && shown.format != .csv ? "-" : $0 } + numbers).map { .init($0) },
                json: JSON(sum.attributes))
        }
        try shown.show(
            items, kind: "AccountingList", columns, empty: "No job has ended in that time.")
        if !isWhole {
            control.session.errors.print(
                "\(control.session.name): these are not all jobs, but as many as the server adds up at once: "
                    + "ask for a shorter time with --since and --until.")
            return .failed
        }
        return .done
    }

    private func moment(_ text: String?, _ control: Control) throws -> Int64? {
        text.flatMap { JobSelection.moment(of: $0, now: control.session.now()) }
    }
}

extension PrintServer {
    /// Sums of jobs, and whether they are of all jobs that were asked for.
    func accounting(
        by keys: [String], of printer: String?, since: Int64?, until: Int64?
    ) async throws -> ([AttributeGroup], isWhole: Bool) {
        var request = request(.quireGetAccounting, printer.map(Target.printer) ?? .server)
        request.update(.operation) { group in
            group.set(Attribute("quire-accounting-by", keys.map(AttributeValue.keyword)))
            for (name, moment) in [("since", since), ("until", until)] {
                guard let moment else { continue }
                group.set("quire-accounting-\(name)", .dateTime(IPPDateTime(secondsSince1970: moment)))
            }
        }
        let answer = try await client.send(request, to: "/")
        if answer.status == .notFound, let printer { throw await unknownPrinter(printer) }
        try answer.requireDone(.quireGetAccounting)
        let isWhole = answer[.operation]?["quire-accounting-is-whole"]?.values.first != .boolean(false)
        return (answer.groups.filter { $0.tag == .system }, isWhole)
    }
}
