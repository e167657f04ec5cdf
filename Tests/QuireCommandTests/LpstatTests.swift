import IPP
import Testing

@testable import quire

@Suite("lpstat, beyond the golden texts")
struct LpstatTests {
    @Test(
        "A server that is down is told, and is a failure",
        arguments: [
            (["-r"], "scheduler is not running\n", ""), (["-t"], "scheduler is not running\n", ""),
            (["-p"], "", "lpstat: Scheduler is not running.\n"), ([], "", "lpstat: Scheduler is not running.\n"),
        ])
    func down(options: [String], output: String, errors: String) async {
        let result = await Command.run(["lpstat"] + options, server: "127.0.0.1:1")

        #expect(result == Result(output: output, errors: errors, code: 1))
    }

    @Test(
        "Lists of names, in any case, joined or not",
        arguments: [
            (["-v", "raw"], "device for Raw: ///dev/null\n"), (["-vRaw"], "device for Raw: ///dev/null\n"),
            (
                ["-v", "Raw,Label-Maker"],
                "device for Label-Maker: socket://127.0.0.1:9199\ndevice for Raw: ///dev/null\n"
            ),
            (["-c", "Raw"], ""), (["-o", "Raw"], ""), (["Nope"], ""), (["-u", "ben"], ""),
            (["Broken-Net-61"], "Broken-Net-61           root              4096   Sat Nov 21 00:26:46 2026\n"),
            (["-o", "Broken-Net-61"], "Broken-Net-61           root              4096   Sat Nov 21 00:26:46 2026\n"),
            (["-R", "Broken-Net"], "  1 Broken-Net-61         root              4096 Sat Nov 21 00:26:46 2026\n"),
            (["-f", "x"], ""), (["-S"], ""), (["-P"], ""),
        ])
    func lists(options: [String], output: String) async throws {
        let result = try await FakeServer.run(GoldenServer.answer) { server in
            await Command.run(["lpstat"] + options, server: server.address)
        }

        #expect(result == Result(output: output, errors: "", code: 0))
    }

    @Test("A printer that is not there is named; a person sees those there are")
    func unknown() async throws {
        let (script, person) = try await FakeServer.run(GoldenServer.answer) { server in
            (await server.run("lpstat", "-p", "Rwa"), await server.run("lpstat", "-p", "Rwa", isTerminal: true))
        }

        #expect(script == Result(output: "", errors: "lpstat: Invalid destination name in list \"Rwa\".\n", code: 1))
        #expect(person.errors.contains("Did you mean \"Raw\"?"))
    }

    @Test("The default: LPDEST, PRINTER, or the server's")
    func standard() async throws {
        let texts = try await FakeServer.run(GoldenServer.answer) { server in
            var texts: [String] = []
            for environment in [["PRINTER": "Raw"], ["PRINTER": "Raw", "LPDEST": "Label-Maker"], ["PRINTER": "No"]] {
                texts.append(await server.run("lpstat", "-d", environment: environment).output)
            }
            return texts
        }

        #expect(
            texts == [
                "system default destination: Raw\n", "system default destination: Label-Maker\n",
                "lpstat: error - PRINTER environment variable names non-existent destination \"No\".\n",
            ])
    }

    @Test("A wrong -W says what it can be")
    func which() async {
        let result = await Command.run(["lpstat", "-W", "bogus"], server: "127.0.0.1:1")

        #expect(result.output.hasPrefix("Usage: lpstat [options]\n"))
        #expect(
            result.errors
                == "lpstat: Error - need \"completed\", \"not-completed\", or \"all\" after \"-W\" option.\n")
        #expect(result.code == 1)
    }

    @Test("--json is one document of what was asked for")
    func json() async throws {
        let result = try await FakeServer.run(GoldenServer.answer) { server in
            await server.run("lpstat", "-d", "-p", "Raw", "-o", "--json")
        }

        #expect(result.code == 0)
        #expect(
            result.output.hasPrefix(
                #"{"schema":"quire/v1","kind":"Status","default-printer":"Office-Laser","printers":[{"printer-name":"Raw","#
            ))
        #expect(result.output.contains(#""jobs":[{"job-id":62,"#))
        #expect(result.output.hasSuffix("}]}\n"))
    }

    @Test("No text of the server commands the terminal")
    func escapes() async throws {
        let answer: FakeServer.Answer = { request in
            request.operation == .cupsGetPrinters
                ? .answer(
                    .ok, nil,
                    .printer(
                        "a", state: .stopped, Attribute("printer-state-message", .text("b\u{1B}[2Jc")),
                        Attribute("device-uri", .uri("x:\u{1B}c"))))
                : .answer()
        }
        let result = try await FakeServer.run(answer) { await $0.run("lpstat", "-l", "-p", "-v", "-a", "-e") }

        #expect(!result.output.contains("\u{1B}"))
        #expect(result.output.contains("printer a disabled since"))
    }
}
