import IPP
import PrintModel
import Testing

@testable import Operations

@Suite("Drivers")
struct DriverTests {
    /// The usual counter, with drivers, asked over the Unix socket by an administrator or by somebody else.
    private struct Desk {
        let counter: Counter
        let drivers = MemoryDrivers()
        let service: OperationService

        init() async throws {
            counter = try await Counter(.standard, drivers: drivers)
            service = counter.service
        }

        func send(
            _ operation: OperationID, to path: String = "/", _ attributes: [Attribute] = [],
            job: [Attribute] = [], printer: [Attribute] = [], document: String = "", uid: UInt32 = 0
        ) async throws -> (message: IPPMessage, document: String) {
            var groups = [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("printer-uri", .uri("ipp://localhost\(path)")),
                    ] + attributes)
            ]
            if !job.isEmpty { groups.append(AttributeGroup(.job, job)) }
            if !printer.isEmpty { groups.append(AttributeGroup(.printer, printer)) }
            let message = IPPMessage(code: operation.rawValue, requestID: 1, groups: groups)
            let caller = Caller(
                requester: Requester(origin: .localUser(uid: uid, name: uid == 0 ? "root" : "anna"), isPrivate: true),
                authority: "localhost", path: path)
            let answer = await service.answer(
                to: message.encoded(), document: .bytes(Array(document.utf8)), from: caller)
            var rest: [UInt8] = []
            while let more = try await answer.rest?.next() { rest += more }
            return (try IPPMessage(decoding: answer.bytes, limits: .client), String(decoding: rest, as: UTF8.self))
        }

        func driver(of queue: String) throws -> DriverID? { try counter.printer(queue).driver }
    }

    private static let ppd = "*PPD-Adobe: one"
    private static let name = Attribute("ppd-name", .name("one.ppd"))
    private static let device = Attribute("device-uri", .uri("raw:"))

    @Test("What a driver says does not go together is told, and one of it gives way")
    func constraints() async throws {
        let desk = try await Desk()
        _ = try await desk.send(
            .cupsAddModifyPrinter, to: "/printers/new", printer: [Self.device], document: "*PPD-Adobe: conflict")
        func send(
            _ operation: OperationID, _ job: [Attribute], _ attributes: [Attribute] = []
        ) async throws -> IPPMessage {
            try await desk.send(
                operation, to: "/printers/new", attributes, job: job
            ).message
        }
        let described = try await desk.send(.getPrinterAttributes, to: "/printers/new").message[.printer]
        let told = described?["job-constraints-supported"]?.values ?? []
        #expect(told.count == 2, "what nobody can ask for is left out")
        #expect(described?["job-resolvers-supported"]?.values.count == 2)
        #expect(described?["preferred-attributes-supported"]?.values == [.boolean(true)])
        guard case .collection(let first)? = told.first else { throw StopTest() }
        #expect(first.map(\.name) == ["resolver-name", "sides", "media-col"])
        let twoSided = Attribute("sides", .keyword("two-sided-long-edge"))
        func columns(_ name: String, _ word: String) -> Attribute {
            Attribute("media-col", .collection([Attribute(name, .keyword(word))]))
        }
        let transparency = columns("media-type", "transparency")

        let validated = try await send(.validateJob, [twoSided, transparency])
        #expect(validated.status == .okConflictingAttributes)
        #expect(validated[.unsupported]?.attributes == [transparency])
        #expect(
            validated[.operation]?["preferred-attributes"]?.values
                == [.collection([columns("media-type", "stationery")])])
        let printed = try await send(.createJob, [twoSided, transparency])
        #expect(printed.status == .okConflictingAttributes)
        #expect(try await desk.counter.job(JobID(1)).attributes["media-col"] == columns("media-type", "stationery"))
        let bound = try await send(
            .createJob, [twoSided, transparency], [Attribute("ipp-attribute-fidelity", .boolean(true))])
        #expect(bound.status == .conflictingAttributes)
        let own = try await send(
            .createJob, [Attribute("Stapler", .name("Left")), columns("media-source", "manual")])
        #expect(own.status == .okConflictingAttributes)
        #expect(own[.unsupported]?.attributes == [columns("media-source", "manual")])
        #expect(try await send(.validateJob, [transparency]).status == .ok)
        #expect(try await send(.validateJob, [twoSided])[.operation]?["preferred-attributes"] == nil)
    }

    private struct StopTest: Error {}

    @Test("A PPD behind lpadmin's attributes is kept, and the queue has it as its driver")
    func attached() async throws {
        let desk = try await Desk()

        let answer = try await desk.send(
            .cupsAddModifyPrinter, to: "/printers/new", printer: [Self.device], document: Self.ppd)

        #expect(answer.message.status == .ok)
        #expect(try desk.driver(of: "new") == desk.drivers.drivers().first?.id)
        #expect(try await desk.send(.cupsGetPPD, to: "/printers/new").document == Self.ppd)
    }

    @Test("A driver is chosen by its name, wins over an attached PPD, and is taken away by raw and everywhere")
    func chosen() async throws {
        let desk = try await Desk()
        _ = try await desk.send(.quireAddDriver, [Self.name], document: Self.ppd)
        let one = desk.drivers.drivers().first?.id

        _ = try await desk.send(
            .cupsAddModifyPrinter, to: "/printers/pdf", printer: [Self.name], document: "*PPD-Adobe: two")
        #expect(try desk.driver(of: "pdf") == one)
        #expect(desk.drivers.drivers().count == 1)

        for word in ["raw", "everywhere"] {
            _ = try await desk.send(.cupsAddModifyPrinter, to: "/printers/pdf", printer: [Self.name])
            _ = try await desk.send(
                .cupsAddModifyPrinter, to: "/printers/pdf", printer: [Attribute("ppd-name", .name(word))])
            #expect(try desk.driver(of: "pdf") == nil)
        }
    }

    @Test("What is no PPD, and a name that no driver has, make and change no queue")
    func refused() async throws {
        let desk = try await Desk()

        let script = try await desk.send(
            .cupsAddModifyPrinter, to: "/printers/new", printer: [Self.device], document: "#!/bin/sh\nid")
        let unknown = try await desk.send(
            .cupsAddModifyPrinter, to: "/printers/new", printer: [Self.device, Self.name])

        #expect(script.message.status == .documentFormatError)
        #expect(unknown.message.status == .notFound)
        #expect(throws: OperationError.self) { try desk.counter.printer("new") }
    }

    @Test(
        "Only administrators add, approve and delete drivers; everybody may look",
        arguments: [
            OperationID.quireAddDriver, .quireApproveDriver, .quireDeleteDriver, .cupsAddModifyPrinter, .cupsGetPPDs,
            .cupsGetPPD,
        ])
    func access(operation: OperationID) async throws {
        let desk = try await Desk()
        _ = try await desk.send(.quireAddDriver, [Self.name], document: Self.ppd)

        let answer = try await desk.send(
            operation, to: "/printers/new", [Self.name], printer: [Self.device], document: Self.ppd, uid: 1000)

        let isForAll = operation == .cupsGetPPDs || operation == .cupsGetPPD
        #expect(answer.message.status == (isForAll ? .ok : .notAuthorized))
        #expect(desk.drivers.drivers().count == 1)
    }

    @Test("A check keeps nothing, and tells what is refused")
    func check() async throws {
        let desk = try await Desk()

        let answer = try await desk.send(
            .quireAddDriver,
            [
                Attribute("quire-check-only", .boolean(true)),
                Attribute("requested-attributes", [.keyword("all"), .keyword("quire-driver-refused")]),
            ], document: Self.ppd)

        #expect(desk.drivers.drivers().isEmpty)
        #expect(answer.message[.printer]?["ppd-make-and-model"]?.stringValue == "Acme one")
        #expect(
            answer.message[.printer]?["quire-driver-refused"]?.stringValues.first?.hasPrefix("line 7: *Foomatic")
                == true)
    }

    @Test("A filter that a driver needs is approved, and is what stands in its way until then")
    func approval() async throws {
        let desk = try await Desk()
        let asked = Attribute(
            "requested-attributes", [.keyword("quire-driver-obstacle"), .keyword("quire-driver-filters-approved")])
        _ = try await desk.send(.quireAddDriver, [Self.name], document: "*PPD-Adobe: filter one")

        let before = try await desk.send(.cupsGetPPDs, [Self.name, asked]).message[.printer]
        let approved = try await desk.send(
            .quireApproveDriver,
            [Self.name, asked, Attribute("quire-driver-filters-approved", .name("rastertoacme"))])
        let after = approved.message[.printer]

        #expect(before?["quire-driver-obstacle"]?.stringValue?.contains("rastertoacme") == true)
        #expect(after?["quire-driver-obstacle"] == nil)
        #expect(after?["quire-driver-filters-approved"]?.stringValues == ["rastertoacme"])
        #expect(desk.drivers.drivers().first?.approvedBy == "root")
    }

    @Test("A driver that a printer has is not deleted")
    func delete() async throws {
        let desk = try await Desk()
        _ = try await desk.send(.quireAddDriver, [Self.name], document: Self.ppd)
        _ = try await desk.send(.cupsAddModifyPrinter, to: "/printers/pdf", printer: [Self.name])

        #expect(try await desk.send(.quireDeleteDriver, [Self.name]).message.status == .notPossible)
        _ = try await desk.send(
            .cupsAddModifyPrinter, to: "/printers/pdf", printer: [Attribute("ppd-name", .name("raw"))])
        #expect(try await desk.send(.quireDeleteDriver, [Self.name]).message.status == .ok)
        #expect(try await desk.send(.quireDeleteDriver, [Self.name]).message.status == .notFound)
    }

    @Test("CUPS-Get-PPDs: all, by make, the makers alone, one by name")
    func list() async throws {
        let desk = try await Desk()
        _ = try await desk.send(.quireAddDriver, [Self.name], document: Self.ppd)
        func names(_ attributes: Attribute...) async throws -> [String] {
            try await desk.send(.cupsGetPPDs, attributes).message.groups.filter { $0.tag == .printer }
                .compactMap { $0["ppd-name"]?.stringValue ?? $0["ppd-make"]?.stringValue }
        }

        #expect(try await names() == ["everywhere", "raw", "one.ppd"])
        #expect(try await names(Attribute("ppd-make", .text("acme"))) == ["one.ppd"])
        #expect(try await names(Attribute("ppd-type", .keyword("postscript"))) == ["one.ppd"])
        #expect(
            try await names(Attribute("requested-attributes", .keyword("ppd-make"))) == ["IPP", "Raw", "Acme"])
        #expect(try await names(Attribute("ppd-name", .name("raw"))) == ["raw"])
        #expect(
            try await desk.send(.cupsGetPPDs, [Attribute("ppd-make", .text("nobody"))]).message.status == .notFound)
    }

    @Test("A queue without a driver has no PPD")
    func noPPD() async throws {
        let desk = try await Desk()

        #expect(try await desk.send(.cupsGetPPD, to: "/printers/raw").message.status == .notFound)
        #expect(try await desk.send(.cupsGetPPD, to: "/printers/nope").message.status == .notFound)
    }
}
