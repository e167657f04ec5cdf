import IPP
import Testing

@testable import quire

@Suite("quirectl")
struct ControlTests {
    private static let held = AttributeGroup.job(
        414, "Slides.pdf", of: "anna", on: "floor2", kilobytes: 9_400,
        Attribute("job-impressions", .integer(30)),
        Attribute("job-state-reasons", .keyword("none")),
        Attribute("date-time-at-creation", .dateTime(IPPDateTime(secondsSince1970: Command.now - 120))),
        Attribute(
            "quire-job-blockers",
            [
                .collection([
                    Attribute("blocker-code", .keyword("printer-paused")),
                    Attribute("blocker-text", .text("floor2 was paused by ben: fuser change")),
                    Attribute("blocker-fix", .text("quirectl printer resume floor2")),
                ]),
                .collection([
                    Attribute("blocker-code", .keyword("behind-jobs")),
                    Attribute("blocker-text", .text("412 is before it")),
                ]),
            ]),
        Attribute(
            "quire-job-timeline",
            .collection([
                Attribute("event-time", .dateTime(IPPDateTime(secondsSince1970: Command.now - 120))),
                Attribute("event-kind", .keyword("created")), Attribute("event-text", .text("30 pages from host a")),
                Attribute("event-actor", .name("anna")),
            ])))

    private static let server: FakeServer.Answer = { request in
        let printer = request[.operation, "printer-uri"]?.stringValue?.lastPathSegment ?? ""
        let number = Int32(request[.operation, "job-uri"]?.stringValue?.lastPathSegment ?? "")
        switch request.operation {
        case .cupsGetDefault: return .answer(.ok, nil, .printer("floor2"))
        case .cupsGetPrinters:
            return .answer(
                .ok, nil,
                .printer(
                    "floor2", state: .stopped, Attribute("printer-state-reasons", .keyword("paused")),
                    Attribute("queued-job-count", .integer(3)), Attribute("printer-info", .text("Colour, 2nd floor"))),
                .printer("paper"))
        case .getJobs: return .answer(.ok, nil, held)
        case .getJobAttributes: return number == 414 ? .answer(.ok, nil, held) : .answer(.notFound)
        case .holdJob, .releaseJob, .cancelJob:
            return number == 414 ? .answer() : number == 1 ? .answer(.notPossible, "It is done.") : .answer(.notFound)
        case .getPrinterAttributes, .pausePrinter, .resumePrinter, .cupsDeletePrinter:
            return ["floor2", "paper"].contains(printer)
                ? .answer(.ok, nil, .printer(printer)) : .answer(.notFound)
        case .cupsAddModifyPrinter, .cupsSetDefault: return .answer()
        case .cupsRejectJobs: return .answer(.forbidden, "Only administrators may.")
        default: return .answer(.operationNotSupported)
        }
    }

    private func run(
        _ words: String..., isTerminal: Bool = false
    ) async throws -> (result: Result, requests: [FakeServer.Request]) {
        try await FakeServer.run(Self.server) { server in
            let result = await Command.run(["quirectl"] + words, server: server.address, isTerminal: isTerminal)
            return (result, server.requests)
        }
    }

