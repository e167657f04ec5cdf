import IPP
import Testing

@testable import quire

@Suite("Printers of other servers")
struct RemoteTests {
    /// Shares `office` and `hall`; one that has a name nobody can use is left out.
    private static let other: FakeServer.Answer = { request in
        guard request.operation == .cupsGetPrinters else { return .answer(.operationNotSupported) }
        return .answer(
            .ok, nil, .printer("office", Attribute("printer-info", .text("Office\u{1B}[31m"))), .printer("hall"),
            .printer("a b"))
    }

    /// Has a queue `office` of its own.
    private static let own: FakeServer.Answer = { request in
        switch request.operation {
        case .cupsGetPrinters:
            return .answer(
                .ok, nil,
                .printer("office", Attribute("device-uri", .uri("ipp://printer/ipp/print"))))
        case .cupsAddModifyPrinter: return .answer()
        default: return .answer(.operationNotSupported)
        }
    }

    private func run(_ words: String...) async throws -> (Result, [FakeServer.Request], String) {
        try await FakeServer.run(Self.other) { other in
            try await FakeServer.run(Self.own) { own in
                let line = words.map { $0 == "OTHER" ? other.address : $0 }
                return (await Command.run(["quirectl"] + line, server: own.address), own.requests, other.address)
            }
        }
    }

    @Test("They are listed first, and nothing is made")
    func listed() async throws {
        let (result, requests, _) = try await run("remote", "add", "OTHER", "-o", "csv", "--no-header")

        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.split(separator: "\n").map { $0.prefix { $0 != "," } } == ["hall", "office"])
        #expect(!result.output.contains("\u{1B}"))
        #expect(!requests.contains { $0.operation == .cupsAddModifyPrinter })
    }

    @Test("Those that are named are adopted, under another name where theirs is taken")
    func adopted() async throws {
        let (result, requests, address) = try await run("remote", "add", "OTHER", "--all")

        #expect(result.code == 0, "\(result.errors)")
        let made = requests.filter { $0.operation == .cupsAddModifyPrinter }.sorted {
            ($0[.operation, "printer-uri"]?.stringValue ?? "") < ($1[.operation, "printer-uri"]?.stringValue ?? "")
        }
        #expect(
            made.map { $0[.operation, "printer-uri"]?.stringValue?.lastPathSegment } == ["hall", "office-127-0-0-1"])
        #expect(made.first?[.printer, "device-uri"]?.stringValue == "ipp://\(address)/printers/hall")
        #expect(made.first?[.printer, "quire-remote"]?.stringValue == "ipp://\(address)/")
        #expect(made.first?[.printer, "printer-is-shared"]?.values == [.boolean(false)])
    }

    @Test("A printer that is not there, and a server that is none, are told")
    func missing() async throws {
        let (result, requests, _) = try await run("remote", "add", "OTHER", "hal")
        #expect(result.code == 3)
        #expect(result.errors.contains("hall"))
        #expect(!requests.contains { $0.operation == .cupsAddModifyPrinter })
        #expect(try await run("remote", "add", "/run/x.sock").0.code == 64)
    }
}
