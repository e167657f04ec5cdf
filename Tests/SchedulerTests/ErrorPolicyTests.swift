import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Scheduler

@Suite("What a queue does when its device fails", .timeLimit(.minutes(30)))
struct ErrorPolicyTests {
    private func scene(_ policy: ErrorPolicy, _ promise: DeliveryPromise = .atLeastOnce) async throws -> Scene {
        let scene = try await Scene()
        _ = try await scene.store.update(scene.printer, at: scene.clock.now()) { printer in
            printer.attributes.set("printer-error-policy", .keyword(policy.rawValue))
            printer.attributes.set("quire-delivery", .keyword(promise.rawValue))
        }
        return scene
    }

    private static let away = DeviceTrouble(.away, reason: "connecting-to-device", message: "no answer")

    @Test("hold-job sets the job aside with the reason and prints the next")
    func holdJob() async throws {
        let scene = try await scene(.holdJob)
        scene.device.trouble = [Self.away]
        let first = try await scene.submit("first")
        try await scene.submit("second")

        try await scene.run { try await scene.advanceUntil(finished: 1) }

        #expect(scene.device.delivered == ["second"])
        #expect(try await scene.store.job(first)?.lifecycle.hold == .failed("no answer"))
        #expect(scene.store.printer(scene.printer)?.isPaused == false)
    }

    @Test("abort-job gives the job up with the reason and prints the next")
    func abortJob() async throws {
        let scene = try await scene(.abortJob)
        scene.device.trouble = [Self.away]
        let first = try await scene.submit("first")
        try await scene.submit("second")

        try await scene.run { try await scene.advanceUntil(finished: 2) }

        #expect(scene.device.delivered == ["second"])
        #expect(try await scene.store.job(first)?.state == .aborted)
        #expect(try await scene.store.job(first)?.message == "no answer")
    }

    @Test("stop-printer pauses the queue with the reason; when a person resumes it, the same job is printed")
    func stopPrinter() async throws {
        let scene = try await scene(.stopPrinter)
        scene.device.trouble = [Self.away]
        let first = try await scene.submit("first")
        try await scene.submit("second")

        try await scene.run {
            try await scene.until {
                guard scene.store.printer(scene.printer)?.isPaused == true else { return false }
                return try await scene.store.job(first)?.state == .pending
            }
            #expect(scene.store.printer(scene.printer)?.stateMessage == "no answer")
            #expect(scene.store.printer(scene.printer)?.pauseRecord?.cause == .errorPolicy)
            for _ in 0..<10 {
                scene.clock.advance(by: .seconds(60))
                await scene.settle()
            }
            #expect(scene.device.delivered.isEmpty)
            _ = try await scene.store.update(scene.printer, at: scene.clock.now()) { printer in
                (printer.isPaused, printer.stateMessage) = (false, "")
            }
            try await scene.advanceUntil(finished: 2)
        }

        #expect(scene.device.delivered == ["first", "second"])
    }

    @Test("A device that is busy has not failed: no policy counts", arguments: ErrorPolicy.allCases)
    func busy(policy: ErrorPolicy) async throws {
        let scene = try await scene(policy)
        let busy = DeviceTrouble(.busy, reason: "other", message: "prints for somebody else")
        scene.device.trouble = [busy, busy, busy, busy]
        try await scene.submit("first")
        try await scene.submit("second")

        try await scene.run { try await scene.advanceUntil(finished: 2) }

        #expect(scene.device.delivered == ["first", "second"])
        #expect(scene.store.printer(scene.printer)?.isPaused == false)
    }

    @Test("A job that breaks off three times in a row is held alone, and the queue goes on")
    func poison() async throws {
        let scene = try await scene(.waitAndResume)
        let failure = DeviceTrouble(.failed, reason: "other", message: "it broke off")
        scene.device.trouble = [failure, failure, failure]
        let first = try await scene.submit("first")
        try await scene.submit("second")

        try await scene.run { try await scene.advanceUntil(finished: 1) }

        #expect(scene.device.delivered == ["second"])
        let job = try #require(try await scene.store.job(first))
        #expect(job.lifecycle.hold == .failed("It broke off 3 times in a row: it broke off"))
        #expect(job.lifecycle.attempts == 3)
    }

    @Test("A queue that is set up wrong waits for its administrator, however long, and its job is not to blame")
    func misconfigured() async throws {
        let scene = try await scene(.waitAndResume)
        let wrong = DeviceTrouble(.misconfigured, reason: "other", message: "no such queue there")
        scene.device.trouble = Array(repeating: wrong, count: 20)
        let first = try await scene.submit("first")

        try await scene.run { try await scene.advanceUntil(finished: 1) }

        #expect(scene.device.delivered == ["first"])
        #expect(try await scene.store.job(first)?.lifecycle.attempts == 21)
    }

    @Test("A job whose end nobody knows is printed again after a pause, and says so")
    func doubted() async throws {
        let scene = try await scene(.waitAndResume)
        scene.device.unknown = ["first"]
        let first = try await scene.submit("first")

        try await scene.run { try await scene.advanceUntil(finished: 1) }

        #expect(scene.device.delivered == ["first"])
        let job = try #require(try await scene.store.job(first))
        #expect(job.attributes["quire-warnings"]?.stringValue == "May have been printed before: it hung up")
    }

    @Test("Where nothing is printed twice, such a job is held alone, and the queue goes on")
    func unconfirmed() async throws {
        let scene = try await scene(.waitAndResume, .atMostOnce)
        scene.device.unknown = ["first"]
        let first = try await scene.submit("first")
        try await scene.submit("second")

        try await scene.run { try await scene.advanceUntil(finished: 1) }

        #expect(scene.device.delivered == ["second"])
        let job = try #require(try await scene.store.job(first))
        #expect(job.lifecycle.hold == .unconfirmed("Outcome unknown, 0 impressions confirmed: it hung up"))
    }

    @Test("After a restart too, the promise says what becomes of a job whose end nobody knows")
    func unknownAfterRestart() async throws {
        for promise in DeliveryPromise.allCases {
            let earlier = try await scene(.waitAndResume, promise)
            let id = try await earlier.submit("left")
            _ = try await earlier.store.claim(on: earlier.printer, limit: 1, at: earlier.clock.now())
            let scene = try await Scene(succeeding: earlier)
            scene.device.interrupted = .unknown(because: "it was switched off")
            try await scene.submit("other")

            try await scene.run { try await scene.advanceUntil(finished: promise == .atLeastOnce ? 2 : 1) }

            #expect(scene.device.delivered == (promise == .atLeastOnce ? ["left", "other"] : ["other"]))
            let warning = try await scene.store.job(id)?.attributes["quire-warnings"]?.stringValue
            #expect((warning == "May have been printed before: it was switched off") == (promise == .atLeastOnce))
        }
    }
}
