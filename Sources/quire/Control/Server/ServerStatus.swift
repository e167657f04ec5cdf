import ArgumentParser
import IPP
import IPPClient

/// `quirectl server status`
struct ServerStatus: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Whether the server answers, and what it has to do.")
    @OptionGroup(title: "General options") var control: ControlOptions

    func run(_ control: Control) async throws -> ExitStatus { try await Self.run(control) }

    static func run(_ control: Control) async throws -> ExitStatus {
        let server = control.server
        let start = ContinuousClock.now
        let standard = try await server.defaultPrinter()
        let milliseconds = (ContinuousClock.now - start).milliseconds
        let printers = try await server.printers(PrinterDescription.requested).map(PrinterDescription.init)
        let jobs = try await server.jobs(["job-id", "job-state", "job-state-reasons"]).map(JobDescription.init)

        // A server of another make has none.
        let discovery = try? await control.discovery()

        let facts = [
            Control.Fact("server", .init(server.address.description, .bold)),
            Control.Fact("answers", .init("yes, in \(milliseconds) ms", .green)),
            Control.Fact("printers", .init(Self.counts(printers.map(\.state.text)))),
            Control.Fact("jobs", .init(Self.counts(jobs.map(\.state.text)))),
            Control.Fact("default", .init(standard ?? "none")),
        ]
        let troubled = printers.filter(\.hasTrouble)
        let trouble = troubled.map { printer in
            let what = [printer.state.text, printer.message].filter { !$0.isEmpty }.joined(separator: ": ")
            return Control.Fact("trouble", .init("\(printer.name) \(what)", .red))
        }
        let json = JSON.object([
            .init("server", .string(server.address.description)),
            .init("response-milliseconds", .number(milliseconds)),
            .init("printers", Self.json(printers.map(\.state.text))),
            .init("jobs", Self.json(jobs.map(\.state.text))),
            .init("discovery", discovery.map(JSON.string) ?? .null),
            .init("default-printer", standard.map(JSON.string) ?? .null),
            .init("printers-with-trouble", .strings(troubled.map(\.name))),
        ])
        let sharing = [Control.Fact("sharing", discovery)].compactMap { $0 }
        control.show(facts + sharing + trouble, kind: "ServerStatus", json, name: server.address.description)
        return .done
    }

    /// `5: 3 idle, 2 paused`
    private static func counts(_ words: [String]) -> String {
        let counted = count(words).map { "\($0.1) \($0.0)" }
        return counted.isEmpty ? "none" : "\(words.count): \(counted.joined(separator: ", "))"
    }

    private static func json(_ words: [String]) -> JSON {
        .object(
            [.init("total", .number(Int64(words.count)))] + count(words).map { .init($0.0, .number(Int64($0.1))) })
    }

    private static func count(_ words: [String]) -> [(String, Int)] {
        var counts: [String: Int] = [:]
        for word in words { counts[word, default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}

/// `quirectl status`: the same, where people look for it first.
struct StatusCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "The same as server status.")
    @OptionGroup(title: "General options") var control: ControlOptions

    func run(_ control: Control) async throws -> ExitStatus { try await ServerStatus.run(control) }
}
