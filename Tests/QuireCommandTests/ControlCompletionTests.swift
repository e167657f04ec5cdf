import Foundation
import IPP
import Testing

@testable import quire

@Suite("Completion")
struct ControlCompletionTests {
    private static let server: FakeServer.Answer = { request in
        switch request.operation {
        case .cupsGetDefault: .answer(.ok, nil, .printer("floor2"))
        case .cupsGetPrinters:
            .answer(.ok, nil, .printer("floor2", Attribute("printer-info", .text("Colour"))), .printer("paper"))
        case .getPrinterAttributes:
            .answer(
                .ok, nil,
                .printer(
                    "floor2", Attribute("sides-supported", [.keyword("one-sided"), .keyword("two-sided-long-edge")])))
        case .getJobs: .answer(.ok, nil, .job(412, "A\tb", of: "anna"), .job(413, "c", of: "ben"))
        case .getJobAttributes: .answer(.ok, nil, .job(412, "a", on: "floor2"))
        default: .answer(.operationNotSupported)
        }
    }

    private func complete(_ words: [String]) async throws -> [String] {
        try await FakeServer.run(Self.server) { server in
            let result = await Command.run(["quirectl", "__complete", "--"] + words, server: server.address)
            #expect(result.code == 0)
            return result.output.split(separator: "\n").map(String.init)
        }
    }

    @Test(
        "Words go on with what can stand there",
        arguments: [
            (["pri"], ["printer"]), (["job", "exp"], ["explain"]), (["printer", "pause", ""], ["floor2", "paper"]),
            (["printer", "pause", "paper", ""], ["floor2"]), (["job", "hold", "412", ""], ["412", "413"]),
            (["-s", "x", "--user", "b", "job", "exp"], ["explain"]), (["job", "list", "--user", ""], ["anna", "ben"]),
            (["job", "list", "--printer=fl"], ["--printer=floor2"]),
            (["job", "list", "--state", "pr"], ["printing", "printed"]),
            (["job", "edit", "412", "si"], ["sides="]),
            (["job", "edit", "412", "sides=t"], ["sides=two-sided-long-edge"]),
            (["printer", "set", "floor2", "sh"], ["shared="]),
            (["printer", "set", "floor2", "shared="], ["shared=yes", "shared=no"]),
            (["job", "submit", ""], [":files"]), (["job", "download", "1", "--to", ""], [":files"]),
            (["completion", "f"], ["fish"]), (["job", "move", "412", "flo"], ["floor2"]),
            (["job", "cancel", "--wait", "41"], ["412", "413"]), (["nonsense", "x", ""], []), ([], ["printer"]),
            (["printer", "delete", "--jobs", "move="], ["move=floor2", "move=paper"]), (["-o", "nd"], ["ndjson"]),
        ] as [([String], [String])])
    func words(words: [String], expected: [String]) async throws {
        let found = try await complete(words).map { String($0.prefix { $0 != "\t" }) }

        #expect(words.isEmpty ? found.first == "printer" : found == expected)
    }

    @Test(
        "Commands with classic names go on with printers, jobs, files and what a printer can do",
        arguments: [
            (["lpr", "-P", ""], ["floor2", "paper"]), (["lpr", "-Pfl"], ["-Pfloor2"]), (["lpr", ""], [":files"]),
            (["lp", "-d", "floor2", "-o", "sides=o"], ["sides=one-sided"]), (["lp", "-o", "si"], ["sides="]),
            (["cancel", "41"], ["412", "413"]), (["lpmove", "412", ""], ["floor2", "paper"]),
            (["lpstat", "-p", "p"], ["paper"]), (["lpstat", "--js"], ["--json"]), (["lpq", "-U", "b"], ["ben"]),
        ] as [([String], [String])])
    func classic(words: [String], expected: [String]) async throws {
        let result = try await FakeServer.run(Self.server) { server in
            await Command.run(
                ["quirectl", "__complete", "--as", words[0], "--"] + words.dropFirst(), server: server.address)
        }
        let found = result.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }

        #expect(found == expected)
    }

    @Test("Each word has its meaning behind a tab, and no title breaks the line")
    func meanings() async throws {
        #expect(try await complete(["printer", "show", "f"]) == ["floor2\tColour"])
        #expect(try await complete(["job", "show", "412"]).first?.hasPrefix("412\tA") == true)
    }

    @Test("Without a server there is nothing to offer, and nothing is said")
    func noServer() async throws {
        let result = await Command.run(
            ["quirectl", "__complete", "--", "printer", "show", ""], server: "127.0.0.1:1")

        #expect(result == Result(output: "", errors: "", code: 0))
    }

    @Test("The script of bash takes what stands before = off the answers")
    func bash() throws {
        let script = """
            quirectl() { printf 'sides=one-sided\\tx\\nsides=two-sided\\n'; }
            \(CompletionScript.bash.text)
            COMP_LINE='quirectl job edit 1 sides='; COMP_POINT=${#COMP_LINE}; _quirectl; echo "${COMPREPLY[@]}"
            """

        #expect(try Tool.run("/bin/bash", [], input: script).output == "one-sided two-sided\n")
    }

    @Test("Every shell gets its script", arguments: CompletionScript.allCases)
    func scripts(shell: CompletionScript) async throws {
        let result = await Command.run(["quirectl", "completion", shell.rawValue], server: "127.0.0.1:1")

        #expect(result.output == shell.text)
        #expect(result.output.contains("__complete"))
    }
}
