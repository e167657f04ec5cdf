import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

extension Counter {
    /// Asks the System, in groups of the request's own.
    func askSystem(
        _ operation: OperationID, _ attributes: [Attribute] = [], _ groups: [AttributeGroup] = [],
        uri: String? = "ipp://localhost/ipp/system", document: [UInt8] = []
    ) async throws -> IPPMessage {
        var group = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
            ])
        if let uri { group.attributes.append(Attribute("system-uri", .uri(uri))) }
        group.attributes.append(Attribute("requesting-user-name", .name("anna")))
        group.attributes += attributes
        let message = IPPMessage(code: operation.rawValue, requestID: 7, groups: [group] + groups)
        return try await answer(to: message.encoded(), document: document)
    }

    func ids(_ answer: IPPMessage) -> [Int32] {
        answer.groups.filter { $0.tag == .printer }.compactMap { $0["printer-id"]?.integerValue }
    }
}

@Suite("The System object")
struct SystemTests {
    private static let service = Attribute("printer-service-type", .keyword("print"))

    private func newPrinter(_ name: String, _ more: Attribute...) -> [AttributeGroup] {
        [
            AttributeGroup(
                .printer,
                [Attribute("printer-name", .name(name)), Attribute("device-uri", .uri("raw:"))] + more)
        ]
    }

    @Test("What PWG 5100.22 requires of a System is there, in the syntax of the registry")
    func attributes() async throws {
        let answer = try await Counter().askSystem(.getSystemAttributes)

        let system = try #require(answer[.system])
        for name in [
            "charset-configured", "charset-supported", "generated-natural-language-supported",
            "ipp-features-supported", "ipp-versions-supported", "natural-language-configured", "operations-supported",
            "printer-creation-attributes-supported", "system-config-change-time", "system-config-changes",
            "system-configured-printers", "system-current-time", "system-default-printer-id", "system-geo-location",
            "system-info", "system-location", "system-make-and-model", "system-mandatory-printer-attributes",
            "system-name", "system-settable-attributes-supported", "system-state", "system-state-change-time",
            "system-state-message", "system-state-reasons", "system-up-time", "system-uuid", "system-xri-supported",
            "xri-authentication-supported", "xri-security-supported", "xri-uri-scheme-supported",
        ] {
            #expect(system[name] != nil, "\(name)")
        }
        #expect(Set(system.attributes.map(\.name)).count == system.attributes.count)
        for attribute in system.attributes {
            let registered =
                Registry.attribute(named: attribute.name, in: .systemDescription)
                ?? Registry.attribute(named: attribute.name, in: .systemStatus)
                ?? Registry.attribute(named: attribute.name)
            #expect(registered?.fault(in: attribute.values) == nil, "\(attribute)")
        }
        #expect(system["system-configured-printers"]?.values.count == 2)
    }

