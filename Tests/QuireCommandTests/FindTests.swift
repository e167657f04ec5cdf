import IPP
import Testing

@testable import quire

@Suite("Printers in the network, for those who print")
struct FindTests {
    private static func found(_ name: String, _ uri: String) -> AttributeGroup {
        AttributeGroup(
            .printer,
            [
                Attribute("printer-name", .name(name)), Attribute("device-uri", .uri(uri)),
                Attribute("device-info", .text(name)), Attribute("device-make-and-model", .text("Acme\u{1B}[31m")),
            ])
    }

    /// Has a queue `office`, and finds two printers, of which one needs a queue.
    private static let server: FakeServer.Answer = { request in
        let name = request[.operation, "printer-uri"]?.stringValue?.lastPathSegment
        switch request.operation {
        case .quireFindPrinters:
            return .answer(
                .ok, nil, found("Hall_2", "ipps://10.0.0.7/ipp/print"), found("Label", "socket://10.0.0.8"),
                found("Office", "ipp://10.0.0.9/ipp/print"))
        case .cupsGetPrinters: return .answer(.ok, nil, .printer("office"))
        case .cupsCreateLocalPrinter: return .answer(.ok, nil, .printer("Hall_2"))
        case .printJob where name == "Hall_2", .printJob where name == "office":
            return .answer(.ok, nil, .job(412, "x", on: name ?? ""))
        case .printJob, .getPrinterAttributes: return .answer(.notFound, "there is no printer")
        default: return .answer(.operationNotSupported)
        }
    }

    private func run(_ words: String...) async throws -> (Result, [FakeServer.Request]) {
        try await FakeServer.run(Self.server) { server in
            (await Command.run(words, server: server.address), server.requests)
        }
    }

    @Test("lpstat -e lists queues and those that need none, by name")
    func listed() async throws {
        #expect(try await run("lpstat", "-e").0.output == "Hall_2\noffice\n")
        #expect(
            try await run("lpstat", "-l", "-e").0.output.contains("Hall_2 network none ipps://10.0.0.7/ipp/print\n"))
    }

    @Test("lp prints on a printer in the network that the server does not know, by a queue that goes again")
    func printed() async throws {
        let (result, requests) = try await run("lp", "-d", "hall_2", "/dev/null")

        #expect(result.output == "request id is Hall_2-412 (1 file(s))\n")
        #expect(
            requests.map(\.operation) == [
                .printJob, .cupsGetPrinters, .quireFindPrinters, .cupsCreateLocalPrinter, .printJob,
            ])
        let made = try #require(requests.first { $0.operation == .cupsCreateLocalPrinter })
        #expect(made[.printer, "printer-name"]?.stringValue == "Hall_2")
        #expect(made[.printer, "device-uri"]?.stringValue == "ipps://10.0.0.7/ipp/print")
    }

    @Test("Nothing is looked for where the server knows the printer; what needs a queue is not printed on without one")
    func others() async throws {
        #expect(try await run("lp", "-d", "office", "/dev/null").1.map(\.operation) == [.printJob])

        for name in ["Label", "Nowhere"] {
            let (result, requests) = try await run("lp", "-d", name, "/dev/null")
            #expect(result.code == 1)
            #expect(result.errors.contains("The printer or class does not exist."))
            #expect(!requests.contains { $0.operation == .cupsCreateLocalPrinter })
        }
    }

    @Test("quire find shows them, without what would change a terminal")
    func shown() async throws {
        let (result, _) = try await run("quire", "find", "-o", "csv")

        #expect(result.code == 0)
        #expect(result.output.contains("Hall_2,"))
        #expect(result.output.contains("ipps://10.0.0.7/ipp/print"))
        #expect(!result.output.contains("\u{1B}"))
        #expect(try await run("quire", "find", "--wait", "1h").0.code == 64)
    }
}

@Suite("Sharing with some only")
struct ShareRuleTests {
    @Test(
        "--to becomes a rule, with this machine where it names addresses",
        arguments: [
            (["10.0.0.0/8"], "allow print 10.0.0.0/8 127.0.0.0/8 ::1/128"), (["@staff"], "allow print @staff"),
            (["@staff", "fd00::/8"], "allow print @staff fd00::/8 127.0.0.0/8 ::1/128"),
        ])
    func rule(subjects: [String], rule: String) throws {
        #expect(try ShareRule(subjects).text == rule)
    }

    @Test("What is no range and no group is refused", arguments: [["anna"], ["10.0.0.0/99"], ["*"], ["@"]])
    func refused(subjects: [String]) {
        #expect(throws: Failure.self) { try ShareRule(subjects) }
    }

    @Test("It takes the place of the rule that another --to has written, and of none that somebody wrote by hand")
    func place() throws {
        let rules = ["deny print ben", "allow print 10.0.0.0/8", "allow print @staff", "grant operate anna"]

        #expect(
            try ShareRule(["@desk"]).taking(placeOf: "allow print 10.0.0.0/8", in: rules) == [
                "deny print ben", "allow print @staff", "grant operate anna", "allow print @desk",
            ])
        #expect(try ShareRule(["@staff"]).taking(placeOf: nil, in: rules).count == 4)
    }
}
