import ArgumentParser
import IPP
import IPPClient

/// `quirectl remote list`
struct RemoteList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The queues here that were adopted from other servers.")
    @OptionGroup(title: "General options") var control: ControlOptions

    private static let columns: [Table.Column] = [
        .init("PRINTER"), .init("SERVER", isFlexible: true), .init("THERE", isFlexible: true), .init("STATE"),
        .init("JOBS", isNumber: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let items = try await control.server.adopted().map { printer in
            let isGone = printer.goneSince != nil
            return Control.Item(
                name: printer.name,
                cells: [
                    .init(printer.name), .init(printer.server), .init(printer.remoteName),
                    .init(isGone ? "gone" : "there", isGone ? .yellow : nil), .init(String(printer.jobs)),
                ],
                json: .object([
                    .init("name", .string(printer.name)), .init("server", .string(printer.server)),
                    .init("name-there", .string(printer.remoteName)), .init("is-gone", .bool(isGone)),
                    .init("queued-jobs", .number(Int64(printer.jobs))),
                ]))
        }
        try control.show(items, kind: "RemoteList", Self.columns, empty: "Nothing was adopted from other servers.")
        return .done
    }
}

/// `quirectl remote update [SERVER]`
struct RemoteUpdate: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Look at other servers now, and follow what has changed there.",
        discussion: """
            The server looks by itself every few minutes. Queues that are gone there are removed at once where nothing waits in \
            them.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The server; all of them without it.") var remote: String?

    private static let columns: [Table.Column] = [
        .init("SERVER", isFlexible: true), .init("CHANGED", isFlexible: true), .init("REMOVED", isFlexible: true),
        .init("GONE", isFlexible: true), .init("PROBLEM", isFlexible: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let uri = try remote.map { try RemoteServer($0, control.session).uri }
        var request = control.server.request(.quireUpdateRemotes, .server)
        request.update(.operation) { group in
            group.remove("printer-uri")
            if let uri { group.set("quire-remote", .uri(uri)) }
        }
        let answer = try await control.server.client.send(request, to: "/admin/")
        try answer.requireDone(.quireUpdateRemotes)
        let reports = answer.groups.filter { $0.tag == .printer }
        let items = reports.map { report in
            func names(_ what: String) -> [String] {
                (report["quire-remote-\(what)"]?.stringValues ?? []).map(\.harmless)
            }
            let server = (report["quire-remote"]?.stringValue ?? "").harmless
            let problem = (report["quire-remote-problem"]?.stringValue ?? "").harmless
            let cells: [Table.Cell] = [
                Table.Cell(server), Table.Cell(names("changed").joined(separator: " ")),
                Table.Cell(names("removed").joined(separator: " ")), Table.Cell(names("kept").joined(separator: " ")),
                Table.Cell(problem, problem.isEmpty ? nil : .red),
            ]
            return Control.Item(
                name: server, cells: cells,
                json: .object([
                    .init("server", .string(server)), .init("changed", .strings(names("changed"))),
                    .init("removed", .strings(names("removed"))), .init("gone", .strings(names("kept"))),
                    .init("problem", problem.isEmpty ? .null : .string(problem)),
                ]))
        }
        try control.show(items, kind: "RemoteUpdate", Self.columns, empty: "Nothing was adopted from other servers.")
        return reports.contains { $0["quire-remote-problem"] != nil } ? .partlyDone : .done
    }
}

/// `quirectl remote remove SERVER [PRINTER…]`
struct RemoteRemove: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove queues that were adopted from a server.",
        discussion: "Those that have jobs stay: quirectl printer delete says what becomes of these.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The server.") var remote: String
    @Argument(help: "Its queues, by their names here; all of them without any.") var names: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        let uri = try RemoteServer(remote, control.session).uri
        let adopted = try await control.server.adopted(from: uri)
        guard !adopted.isEmpty else {
            throw Failure(
                .notFound, code: "nothing-adopted", "Nothing was adopted from \(uri).",
                hint: "see: quirectl remote list")
        }
        let wanted = names.isEmpty ? adopted.map(\.name) : names
        return try await control.make(wanted.map(Control.Change.printer)) { target in
            guard let printer = adopted.first(where: { $0.name.lowercased() == target.target.lowercased() }) else {
                throw Failure(
                    .notFound, code: "printer-not-found", "\(target.target) was not adopted from \(uri).")
            }
            guard printer.jobs == 0 else {
                throw Failure(
                    .refusedInThisState, code: "printer-has-jobs", "\(printer.name) has \(printer.jobs) jobs.",
                    hint: "quirectl printer delete \(printer.name) --jobs move=OTHER")
            }
            if change.dryRun { return .planned("remove printer \(printer.name)") }
            try await control.send(
                PrinterRequestPlan(operation: .cupsDeletePrinter, done: "", would: ""), about: printer.name)
            return .done("removed")
        }
    }
}
