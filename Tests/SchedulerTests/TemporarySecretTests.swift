import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Scheduler

@Suite("Passwords of devices, and queues that were made for a print dialog", .timeLimit(.minutes(30)))
struct TemporarySecretTests {
    private static let kept = DeviceSecret(.password(user: "office", password: "kept"))
    private static let own = DeviceSecret(.password(user: "anna", password: "own"))

    /// Two queues on one device, whose password was given for the first.
    private func scene() async throws -> (Scene, PrinterID) {
        let scene = try await Scene()
        try await scene.store.keep(Self.kept, for: "fake:")
        var new = NewPrinter(name: try #require(PrinterName("dialog")), deviceURI: "fake:")
        new.attributes.set(Printer.temporaryAttribute, .boolean(true))
        return (scene, try await scene.store.add(new, at: scene.clock.now()).id)
    }

    private func untilHeld(_ job: JobID, _ scene: Scene) async throws {
        try await scene.until {
            guard case .authentication? = try await scene.store.job(job)?.lifecycle.hold else { return false }
            return try await scene.store.job(job)?.state == .held
        }
    }

    @Test("A temporary queue prints with a password of the job's own only; nobody else on that device is held up")
    func held() async throws {
        let (scene, dialog) = try await scene()
        let job = try await scene.submit("dialog", to: dialog)

        try await scene.run {
            try await untilHeld(job, scene)
            #expect(try await scene.store.job(job)?.message.contains("one of its own") == true)
            for id in [scene.printer, dialog] { #expect(scene.conditions.condition(of: id) == PrinterCondition()) }
            try await scene.submit("office")
            try await scene.finished(1)
            #expect(scene.device.delivered == ["office"])

            try await scene.store.keep(Self.own, of: job)
            try await scene.store.apply(.release, to: job, by: nil, at: scene.clock.now())
            try await scene.finished(2)
        }

        #expect(scene.device.delivered == ["office", "dialog"])
        #expect(scene.device.secret(of: "dialog") == Self.own)
        #expect(scene.device.secret(of: "office") == nil, "what is kept for the device is its backend's to find")
    }

    @Test("Where it was to try a device that was in trouble, another queue does that")
    func trial() async throws {
        let (scene, dialog) = try await scene()
        scene.device.trouble = [DeviceTrouble(.away, reason: "connecting-to-device", message: "no answer")]
        try await scene.submit("office")

        try await scene.run {
            try await scene.until { scene.conditions.condition(of: scene.printer).nextProbe != nil }
            try await scene.change(scene.printer) { $0.isPaused = true }
            let job = try await scene.submit("dialog", to: dialog)
            try await scene.until {
                scene.clock.advance(by: .seconds(30))
                return try await scene.store.job(job)?.state == .held
            }
            try await scene.change(scene.printer) { $0.isPaused = false }
            try await scene.advanceUntil(finished: 1)
        }

        #expect(scene.device.delivered == ["office"])
    }

    @Test("What an earlier run has begun with is not printed again in silence", arguments: [nil, "7"])
    func leftBehind(deviceJob: String?) async throws {
        let (earlier, dialog) = try await scene()
        let job = try await earlier.submit("dialog", to: dialog)
        let lease = try #require(
            try await earlier.store.claim(on: dialog, limit: 1, at: earlier.clock.now()).first)
        try await earlier.store.remember(deviceJob: deviceJob, for: lease)
        let scene = try await Scene(succeeding: earlier)

        try await scene.run {
            try await untilHeld(job, scene)
        }

        let kept = try #require(try await scene.store.job(job))
        #expect(kept.lifecycle.setbacks.doubts == (deviceJob == nil ? 0 : 1))
        #expect((kept.attributes["quire-warnings"] != nil) == (deviceJob != nil))
        #expect(scene.conditions.condition(of: scene.printer) == PrinterCondition())
    }
}
