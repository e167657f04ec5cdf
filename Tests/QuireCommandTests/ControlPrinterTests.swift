import IPP
import Synchronization
import Testing

@testable import quire

@Suite("quirectl printer, device and server")
struct ControlPrinterTests {
    /// floor2 and floor3; one job is printed on floor2 for as many looks as a test says, and two wait for it.
    private final class House: Sendable {
        private let looks: Mutex<Int>
        private let printers: [String: AttributeGroup]

        init(looksUntilDone: Int = 0, _ printers: AttributeGroup...) {
            looks = Mutex(looksUntilDone)
            let all = printers.isEmpty ? [.printer("floor2"), .printer("floor3")] : printers
            self.printers = Dictionary(
                all.map { ($0["printer-name"]?.stringValue ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        }

        func answer(to request: FakeServer.Request) -> IPPMessage {
            let name = request[.operation, "printer-uri"]?.stringValue?.lastPathSegment ?? ""
            switch request.operation {
            case .getPrinterAttributes: return printers[name].map { .answer(.ok, nil, $0) } ?? .answer(.notFound)
            case .cupsGetPrinters:
                var answer = IPPMessage.answer()
                answer.groups += printers.values.sorted { text($0) < text($1) }
                return answer
            case .getJobs: return jobs(of: name)
            case .cupsGetDevices:
                return .answer(
                    .ok, nil,
                    AttributeGroup(
                        .printer,
                        [
                            Attribute("device-uri", .uri("usb://Zebra/ZD421")),
                            Attribute("device-make-and-model", .text("Zebra ZD421")),
                        ]))
            case .pausePrinterAfterCurrentJob: return .answer(.operationNotSupported)
            case .quireProbeDevice:
                var answer = IPPMessage.answer()
                answer.groups += request[.operation, "device-uri"]?.values.map(Self.probed) ?? []
                return answer
            case .printJob: return .answer(.ok, nil, .job(77, "Test page"))
            default: return .answer()
            }
        }

        /// A host with an IPP printer without TLS; all others are off.
        private static func probed(_ uri: AttributeValue) -> AttributeGroup {
            let isReady = uri.stringValue == "ipp://hall/ipp/print"
            return AttributeGroup(
                .printer,
                [
                    Attribute("device-uri", uri), Attribute("quire-device-state", .keyword(isReady ? "ready" : "away")),
                    Attribute("printer-state-message", .text(isReady ? "" : "refused")),
                    Attribute("printer-make-and-model", .text(isReady ? "Acme 9" : "")),
                ])
        }

        private func text(_ printer: AttributeGroup) -> String { printer["printer-name"]?.stringValue ?? "" }

        private func jobs(of name: String) -> IPPMessage {
            guard name == "floor2" else { return .answer() }
            let isPrinting = looks.withLock { looks in
                looks -= 1
                return looks >= 0
            }
            let held = AttributeGroup.job(9, "held", on: name, state: .pendingHeld)
            return isPrinting
                ? .answer(.ok, nil, .job(8, "now", on: name, state: .processing), held) : .answer(.ok, nil, held)
        }
    }

    private func run(
        _ words: [String], _ house: House = House()
    ) async throws -> (result: Result, requests: [FakeServer.Request]) {
        try await FakeServer.run({ house.answer(to: $0) }) { server in
            (await Command.run(["quirectl"] + words, server: server.address), server.requests)
        }
    }

    @Test(
        "Each verb sends its operation",
        arguments: [
            ("pause floor2", .pausePrinter), ("resume floor2", .resumePrinter), ("accept floor2", .cupsAcceptJobs),
            ("reject floor2 --reason x", .cupsRejectJobs), ("hold-new floor2", .holdNewJobs),
            ("release-new floor2", .releaseHeldNewJobs), ("identify floor2 --action flash", .identifyPrinter),
            ("default floor2", .cupsSetDefault), ("set floor2 location=Here", .cupsAddModifyPrinter),
            ("test floor2", .printJob), ("delete floor3", .cupsDeletePrinter),
            ("copy floor2 new", .getPrinterAttributes),
        ] as [(String, OperationID)])
    func operations(line: String, operation: OperationID) async throws {
        let (result, requests) = try await run(["printer"] + line.split(separator: " ").map(String.init))

        #expect(requests.contains { $0.operation == operation })
        #expect(result.code == (line.hasPrefix("copy") ? 4 : 0), "\(result.errors)")
    }

    @Test("A host is asked in every way, and the best that answers is added")
    func addHost() async throws {
        let (result, requests) = try await run(["printer", "add", "new", "hall"])
        let probe = requests.first { $0.operation == .quireProbeDevice }
        #expect(
            probe?[.operation, "device-uri"]?.stringValues
                == ["ipps://hall/ipp/print", "ipp://hall/ipp/print", "socket://hall", "lpd://hall/lp"])
        let made = requests.last { $0.operation == .cupsAddModifyPrinter }
        #expect(made?[.printer, "device-uri"]?.stringValue == "ipp://hall/ipp/print")
        #expect(result.output.contains("ipp://hall/ipp/print answers, Acme 9\n"), "\(result)")

        let off = try await run(["printer", "add", "new", "cellar"])
        #expect(off.result.code == 1)
        #expect(!off.requests.contains { $0.operation == .cupsAddModifyPrinter })
    }

    @Test("A printer that is off is added by its URI; a password is not shown")
    func addOff() async throws {
        let (result, requests) = try await run(["printer", "add", "new", "ipp://ana:geheim@cellar/ipp/print"])
        #expect(result.code == 0)
        #expect(
            requests.last { $0.operation == .cupsAddModifyPrinter }?[.printer, "device-uri"]?.stringValue
                == "ipp://ana:geheim@cellar/ipp/print")
        #expect(!result.output.contains("geheim") && !result.errors.contains("geheim"))
    }

