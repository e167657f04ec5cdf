import ArgumentParser
import IPP
import IPPClient

/// `quirectl server health`
struct ServerHealth: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Whether all is well; for scripts, by the exit status.",
        discussion: """
            0: the server answers and takes jobs. 1: its disk is full or broken, so that it does not. 5: it does not \
            answer. With --strict also 1: a printer has trouble, or there is none. A paused printer is somebody's wish \
            and no trouble.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Flag(help: "Trouble of a printer counts as well.") var strict = false

    private static let columns: [Table.Column] = [
        .init("CHECK"), .init("RESULT"), .init("SAYS", isFlexible: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let start = ContinuousClock.now
        let printers = try await control.server.printers(PrinterDescription.requested).map(PrinterDescription.init)
        let time = ContinuousClock.now - start
        var checks = [Check(name: "server", isWell: true, text: "answers in \(time.milliseconds) ms")]
        // A server of another kind does not say, and is not blamed for it.
        let system = try? await control.server.system(["quire-spool-state", "system-state-message"])
        let hasSpool = ["ok", nil].contains(system?["quire-spool-state"]?.stringValue)
        let words = system?["system-state-message"]?.stringValue?.harmless ?? ""
        if system != nil {
            checks.append(Check(name: "spool", isWell: hasSpool, text: hasSpool ? "takes jobs" : words))
        }
        if printers.isEmpty { checks.append(Check(name: "printers", isWell: false, text: "there are none")) }
        for printer in printers {
            let what = [printer.state.text, printer.message].filter { !$0.isEmpty }.joined(separator: ": ")
            checks.append(Check(name: "printer \(printer.name)", isWell: !printer.hasTrouble, text: what))
        }
        let items = checks.map { check in
            Control.Item(
                name: check.name,
                cells: [
                    .init(check.name), check.isWell ? .init("ok", .green) : .init("trouble", .red), .init(check.text),
                ],
                json: check.json)
        }
        if !control.isQuiet { try control.show(items, kind: "HealthList", Self.columns, empty: "") }
        return !hasSpool || strict && checks.contains { !$0.isWell } ? .failed : .done
    }

    private struct Check {
        let name: String
        let isWell: Bool
        let text: String

        var json: JSON {
            .object([
                .init("check", .string(name)), .init("result", .string(isWell ? "ok" : "trouble")),
                .init("message", .string(text)),
            ])
        }
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