    @Test("It is reached as it was addressed and where it listens; who is elsewhere is not told what only we reach")
    func places() async throws {
        var counter = try await Counter(.standard)
        counter.context.listening.tell {
            [
                ListeningPlace(.ipp, address: "127.0.0.1", port: 8001),
                ListeningPlace(.ipp, address: "::", port: 8002),
                ListeningPlace(.lineDaemon, address: "0.0.0.0", port: 515),
            ]
        }
        func answer(_ origin: Requester.Origin) async throws -> (uris: [String], doors: [String]?) {
            counter.caller.requester.origin = origin
            let names = ["system-xri-supported", "quire-listening"].map { AttributeValue.keyword($0) }
            let system = try await counter.askSystem(
                .getSystemAttributes, [Attribute("requested-attributes", names)])[.system]
            let uris = (system?["system-xri-supported"]?.values ?? []).compactMap { value -> String? in
                guard case .collection(let members) = value else { return nil }
                return members.first { $0.name == "xri-uri" }?.stringValue
            }
            return (uris, system?["quire-listening"]?.values.compactMap(\.stringValue))
        }

        let far = try await answer(.network(address: "10.0.0.7", isLoopback: false))
        let here = try await answer(.localUser(uid: 1000, name: "anna"))

        #expect(
            far.uris == [
                "ipp://print.example:631/ipp/system", "ipps://print.example:631/ipp/system",
                "ipp://localhost:8002/ipp/system", "ipps://localhost:8002/ipp/system",
            ])
        #expect(far.doors == nil)
        #expect(here.uris.first == "ipp://127.0.0.1:8001/ipp/system" && here.uris.count == 4)
        #expect(here.doors == ["ipp://127.0.0.1:8001", "ipp://[::]:8002", "lpd://0.0.0.0:515"])
        #expect(here.doors?.compactMap(ListeningPlace.init).count == 3)
    }

    @Test("Its operations are its own; printers list none of them")
    func operations() async throws {
        let counter = try await Counter()
        let system = try await counter.askSystem(.getSystemAttributes)[.system]?["operations-supported"]?.integerValues
        let printer = try await counter.send(.getPrinterAttributes)[.printer]?["operations-supported"]?.integerValues

        let create = Int32(OperationID.createPrinter.rawValue)
        #expect(system?.contains(create) == true && printer?.contains(create) == false)
        #expect(system?.contains(Int32(OperationID.printJob.rawValue)) == false)
        #expect(system?.contains(Int32(OperationID.registerOutputDevice.rawValue)) == false)
        #expect(try await counter.askSystem(.registerOutputDevice).status == .operationNotSupported)
    }

    @Test(
        "Groups of attributes can be asked for",
        arguments: [
            ("system-description", "system-name", "system-state"), ("system-status", "system-state", "system-name"),
            ("system-uuid", "system-uuid", "system-state"),
        ])
    func requested(word: String, has: String, lacks: String) async throws {
        let asked = Attribute("requested-attributes", .keyword(word))
        let system = try await Counter().askSystem(.getSystemAttributes, [asked])[.system]

        #expect(system?[has] != nil && system?[lacks] == nil)
    }

    @Test(
        "A request needs the System's URI",
        arguments: [
            OperationID.getSystemAttributes, .getPrinters, .setSystemAttributes, .createPrinter, .pauseAllPrinters,
            .restartSystem, .deletePrinter,
        ])
    func uri(operation: OperationID) async throws {
        let counter = try await Counter()
        #expect(try await counter.askSystem(operation, uri: nil).status == .badRequest)
        #expect(try await counter.askSystem(operation, uri: "ipp://localhost/ipp/print/raw").status == .notFound)
    }

    @Test("Writing needs an administrator, reading does not")
    func rights() async throws {
        let counter = try await Counter(.standard)
        for operation: OperationID in [.getSystemAttributes, .getSystemSupportedValues, .getPrinters] {
            #expect(try await counter.askSystem(operation).status == .ok)
        }
        for operation in OperationTable.all
        where OperationTable.systemIDs.contains(type(of: operation).id)
            && [.operation, .administration].contains(type(of: operation).access)
        {
            let id = type(of: operation).id
            #expect(try await counter.askSystem(id).status == .notAuthorized, "\(id)")
        }
    }

    @Test("What is set is answered, counted and kept; the default printer moves")
    func set() async throws {
        let counter = try await Counter()
        let contact = AttributeValue.collection([
            Attribute("contact-name", .name("Anna")), Attribute("contact-uri", .uri("mailto:anna@example")),
        ])
        let wishes = [
            Attribute("system-location", .text("Cellar")), Attribute("system-contact-col", contact),
            Attribute("system-default-printer-id", .integer(2)),
            Attribute("system-geo-location", .uri("geo:52.5,13.4")),
        ]

        #expect(
            try await counter.askSystem(.setSystemAttributes, [], [AttributeGroup(.system, wishes)]).status == .ok)

        let system = try await counter.askSystem(.getSystemAttributes)[.system]
        for wish in wishes { #expect(system?[wish.name] == wish) }
        #expect(system?["system-config-changes"]?.integerValue == 1)
        #expect(counter.store.defaultPrinter()?.name.text == "pdf")
        let cups = try await counter.send(.cupsGetDefault, to: nil)
        #expect(cups[.printer]?["printer-name"]?.values.first?.stringValue == "pdf")
        let none = [Attribute("system-default-printer-id", .outOfBand(.noValue))]
        #expect(try await counter.askSystem(.setSystemAttributes, [], [AttributeGroup(.system, none)]).status == .ok)
        #expect(counter.store.defaultPrinter() == nil)
    }

    @Test(
        "What cannot be set is refused, and nothing is set then",
        arguments: [
            (Attribute("system-state", .enum(5)), StatusCode.attributesNotSettable),
            (Attribute("system-uuid", .uri("urn:uuid:1")), .attributesNotSettable),
            (Attribute("no-such-thing", .integer(1)), .attributesOrValuesNotSupported),
            (Attribute("system-default-printer-id", .integer(99)), .attributesOrValuesNotSupported),
            (Attribute("system-name", .integer(1)), .attributesOrValuesNotSupported),
            (Attribute("system-name", [.name("a"), .name("b")]), .attributesOrValuesNotSupported),
            (Attribute("system-location", .text(String(repeating: "x", count: 128))), .attributesOrValuesNotSupported),
            (Attribute("system-geo-location", .uri("geo:91,0")), .attributesOrValuesNotSupported),
            (Attribute("system-geo-location", .uri("http://x")), .attributesOrValuesNotSupported),
            (Attribute("system-name", .outOfBand(.noValue)), .attributesOrValuesNotSupported),
            (
                Attribute("system-contact-col", .collection([Attribute("telex", .text("1"))])),
                .attributesOrValuesNotSupported
            ),
        ])
    func refused(bad: Attribute, status: StatusCode) async throws {
        let counter = try await Counter()
        let group = AttributeGroup(.system, [Attribute("system-info", .text("new")), bad])

        let answer = try await counter.askSystem(.setSystemAttributes, [], [group])

        #expect(answer.status == status)
        #expect(answer[.unsupported]?.attributes.map(\.name) == [bad.name])
        if status == .attributesNotSettable {
            #expect(answer[.unsupported]?.attributes.first?.values == [.outOfBand(.notSettable)])
        }
        #expect(counter.store.system().configChanges == 0)
        #expect(try await counter.askSystem(.setSystemAttributes).status == .badRequest)
    }

    @Test("Supported values: the printers for the default, any for the rest")
    func supportedValues() async throws {
        let system = try await Counter().askSystem(.getSystemSupportedValues)[.system]

        #expect(system?["system-default-printer-id"]?.integerValues == [1, 2])
        #expect(system?["system-name"]?.values == [.outOfBand(.adminDefine)])
        #expect(system?["system-state"] == nil)
    }

    @Test("A printer is made, idle and accepting, and described under its number")
    func create() async throws {
        let counter = try await Counter()
        let groups = newPrinter(
            "Hall", Attribute("printer-location", .text("Hall")), Attribute("copies-default", .integer(2)))

        let answer = try await counter.askSystem(.createPrinter, [Self.service], groups)

        #expect(answer.status == .ok)
        #expect(answer.groups.map(\.tag) == [.operation, .printer, .system])
        let made = answer[.printer]
        #expect(made?["printer-id"]?.values == [.integer(3)])
        #expect(made?["printer-state"]?.values == [.enum(3)])
        #expect(made?["printer-is-accepting-jobs"]?.values == [.boolean(true)])
        #expect(made?["printer-uuid"] != nil && made?["printer-xri-supported"] != nil)
        #expect(try counter.printer("hall").location == "Hall")
        #expect(try counter.printer("hall").attributes["copies-default"]?.integerValue == 2)
        #expect(try await counter.send(.printJob, to: "/ipp/print/Hall", document: [1]).status == .ok)
        let again = try await counter.askSystem(.createPrinter, [Self.service], newPrinter("HALL"))
        #expect(again.status == .notPossible)
        #expect(again[.unsupported]?["printer-name"] != nil)
    }

    @Test("What may not stand in a name becomes an underscore, and the answer says so")
    func names() async throws {
        let counter = try await Counter()

        let answer = try await counter.askSystem(.createPrinter, [Self.service], newPrinter("Room 1/2 #3"))

        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(answer[.unsupported]?["printer-name"]?.values == [.name("Room 1/2 #3")])
        #expect(try counter.printer("Room_1_2__3").info == "Room 1/2 #3")
    }

    @Test("A printer that cannot be is not made")
    func badPrinters() async throws {
        let counter = try await Counter()
        func ask(_ attributes: [Attribute], _ groups: [AttributeGroup]) async throws -> StatusCode {
            let answer = try await counter.askSystem(.createPrinter, attributes, groups)
            return answer.status
        }
        let scan = Attribute("printer-service-type", .keyword("scan"))
        let both = Attribute("printer-service-type", [.keyword("print"), .keyword("scan")])
        let name = Attribute("printer-name", .name("x"))
        let nowhere = Attribute("device-uri", .uri("nowhere:"))
        let device = Attribute("device-uri", .uri("raw:"))

        #expect(try await ask([], newPrinter("x")) == .badRequest)
        #expect(try await ask([both], newPrinter("x")) == .badRequest)
        #expect(try await ask([scan], newPrinter("x")) == .attributesOrValuesNotSupported)
        #expect(try await ask([Self.service], []) == .badRequest)
        #expect(try await ask([Self.service], [AttributeGroup(.printer, [name])]) == .badRequest)
        #expect(try await ask([Self.service], [AttributeGroup(.printer, [device])]) == .badRequest)
        #expect(
            try await ask([Self.service], [AttributeGroup(.printer, [name, nowhere])])
                == .attributesOrValuesNotSupported)
        #expect(
            try await ask([Self.service], newPrinter("x", Attribute("no-such-thing", .integer(1))))
                == .attributesOrValuesNotSupported)
        #expect(
            try await ask([Self.service], newPrinter("x", Attribute("printer-state", .enum(5))))
                == .attributesNotSettable)
        #expect(
            try await ask([Self.service], newPrinter("x", Attribute("copies-default", .integer(-4))))
                == .attributesOrValuesNotSupported)
        #expect(
            try await ask([Self.service, Attribute("resource-ids", .integer(5))], newPrinter("x"))
                == .attributesOrValuesNotSupported)
        #expect(counter.store.printers().count == 2)
    }

    @Test("A printer is deleted by its number")
    func delete() async throws {
        let counter = try await Counter()
        let job = try await counter.makeJob()
        let one = Attribute("printer-id", .integer(1))

        #expect(try await counter.askSystem(.deletePrinter).status == .badRequest)
        #expect(
            try await counter.askSystem(.deletePrinter, [Attribute("printer-id", .integer(0))]).status == .badRequest)
        let unknown = try await counter.askSystem(.deletePrinter, [Attribute("printer-id", .integer(9))])
        #expect(unknown.status == .notFound && unknown[.unsupported]?["printer-id"] != nil)
        #expect(try await counter.askSystem(.deletePrinter, [one]).status == .ok)
        #expect(try await counter.job(job).state == .canceled)
        #expect(try await counter.askSystem(.deletePrinter, [one]).status == .notFound)
    }

    @Test("Printers are found by what they are, page by page")
    func getPrinters() async throws {
        let counter = try await Counter()
        _ = try await counter.store.update(PrinterID(1), at: counter.clock.now()) { printer in
            printer.location = "Hall"
            printer.attributes.set("printer-geo-location", .uri("geo:52.5200,13.4050"))
            printer.acceptsJobs = false
        }
        func find(_ attributes: Attribute...) async throws -> [Int32] {
            counter.ids(try await counter.askSystem(.getPrinters, attributes))
        }
        func which(_ word: String) async throws -> [Int32] {
            try await find(Attribute("which-printers", .keyword(word)))
        }

        #expect(try await find() == [1, 2])
        #expect(try await find(Attribute("printer-ids", [.integer(2), .integer(7)])) == [2])
        #expect(try await find(Attribute("printer-location", .text("Hall"))) == [1])
        #expect(try await find(Attribute("printer-geo-location", .uri("geo:52.5201,13.4050"))) == [1], "11 metres away")
        #expect(try await find(Attribute("printer-geo-location", .uri("geo:52.5210,13.4050"))) == [], "111 metres away")
        #expect(try await find(Attribute("printer-geo-location", .uri("geo:52.5210,13.4050;u=200"))) == [1])
        #expect(try await find(Attribute("printer-service-type", .keyword("scan"))) == [])
        #expect(try await find(Attribute("printer-service-type", [.keyword("scan"), .keyword("print")])) == [1, 2])
        #expect(try await find(Attribute("document-format", .mimeMediaType("text/html"))) == [1], "raw takes anything")
        #expect(try await find(Attribute("limit", .integer(1))) == [1])
        #expect(try await find(Attribute("first-index", .integer(2)), Attribute("limit", .integer(5))) == [2])
        #expect(try await find(Attribute("first-index", .integer(3))) == [])
        #expect(try await which("not-accepting") == [1])
        #expect(try await which("accepting") == [2])
        #expect(try await which("shutdown") == [])
        _ = try await counter.askSystem(.shutdownOnePrinter, [Attribute("printer-id", .integer(2))])
        #expect(try await which("shutdown") == [2])
        #expect(try await which("stopped") == [2])
        #expect(try await which("idle") == [1])
        for bad in [
            Attribute("which-printers", .keyword("blue")), Attribute("limit", .integer(0)),
            Attribute("first-index", .integer(-1)), Attribute("printer-geo-location", .uri("geo:north")),
        ] {
            let answer = try await counter.askSystem(.getPrinters, [bad])
            #expect(answer.status == .attributesOrValuesNotSupported && answer[.unsupported]?[bad.name] == bad)
        }
        #expect(
            try await counter.askSystem(.getPrinters, [Attribute("printer-ids", .keyword("x"))]).status == .badRequest)
    }

    @Test("All printers are paused, resumed, disabled, enabled, shut down and started up, as often as one likes")
    func all() async throws {
        let counter = try await Counter()
        func printers(_ isSo: (Printer) -> Bool) -> Bool { counter.store.printers().allSatisfy(isSo) }
        func ask(_ operation: OperationID) async throws {
            for _ in 0..<2 { #expect(try await counter.askSystem(operation).status == .ok) }
        }

        try await ask(.pauseAllPrinters)
        #expect(printers(\.isPaused))
        try await ask(.resumeAllPrinters)
        #expect(printers { !$0.isPaused })
        try await ask(.pauseAllPrintersAfterCurrentJob)
        #expect(printers(\.isPaused))
        let stopped = try await counter.askSystem(.getSystemAttributes)[.system]
        #expect(stopped?["system-state"]?.values == [.enum(5)])
        #expect(stopped?["system-state-reasons"]?.stringValues == ["paused"])
        try await ask(.resumeAllPrinters)
        try await ask(.disableAllPrinters)
        #expect(printers { !$0.acceptsJobs })
        try await ask(.enableAllPrinters)
        #expect(printers(\.acceptsJobs))
        try await ask(.shutdownAllPrinters)
        #expect(printers { $0.power == .shutDown })
        try await ask(.resumeAllPrinters)
        try await ask(.enableAllPrinters)
        #expect(printers { $0.isPaused && !$0.acceptsJobs }, "what is shut down is left alone")
        try await ask(.startupAllPrinters)
        #expect(printers { $0.power == .on && !$0.isPaused && !$0.acceptsJobs })
    }

    @Test("One printer is shut down, started up and restarted by its number")
    func one() async throws {
        let counter = try await Counter()
        func ask(_ operation: OperationID) async throws -> StatusCode {
            try await counter.askSystem(operation, [Attribute("printer-id", .integer(1))]).status
        }

        #expect(try await ask(.startupOnePrinter) == .ok, "it is up")
        #expect(try counter.printer("raw").acceptsJobs)
        #expect(try await ask(.shutdownOnePrinter) == .ok)
        #expect(try counter.printer("raw").power == .shutDown)
        #expect(try await ask(.restartOnePrinter) == .serviceUnavailable)
        #expect(try await ask(.startupOnePrinter) == .ok)
        #expect(try await ask(.restartOnePrinter) == .ok)
        #expect(try counter.printer("raw").acceptsJobs)
        for operation: OperationID in [.shutdownOnePrinter, .startupOnePrinter, .restartOnePrinter] {
            #expect(try await counter.askSystem(operation).status == .badRequest)
            let unknown = try await counter.askSystem(operation, [Attribute("printer-id", .integer(77))])
            #expect(unknown.status == .notFound)
        }
    }

    @Test("Restart-System begins every printer afresh and keeps what people decided")
    func restart() async throws {
        let counter = try await Counter()
        _ = try await counter.send(.pausePrinter)
        _ = await counter.store.feed.next()

        let answer = try await counter.askSystem(.restartSystem)

        #expect(answer.status == .ok)
        #expect((answer[.operation]?["restart-get-interval"]?.integerValue ?? -1) >= 0)
        #expect(await counter.store.feed.next()?.restarted == [PrinterID(1), PrinterID(2)])
        #expect(try counter.printer("raw").isPaused)
    }

    @Test("The System answers for its default printer, and for the one that printer-id names")
    func printerAttributes() async throws {
        let counter = try await Counter()
        #expect(try await counter.askSystem(.getPrinterAttributes).status == .notFound, "there is no default")
        try await counter.store.setDefault(PrinterID(2))

        #expect(counter.ids(try await counter.askSystem(.getPrinterAttributes)) == [2])
        let one = Attribute("printer-id", .integer(1))
        #expect(counter.ids(try await counter.askSystem(.getPrinterAttributes, [one])) == [1])
        let printer = try await counter.askSystem(.getPrinterAttributes)[.printer]
        #expect(printer?["printer-service-type"]?.values == [.keyword("print")])
        #expect(printer?["printer-config-changes"]?.integerValue == 0)
        #expect(printer?["printer-contact-col"]?.values == [.outOfBand(.unknown)])
        #expect(printer?["printer-xri-supported"]?.values.count == 2)
        #expect(try await counter.askSystem(.printJob, document: [1]).status == .notFound)
    }

    @Test("Distances on Earth")
    func distances() throws {
        let berlin = try #require(GeoLocation("geo:52.5200,13.4050"))
        let paris = try #require(GeoLocation("geo:48.8566,2.3522;u=5;crs=wgs84"))
        #expect(abs(berlin.distance(to: paris) - 877_460) < 2_000)
        let top = try #require(GeoLocation("geo:48.8566,2.3522,300")),
            ground = try #require(
                GeoLocation("geo:48.8566,2.3522,0"))
        #expect(abs(top.distance(to: ground) - 300) < 0.001)
        #expect(top.distance(to: paris) == 0, "a height counts where both are known")
        for bad in [
            "geo:", "geo:1", "geo:1,2,3,4", "geo:x,1", "geo:1e3,1", "geo:1,181", "geo:1,1;u=-4", "geo:1,1;crs=x",
        ] {
            #expect(GeoLocation(bad) == nil, "\(bad)")
        }
    }
}