    @Test(
        "What is a URI and what a host",
        arguments: [
            ("ipp://h/ipp/print", 1), ("pdf:paper", 1), ("null:", 1), ("usb://A/B?serial=1", 1), ("10.0.0.17", 4),
            ("printer.example:8631", 3), ("fe80::1", 4), ("[fe80::1]:631", 3),
        ])
    func addresses(device: String, count: Int) throws {
        #expect(try DeviceAddress.uris(of: device).count == count)
        #expect(throws: Failure.self) { try DeviceAddress.uris(of: "a b") }
    }

    @Test("Probing says how each way to a device is, and fails where none answers")
    func probe() async throws {
        let found = try await run(["device", "probe", "hall", "--columns", "device,state,note", "--no-header"])
        #expect(found.result.code == 0)
        #expect(found.result.output.contains("ipp://hall/ipp/print\tready\tbest\n"), "\(found.result)")
        #expect(try await run(["device", "probe", "cellar"]).result.code == 1)
    }

    @Test("Settings have short names; what is no setting of the printer is a default for jobs")
    func set() async throws {
        let words = [
            "printer", "set", "floor2", "location=Room 204", "shared=yes", "sides=one-sided", "--unset", "media",
        ]
        let request = try await run(words).requests.last

        #expect(
            request?.message[.printer]?.attributes == [
                Attribute("printer-location", .text("Room 204")), Attribute("printer-is-shared", .boolean(true)),
                Attribute("sides-default", .keyword("one-sided")),
                Attribute("media-default", .outOfBand(.deleteAttribute)),
            ])
        #expect(try await run(["printer", "set", "nope", "info=x"]).result.code == 3)
        #expect(try await run(["printer", "set", "floor2"]).result.code == 64)
        #expect(try await run(["printer", "set", "floor2", "shared=perhaps"]).result.code == 64)
    }

