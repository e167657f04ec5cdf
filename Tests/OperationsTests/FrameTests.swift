import IPP
import PrintModel
import Testing

@testable import Operations

@Suite("The frame of a request")
struct FrameTests {
    private static let charset = Attribute("attributes-charset", .charset("utf-8"))
    private static let language = Attribute("attributes-natural-language", .naturalLanguage("en"))
    private static let uri = Attribute("printer-uri", .uri("ipp://localhost/printers/raw"))
    private static let good = [charset, language, uri]

    private func ask(
        _ attributes: [Attribute] = good, version: IPPVersion = .v2_0, code: OperationID = .getPrinterAttributes,
        requestID: Int32 = 7, more: [AttributeGroup] = []
    ) async throws -> IPPMessage {
        let groups = attributes.isEmpty ? more : [AttributeGroup(.operation, attributes)] + more
        let message = IPPMessage(version: version, code: code.rawValue, requestID: requestID, groups: groups)
        return try await Counter().answer(to: message.encoded())
    }

    @Test(
        "The answer is in the version of the request, or in the nearest below it",
        arguments: [
            (IPPVersion.v1_0, IPPVersion.v1_0), (.v1_1, .v1_1), (.v2_0, .v2_0), (.v2_1, .v2_1), (.v2_2, .v2_2),
            (IPPVersion(2, 9), .v2_2),
            (IPPVersion(1, 9), .v1_1),
        ])
    func versions(asked: IPPVersion, answered: IPPVersion) async throws {
        let answer = try await ask(version: asked)

        #expect(answer.status.isSuccessful)
        #expect(answer.version == answered)
        #expect(answer.requestID == 7)
    }

    @Test("A version nobody knows is refused", arguments: [IPPVersion(0, 0), IPPVersion(3, 0), IPPVersion(9, 9)])
    func badVersion(version: IPPVersion) async throws {
        #expect(try await ask(version: version).status == .versionNotSupported)
    }

    @Test("request-id must be 1 or more", arguments: [0, -1, Int32.min])
    func badRequestID(id: Int32) async throws {
        let answer = try await ask(requestID: id)

        #expect(answer.status == .badRequest)
        #expect(answer.requestID == id)
    }

    @Test(
        "charset and language come first, once, in their syntax",
        arguments: [
            [], [language, uri], [charset, uri], [language, charset, uri], [uri, charset, language],
            [Attribute("attributes-charset", .text("utf-8")), language, uri],
            [charset, Attribute("attributes-natural-language", .keyword("en")), uri],
            [Attribute("attributes-charset", [.charset("utf-8"), .charset("utf-8")]), language, uri],
        ] as [[Attribute]])
    func badFirstAttributes(attributes: [Attribute]) async throws {
        #expect(try await ask(attributes).status == .badRequest)
    }

    @Test("Another charset than UTF-8 or US-ASCII is not supported")
    func badCharset() async throws {
        let answer = try await ask([Attribute("attributes-charset", .charset("klingon")), Self.language, Self.uri])

        #expect(answer.status == .charsetNotSupported)
        #expect(answer[.operation]?["attributes-charset"]?.stringValue == "utf-8")
    }

    @Test("An operation that is not in the table is not supported")
    func unknownOperation() async throws {
        #expect(try await ask(code: OperationID(rawValue: 0x3FFF)).status == .operationNotSupported)
        #expect(try await ask(code: OperationID(rawValue: 0)).status == .operationNotSupported)
    }

    @Test("No attribute and no group stands twice")
    func twice() async throws {
        #expect(try await ask(Self.good + [Self.uri]).status == .badRequest)
        let job = AttributeGroup(.job, [Attribute("copies", .integer(1))])
        #expect(try await ask(more: [job, job]).status == .badRequest)
    }

    @Test("A job group in front of the operation group is refused")
    func order() async throws {
        let operation = AttributeGroup(.operation, Self.good)

        #expect(try await ask([], more: [AttributeGroup(.job), operation]).status == .badRequest)
    }

    @Test(
        "Control characters in names, keywords and URIs are refused; a text may have lines",
        arguments: [
            (AttributeValue.name("x\u{1B}]0;p\u{7}"), StatusCode.badRequest), (.name("a\nSet: y"), .badRequest),
            (.name("a\0b"), .badRequest), (.keyword("a\r"), .badRequest), (.text("two\nlines"), .ok),
        ])
    func controlCharacters(value: AttributeValue, status: StatusCode) async throws {
        #expect(try await ask(Self.good + [Attribute("printer-message", value)]).status == status)
    }

    @Test("Without a target the request is bad")
    func noTarget() async throws {
        #expect(try await ask([Self.charset, Self.language]).status == .badRequest)
    }

    @Test("Octets that are no IPP message get HTTP 400 or a bad request, never silence")
    func garbage() async throws {
        let counter = try await Counter()

        let short = await counter.service.answer(to: [1, 1, 0], document: .bytes([]), from: counter.caller)
        let long = try await counter.answer(to: [2, 0, 0, 0x0B, 0, 0, 0, 9, 1, 0x47, 0xFF, 0xFF, 1])

        #expect(short.httpStatus == 400)
        #expect(long.status == .badRequest)
        #expect(long.requestID == 9)
    }

    @Test("A value longer than its syntax allows is answered as such")
    func tooLong() async throws {
        let name = Attribute("job-name", .name(String(repeating: "x", count: 2000)))

        #expect(try await ask(Self.good + [name]).status == .requestValueTooLong)
    }
}

@Suite("What a URI names")
struct TargetTests {
    @Test(
        "Every form that clients use",
        arguments: [
            ("ipp://localhost/printers/hall", Target.printer(PrinterName("hall")!)),
            ("ipp://10.0.0.1:631/ipp/print/hall", .printer(PrinterName("hall")!)),
            ("http://h/printers/Hall/.printer", .printer(PrinterName("hall")!)),
            ("ipps://h/classes/hall", .printer(PrinterName("hall")!)),
            ("ipp://h/printers/b%C3%BCro", .printer(PrinterName("büro")!)),
            ("ipp://h/ipp/print", .defaultPrinter), ("ipp://h/ipp", .defaultPrinter), ("ipp://h/", .server),
            ("ipp://h", .server), ("ipp://h/jobs", .server), ("ipp://h/printers/", .server),
            ("ipp://h/jobs/12", .job(JobID(12))), ("ipp://h/ipp/print/hall/12", .job(JobID(12))),
            ("ipp://h/ipp/system", .system),
        ])
    func forms(uri: String, target: Target) throws {
        #expect(try Target(uri: uri) == target)
    }

    @Test(
        "What is none of ours is not found",
        arguments: [
            "ipp://h/printers/../../etc/passwd", "ipp://h/printers/a/b", "ipp://h/jobs/0", "ipp://h/jobs/x",
            "ipp://h/jobs/1/../../admin", "ipp://h/etc/passwd", "ipp://h/printers/a%2Fb", "ipp://h/jobs/99999999999",
        ])
    func notFound(uri: String) throws {
        #expect(throws: OperationError.self) { try Target(uri: uri) }
    }

    @Test("What is no URI is bad", arguments: ["mailto:root", "ipp://h/printers/%zz", "ipp://h/printers/%", "x"])
    func bad(uri: String) throws {
        let error = #expect(throws: OperationError.self) { try Target(uri: uri) }

        #expect(error?.status == .badRequest)
    }
}
