import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Printers")
struct PrinterTests {
    @Test("A device that takes raster says how; one that does not, does not")
    func raster() async throws {
        let counter = try await Counter()
        let raw = try await counter.send(.getPrinterAttributes)[.printer]
        let pdf = try await counter.send(.getPrinterAttributes, to: "/printers/pdf")[.printer]

        #expect(raw?["urf-supported"]?.stringValues.contains("RS300-600") == true)
        #expect(raw?["pwg-raster-document-type-supported"]?.stringValues == ["sgray_8", "srgb_8"])
        #expect(pdf?["urf-supported"] == nil)
        #expect(pdf?["pwg-raster-document-type-supported"] == nil)
        #expect(raw?["printer-icons"]?.stringValues.first == "http://print.example:631/icons/48/raw.png")
    }

    @Test("operations-supported is the table")
    func operationsSupported() async throws {
        let counter = try await Counter(fetcher: FakeFetcher())
        let printer = try await counter.send(.getPrinterAttributes)[.printer]

        let listed = printer?["operations-supported"]?.integerValues
        #expect(listed == counter.context.operationIDs.map { Int32($0.rawValue) })
        let all = Set(counter.context.operationIDs + OperationTable.systemIDs)
        #expect(all == Set(OperationTable.all.map { type(of: $0).id }))
    }

    @Test(
        "What RFC 8011 requires of a printer is there",
        arguments: [
            "charset-configured", "charset-supported", "compression-supported", "document-format-default",
            "document-format-supported", "generated-natural-language-supported", "ipp-versions-supported",
            "natural-language-configured", "operations-supported", "pdl-override-supported",
            "printer-is-accepting-jobs", "printer-name", "printer-state", "printer-state-reasons", "printer-up-time",
            "printer-uri-supported", "queued-job-count", "uri-authentication-supported", "uri-security-supported",
        ])
    func required(name: String) async throws {
        #expect(try await Counter().send(.getPrinterAttributes)[.printer]?[name] != nil)
    }

    @Test("Every attribute has a syntax that its registration allows")
    func syntaxes() async throws {
        let all = try #require(try await Counter().send(.getPrinterAttributes)[.printer])

        // Registered twice, as a range and, before that, as a boolean; ours is the range.
        for attribute in all.attributes where attribute.name != "job-hold-until-time-supported" {
            guard
                let registered = Registry.attribute(named: attribute.name, in: .printerDescription)
                    ?? Registry.attribute(named: attribute.name)
            else { continue }
            #expect(registered.fault(in: attribute.values) == nil, "\(attribute)")
        }
    }

