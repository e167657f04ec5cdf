import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Resources")
struct ResourceTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]

    private func id(_ number: Int32) -> Attribute { Attribute("resource-id", .integer(number)) }
    private func type(_ word: String) -> Attribute { Attribute("resource-type", .keyword(word)) }
    private func format(_ type: String) -> Attribute { Attribute("resource-format", .mimeMediaType(type)) }

    private func installed(
        _ kind: String, _ type: String, _ data: [UInt8], on counter: Counter
    ) async throws -> Int32 {
        let made = try await counter.askSystem(.createResource, [self.type(kind)])
        let number = try #require(made[.resource]?["resource-id"]?.integerValue)
        let sent = try await counter.askSystem(.sendResourceData, [id(number), format(type)], document: data)
        #expect(sent.status == .ok)
        #expect(try await counter.askSystem(.installResource, [id(number)]).status == .ok)
        return number
    }

    private func look(_ number: Int32, on counter: Counter) async throws -> AttributeGroup? {
        try await counter.askSystem(.getResourceAttributes, [id(number)])[.resource]
    }

    @Test("A resource is made, filled, installed, changed and cancelled, and says what it is")
    func life() async throws {
        let counter = try await Counter()
        let group = AttributeGroup(.resource, [Attribute("resource-name", .name("Logo"))])

        let made = try await counter.askSystem(.createResource, [type("static-image")], [group])
        #expect(made.status == .ok)
        #expect(made[.operation]?["resource-format-accepted"]?.stringValues == ["image/png", "image/jpeg"])
        #expect(made[.resource]?["resource-state"]?.values == [.enum(3)])
        #expect(made[.resource]?["resource-uuid"] != nil)
        let number = try #require(made[.resource]?["resource-id"]?.integerValue)
        let sent = try await counter.askSystem(
            .sendResourceData,
            [id(number), format("image/png"), Attribute("resource-string-version", .text("1.2"))],
            document: Self.png)
        #expect(sent[.resource]?["resource-state"]?.values == [.enum(4)])
        let installed = try await counter.askSystem(.installResource, [id(number)])
        #expect(installed[.resource]?["resource-state"]?.values == [.enum(5)])
        let info = AttributeGroup(.resource, [Attribute("resource-info", .text("Front page"))])
        #expect(try await counter.askSystem(.setResourceAttributes, [id(number)], [info]).status == .ok)

        let told = try #require(try await look(number, on: counter))
        #expect(told["resource-name"]?.values == [.name("Logo")])
        #expect(told["resource-info"]?.values == [.text("Front page")])
        #expect(told["resource-format"]?.values == [.mimeMediaType("image/png")])
        #expect(told["resource-k-octets"]?.integerValue == 1)
        #expect(told["resource-string-version"]?.values == [.text("1.2")])
        #expect(told["resource-data-uri"]?.values == [.uri("http://print.example:631/resources/\(number)")])
        #expect(told["date-time-at-canceled"]?.values == [.outOfBand(.noValue)])
        for attribute in told.attributes {
            let registered =
                Registry.attribute(named: attribute.name, in: .resourceStatus)
                ?? Registry.attribute(named: attribute.name, in: .resourceDescription)
            #expect(registered?.fault(in: attribute.values) == nil, "\(attribute)")
        }
        let listed = try await counter.askSystem(.getSystemAttributes)[.system]?["system-configured-resources"]
        #expect(listed?.values.count == 1)

        #expect(try await counter.askSystem(.cancelResource, [id(number)]).status == .ok)
        let over = try await look(number, on: counter)
        #expect(over?["resource-state"]?.values == [.enum(6)])
        #expect(over?["resource-data-uri"]?.values == [.outOfBand(.noValue)])
        #expect(over?["date-time-at-installed"]?.values == [.outOfBand(.noValue)])
        #expect(try await counter.askSystem(.cancelResource, [id(number)]).status == .notPossible)
        #expect(try await counter.askSystem(.setResourceAttributes, [id(number)], [info]).status == .notPossible)
    }

    @Test(
        "What a resource cannot be is refused",
        arguments: [
            ([Attribute](), StatusCode.badRequest),
            ([Attribute("resource-type", .keyword("executable-firmware"))], .attributesOrValuesNotSupported),
            ([Attribute("resource-type", [.keyword("static-image"), .keyword("static-strings")])], .badRequest),
        ])
    func badType(attributes: [Attribute], status: StatusCode) async throws {
        let counter = try await Counter()
        #expect(try await counter.askSystem(.createResource, attributes).status == status)
        let wrong = AttributeGroup(.resource, [Attribute("resource-state", .enum(5))])
        let answer = try await counter.askSystem(.createResource, [type("static-image")], [wrong])
        #expect(answer.status == .attributesNotSettable)
        #expect(counter.store.resources().isEmpty)
    }

    @Test("Data that is not what it is called leaves the resource pending; the right data may follow")
    func data() async throws {
        let counter = try await Counter()
        _ = try await counter.askSystem(.createResource, [type("static-image")])
        func send(_ attributes: [Attribute], _ bytes: [UInt8]) async throws -> StatusCode {
            try await counter.askSystem(.sendResourceData, attributes, document: bytes).status
        }

        #expect(try await send([id(1)], Self.png) == .badRequest)
        #expect(try await send([format("image/png")], Self.png) == .badRequest)
        #expect(try await send([id(9), format("image/png")], Self.png) == .notFound)
        #expect(try await send([id(1), format("text/strings")], Self.png) == .attributesOrValuesNotSupported)
        #expect(try await send([id(1), format("image/png")], []) == .badRequest)
        #expect(try await send([id(1), format("image/png")], Array("GIF89a".utf8)) == .documentFormatError)
        #expect(
            try await send(
                [id(1), format("image/png"), Attribute("resource-signature", .octetString([1]))], Self.png)
                == .attributesOrValuesNotSupported)
        #expect(try await counter.askSystem(.installResource, [id(1)]).status == .notPossible)
        #expect(try await send([id(1), format("IMAGE/PNG")], Self.png) == .ok)
        #expect(try await send([id(1), format("image/png")], Self.png) == .notPossible)
        #expect(try await counter.askSystem(.installResource, [id(1)]).status == .ok)
        #expect(try await counter.askSystem(.installResource, [id(1)]).status == .notPossible)
    }

    @Test("Resources are found by what they are, page by page")
    func search() async throws {
        let counter = try await Counter()
        let image = try await installed("static-image", "image/png", Self.png, on: counter)
        let strings = try await installed("static-strings", "text/strings", Array("\"a\" = \"b\";".utf8), on: counter)
        _ = try await counter.askSystem(.createResource, [type("static-image")])
        func find(_ attributes: Attribute...) async throws -> [Int32] {
            try await counter.askSystem(.getResources, attributes).groups.compactMap { $0["resource-id"]?.integerValue }
        }

        #expect(try await find() == [1, 2, 3])
        #expect(try await find(Attribute("resource-types", .keyword("static-image"))) == [image, 3])
        #expect(try await find(Attribute("resource-states", .enum(5))) == [image, strings])
        #expect(try await find(Attribute("resource-formats", .mimeMediaType("text/strings"))) == [strings])
        #expect(try await find(Attribute("resource-ids", [.integer(3), .integer(8)])) == [3])
        #expect(try await find(Attribute("first-index", .integer(2)), Attribute("limit", .integer(1))) == [2])
        #expect(try await find(Attribute("resource-types", .keyword("static-font"))) == [])
        let bad = try await counter.askSystem(.getResources, [Attribute("limit", .integer(0))])
        #expect(bad.status == .attributesOrValuesNotSupported)
    }

    @Test("Printers are given installed static resources, all or none, and give them back")
    func allocation() async throws {
        let counter = try await Counter()
        let image = try await installed("static-image", "image/png", Self.png, on: counter)
        let profile = try await installed(
            "static-icc-profile", "application/vnd.iccprofile",
            [UInt8](repeating: 0, count: 36) + Array("acsp".utf8) + [UInt8](repeating: 0, count: 40), on: counter)
        _ = try await counter.askSystem(.createResource, [type("static-image")])
        func ids(_ numbers: Int32...) -> [Attribute] { [Attribute("resource-ids", numbers.map { .integer($0) })] }

        let refused = try await counter.send(.allocatePrinterResources, ids(image, 3, 77))
        #expect(refused.status == .attributesOrValuesNotSupported)
        #expect(refused[.unsupported]?["resource-ids"]?.integerValues == [3, 77])
        #expect(try await counter.send(.allocatePrinterResources).status == .badRequest)
        #expect(try await counter.send(.allocatePrinterResources, ids(image, profile)).status == .ok)
        let listed = try await counter.send(.getPrinterResources)
        #expect(listed.groups.compactMap { $0["resource-id"]?.integerValue } == [image, profile])
        #expect(try await look(image, on: counter)?["resource-use-count"]?.integerValue == 1)
        let other = try await counter.askSystem(
            .allocatePrinterResources, [Attribute("printer-id", .integer(2))] + ids(image))
        #expect(other.status == .ok)
        let german = try await counter.askSystem(.createResource, [type("static-strings")])
        let strings = try #require(german[.resource]?["resource-id"]?.integerValue)
        _ = try await counter.askSystem(
            .sendResourceData,
            [id(strings), format("text/strings"), Attribute("resource-natural-language", .naturalLanguage("de"))],
            document: Array("\"a\" = \"b\";".utf8))
        _ = try await counter.askSystem(.installResource, [id(strings)])
        #expect(try await counter.send(.allocatePrinterResources, ids(strings)).status == .ok)
        let described = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(described?["printer-icons"]?.values == [.uri("http://print.example:631/resources/\(image)")])
        #expect(described?["printer-strings-languages-supported"]?.stringValues == ["en", "de"])
        #expect(described?["printer-strings-uri"]?.stringValues == ["http://print.example:631/strings/en.strings"])
        #expect(try await counter.send(.deallocatePrinterResources, ids(strings)).status == .ok)

        _ = try await counter.askSystem(.cancelResource, [id(image)])
        let told = try await look(image, on: counter)
        #expect(told?["resource-state"]?.values == [.enum(5)])
        #expect(told?["resource-state-reasons"]?.stringValues == ["cancel-requested"])
        #expect(try await counter.send(.deallocatePrinterResources, ids(3)).status == .attributesOrValuesNotSupported)
        #expect(try await counter.send(.deallocatePrinterResources, ids(image)).status == .ok)
        #expect(try await look(image, on: counter)?["resource-state"]?.values == [.enum(5)])
        _ = try await counter.askSystem(.deletePrinter, [Attribute("printer-id", .integer(2))])
        #expect(try await look(image, on: counter)?["resource-state"]?.values == [.enum(6)])
    }

    @Test("A template gives a new printer what the request does not say; static resources are allocated to it")
    func template() async throws {
        let counter = try await Counter()
        let body = IPPMessage(
            code: 0, requestID: 1,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                    ]),
                AttributeGroup(
                    .printer,
                    [
                        Attribute("device-uri", .uri("raw:")), Attribute("printer-location", .text("Template")),
                        Attribute("printer-info", .text("From the template")),
                    ]),
            ]
        ).encoded()
        let template = try await installed("template-printer", "application/ipp", body, on: counter)
        let image = try await installed("static-image", "image/png", Self.png, on: counter)
        let service = Attribute("printer-service-type", .keyword("print"))
        let ids = Attribute("resource-ids", [.integer(template), .integer(image)])
        let group = AttributeGroup(
            .printer, [Attribute("printer-name", .name("new")), Attribute("printer-info", .text("Mine"))])

        #expect(try await counter.askSystem(.createPrinter, [service, ids], [group]).status == .ok)

        let printer = try counter.printer("new")
        #expect(printer.deviceURI == "raw:" && printer.location == "Template" && printer.info == "Mine")
        #expect(printer.resources == [ResourceID(image)])
        #expect(try await look(template, on: counter)?["resource-data-uri"]?.values == [.outOfBand(.noValue)])
        _ = try await counter.askSystem(.createResource, [type("template-printer")])
        let junk = try await counter.askSystem(
            .sendResourceData, [id(3), format("application/ipp")], document: Array("no IPP".utf8))
        #expect(junk.status == .documentFormatError)
    }

    @Test("Writing needs an administrator, reading does not")
    func rights() async throws {
        let counter = try await Counter(.standard)
        #expect(try await counter.askSystem(.getResources).status == .ok)
        #expect(try await counter.askSystem(.getResourceAttributes, [id(1)]).status == .notFound)
        for operation: OperationID in [
            .createResource, .sendResourceData, .installResource, .cancelResource, .setResourceAttributes,
        ] {
            #expect(try await counter.askSystem(operation).status == .notAuthorized)
        }
        for operation: OperationID in [.allocatePrinterResources, .deallocatePrinterResources] {
            #expect(try await counter.send(operation).status == .notAuthorized)
        }
    }
}
