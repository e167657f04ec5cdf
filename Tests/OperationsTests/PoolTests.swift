import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Classes")
struct PoolOperationTests {
    private func makeClass(
        _ counter: Counter, _ name: String = "both", of members: [String] = ["raw", "pdf"], policy: String? = nil
    ) async throws -> IPPMessage {
        var attributes = [Attribute("member-uris", members.map { .uri("ipp://localhost/printers/\($0)") })]
        if let policy { attributes.append(Attribute("quire-pool-policy", .keyword(policy))) }
        return try await counter.send(.cupsAddModifyClass, to: "/classes/\(name)", printer: attributes)
    }

    @Test("A class is made of printers that are there, in their order, and described as CUPS' clients expect")
    func making() async throws {
        let counter = try await Counter()

        #expect(try await makeClass(counter, policy: "ordered").status == .ok)

        #expect(try counter.printer("both").pool?.policy == .ordered)
        let answer = try await counter.send(.getPrinterAttributes, to: "/classes/both")
        let group = try #require(answer[.printer])
        #expect(group["member-names"]?.values == [.name("raw"), .name("pdf")])
        #expect(
            group["member-uris"]?.values == [
                .uri("ipp://print.example:631/printers/raw"), .uri("ipp://print.example:631/printers/pdf"),
            ])
        #expect(group["printer-uri-supported"]?.values == [.uri("ipp://print.example:631/classes/both")])
        #expect((group["printer-type"]?.integerValue ?? 0) & 1 == 1)
        #expect(group["device-uri"] == nil)
        #expect(group["quire-pool-policy"]?.values == [.keyword("ordered")])
    }

    @Test("CUPS-Get-Classes lists classes only, CUPS-Get-Printers everything")
    func listing() async throws {
        let counter = try await Counter()
        #expect(try await counter.send(.cupsGetClasses, to: "/").groups.count == 1)
        _ = try await makeClass(counter)

        let classes = try await counter.send(.cupsGetClasses, to: "/")
        let all = try await counter.send(.cupsGetPrinters, to: "/")

        #expect(classes.groups.dropFirst().map { $0["printer-name"]?.stringValue } == ["both"])
        #expect(all.groups.dropFirst().map { $0["printer-name"]?.stringValue } == ["both", "pdf", "raw"])
    }

    @Test("A class cannot take a printer's name, nor a printer a class's, nor hold what is not there or itself")
    func refusals() async throws {
        let counter = try await Counter()
        _ = try await makeClass(counter)
        _ = try await makeClass(counter, "outer", of: ["both"])

        #expect(try await makeClass(counter, "raw").status == .notPossible)
        let printer = try await counter.send(
            .cupsAddModifyPrinter, to: "/printers/both", printer: [Attribute("device-uri", .uri("raw:"))])
        #expect(printer.status == .notPossible)
        #expect(try await makeClass(counter, "new", of: ["nowhere"]).status == .notFound)
        #expect(try await makeClass(counter, of: ["both"]).status == .notPossible)
        #expect(try await makeClass(counter, of: ["raw", "outer"]).status == .notPossible)
        #expect(try await makeClass(counter, "new", policy: "best").status == .attributesOrValuesNotSupported)
        let empty = try await counter.send(.cupsAddModifyClass, to: "/classes/new")
        #expect(empty.status == .badRequest)
        #expect(counter.store.printers().map(\.name.text) == ["both", "outer", "pdf", "raw"])
        #expect(try counter.printer("both").pool?.members.count == 2)
    }

    @Test("A printer that is deleted leaves its classes; a class that loses its last member goes, too")
    func deleting() async throws {
        let counter = try await Counter()
        _ = try await makeClass(counter)
        _ = try await makeClass(counter, "outer", of: ["both"])

        _ = try await counter.send(.cupsDeletePrinter, to: "/printers/raw")
        #expect(try counter.printer("both").pool?.members == [try counter.printer("pdf").id])
        _ = try await counter.send(.cupsDeletePrinter, to: "/printers/pdf")

        #expect(counter.store.printers().isEmpty)
    }

    @Test("CUPS-Delete-Class removes a class and leaves its members; of a printer it wants to know nothing")
    func deletingClass() async throws {
        let counter = try await Counter()
        _ = try await makeClass(counter)

        #expect(try await counter.send(.cupsDeleteClass, to: "/classes/raw").status == .notFound)
        #expect(try await counter.send(.cupsDeleteClass, to: "/classes/both").status == .ok)

        #expect(counter.store.printers().map(\.name.text) == ["pdf", "raw"])
    }

    @Test("Only an administrator makes or deletes classes")
    func access() async throws {
        let counter = try await Counter(.standard)

        #expect(try await makeClass(counter).status == .notAuthorized)
        #expect(try await counter.send(.cupsDeleteClass, to: "/classes/raw").status == .notAuthorized)
    }

    @Test("A pool takes what one of its printers takes, and offers what one of them can")
    func union() async throws {
        let counter = try await Counter(converts: true)
        _ = try await makeClass(counter, of: ["pdf"])
        let pdf = try await counter.send(.getPrinterAttributes, to: "/printers/pdf")
        let pool = try await counter.send(.getPrinterAttributes, to: "/classes/both")
        for name in ["document-format-supported", "number-up-supported", "sides-supported", "media-supported"] {
            #expect(pool[.printer]?[name]?.values == pdf[.printer]?[name]?.values, "\(name)")
        }

        _ = try await counter.send(
            .cupsAddModifyClass, to: "/classes/both",
            printer: [
                Attribute(
                    "member-uris", [.uri("ipp://localhost/printers/raw"), .uri("ipp://localhost/printers/pdf")])
            ])

        let both = try await counter.send(.getPrinterAttributes, to: "/classes/both")
        #expect(
            both[.printer]?["document-format-supported"]?.values.contains(.mimeMediaType("application/vnd.hp-pcl"))
                == true)
        #expect(both[.printer]?["number-up-supported"]?.values == pdf[.printer]?["number-up-supported"]?.values)
    }

    @Test("What no single printer can do together is told: kept is what the best of them can")
    func best() async throws {
        let counter = try await Counter(converts: true)
        _ = try await makeClass(counter)

        let answer = try await counter.send(
            .printJob, to: "/classes/both",
            job: [Attribute("number-up", .integer(2)), Attribute("nonsense", .integer(1))],
            document: Array("%PDF".utf8))

        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))
        #expect(try await counter.job(id).attributes["number-up"]?.values == [.integer(2)])
        #expect(answer[.unsupported]?.attributes.map(\.name) == ["nonsense"])
    }

    @Test("A document that only a printer without the wanted option takes is refused")
    func whole() async throws {
        let counter = try await Counter(converts: true)
        _ = try await makeClass(counter)

        // Of the two, only "raw" takes this format, and only "pdf" puts two pages on one side.
        let answer = try await counter.send(
            .printJob, to: "/classes/both", [Attribute("document-format", .mimeMediaType("application/vnd.hp-pcl"))],
            job: [Attribute("number-up", .integer(2))], document: Array("\u{1B}E".utf8))

        #expect(answer.status == .documentFormatNotSupported)
        let jobs = try await counter.store.jobs(JobQuery(which: .all), after: nil, limit: 9).jobs
        #expect(jobs.isEmpty)
    }

    @Test("A job says that it is the class's, and which printer has it")
    func device() async throws {
        let counter = try await Counter()
        _ = try await makeClass(counter)
        let id = try await counter.makeJob(on: "both")
        let pool = try counter.printer("both").id
        _ = try await counter.store.claim(id, of: pool, for: counter.printer("pdf"), at: counter.clock.now())

        let job = try #require(try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job])
        #expect(job["job-printer-uri"]?.values == [.uri("ipp://print.example:631/classes/both")])
        #expect(job["output-device-assigned"]?.values == [.name("pdf")])
        let state = try await counter.send(.getPrinterAttributes, to: "/printers/pdf")[.printer]?["printer-state"]
        #expect(state?.integerValue == PrinterState.processing.rawValue)
    }

    @Test("Why no printer of the pool can take a job is told of each of them")
    func explanation() async throws {
        let counter = try await Counter(converts: true)
        _ = try await makeClass(counter)
        let now = counter.clock.now()
        _ = try await counter.store.update(counter.printer("raw").id, at: now) {
            $0.isPaused = true
            $0.stateMessage = "being moved"
        }
        counter.conditions.set(
            PrinterCondition(
                trouble: DeviceTrouble(reason: "media-empty-error", message: "no paper"), nextProbe: now + .seconds(9)),
            for: try counter.printer("pdf").id)
        let id = try await counter.makeJob(on: "both")

        let job = try await counter.send(
            .getJobAttributes, to: "/jobs/\(id)", [Attribute("requested-attributes", .keyword("job-state-message"))])
        let text = job[.job]?["job-state-message"]?.stringValue ?? ""
        #expect(text == "no printer of both can print this: raw: paused \"being moved\"; pdf: no paper")
        let printer = try await counter.send(.getPrinterAttributes, to: "/classes/both")[.printer]
        #expect(printer?["printer-state-reasons"]?.values == [.keyword("media-empty-error")])
    }

    @Test("A job that fits none of a pool's printers is not moved there")
    func moving() async throws {
        let counter = try await Counter()
        _ = try await makeClass(counter, of: ["pdf"])
        let answer = try await counter.send(
            .printJob, [Attribute("document-format", .mimeMediaType("application/vnd.hp-pcl"))],
            document: Array("\u{1B}E".utf8))
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))

        func move(_ id: JobID) async throws -> StatusCode {
            try await counter.send(
                .cupsMoveJob, to: "/jobs/\(id)", job: [Attribute("job-printer-uri", .uri("ipp://x/classes/both"))]
            ).status
        }
        #expect(try await move(id) == .documentFormatNotSupported)
        #expect(try await move(counter.makeJob("other")) == .ok)
    }

    @Test("The policy of a class can be set; one that is not known is refused")
    func settingPolicy() async throws {
        let counter = try await Counter()
        _ = try await makeClass(counter)
        func set(_ word: String, on name: String = "both") async throws -> StatusCode {
            try await counter.send(
                .setPrinterAttributes, to: "/printers/\(name)",
                printer: [Attribute("quire-pool-policy", .keyword(word))]
            ).status
        }

        #expect(try await set("round-robin") == .ok)
        #expect(try await set("best") == .attributesOrValuesNotSupported)
        #expect(try await set("ordered", on: "raw") != .ok)

        #expect(try counter.printer("both").pool?.policy == .roundRobin)
        #expect(try counter.printer("both").pool?.members.count == 2)
    }
}