    @Test("requested-attributes: names and groups, each attribute once, unknown ones left out")
    func requested() async throws {
        let counter = try await Counter()
        func names(_ requested: String...) async throws -> [String] {
            let attribute = Attribute("requested-attributes", requested.map { .keyword($0) })
            return try await counter.send(.getPrinterAttributes, [attribute])[.printer]?.attributes.map(\.name) ?? []
        }

        #expect(
            try await names("printer-state", "no-such-thing", "copies-default") == ["printer-state", "copies-default"])
        let template = try await names("job-template")
        #expect(template.contains("copies-supported") && !template.contains("printer-state"))
        let description = try await names("printer-description", "printer-state")
        #expect(description.contains("printer-state") && !description.contains("copies-supported"))
        #expect(Set(description).count == description.count)
        #expect(try await !names("all").contains("media-col-database"))
        #expect(try await names("media-col-database") == ["media-col-database"])
    }

    @Test("Pausing and resuming; the reason is shown and goes away")
    func pausing() async throws {
        let counter = try await Counter()
        func state() async throws -> AttributeGroup? {
            try await counter.send(.getPrinterAttributes)[.printer]
        }

        _ = try await counter.send(.pausePrinter, [Attribute("printer-message-from-operator", .text("jam"))])
        let paused = try await state()
        _ = try await counter.send(.resumePrinter)
        let resumed = try await state()

        #expect(paused?["printer-state"]?.values == [.enum(5)])
        #expect(paused?["printer-state-reasons"]?.stringValues == ["paused"])
        #expect(paused?["printer-state-message"]?.stringValue == "jam")
        #expect(resumed?["printer-state"]?.values == [.enum(3)])
        #expect(resumed?["printer-state-message"]?.stringValue == "")
    }

    @Test("A queue is added, changed, made the default and deleted")
    func administration() async throws {
        let counter = try await Counter()
        #expect(try await counter.send(.cupsGetDefault, to: nil).status == .notFound)

        #expect(
            try await counter.send(
                .cupsAddModifyPrinter, to: "/printers/new", printer: [Attribute("device-uri", .uri("raw:"))]
            ).status == .ok)
        #expect(
            try await counter.send(
                .cupsAddModifyPrinter, to: "/printers/new", printer: [Attribute("printer-info", .text("Hall"))]
            ).status == .ok)
        #expect(try await counter.send(.cupsSetDefault, to: "/printers/new").status == .ok)

        let standard = try await counter.send(.cupsGetDefault, to: nil)[.printer]
        #expect(standard?["printer-name"]?.stringValue == "new")
        #expect(standard?["printer-info"]?.stringValue == "Hall")
        #expect(try await counter.send(.cupsDeletePrinter, to: "/printers/new").status == .ok)
        #expect(try await counter.send(.getPrinterAttributes, to: "/printers/new").status == .notFound)
    }

    @Test("A queue without a device, or with one there is not, is not made")
    func badDevices() async throws {
        let counter = try await Counter()

        let without = try await counter.send(.cupsAddModifyPrinter, to: "/printers/new")
        let bogus = try await counter.send(
            .cupsAddModifyPrinter, to: "/printers/new", printer: [Attribute("device-uri", .uri("bogus://x"))])

        #expect(without.status == .badRequest)
        #expect(bogus.status == .notPossible)
        #expect(try await counter.send(.getPrinterAttributes, to: "/printers/new").status == .notFound)
    }

    @Test("CUPS-Get-Printers lists by name, to a limit, by type")
    func list() async throws {
        let counter = try await Counter()
        func names(_ attributes: Attribute...) async throws -> [String?] {
            try await counter.send(.cupsGetPrinters, to: nil, attributes).groups.filter { $0.tag == .printer }
                .map { $0["printer-name"]?.stringValue }
        }

        #expect(try await names() == ["pdf", "raw"])
        #expect(try await names(Attribute("limit", .integer(1))) == ["pdf"])
        #expect(try await names(Attribute("first-printer-name", .name("q"))) == ["raw"])
        let classes = [Attribute("printer-type", .enum(1)), Attribute("printer-type-mask", .enum(1))]
        #expect(try await names(classes[0], classes[1]) == [])
    }

    @Test("A kept answer is the same but for the request-id, and is not given once something changed")
    func readyAnswers() async throws {
        let counter = try await Counter()
        func message(_ id: Int32) -> [UInt8] {
            IPPMessage(
                code: OperationID.getPrinterAttributes.rawValue, requestID: id,
                groups: [
                    AttributeGroup(
                        .operation,
                        [
                            Attribute("attributes-charset", .charset("utf-8")),
                            Attribute("attributes-natural-language", .naturalLanguage("en")),
                            Attribute("printer-uri", .uri("ipp://h/printers/raw")),
                        ])
                ]
            ).encoded()
        }
        #expect(counter.service.readyAnswer(to: message(1), from: counter.caller) == nil)
        let first = try await counter.answer(to: message(1))

        let kept = try #require(counter.service.readyAnswer(to: message(2), from: counter.caller))

        var expected = first
        expected.requestID = 2
        #expect(try IPPMessage(decoding: kept) == expected)
        #expect(counter.service.readyAnswer(to: message(0), from: counter.caller) == nil)
        var other = counter.caller
        other.authority = "elsewhere"
        #expect(counter.service.readyAnswer(to: message(2), from: other) == nil)
        _ = try await counter.makeJob()
        #expect(counter.service.readyAnswer(to: message(2), from: counter.caller) == nil)
        _ = try await counter.answer(to: message(3))
        #expect(counter.service.readyAnswer(to: message(4), from: counter.caller) != nil)
        counter.clock.advance(by: .seconds(1))
        #expect(counter.service.readyAnswer(to: message(4), from: counter.caller) == nil)
    }

    @Test("What kept answers are found by counts with them, and has an end of its own")
    func readyAnswersAreBounded() async throws {
        let counter = try await Counter()
        let ready = ReadyAnswers(context: counter.context)
        let message = IPPMessage(
            code: OperationID.getPrinterAttributes.rawValue, requestID: 1,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("printer-uri", .uri("ipp://h/printers/raw")),
                    ])
            ]
        ).encoded()
        func caller(_ number: Int, octets: Int) -> Caller {
            var caller = counter.caller
            caller.path = "/" + String(repeating: "x", count: octets) + "\(number)"
            caller.authority = String(repeating: "y", count: octets) + ".local"
            return caller
        }

        let answer: [UInt8] = [1, 1, 0, 0, 0, 0, 0, 1, 3]
        for number in 0..<30_000 { ready.keep(answer, answering: message, from: caller(number, octets: 200)) }
        #expect(ready.octets <= ReadyAnswers.octetsMax)
        #expect(ready.octets > ReadyAnswers.octetsMax / 2, "each costs more than its answer")
        #expect(ready.answer(to: message, from: caller(29_999, octets: 200)) != nil)
        let before = ready.octets
        ready.keep(answer, answering: message, from: caller(1, octets: 4_000))
        #expect(ready.octets == before, "nobody's path is that long")
        ready.keep(answer, answering: message, from: caller(29_999, octets: 200))
        #expect(ready.octets == before, "the same again is the same")

        counter.clock.advance(by: .seconds(1))
        ready.keep(answer, answering: message, from: caller(1, octets: 200))
        #expect(ready.octets < before / 100, "what nobody can be given any more is not kept")
        #expect(ready.answer(to: message, from: caller(1, octets: 200)) != nil)
    }

    @Test("Another default printer is a change of the System")
    func defaultIsLogged() async throws {
        let counter = try await Counter()
        #expect(try await counter.send(.cupsSetDefault).status == .ok)
        #expect(counter.store.defaultPrinter()?.name.text == "raw")
        let logged = try await counter.store.log(after: 0, limit: 100).filter {
            $0.kinds.contains(.systemConfigChanged)
        }
        #expect(logged.count == 1)
        #expect(counter.store.system().configChanges == 1)
    }
}