    @Test("What the server can check when it is set, is set so that it does")
    func setChecked() async throws {
        let house = House(
            .printer(
                "floor2",
                Attribute(
                    "printer-settable-attributes-supported", [.keyword("sides-default"), .keyword("quire-job-order")])))
        let requests = try await run(
            ["printer", "set", "floor2", "device=null:", "sides=one-sided", "order=fair-turns"], house
        ).requests.dropFirst()

        #expect(requests.map(\.operation) == [.setPrinterAttributes, .cupsAddModifyPrinter])
        #expect(requests.first?[.printer, "quire-job-order"]?.values == [.keyword("fair-turns")])
        #expect(requests.last?.message[.printer]?.attributes == [Attribute("device-uri", .uri("null:"))])
    }

    @Test("A copy has the same device and defaults, and a name of its own")
    func copy() async throws {
        let house = House(
            .printer(
                "floor2", Attribute("device-uri", .uri("pdf:paper")), Attribute("printer-info", .text("floor2")),
                Attribute("printer-location", .text("Here")), Attribute("sides-default", .keyword("one-sided")),
                Attribute("media-default", .outOfBand(.noValue)), Attribute("printer-uuid", .uri("urn:uuid:1"))))
        let (result, requests) = try await run(["printer", "copy", "floor2", "floor4"], house)
        let made = try #require(requests.last)

        #expect(result.output == "printer floor4 added, like floor2\n")
        #expect(made[.printer, "device-uri"]?.stringValue == "pdf:paper")
        #expect(made[.printer, "printer-location"]?.stringValue == "Here")
        #expect(made[.printer, "sides-default"] != nil)
        for name in ["printer-info", "printer-uuid", "media-default", "printer-name"] {
            #expect(made[.printer, name] == nil)
        }
    }

    @Test("A pause says what is still printed, and waits for it when asked to")
    func pause() async throws {
        let told = try await run(["printer", "pause", "floor2"], House(looksUntilDone: 5)).result
        let waited = try await run(
            ["printer", "pause", "floor2", "--wait"], House(looksUntilDone: 3, .printer("floor2", state: .processing))
        ).result
        let later = try await run(["printer", "pause", "floor2", "--after-job"]).result

        #expect(told.output == "printer floor2 paused; still printing: job 8\n")
        #expect(waited.output == "printer floor2 paused\n")
        #expect(later.code == 1)
        #expect(later.errors.contains("no Pause-Printer-After-Current-Job"))
    }

    @Test("A drain refuses new jobs, moves what waits, waits for what prints, and pauses at last")
    func drain() async throws {
        let (result, requests) = try await run(
            ["printer", "drain", "floor2", "--to", "floor3", "--reason", "fuser"], House(looksUntilDone: 3))
        let changes = requests.map(\.operation).filter { ![.getJobs, .getPrinterAttributes].contains($0) }

        #expect(changes == [.cupsRejectJobs, .cupsMoveJob, .pausePrinter])
        #expect(result.code == 0)
        #expect(result.output.hasPrefix("floor2 takes no new jobs\njob 9 moved to floor3\nwaiting for job 8\n"))
    }

    @Test("A drain that takes too long leaves the printer refusing, and says so")
    func drainTooLong() async throws {
        let (result, requests) = try await run(
            ["printer", "drain", "floor2", "--cancel", "--timeout", "1h"], House(looksUntilDone: 100_000))

        #expect(result.code == 6)
        #expect(!requests.contains { $0.operation == .pausePrinter })
    }

    @Test("What waits for a paused printer is not waited for")
    func drainPaused() async throws {
        let result = try await run(
            ["printer", "drain", "floor2"], House(.printer("floor2", state: .stopped))
        ).result

        #expect(result.code == 7)
    }

