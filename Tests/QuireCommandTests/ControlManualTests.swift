import Foundation
import Testing

@testable import quire

@Suite("Manual pages")
struct ControlManualTests {
    /// As `quired --experimental-dump-help` writes it.
    private static let daemon = JSON(
        parsing: """
            {"commandName": "quired", "abstract": "The print server.", "subcommands": [{"commandName": "serve",
            "abstract": "Run it.", "arguments": [{"kind": "option", "names": [{"kind": "long", "name": "dir"}],
            "valueName": "dir", "abstract": "Folder of this instance.", "isOptional": false}]}]}
            """)

    private static let pages = ManualPages.all(daemon: daemon.map(CommandInfo.init))

    @Test("Every command has its page, and every noun")
    func all() {
        let names = Set(Self.pages.map(\.fileName))
        let wanted = [
            "quire.1", "quirectl.8", "quirectl-printer.8", "quirectl-job.8", "quirectl-device.8", "quirectl-driver.8",
            "quirectl-server.8",
            "quired.8", "lpr.1", "lpq.1", "lprm.1", "lp.1", "lpstat.1", "cancel.1", "lpc.8", "lpmove.8", "lpoptions.1",
        ]

        #expect(names.isSuperset(of: wanted), "\(Set(wanted).subtracting(names))")
        let nouns = Grammar.subcommands(of: QuireCtl.Root.self).count { !Grammar.subcommands(of: $0).isEmpty }
        // With quire and quired.
        #expect(names.count == CommandTable.all.count + nouns + 2)
    }

    @Test("Every page has examples and says what its exit status means", arguments: pages.map(\.fileName))
    func parts(name: String) throws {
        let page = try #require(Self.pages.first { $0.fileName == name })

        for part in ["SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "EXAMPLES", "SEE ALSO"] {
            #expect(page.text.contains("\n.Sh \(part)\n"))
        }
        #expect(page.text.contains("\n.Dl "))
    }

    @Test("Every option of every verb is described")
    func options() throws {
        let page = try #require(Self.pages.first { $0.name == "quirectl-job" }).text

        for verb in CommandInfo(QuireCtl.JobNoun.self).subcommands {
            #expect(page.contains("\n.Ss quirectl job \(verb.name)\n"))
            #expect(!verb.abstract.isEmpty)
            for argument in verb.arguments { #expect(!argument.abstract.isEmpty, "\(verb.name) \(argument.longName)") }
        }
    }

    @Test(
        "mandoc has nothing to say of any page",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/mandoc")),
        arguments: pages.map(\.fileName))
    func lint(name: String) throws {
        let page = try #require(Self.pages.first { $0.fileName == name })

        let said = try Tool.run("/usr/bin/mandoc", ["-Tlint"], input: page.text).output

        // Whether our other pages are installed on this machine is another matter.
        let others = ["referenced manual not found", "outdated mandoc.db"]
        let faults = said.split(separator: "\n").filter { line in !others.contains { line.contains($0) } }
        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    }
}