@Suite("What the System tells its subscribers")
struct SystemNewsTests {
    /// The kinds of the log's new lines about no job.
    private func kinds(_ counter: Counter, after sequence: Int64) async throws -> EventKinds {
        try await counter.store.log(after: sequence, limit: 1000).reduce(into: EventKinds()) { $0.formUnion($1.kinds) }
    }

    @Test("Each change is told of")
    func told() async throws {
        let counter = try await Counter()
        func after(_ body: () async throws -> Void) async throws -> EventKinds {
            let last = counter.store.lastEvent
            try await body()
            return try await kinds(counter, after: last)
        }
        let one = Attribute("printer-id", .integer(1)), resource = Attribute("resource-id", .integer(1))
        let png = Attribute("resource-format", .mimeMediaType("image/png"))

        #expect(
            try await after { _ = try await counter.askSystem(.shutdownOnePrinter, [one]) }.contains(.printerShutDown))
        _ = try await counter.askSystem(.startupOnePrinter, [one])
        #expect(try await after { _ = try await counter.send(.restartPrinter) }.contains(.printerRestarted))
        #expect(try await after { _ = try await counter.askSystem(.restartSystem) }.contains(.systemRestarted))
        #expect(try await after { _ = try await counter.askSystem(.pauseAllPrinters) }.contains(.systemStateChanged))
        #expect(try await !after { _ = try await counter.askSystem(.pauseAllPrinters) }.contains(.systemStateChanged))
        let name = AttributeGroup(.system, [Attribute("system-name", .name("Q"))])
        #expect(
            try await after { _ = try await counter.askSystem(.setSystemAttributes, [], [name]) }
                .contains(.systemConfigChanged))
        let image = Attribute("resource-type", .keyword("static-image"))
        #expect(
            try await after { _ = try await counter.askSystem(.createResource, [image]) }.contains(.resourceCreated))
        #expect(
            try await after {
                _ = try await counter.askSystem(
                    .sendResourceData, [resource, png], document: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            }.contains(.resourceStateChanged))
        #expect(
            try await after { _ = try await counter.askSystem(.installResource, [resource]) }
                .contains(.resourceInstalled))
        let info = AttributeGroup(.resource, [Attribute("resource-info", .text("x"))])
        #expect(
            try await after { _ = try await counter.askSystem(.setResourceAttributes, [resource], [info]) }
                .contains(.resourceConfigChanged))
        #expect(
            try await after { _ = try await counter.askSystem(.cancelResource, [resource]) }
                .contains(.resourceCanceled))
    }
}
