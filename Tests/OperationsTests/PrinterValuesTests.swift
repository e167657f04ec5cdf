import IPP
import PrintModel
import Testing

@testable import Operations

/// What a printer says of itself, and what an administrator may make of it.
@Suite("Values of printers")
struct PrinterValuesTests {
    private func describe(_ counter: Counter, _ names: String..., of queue: String = "pdf") async throws
        -> AttributeGroup
    {
        let asked = Attribute("requested-attributes", names.map { .keyword($0) })
        return try await counter.send(.getPrinterAttributes, to: "/printers/\(queue)", names.isEmpty ? [] : [asked])[
            .printer] ?? AttributeGroup(.printer)
    }

    private func set(_ counter: Counter, _ attributes: Attribute...) async throws -> IPPMessage {
        try await counter.send(.setPrinterAttributes, to: "/printers/pdf", printer: attributes)
    }

    @Test("Trays, bins and alerts are as many as what they describe, and defaults are among what is supported")
    func counts() async throws {
        let counter = try await Counter(converts: true)
        let all = try await describe(counter)

        #expect(all["printer-input-tray"]?.values.count == all["media-source-supported"]?.values.count)
        #expect(all["printer-output-tray"]?.values.count == all["output-bin-supported"]?.values.count)
        #expect(all["printer-alert"]?.values.count == all["printer-alert-description"]?.values.count)
        #expect(all["printer-supply"]?.values.count == all["printer-supply-description"]?.values.count)
        #expect(all["media-ready"]?.values.count == all["media-col-ready"]?.values.count)
        #expect(all["printer-uri-supported"]?.values.count == all["printer-xri-supported"]?.values.count)
        let facts = try counter.context.facts.facts(of: counter.printer("pdf"))
        let others = ["media-col", "finishings-col", "job-sheets-col", "job-priority"]
        for entry in facts.template.entries where !others.contains(entry.name) {
            for value in entry.standard where value != .outOfBand(.noValue) {
                #expect(entry.supports(value), "\(entry.name)-default")
            }
        }
    }

