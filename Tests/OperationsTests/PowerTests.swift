import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Shutting printers down and starting them up")
struct PowerTests {
    private func state(_ counter: Counter) async throws -> AttributeGroup {
        try #require(try await counter.send(.getPrinterAttributes)[.printer])
    }

    @Test("A printer that is shut down is stopped, says why, and refuses all but questions")
    func shutDown() async throws {
        let counter = try await Counter()
        let job = try await counter.makeJob()
        let why = Attribute("printer-message-from-operator", .text("moving house"))

        #expect(try await counter.send(.shutdownPrinter, [why]).status == .ok)

        let state = try await state(counter)
        #expect(state["printer-state"]?.values == [.enum(5)])
        #expect(state["printer-state-reasons"]?.stringValues == ["shutdown", "paused"])
        #expect(state["printer-state-message"]?.values.first?.stringValue == "moving house")
        #expect(state["printer-is-accepting-jobs"]?.values == [.boolean(false)])
        for refused: OperationID in [
            .printJob, .validateJob, .createJob, .pausePrinter, .resumePrinter, .enablePrinter, .disablePrinter,
            .purgeJobs, .setPrinterAttributes, .activatePrinter, .deactivatePrinter, .restartPrinter, .holdNewJobs,
            .cancelJobs, .identifyPrinter,
        ] {
            let answer = try await counter.send(refused, document: [1])
            #expect(answer.status == .serviceUnavailable, "\(refused)")
            #expect(
                answer[.operation]?["status-message"]?.values.first?.stringValue == "raw is shut down: moving house")
        }
        #expect(try await counter.send(.cancelJob, to: "/jobs/\(job)").status == .serviceUnavailable)
        #expect(try await counter.send(.getJobs).status == .ok)
        #expect(try await counter.send(.getJobAttributes, to: "/jobs/\(job)").status == .ok)
        #expect(try await counter.job(job).state == .pending, "its jobs stay")
        #expect(try await counter.send(.printJob, to: "/printers/pdf", document: Array("%PDF".utf8)).status == .ok)
    }

    @Test("Startup-Printer leaves it idle and not accepting; once more is not possible")
    func startUp() async throws {
        let counter = try await Counter()
        #expect(try await counter.send(.startupPrinter).status == .notPossible)
        _ = try await counter.send(.holdNewJobs)
        _ = try await counter.send(.shutdownPrinter)

        #expect(try await counter.send(.startupPrinter).status == .ok)

        let state = try await state(counter)
        #expect(state["printer-state"]?.values == [.enum(3)])
        #expect(state["printer-state-reasons"]?.stringValues == ["none"])
        #expect(state["printer-is-accepting-jobs"]?.values == [.boolean(false)])
        #expect(try await counter.send(.startupPrinter).status == .notPossible)
        #expect(try await counter.send(.enablePrinter).status == .ok)
        #expect(try await counter.send(.printJob, document: [1]).status == .ok)
    }

    @Test("A deactivated printer refuses with its own status; Activate-Printer undoes all of it")
    func deactivate() async throws {
        let counter = try await Counter()
        let made = try await counter.send(.createJob)
        let job = try #require(made[.job]?["job-id"]?.integerValue)

        #expect(try await counter.send(.deactivatePrinter).status == .ok)
        #expect(try await state(counter)["printer-state-reasons"]?.stringValues == ["deactivated", "paused"])
        #expect(try await counter.send(.printJob, document: [1]).status == .printerIsDeactivated)
        #expect(try await counter.send(.pausePrinter).status == .printerIsDeactivated)
        #expect(try await counter.send(.cancelJob, to: "/jobs/\(job)").status == .printerIsDeactivated)
        let last = Attribute("last-document", .boolean(true))
        #expect(try await counter.send(.sendDocument, to: "/jobs/\(job)", [last], document: [1]).status == .ok)

        #expect(try await counter.send(.activatePrinter).status == .ok)
        let state = try await state(counter)
        #expect(state["printer-state"]?.values == [.enum(3)])
        #expect(state["printer-state-reasons"]?.stringValues == ["none"])
        #expect(state["printer-is-accepting-jobs"]?.values == [.boolean(true)])
    }

    @Test("Shutting a deactivated printer down wins; deactivating one that is shut down is refused")
    func both() async throws {
        let counter = try await Counter()
        _ = try await counter.send(.deactivatePrinter)
        #expect(try await counter.send(.shutdownPrinter).status == .ok)
        #expect(try counter.printer("raw").power == .shutDown)
        #expect(try await counter.send(.shutdownPrinter).status == .ok, "once more changes nothing")
        #expect(try await counter.send(.deactivatePrinter).status == .serviceUnavailable)
    }

    @Test("Restart-Printer forgets what people had decided, and what was known of the device")
    func restart() async throws {
        let counter = try await Counter()
        let raw = try counter.printer("raw")
        _ = try await counter.send(.pausePrinter)
        _ = try await counter.send(.holdNewJobs)
        _ = try await counter.send(.deactivatePrinter)
        counter.conditions.set(
            PrinterCondition(trouble: DeviceTrouble(reason: "media-empty-error", message: "no paper"), failedProbes: 3),
            for: raw.id)

        #expect(try await counter.send(.restartPrinter).status == .ok)

        let state = try await state(counter)
        #expect(state["printer-state"]?.values == [.enum(3)])
        #expect(state["printer-state-reasons"]?.stringValues == ["none"])
        #expect(state["printer-is-accepting-jobs"]?.values == [.boolean(true)])
        #expect(counter.conditions.condition(of: raw.id) == PrinterCondition())
        #expect(await counter.store.feed.next()?.restarted == [raw.id])
    }

    @Test("A printer with a job in hand moves to paused, and is paused when that is over")
    func afterCurrentJob() async throws {
        for operation: OperationID in [.pausePrinterAfterCurrentJob, .shutdownPrinter, .deactivatePrinter] {
            let counter = try await Counter()
            _ = try await counter.makeJob()
            let raw = try counter.printer("raw")
            let lease = try #require(try await counter.store.claim(on: raw.id, limit: 1, at: counter.clock.now()).first)

            #expect(try await counter.send(operation).status == .ok)
            let during = try await state(counter)
            #expect(during["printer-state"]?.values == [.enum(4)])
            #expect(during["printer-state-reasons"]?.stringValues.contains("moving-to-paused") == true)

            try await counter.store.finish(lease, with: .delivered, at: counter.clock.now())
            let after = try await state(counter)
            #expect(after["printer-state"]?.values == [.enum(5)])
            #expect(after["printer-state-reasons"]?.stringValues.contains("paused") == true)
        }
    }

    @Test("Explanations say that the printer is shut down, and what starts it up")
    func explained() async throws {
        let counter = try await Counter()
        let job = try await counter.makeJob()
        _ = try await counter.send(.shutdownPrinter)

        let asked = Attribute("requested-attributes", .keyword("quire-job-blockers"))
        let answer = try await counter.send(.getJobAttributes, to: "/jobs/\(job)", [asked])

        guard case .collection(let members)? = answer[.job]?["quire-job-blockers"]?.values.first else {
            Issue.record("no blockers")
            return
        }
        #expect(members.first { $0.name == "blocker-code" }?.stringValue == "printer-shut-down")
        #expect(members.first { $0.name == "blocker-fix" }?.stringValue == "quirectl printer startup raw")
    }

    @Test(
        "Only administrators turn printers off",
        arguments: [
            OperationID.shutdownPrinter, .startupPrinter, .restartPrinter, .deactivatePrinter, .activatePrinter,
        ])
    func rights(operation: OperationID) async throws {
        let counter = try await Counter(.standard)
        #expect(try await counter.send(operation).status == .notAuthorized)
    }
}
