import Glibc
import IPP
import Testing

@testable import quire

@Suite("lpoptions")
struct LpoptionsTests {
    private static let server: FakeServer.Answer = { request in
        let name = request[.operation, "printer-uri"]?.stringValue?.lastPathSegment ?? ""
        switch request.operation {
        case .cupsGetDefault: return .answer(.ok, nil, .printer("floor2"))
        case .cupsGetPrinters: return .answer(.ok, nil, .printer("floor2"), .printer("floor3"))
        case .getPrinterAttributes:
            let known = ["floor2", "floor3"].first { $0 == name.lowercased() }
            return known.map {
                .answer(
                    .ok, nil,
                    .printer(
                        $0, Attribute("copies-default", .integer(1)),
                        Attribute("sides-supported", [.keyword("one-sided"), .keyword("two-sided-long-edge")]),
                        Attribute("sides-default", .keyword("one-sided"))))
            } ?? .answer(.notFound)
        case .printJob: return .answer(.ok, nil, .job(7, "x"))
        default: return .answer(.notFound)
        }
    }

    /// A home folder with or without a file of options, gone at the end.
    private final class Home: Sendable {
        let path = "/tmp/quire-lpoptions-test-\(UInt64.random(in: 0 ... .max))"
        private var file: String { path + "/.cups/lpoptions" }

        init(_ text: String? = nil) throws {
            mkdir(path, 0o700)
            guard let text else { return }
            mkdir(path + "/.cups", 0o700)
            let descriptor = open(file, O_WRONLY | O_CREAT, 0o600)
            try #require(descriptor >= 0)
            _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            close(descriptor)
        }

        deinit {
            unlink(file)
            rmdir(path + "/.cups")
            rmdir(path)
        }

        var text: String? { Command.session([]).settings(at: file) }

        func run(_ words: [String], _ server: FakeServer) async -> Result {
            var session = Command.session(words, server: server.address)
            session.user.home = path
            let status = await Quire.run(session)
            return Result(output: session.output.text, errors: session.errors.text, code: status.code)
        }
    }

    @Test(
        "The file after a change",
        arguments: [
            (nil, ["-d", "floor3"], "Default floor3\n"),
            (nil, ["-o", "media=A4"], "Dest floor2 media=A4\n"),
            (
                nil, ["-p", "FLOOR3/draft", "-o", "b=x a", "-o", "c='it is'"],
                "Dest floor3/draft a=true b=x c=\"it is\"\n"
            ),
            ("Dest floor3 a=1\nDest floor2 b=2\n", ["-d", "floor3"], "Dest floor2 b=2\nDefault floor3 a=1\n"),
            ("Dest floor2 a=1 b=2\n", ["-r", "a"], "Dest floor2 b=2\n"),
            ("Default floor3\nDest floor2 a=1\n", ["-x", "floor2"], "Default floor3\n"),
            ("Default floor3 a=1\n", ["-x", "floor3"], ""),
            (
                "# words\nDest floor2 a=\"it\\'s\"\n", ["-o", "b=\\\"q\\\""],
                "Dest floor2 a=\"it\\'s\" b=\"\\\"q\\\"\"\n"
            ),
        ] as [(String?, [String], String)])
    func changed(before: String?, words: [String], after: String) async throws {
        let home = try Home(before)
        let result = try await FakeServer.run(Self.server) { await home.run(["lpoptions"] + words, $0) }

        #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
        #expect(home.text == after)
    }

    @Test("What is saved is shown, and wins over what the printer does")
    func shown() async throws {
        let home = try Home("Default floor3 copies=3 title='two words'\n")
        let result = try await FakeServer.run(Self.server) { await home.run(["lpoptions"], $0) }

        #expect(result.output == "copies=3 printer-state=3 sides=one-sided title='two words'\n")
    }

    @Test("Without a PPD, what the printer says of itself is listed")
    func supported() async throws {
        let home = try Home()
        let result = try await FakeServer.run(Self.server) { await home.run(["lpoptions", "-p", "floor2", "-l"], $0) }

        #expect(
            result == Result(output: "sides/2-Sided Printing: *one-sided two-sided-long-edge\n", errors: "", code: 0))
    }

    @Test("A printer that is not there is not saved", arguments: [["-d", "Nope"], ["-p", "Nope", "-o", "a=b"]])
    func unknown(words: [String]) async throws {
        let home = try Home()
        let result = try await FakeServer.run(Self.server) { await home.run(["lpoptions"] + words, $0) }

        #expect(result == Result(output: "", errors: "lpoptions: Unknown printer or class.\n", code: 1))
        #expect(home.text == nil)
    }

    @Test("lp and lpr print with what is saved, and the command line wins", arguments: ["lp", "lpr"])
    func used(command: String) async throws {
        let home = try Home("Default floor3/draft copies=3 print-quality=3\nDest floor3 copies=9\n")
        let file = try TemporaryFile("a")
        let requests = try await FakeServer.run(Self.server) { server in
            _ = await home.run([command, "-o", "copies=2", file.path], server)
            return server.requests.filter { $0.operation == .printJob }
        }

        #expect(requests.map(\.path) == ["/printers/floor3"])
        #expect(requests.first?[.job, "copies"]?.values == [.integer(2)])
        #expect(requests.first?[.job, "print-quality"]?.values == [.enum(3)])
    }
}
