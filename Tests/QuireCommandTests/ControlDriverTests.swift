import Foundation
import IPP
import Testing

@testable import quire

@Suite("quirectl driver")
struct ControlDriverTests {
    private static let acme = AttributeGroup(
        .printer,
        [
            Attribute("ppd-name", .name("acme.ppd")), Attribute("ppd-make-and-model", .text("Acme 9")),
            Attribute("ppd-type", .keyword("raster")), Attribute("quire-driver-id", .name("0123abcd")),
            Attribute(
                "quire-driver-obstacle", .text("the driver acme.ppd needs rastertoacme, which nobody has approved")),
            Attribute("quire-driver-refused", [.text("line 4: *FoomaticRIPCommandLine: id: a command")]),
            Attribute("sides-supported", [.keyword("one-sided"), .keyword("two-sided-long-edge")]),
        ])

    private static let answer: FakeServer.Answer = { request in
        switch request.operation {
        case .cupsGetPPDs:
            let name = request[.operation, "ppd-name"]?.stringValue
            return name == nil || name == "acme.ppd" ? .answer(.ok, nil, acme) : .answer(.notFound)
        case .quireDeleteDriver where request[.operation, "ppd-name"]?.stringValue == "used.ppd":
            return .answer(.notPossible, "the driver used.ppd is used by a printer")
        case .getPrinterAttributes: return .answer(.notFound)
        default: return .answer(.ok, nil, acme)
        }
    }

    private func run(_ words: [String]) async throws -> (result: Result, requests: [FakeServer.Request]) {
        try await FakeServer.run(Self.answer) { server in
            (await Command.run(["quirectl"] + words, server: server.address), server.requests)
        }
    }

    /// A file with these bytes, as long as `body` runs.
    private func withFile<Value>(_ text: String, _ body: (String) async throws -> Value) async throws -> Value {
        let path = NSTemporaryDirectory() + "quire-\(UUID().uuidString).ppd"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        return try await body(path)
    }

    @Test("A list says which driver waits for an approval")
    func list() async throws {
        let (result, requests) = try await run(["driver", "list", "--match", "acme", "--no-header"])

        #expect(result.output == "acme.ppd\tAcme 9\traster\tneeds approval\n")
        #expect(requests.first?[.operation, "ppd-make-and-model"]?.stringValue == "acme")
    }

    @Test("All about one; what its file would have run is told")
    func show() async throws {
        let result = try await run(["driver", "show", "acme.ppd"]).result

        #expect(result.output.contains("sides\tone-sided,two-sided-long-edge\n"))
        #expect(result.output.contains("refused\tline 4: *FoomaticRIPCommandLine: id: a command\n"))
        #expect(try await run(["driver", "show", "nope"]).result.code == 3)
    }

    @Test("A file is sent whole, with the filters it may run")
    func add() async throws {
        let (result, requests) = try await withFile("*PPD-Adobe: \"4.3\"\n") { path in
            try await run(["driver", "add", path, "--name", "mine.ppd", "--allow-filter", "rastertoacme"])
        }
        let request = try #require(requests.last)

        #expect(request.operation == .quireAddDriver)
        #expect(request.path == "/admin/")
        #expect(String(decoding: request.document, as: UTF8.self) == "*PPD-Adobe: \"4.3\"\n")
        #expect(request[.operation, "ppd-name"]?.stringValue == "mine.ppd")
        #expect(request[.operation, "quire-driver-filters-approved"]?.values == [.name("rastertoacme")])
        #expect(result.output.contains("added as acme.ppd; but the driver acme.ppd needs rastertoacme"))
    }

    @Test("Neither a check nor a dry run adds anything", arguments: [["check"], ["add", "-n"]])
    func check(words: [String]) async throws {
        let requests = try await withFile("*PPD-Adobe: \"4.3\"\n") { path in
            try await run(["driver"] + words + [path]).requests
        }

        #expect(requests.map { $0[.operation, "quire-check-only"]?.values } == [[.boolean(true)]])
    }

    @Test("A file that is not there, or too large for a PPD, is not sent")
    func noFile() async throws {
        let missing = try await run(["driver", "add", "/nowhere/x.ppd"])
        let large = try await withFile(String(repeating: "x", count: 4_194_305)) { path in
            try await run(["driver", "add", path])
        }

        #expect(missing.result.code == 1)
        #expect(large.result.code == 1)
        #expect(missing.requests.isEmpty && large.requests.isEmpty)
    }

    @Test("Filters are approved by name; without any, none is")
    func approve() async throws {
        let some = try await run(["driver", "approve", "acme.ppd", "rastertoacme"])
        let none = try await run(["driver", "approve", "acme.ppd"])

        #expect(some.requests.last?[.operation, "quire-driver-filters-approved"]?.stringValues == ["rastertoacme"])
        #expect(none.requests.last?[.operation, "quire-driver-filters-approved"] == nil)
        #expect(none.result.output.hasPrefix("driver acme.ppd may run no filter"))
    }

    @Test("Each driver is deleted by itself; one that is used stays")
    func delete() async throws {
        let (result, requests) = try await run(["driver", "delete", "-y", "acme.ppd", "used.ppd"])

        #expect(requests.count { $0.operation == .quireDeleteDriver } == 2)
        #expect(result.code == 2)
        #expect(result.errors.contains("used by a printer"))
    }

    @Test("A printer is added with a driver's name, or with a file of this machine")
    func printer() async throws {
        let named = try await run(["printer", "add", "old", "socket://h", "--driver", "acme.ppd"]).requests.last
        let attached = try await withFile("*PPD-Adobe: \"4.3\"\n") { path in
            try await run(["printer", "add", "old", "socket://h", "--driver", path]).requests.last
        }

        #expect(named?[.printer, "ppd-name"]?.stringValue == "acme.ppd")
        #expect(named?.document.isEmpty == true)
        #expect(attached?[.printer, "ppd-name"] == nil)
        #expect(attached?.document.starts(with: Array("*PPD".utf8)) == true)
    }
}