    @Test("An alert says what keeps the device from printing")
    func alert() async throws {
        let counter = try await Counter()
        let quiet = try await describe(counter, "printer-alert")
        counter.conditions.set(
            PrinterCondition(trouble: DeviceTrouble(reason: "media-empty-error", message: "no paper")),
            for: try counter.printer("pdf").id)
        let loud = try await describe(counter, "printer-alert", "printer-alert-description")

        #expect(quiet["printer-alert"]?.values == [.octetString(Array("code=unknown;severity=other;group=other".utf8))])
        #expect(
            loud["printer-alert"]?.values
                == [.octetString(Array("code=inputMediaSupplyEmpty;severity=critical;group=input".utf8))])
        #expect(loud["printer-alert-description"]?.stringValue == "no paper")
    }

    @Test(
        "Supplies that a device reports are told as printer-supply and as CUPS' markers; the answer is not an old one")
    func supplies() async throws {
        let counter = try await Counter()
        let before = try await describe(counter, "marker-levels", "printer-supply-description")
        let toner = Supply(name: "Black toner", kind: "toner", colorant: "black", color: "#000000", level: 60)
        let waste = Supply(name: "Waste", kind: "wasteToner", isReceptacle: true, level: 90)
        counter.conditions.set(DeviceState(supplies: [toner, waste]), for: try counter.printer("pdf").id)

        let after = try await describe(counter, "marker-levels", "marker-types", "printer-supply-description")

        #expect(before["marker-levels"] == nil && before["printer-supply-description"]?.values.count == 1)
        #expect(after["marker-levels"]?.integerValues == [60, 10])
        #expect(after["marker-types"]?.stringValues == ["toner", "waste-toner"])
        #expect(after["printer-supply-description"]?.stringValues == ["Black toner", "Waste"])
    }

    @Test("A document's template is a part of the job's; the database of media is given by name only")
    func groups() async throws {
        let counter = try await Counter(converts: true)
        let documents = Set(try await describe(counter, "document-template").attributes.map(\.name))
        let jobs = Set(try await describe(counter, "job-template").attributes.map(\.name))

        #expect(documents.contains("sides-supported") && documents.contains("media-col-ready"))
        #expect(!documents.contains("job-priority-default") && jobs.isSuperset(of: documents))
        #expect(try await describe(counter, "all")["finishings-col-database"] == nil)
        #expect(try await describe(counter, "media-col-database")["media-col-database"]?.values.count == 37)
    }

    @Test("Sizes between the smallest and the largest are taken, by name and by dimensions; others are not")
    func customMedia() async throws {
        let counter = try await Counter(converts: true)
        func status(_ attribute: Attribute) async throws -> StatusCode {
            try await counter.send(.validateJob, to: "/printers/pdf", job: [attribute]).status
        }
        func size(_ width: Int32, _ height: Int32) -> Attribute {
            Attribute(
                "media-col",
                .collection([
                    Attribute(
                        "media-size",
                        .collection([
                            Attribute("x-dimension", .integer(width)), Attribute("y-dimension", .integer(height)),
                        ]))
                ]))
        }

        #expect(try await status(Attribute("media", .keyword("custom_mine_100x150mm"))) == .ok)
        #expect(try await status(size(10_000, 15_000)) == .ok)
        #expect(try await status(size(21_000, 29_700)) == .ok)
        #expect(
            try await status(Attribute("media", .keyword("custom_mine_10x10mm"))) == .okIgnoredOrSubstitutedAttributes)
        #expect(try await status(size(1000, 1000)) == .okIgnoredOrSubstitutedAttributes)
    }

    @Test("A finishing by name is kept; beside a number the name wins")
    func finishingTemplates() async throws {
        let counter = try await Counter(converts: true)
        let staple = Attribute(
            "finishings-col", .collection([Attribute("finishing-template", .keyword("staple-top-left"))]))
        let glue = Attribute("finishings-col", .collection([Attribute("finishing-template", .keyword("glue"))]))

        let id = try await counter.makeJob(on: "pdf", job: [staple, Attribute("finishings", .enum(4))])

        let job = try await counter.job(id)
        #expect(job.attributes["finishings-col"] == staple && job.attributes["finishings"] == nil)
        let refused = try await counter.send(.validateJob, to: "/printers/pdf", job: [glue])
        #expect(refused[.unsupported]?["finishings-col"] == glue)
    }

    @Test("What xxx-supported can be set to is told, and what is set is what jobs get")
    func narrowing() async throws {
        let counter = try await Counter(converts: true)
        let sides = Attribute("sides-supported", [.keyword("two-sided-long-edge"), .keyword("two-sided-short-edge")])

        let clash = try await set(counter, sides)
        let done = try await set(counter, sides, Attribute("sides-default", .keyword("two-sided-long-edge")))
        let bad = try await set(counter, Attribute("sides-supported", .keyword("three-sided")))

        #expect(clash.status == .conflictingAttributes)
        #expect(clash[.unsupported]?.attributes.map(\.name) == ["sides-supported", "sides-default"])
        #expect(done.status == .ok)
        #expect(bad.status == .attributesOrValuesNotSupported)
        #expect(try await describe(counter)["sides-supported"] == sides)
        let plain = try await counter.send(
            .validateJob, to: "/printers/pdf", job: [Attribute("sides", .keyword("one-sided"))])
        #expect(plain[.unsupported]?["sides"]?.stringValue == "one-sided")
        let possible = try await counter.send(.getPrinterSupportedValues, to: "/printers/pdf")[.printer]
        #expect(possible?["sides-supported"]?.stringValues.contains("one-sided") == true)
        #expect(possible?["job-priority-supported"] == nil && possible?["printer-info"] == nil)
    }

    @Test("Formats that an administrator takes away are refused")
    func formats() async throws {
        let counter = try await Counter(converts: true)
        #expect(
            try await set(counter, Attribute("document-format-supported", .mimeMediaType("text/plain"))).status == .ok)

        let pdf = try await counter.send(
            .printJob, to: "/printers/pdf", [Attribute("document-format", .mimeMediaType("application/pdf"))],
            document: Array("%PDF-".utf8))

        #expect(pdf.status == .documentFormatNotSupported)
        #expect(
            try await describe(counter)["document-format-supported"]?.stringValues
                == ["application/octet-stream", "text/plain"])
    }

    @Test("What lies in a tray can be told")
    func readyMedia() async throws {
        let counter = try await Counter(converts: true)
        let letter = Attribute(
            "media-col-ready",
            .collection([
                Attribute("media-size-name", .keyword("na_letter_8.5x11in")),
                Attribute("media-source", .keyword("tray-2")),
            ]))

        #expect(try await set(counter, letter).status == .ok)
        let all = try await describe(counter)

        #expect(all["media-ready"]?.stringValues == ["na_letter_8.5x11in"])
        let nowhere = Attribute(
            "media-col-ready",
            .collection([
                Attribute("media-size-name", .keyword("na_letter_8.5x11in")),
                Attribute("media-source", .keyword("cellar")),
            ]))
        #expect(try await set(counter, nowhere).status == .attributesOrValuesNotSupported)
    }

    @Test("A user learns what the user may do; who is nobody is asked who it is")
    func user() async throws {
        var counter = try await Counter(.standard)
        let nobody = try await counter.send(.getUserPrinterAttributes)
        counter.caller.requester = Requester(origin: .localUser(uid: 1000, name: "anna"), isPrivate: true)
        let anna = try await counter.send(.getUserPrinterAttributes)[.printer]
        counter.caller.requester = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)
        let root = try await counter.send(.getUserPrinterAttributes)[.printer]

        let pause = Int32(OperationID.pausePrinter.rawValue)
        #expect(nobody.status == .notAuthenticated)
        #expect(anna?["operations-supported"]?.integerValues.contains(pause) == false)
        #expect(anna?["printer-settable-attributes-supported"]?.stringValues == ["none"])
        #expect(root?["operations-supported"]?.integerValues.contains(pause) == true)
    }

    @Test("lpadmin's defaults are checked as those that are set in IPP's own way")
    func defaults() async throws {
        let counter = try await Counter(converts: true)
        func add(_ attribute: Attribute) async throws -> IPPMessage {
            try await counter.send(.cupsAddModifyPrinter, to: "/printers/pdf", printer: [attribute])
        }

        #expect(try await add(Attribute("sides-default", .keyword("x"))).status == .attributesOrValuesNotSupported)
        #expect(try await add(Attribute("copies-default", .integer(0))).status == .attributesOrValuesNotSupported)
        #expect(try await add(Attribute("number-up-default", .name("2"))).status == .ok)
        let unknown = try await add(Attribute("no-such-thing-default", .name("x")))

        #expect(unknown.status == .okIgnoredOrSubstitutedAttributes)
        let printer = try counter.printer("pdf")
        #expect(printer.attributes["number-up-default"]?.values == [.integer(2)])
        #expect(printer.attributes["sides-default"] == nil && printer.attributes["no-such-thing-default"] == nil)
        #expect(try await add(Attribute("number-up-default", .outOfBand(.deleteAttribute))).status == .ok)
        #expect(try counter.printer("pdf").attributes["number-up-default"] == nil)
    }
}