    @Test("A list in a pipe has tabs, and nothing is cut")
    func pipe() async throws {
        let result = try await run("printer", "list").result

        #expect(
            result.output == """
                PRINTER\tSTATE\tJOBS\tINFO\tLOCATION
                floor2\tpaused\t3\tColour, 2nd floor\t
                paper\tidle\t0\t\t

                """)
        #expect(result.code == 0)
    }

    @Test("A list on a terminal stands in columns, and marks the default")
    func terminal() async throws {
        let lines = try await run("printer", "list", isTerminal: true).result.output.split(separator: "\n")

        #expect(lines.first == "PRINTER   STATE   JOBS  INFO               LOCATION")
        #expect(lines[1].hasPrefix("floor2 *  paused     3  Colour, 2nd floor"))
    }

    @Test("JSON has a schema, a kind and IPP's names")
    func json() async throws {
        let result = try await run("printer", "list", "--json").result

        #expect(
            result.output == """
                {"schema":"quire/v1","kind":"PrinterList","items":[{"printer-name":"floor2","printer-state":"stopped",\
                "printer-state-reasons":["paused"],"queued-job-count":3,"printer-info":"Colour, 2nd floor"},\
                {"printer-name":"paper","printer-state":"idle"}]}

                """)
    }

    @Test("One line an item, names alone, and CSV")
    func formats() async throws {
        #expect(try await run("printer", "list", "-o", "name").result.output == "floor2\npaper\n")
        #expect(try await run("printer", "list", "-o", "ndjson").result.output.split(separator: "\n").count == 2)
        #expect(
            try await run("printer", "list", "-o", "csv", "--no-header").result.output
                .hasPrefix("floor2,paused,3,\"Colour, 2nd floor\","))
    }

    @Test("A job is explained with the command that mends it")
    func explain() async throws {
        let (result, requests) = try await run("job", "explain", "414")

        #expect(
            result.output == """
                Job 414 "Slides.pdf" (anna, 30 pages, floor2) has not started:
                  ✗ printer-paused  floor2 was paused by ben: fuser change
                  · behind-jobs     412 is before it
                Other printers that can print it: paper
                  quirectl printer resume floor2
                  quirectl job promote 414
                  quirectl job move 414 paper

                """)
        let asked = requests.first?[.operation, "requested-attributes"]?.stringValues
        #expect(asked?.contains("quire-job-blockers") == true)
    }

    @Test("A server that gives no blockers is taken at its reasons")
    func explainForeign() async throws {
        let answer: FakeServer.Answer = { _ in
            .answer(
                .ok, nil,
                .job(
                    3, "a", state: .pendingHeld, Attribute("job-state-reasons", .keyword("job-hold-until-specified")),
                    Attribute("job-state-message", .text("Waits for the night."))))
        }
        let result = try await FakeServer.run(answer) { await $0.run("quirectl", "job", "explain", "3") }

        #expect(
            result.output == """
                Job 3 "a" (root, Office-Laser) is held:
                  ✗ held-user  Waits for the night.
                  quirectl job release 3

                """)
    }

    @Test("What has happened to a job", arguments: [true, false])
    func timeline(isAsked: Bool) async throws {
        let result =
            isAsked
            ? try await run("job", "show", "414", "--timeline").result : try await run("job", "show", "414").result

        #expect(result.output.contains("created        30 pages from host a by anna") == isAsked)
        #expect(result.output.contains("title\tSlides.pdf\n"))
    }

    @Test(
        "Each end has its own status",
        arguments: [
            ("printer show nope", 3), ("job cancel 7", 3), ("job cancel 414", 0), ("job cancel 414 7", 2),
            ("job cancel 7 8", 3), ("job cancel 1", 7), ("job cancel 1 7", 1), ("printer reject paper", 4),
            ("printer lst", 64), ("prnter list", 64), ("printer list --bogus", 64), ("job cancel", 64),
            ("job cancel abc", 64), ("job list --state odd", 64), ("-s 127.0.0.1:1 job list", 5),
            ("server status", 0), ("printer add a#b x:y", 64), ("printer add floor2 x:y", 1),
            ("printer pause paper nope", 2), ("--version", 0), ("help", 0), ("", 0), ("job", 0),
        ] as [(String, Int32)])
    func exitStatus(line: String, code: Int32) async throws {
        let result = try await FakeServer.run(Self.server) { server in
            await Command.run(["quirectl"] + line.split(separator: " ").map(String.init), server: server.address)
        }

        #expect(result.code == code, "\(result.errors)")
        #expect(result.code == 0 || !result.errors.isEmpty)
    }

    @Test("A wrong word is answered with the nearest right one")
    func suggestions() async throws {
        #expect(try await run("printr", "list").result.errors.contains("did you mean 'printer'?"))
        #expect(try await run("printer", "puase", "x").result.errors.contains("did you mean 'pause'?"))
        #expect(try await run("printer", "show", "flor2").result.errors.contains("Did you mean \"floor2\"?"))
    }

    @Test("Errors for programs are JSON")
    func jsonErrors() async throws {
        let result = try await run("printer", "show", "flor2", "--json").result

        #expect(result.code == 3)
        #expect(result.output.isEmpty)
        #expect(
            result.errors.hasPrefix(
                #"{"error":{"code":"printer-not-found","message":"no printer \"flor2\" here.","hint":"#))
        #expect(result.errors.hasSuffix(#""candidates":["floor2","paper"]}}"# + "\n"))
    }

    @Test("Changes of several, for programs, say what became of each")
    func jsonChanges() async throws {
        let result = try await run("job", "cancel", "414", "7", "--json").result

        #expect(
            result.output == """
                {"schema":"quire/v1","kind":"ChangeList","items":[{"target":"414","done":"cancelled"},\
                {"target":"7","error":{"code":"job-not-found","message":"Job #7 does not exist."}}]}

                """)
        #expect(result.code == 2)
    }

    @Test("A printer is added as one that works")
    func add() async throws {
        let (result, requests) = try await run(
            "printer", "add", "new", "file:///srv/out", "--info", "Out", "--location", "Here", "--default", "--option",
            "sides=two-sided-long-edge")
        let request = try #require(requests.first { $0.operation == .cupsAddModifyPrinter })

        #expect(result.code == 0)
        #expect(request.path == "/admin/")
        #expect(request[.operation, "printer-uri"]?.stringValue?.hasSuffix("/printers/new") == true)
        #expect(request[.printer, "device-uri"]?.values == [.uri("file:///srv/out")])
        #expect(request[.printer, "printer-info"]?.values == [.text("Out")])
        #expect(request[.printer, "printer-state"]?.values == [.enum(3)])
        #expect(request[.printer, "printer-is-accepting-jobs"]?.values == [.boolean(true)])
        #expect(request[.printer, "sides-default"]?.values == [.keyword("two-sided-long-edge")])
        #expect(requests.last?.operation == .cupsSetDefault)
    }

    @Test("The reason for a pause goes where cupsdisable puts it")
    func pause() async throws {
        let (result, requests) = try await run("printer", "pause", "paper", "--reason", "fuser change")

        #expect(result.output == "printer paper paused (fuser change)\n")
        let request = requests.first { $0.operation == .pausePrinter }
        #expect(request?[.operation, "printer-state-message"]?.values == [.text("fuser change")])
    }

    @Test(
        "A dry run changes nothing",
        arguments: [
            ["job", "cancel", "414", "-n"], ["job", "hold", "414", "--dry-run"], ["printer", "pause", "paper", "-n"],
            ["printer", "delete", "paper", "-n"], ["printer", "add", "new", "x:y", "-n"],
        ])
    func dryRun(words: [String]) async throws {
        let (result, requests) = try await FakeServer.run(Self.server) { server in
            (await Command.run(["quirectl"] + words, server: server.address), server.requests)
        }

        #expect(result.output.hasPrefix("would "))
        let questions: Set<OperationID> = [.getJobAttributes, .getPrinterAttributes, .cupsGetPrinters, .getJobs]
        #expect(requests.allSatisfy { questions.contains($0.operation) })
    }

    @Test("Jobs can be chosen by what they are, and held until a time")
    func selectors() async throws {
        let (result, requests) = try await run("job", "hold", "--user", "an*", "--title", "Sl*", "--until", "evening")

        #expect(result.output == "job 414 held until evening\n")
        #expect(requests.last?[.operation, "job-hold-until"]?.values == [.keyword("evening")])
        #expect(try await run("job", "hold", "--user", "ben").result.code == 3)
    }

    @Test("A range, a job with its printer's name, and the last one")
    func jobWords() async throws {
        #expect(try await run("job", "release", "413-414").result.output == "job 414 released\n")
        #expect(try await run("job", "release", "floor2-414").result.output == "job 414 released\n")
        #expect(try await run("job", "release", "@last").result.output == "job 414 released\n")
        #expect(try await run("job", "release", "5-1").result.code == 64)
    }

    @Test("--quiet says nothing")
    func quiet() async throws {
        let result = try await run("-q", "job", "cancel", "414").result

        #expect(result == Result(output: "", errors: "", code: 0))
    }

    @Test("The server's status counts its work")
    func status() async throws {
        let result = try await run("server", "status").result

        #expect(result.output.contains("printers\t2: 1 idle, 1 paused\n"))
        #expect(result.output.contains("jobs\t1: 1 waiting\n"))
        #expect(result.output.contains("default\tfloor2\n"))
    }
}
