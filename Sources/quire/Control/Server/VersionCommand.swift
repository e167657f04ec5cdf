import ArgumentParser
import IPP
import IPPClient

/// `quirectl version`
struct VersionCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "The version of this command, and what the server speaks.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Flag(help: "Do not ask the server.") var client = false

    func run(_ control: Control) async throws -> ExitStatus {
        var facts: [Control.Fact] = [Control.Fact("quirectl", .init(Quire.version))]
        var members: [JSON.Member] = [.init("quirectl", .string(Quire.version))]
        if !client, let answer = try? await serverVersions(control) {
            facts.append(Control.Fact("server", Table.Cell(control.server.address.description)))
            facts.append(Control.Fact("IPP", Table.Cell(answer.joined(separator: ", "))))
            members += [
                .init("server", .string(control.server.address.description)), .init("ipp-versions", .strings(answer)),
            ]
        }
        control.show(facts, kind: "Version", .object(members), name: Quire.version)
        return .done
    }

    /// What the server speaks; a server that cannot be asked does not make the version of this command unknown.
    private func serverVersions(_ control: Control) async throws -> [String] {
        let printers = try await control.server.printers(["ipp-versions-supported"])
        return printers.first?["ipp-versions-supported"]?.stringValues ?? []
    }
}
