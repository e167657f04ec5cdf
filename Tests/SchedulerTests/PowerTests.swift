import PrintModel
import QuireTestKit
import Testing

@testable import Scheduler

@Suite("Queues that are shut down or restarted", .timeLimit(.minutes(30)))
struct PowerTests {
    @Test(
        "A queue that is shut down begins no job; the others go on",
        arguments: [
            Printer.Power.shutDown, .deactivated,
        ])
    func off(power: Printer.Power) async throws {
        let scene = try await Scene()
        let other = try await scene.store.add(
            NewPrinter(name: try #require(PrinterName("other")), deviceURI: "fake:"), at: scene.clock.now()
        ).id
        // As somebody leaves it who resumes it without starting it up.
        _ = try await scene.store.update(scene.printer, at: scene.clock.now()) { printer in
            printer.turnOff(power, because: "")
            printer.isPaused = false
        }
        try await scene.submit("waits")
        try await scene.submit("goes", to: other)

        try await scene.run {
            try await scene.finished(1)
            await scene.settle()
            #expect(scene.device.delivered == ["goes"])
            _ = try await scene.store.update(scene.printer, at: scene.clock.now()) { $0.turnOn(acceptingJobs: false) }
            try await scene.finished(2)
        }

        #expect(scene.device.delivered == ["goes", "waits"])
    }

    @Test("A restarted queue hands the job in hand back, and prints it first, once")
    func restart() async throws {
        let scene = try await Scene()
        scene.device.endless = ["cut"]
        let cut = try await scene.submit("cut")
        try await scene.submit("next")

        try await scene.run {
            try await scene.until { scene.device.begun == ["cut"] }
            scene.device.endless = []
            scene.store.feed.announce(.restart(of: scene.printer))
            try await scene.finished(2)
        }

        #expect(scene.device.delivered == ["cut", "next"])
        #expect(try await scene.store.job(cut)?.lifecycle.attempts == 2)
    }

    @Test("A restarted queue does not wait for a device in trouble to be asked again")
    func trouble() async throws {
        let scene = try await Scene()
        scene.device.trouble = [DeviceTrouble(reason: "media-empty-error", message: "no paper", after: .seconds(9999))]
        try await scene.submit("job")

        try await scene.run {
            try await scene.until { scene.conditions.condition(of: scene.printer).trouble != nil }
            await scene.settle()
            #expect(scene.device.delivered.isEmpty)
            scene.store.feed.announce(.restart(of: scene.printer))
            try await scene.finished(1)
        }

        #expect(scene.device.delivered == ["job"])
    }
}

extension StoreChange {
    fileprivate static func restart(of printer: PrinterID) -> StoreChange {
        var change = StoreChange()
        change.restarted = [printer]
        return change
    }
}