    @Test(
        "Jobs of a printer that is deleted are cancelled, moved, or keep it",
        arguments: [("cancel", 0, 1), ("fail", 7, 0), ("move=floor3", 0, 1), ("move=floor2", 64, 0), ("keep", 64, 0)])
    func delete(jobs: String, code: Int32, deletions: Int) async throws {
        let (result, requests) = try await run(["printer", "delete", "floor2", "--jobs", jobs])

        #expect(result.code == code)
        #expect(requests.count { $0.operation == .cupsDeletePrinter } == deletions)
        #expect(requests.contains { $0.operation == .cupsMoveJob } == (jobs == "move=floor3"))
    }

    @Test(
        "The test page is a PDF where PDF is taken, and its table of objects is right",
        arguments: TestPage.Kind.allCases)
    func page(kind: TestPage.Kind) async throws {
        let house = House(
            .printer("floor2", Attribute("document-format-supported", .mimeMediaType("application/pdf"))))
        let request = try await run(["printer", "test", "floor2", "--page", kind.rawValue], house).requests.last
        let document = try #require(request?.document)
        let text = String(decoding: document, as: UTF8.self)

        #expect(request?[.operation, "document-format"]?.stringValue == "application/pdf")
        let start = try #require(text.split(separator: "\n").suffix(2).first.flatMap { Int($0) })
        #expect(document[start...].starts(with: "xref".utf8))
        #expect(text.contains("(printer: floor2)"))
    }

    @Test("Supplies by their levels; one that is too short of values says nothing")
    func supplies() async throws {
        let house = House(
            .printer(
                "floor2", Attribute("marker-names", [.name("Black"), .name("Waste"), .name("Odd")]),
                Attribute("marker-levels", [.integer(4), .integer(40)]),
                Attribute("marker-types", [.keyword("toner"), .keyword("waste-toner")])))
        let result = try await run(["printer", "supplies"], house).result

        #expect(
            result.output == """
                PRINTER\tSUPPLY\tLEVEL\tSTATE
                floor2\tBlack\t4%\tlow
                floor2\tWaste\t40%\tok
                floor2\tOdd\t\tunknown

                """)
    }

    @Test("What a printer can do")
    func capabilities() async throws {
        let house = House(
            .printer(
                "floor2", Attribute("sides-supported", [.keyword("one-sided"), .keyword("two-sided-long-edge")]),
                Attribute("sides-default", .keyword("one-sided")),
                Attribute("copies-supported", .rangeOfInteger(IntegerRange(1, 99))),
                Attribute("operations-supported", .enum(2))))
        let result = try await run(["printer", "capabilities", "floor2", "--no-header"], house).result

        #expect(result.output == "sides\tone-sided\tone-sided,two-sided-long-edge\ncopies\t\t1-99\n")
    }

    @Test("Devices by their URI")
    func devices() async throws {
        let (result, requests) = try await run(["device", "list", "--scheme", "usb", "--wait", "2s", "-o", "name"])

        #expect(result.output == "usb://Zebra/ZD421\n")
        #expect(requests.last?[.operation, "timeout"]?.values == [.integer(2)])
        #expect(requests.last?[.operation, "include-schemes"]?.values == [.name("usb")])
    }

    @Test("Health is by the exit status; trouble of a printer counts when asked for")
    func health() async throws {
        let troubled = House(
            .printer("floor2", Attribute("printer-state-reasons", .keyword("connecting-to-device"))))

        #expect(try await run(["server", "health"], troubled).result.code == 0)
        #expect(
            try await run(["server", "health", "--strict", "-q"], troubled).result
                == Result(output: "", errors: "", code: 1))
        #expect(try await run(["server", "health", "--strict"]).result.code == 0)
        #expect(try await run(["-s", "127.0.0.1:1", "server", "health"]).result.code == 5)
    }

    @Test("Words that need no noun")
    func topLevel() async throws {
        #expect(try await run(["status"]).result.output.contains("printers\t2: 2 idle\n"))
        #expect(try await run(["version"]).result.output.hasPrefix("quirectl\t"))
        #expect(try await run(["--server", "127.0.0.1:1", "version"]).result.code == 0)
    }
}
