import Foundation
import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

/// Every code there is, with what makes it: the table of docs/EXPLAIN.md, row by row.
@Suite("The table of reasons")
struct ExplanationTableTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let code: BlockerCode
        let text: String
        let make: @Sendable (Counter) async throws -> JobID
        var testDescription: String { code.rawValue }
    }

    /// What docs/EXPLAIN.md says of a code.
    struct Row {
        let hasSince: Bool
        let hasNextTry: Bool
        let commands: [String]
    }

    private static func rows() throws -> [String: Row] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/EXPLAIN.md").standardized
        let text = try String(contentsOf: file, encoding: .utf8)
        var rows: [String: Row] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("| `") && line.contains("`quirectl ") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 7 else { continue }
            let commands = cells[5].split(separator: "`").map(String.init).filter { $0.hasPrefix("quirectl ") }
            rows[cells[1].replacing("`", with: "")] = Row(
                hasSince: cells[3] == "yes", hasNextTry: cells[4] == "yes", commands: commands)
        }
        return rows
    }

    @Test("Every code has a row and a case here, and there are no others")
    func complete() throws {
        let all = Set(BlockerCode.allCases.map(\.rawValue))

        #expect(Set(try Self.rows().keys) == all)
        #expect(Set(Self.cases.map(\.code.rawValue)) == all)
    }

    @Test("What is said is what the table says", arguments: Self.cases)
    func row(_ example: Case) async throws {
        let counter = try await Counter()
        let id = try await example.make(counter)
        let row = try #require(try Self.rows()[example.code.rawValue])

        let answer = try await counter.send(
            .getJobAttributes, to: "/jobs/\(id)",
            [Attribute("requested-attributes", [.keyword("quire-job-blockers"), .keyword("job-state-message")])])
        let values = answer[.job]?["quire-job-blockers"]?.values ?? []
        let first = try #require(values.first?.collectionValue)

        #expect(first["blocker-code"]?.stringValue == example.code.rawValue)
        #expect(first["blocker-text"]?.stringValue == example.text)
        #expect(answer[.job]?["job-state-message"]?.stringValue == example.text)
        #expect((first["blocker-since"] != nil) == row.hasSince)
        #expect((first["blocker-next-try"] != nil) == row.hasNextTry)
        let said = first["blocker-fix"]?.stringValues ?? []
        #expect(said.map { Self.template($0, id) } == row.commands)
    }

    /// A command with the words in it that the table has.
    private static func template(_ command: String, _ id: JobID) -> String {
        let words = command.split(separator: " ").map(String.init)
        return words.enumerated().map { place, word in
            if word.hasPrefix("media=") { return "media=MEDIA" }
            let isQueue = words.dropFirst(2).first == "move" && place == 4
            return switch word {
            case String(id.rawValue): "ID"
            case "raw:", "pdf:": "URI"
            case "raw", "pdf": isQueue ? "QUEUE" : "NAME"
            default: word
            }
        }.joined(separator: " ")
    }

    // MARK: What makes each of them; it is 09:00.

    private static func failed(_ fault: JobFault?, _ outcome: DeliveryOutcome)
        -> @Sendable (Counter) async throws -> JobID
    {
        { counter in
            let id = try await counter.makeJob()
            let lease = try await counter.lease()
            var report = PrintReport()
            report.fault = fault
            try await counter.store.finish(lease, with: outcome, report: report, at: counter.clock.now())
            return id
        }
    }

    private static func event(_ event: JobLifecycle.Event) -> @Sendable (Counter) async throws -> JobID {
        { counter in
            let id = try await counter.makeJob()
            try await counter.store.apply(event, to: id, by: "ben", at: counter.clock.now())
            return id
        }
    }

    private static func trouble(_ kind: DeviceTrouble.Kind, _ reason: String = "other")
        -> @Sendable (Counter) async throws -> JobID
    {
        { counter in
            let id = try await counter.makeJob()
            try counter.set(DeviceTrouble(kind, reason: reason, message: "it says so"), of: "raw")
            return id
        }
    }

    private static func printing(
        _ begin: @escaping @Sendable (Counter, JobID) -> Void
    ) -> @Sendable (Counter) async throws -> JobID {
        { counter in
            let id = try await counter.makeJob(job: [Attribute("job-pages", .integer(80))])
            _ = try await counter.lease()
            counter.context.progress.begin(id, at: counter.clock.now())
            begin(counter, id)
            return id
        }
    }

    private static func operation(_ operation: OperationID) -> @Sendable (Counter) async throws -> JobID {
        { counter in
            let id = try await counter.makeJob()
            _ = try await counter.send(
                operation, [Attribute("printer-state-message", .text("toner swap"))], user: "ben")
            return id
        }
    }

    private static func asked(_ job: Attribute...) -> @Sendable (Counter) async throws -> JobID {
        { try await $0.makeJob(job: job) }
    }

    private static func open(_ counter: Counter) async throws -> JobID {
        JobID(try #require(try await counter.send(.createJob)[.job]?["job-id"]?.integerValue))
    }

    private static let troubled = "raw: it says so, since 09:00:00, tried 3 times, next try 09:00:05"

    static let cases: [Case] = [
        Case(
            code: .storeReadOnly, text: "The server's disk failed",
            make: { counter in
                let id = try await counter.makeJob()
                counter.store.setReadOnly(true)
                return id
            }),
        Case(
            code: .spoolFull, text: "The server's disk is full",
            make: { counter in
                let id = try await open(counter)
                counter.store.setFull(true)
                return id
            }),
        Case(code: .serverTrouble, text: troubled, make: trouble(.local)),
        Case(
            code: .heldUser, text: "held by ben until somebody releases it", make: event(.hold(.indefinite))),
        Case(
            code: .heldUntil, text: "held until 18:00:00 (evening, in 9 h 0 min) by anna",
            make: asked(Attribute("job-hold-until", .keyword("evening")))),
        Case(
            code: .heldNewJobs, text: "raw holds new jobs",
            make: { counter in
                _ = try await counter.send(.holdNewJobs)
                return try await counter.makeJob()
            }),
        Case(code: .heldFailed, text: "it tore", make: failed(nil, .refused(because: "it tore"))),
        Case(
            code: .convertFailed, text: "page 3: bad font",
            make: failed(.conversion, .refused(because: "page 3: bad font"))),
        Case(code: .unsupportedFormat, text: "no way", make: failed(.format, .refused(because: "no way"))),
        Case(code: .heldAuth, text: "who are you?", make: failed(nil, .needsCredentials(because: "who are you?"))),
        Case(
            code: .printedUnconfirmed,
            text: "Outcome unknown, 2 impressions confirmed: it hung up; if it was printed, say so; released, it is "
                + "printed again",
            make: { counter in
                _ = try await counter.store.update(counter.printer("raw").id, at: counter.clock.now()) {
                    $0.attributes.set("quire-delivery", .keyword("at-most-once"))
                }
                return try await failed(nil, .unknown(confirmedImpressions: 2, because: "it hung up"))(counter)
            }),
        Case(
            code: .heldPassword, text: "it waits for its password",
            make: { counter in
                let answer = try await counter.send(
                    .printJob, [Attribute("job-password", .octetString(Array("4711".utf8)))],
                    document: Array("%PDF".utf8))
                return JobID(try #require(answer[.job]?["job-id"]?.integerValue))
            }),
        Case(
            code: .heldRelease, text: "it waits for somebody at the printer to release it",
            make: { counter in
                let answer = try await counter.send(
                    .printJob, [Attribute("job-release-action", .keyword("button-press"))],
                    document: Array("%PDF".utf8))
                return JobID(try #require(answer[.job]?["job-id"]?.integerValue))
            }),
        Case(code: .interrupted, text: "its client sent nothing more", make: event(.hold(.interrupted))),
        Case(
            code: .suspended, text: "suspended by an operator",
            make: { counter in
                let id = try await counter.makeJob()
                let lease = try await counter.lease()
                try await counter.store.apply(.suspend(.operator_), to: id, by: "ben", at: counter.clock.now())
                try await counter.store.finish(lease, with: .stopped, at: counter.clock.now())
                return id
            }),
        Case(
            code: .proofPrinted, text: "its proof is printed; the rest waits for somebody to approve it",
            make: { counter in
                let id = try await counter.makeJob(
                    job: [Attribute("copies", .integer(5)), Attribute("proof-copies", .integer(1))])
                try await counter.store.finish(counter.lease(), with: .delivered, at: counter.clock.now())
                return id
            }),
        Case(
            code: .outputDelayed, text: "nothing of it may come out before 18:00:00 (evening)",
            make: asked(Attribute("job-delay-output-until", .keyword("evening")))),
        Case(
            code: .needsData, text: "its documents have not all arrived; closed at 09:02:00 if nothing comes",
            make: { try await open($0) }),
        Case(
            code: .mediaMismatch,
            text: "it wants na_letter_8.5x11in, and pdf has iso_a4_210x297mm in its trays",
            make: { counter in
                _ = try await counter.store.update(counter.printer("pdf").id, at: counter.clock.now()) {
                    $0.attributes.set("media-ready", .keyword("iso_a4_210x297mm"))
                }
                let id = try await counter.makeJob(
                    on: "pdf", job: [Attribute("media", .keyword("na_letter_8.5x11in"))])
                try counter.set(DeviceTrouble(reason: "media-needed", message: "it wants paper"), of: "pdf")
                return id
            }),
        Case(
            code: .printerPaused, text: "raw is paused by ben since 09:00:00 \"toner swap\"",
            make: operation(.pausePrinter)),
        Case(
            code: .printerShutDown, text: "raw is shut down by ben since 09:00:00 \"toner swap\"",
            make: operation(.shutdownPrinter)),
        Case(
            code: .printerDeactivated, text: "raw is deactivated by ben since 09:00:00 \"toner swap\"",
            make: operation(.deactivatePrinter)),
        Case(code: .printerUnreachable, text: troubled, make: trouble(.away)),
        Case(code: .printerBusy, text: troubled, make: trouble(.busy)),
        Case(code: .printerNeeds, text: troubled, make: trouble(.needsHuman, "media-empty")),
        Case(code: .printerFailed, text: troubled, make: trouble(.failed)),
        Case(code: .printerMisconfigured, text: troubled, make: trouble(.misconfigured)),
        Case(
            code: .noMember, text: "no printer of both can print this: raw: paused",
            make: { counter in
                var pool = NewPrinter(name: try #require(PrinterName("both")), deviceURI: "")
                pool.setPool(Pool(members: [try counter.printer("raw").id]))
                _ = try await counter.store.add(pool, at: counter.clock.now())
                let answer = try await counter.send(
                    .printJob, to: "/classes/both", document: Array("%PDF".utf8))
                _ = try await counter.send(.pausePrinter)
                return JobID(try #require(answer[.job]?["job-id"]?.integerValue))
            }),
        Case(
            code: .behindJobs, text: "2 jobs are before it",
            make: { counter in
                for _ in 0..<2 { _ = try await counter.makeJob() }
                return try await counter.makeJob()
            }),
        Case(
            code: .converting, text: "PDF to raster, page 12",
            make: printing { counter, id in
                counter.context.progress.set({ PrintReport(plan: "PDF to raster", impressions: 12) }, for: id)
            }),
        Case(
            code: .printing, text: "raw: warming up",
            make: printing { counter, id in counter.context.progress.note(.message("warming up"), of: id) }),
        Case(
            code: .printerStalled, text: "raw takes no data since 09:00:00 (1 kB sent)",
            make: printing { counter, id in
                counter.context.progress.took(1000, of: id, at: counter.clock.now())
                counter.clock.advance(by: .seconds(120))
            }),
    ]

    // MARK: Who may know what

    @Test("Who may not see a job is told no names, no words of others and nothing of what is in it")
    func privacy() async throws {
        let counter = try await Counter(.standard)
        let held = try await counter.makeJob("Payroll", user: "anna")
        try await counter.store.change(
            held, JobChange(hold: .indefinite, operatorMessage: "for Eva only"), by: "ben", at: counter.clock.now())
        let failed = try await counter.makeJob("Payroll", user: "anna")
        let lease = try #require(
            try await counter.store.claim(failed, of: counter.printer("raw").id, for: nil, at: counter.clock.now()))
        try await counter.store.finish(
            lease, with: .refused(because: "Payroll.pdf is damaged"), at: counter.clock.now())
        let names = ["quire-job-blockers", "quire-job-timeline", "job-state-message"].map { AttributeValue.keyword($0) }

        for (id, text) in [(held, "held until somebody releases it"), (failed, "it could not be printed")] {
            let answer = try await counter.send(
                .getJobAttributes, to: "/jobs/\(id)", [Attribute("requested-attributes", names)], user: "mallory")
            let group = try #require(answer[.job])
            #expect(group["job-state-message"]?.stringValue == text)
            #expect(group["quire-job-timeline"] == nil)
            let all = "\(group)"
            for word in ["Payroll", "anna", "ben", "Eva"] { #expect(!all.contains(word), "\(word): \(all)") }
        }
    }

    @Test("The same first reason stands in a list of jobs")
    func list() async throws {
        let counter = try await Counter()
        let id = try await Self.event(.hold(.indefinite))(counter)

        let answer = try await counter.send(
            .getJobs, [Attribute("requested-attributes", [.keyword("job-id"), .keyword("quire-job-blockers")])])

        let first = answer[.job]?["quire-job-blockers"]?.values.first?.collectionValue
        #expect(answer[.job]?["job-id"]?.integerValue == id.rawValue)
        #expect(first?["blocker-text"]?.stringValue == "held by ben until somebody releases it")
    }
}

extension Counter {
    fileprivate func lease() async throws -> Lease {
        try #require(try await store.claim(on: printer("raw").id, limit: 1, at: clock.now()).first)
    }

    /// The device has been asked three times since this moment.
    fileprivate func set(_ trouble: DeviceTrouble, of queue: String) throws {
        let now = clock.now()
        conditions.set(
            PrinterCondition(
                trouble: trouble, troubleSince: now, nextProbe: now + .seconds(5), failedProbes: 3),
            for: try printer(queue).id)
    }
}
