import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Scheduler

@Suite("The scheduler", .timeLimit(.minutes(30)))
struct SchedulerTests {
    @Test("Jobs are handed to the device by priority, then order, one at a time")
    func order() async throws {
        let scene = try await Scene()
        try await scene.submit("low", priority: 10)
        try await scene.submit("first")
        try await scene.submit("second")
        try await scene.submit("urgent", priority: 90)

        try await scene.run { try await scene.finished(4) }

        #expect(scene.device.delivered == ["urgent", "first", "second", "low"])
        #expect(scene.device.mostAtOnce == 1)
    }

    @Test("A device that takes several jobs at once gets as many, and no more")
    func atOnce() async throws {
        let scene = try await Scene(atOnce: 3)
        for number in 1...9 { try await scene.submit("\(number)") }

        try await scene.run { try await scene.finished(9) }

        #expect(scene.device.mostAtOnce <= 3)
        #expect(scene.device.delivered.count == 9)
    }

    @Test("Woken again between taking a job and beginning it, a device that takes one at a time gets one")
    func wokenAgain() async throws {
        let scene = try await Scene()
        for number in 1...30 { try await scene.submit("\(number)") }
        let worker = PrinterWorker(
            scene.printer, jobs: scene.store, printers: scene.store, devices: scene.device, preparer: NoPreparer(),
            drivers: NoDrivers(),
            conditions: scene.conditions, progress: ProgressBoard(), clock: scene.clock, retry: RetryPolicy(),
            desk: PoolDesk(
                jobs: scene.store, printers: scene.store, conditions: scene.conditions, fitting: EverythingFits()))
        scene.device.whenLookedUp(times: 200) { worker.wake() }

        let running = Task { await worker.run() }
        try await scene.finished(30)
        worker.stop()
        await running.value

        #expect(scene.device.mostAtOnce == 1)
        #expect(scene.device.delivered.count == 30)
    }

    @Test(
        "A job that follows another on a wire is marked as begun with its claim; the first one, and after a pause, not")
    func marks() async throws {
        let scene = try await Scene()
        for name in ["a", "b", "c"] { try await scene.submit(name) }
        try await scene.run {
            try await scene.finished(3)
            try await scene.submit("d")
            try await scene.finished(4)
        }
        #expect(["a", "b", "c", "d"].map(scene.device.mark(of:)) == [nil, "fake: begun", "fake: begun", nil])
    }

    @Test("Where a driver makes what is printed, nobody knows at the claim when the first byte goes: there is no mark")
    func noMarks() async throws {
        let scene = try await Scene()
        _ = try await scene.store.update(scene.printer, at: scene.clock.now()) {
            $0.driver = DriverID(digest: Array(repeating: 7, count: 32))
        }
        for name in ["a", "b"] { try await scene.submit(name) }
        try await scene.run { try await scene.finished(2) }
        #expect(["a", "b"].map(scene.device.mark(of:)) == [nil, nil])
    }

    @Test("A held job is not printed until it is released; one held until a time, when it has come")
    func holds() async throws {
        let scene = try await Scene()
        let held = try await scene.submit("held", hold: .indefinite)
        try await scene.submit("later", hold: .until(scene.clock.now() + .seconds(600), keyword: nil))
        try await scene.submit("now")

        try await scene.run {
            try await scene.finished(1)
            #expect(scene.device.delivered == ["now"])
            try await scene.store.apply(.release, to: held, by: "anna", at: scene.clock.now())
            try await scene.finished(2)
            try await scene.advanceUntil(finished: 3)
        }

        #expect(scene.device.delivered == ["now", "held", "later"])
    }

    @Test("A paused queue begins no job; resuming is enough to go on")
    func pause() async throws {
        let scene = try await Scene()
        _ = try await scene.store.update(scene.printer, at: scene.clock.now()) { $0.isPaused = true }
        try await scene.submit("waits")

        try await scene.run {
            await scene.settle()
            #expect(scene.device.delivered.isEmpty)
            _ = try await scene.store.update(scene.printer, at: scene.clock.now()) { $0.isPaused = false }
            try await scene.finished(1)
        }
    }

    @Test("Trouble leaves the job first; the device is asked again after pauses that grow, and printing resumes alone")
    func trouble() async throws {
        let scene = try await Scene()
        scene.device.trouble = [DeviceTrouble(reason: "media-empty-error", message: "no paper")]
        scene.device.probes = 3
        let first = try await scene.submit("first")
        try await scene.submit("second")

        try await scene.run {
            try await scene.until { scene.conditions.condition(of: scene.printer).trouble != nil }
            let condition = scene.conditions.condition(of: scene.printer)
            #expect(condition.trouble?.reason == "media-empty-error")
            // The trouble is known before the job is given back, so that nobody takes it again meanwhile.
            try await scene.until { try await scene.store.job(first)?.state == .pending }
            #expect(scene.store.printer(scene.printer)?.isPaused == false)
            try await scene.advanceUntil(finished: 2)
        }

        #expect(scene.device.delivered == ["first", "second"])
        #expect(scene.conditions.condition(of: scene.printer).trouble == nil)
    }

    @Test("A job that the device refuses is held alone, with the reason, and the queue goes on")
    func refusal() async throws {
        let scene = try await Scene()
        scene.device.refused = ["bad"]
        let bad = try await scene.submit("bad")
        try await scene.submit("good")

        try await scene.run { try await scene.finished(1) }

        #expect(scene.device.delivered == ["good"])
        let job = try #require(try await scene.store.job(bad))
        #expect(job.state == .held)
        #expect(job.lifecycle.hold == .failed("bad document"))
    }

    @Test("A job that is cancelled while it is printed is stopped, and is cancelled then")
    func cancel() async throws {
        let scene = try await Scene()
        scene.device.endless = ["endless"]
        let id = try await scene.submit("endless")
        try await scene.submit("next")

        try await scene.run {
            try await scene.until { scene.device.begun.contains("endless") }
            try await scene.store.apply(.cancel(.user), to: id, by: "anna", at: scene.clock.now())
            try await scene.finished(2)
        }

        #expect(try await scene.store.job(id)?.state == .canceled)
        #expect(scene.device.delivered == ["next"])
    }

    @Test(
        "A job that is cancelled between being claimed and being begun is never begun",
        arguments: ["first", "second"])
    func cancelEarly(name: String) async throws {
        let scene = try await Scene()
        scene.device.endless = [name]
        let (store, now) = (scene.store, scene.clock.now())
        store.setWhenClaimed { lease in
            guard lease.job.name == name else { return }
            // It is processing, so this only asks that it be stopped.
            _ = try? await store.apply(.cancel(.user), to: lease.job.id, by: "anna", at: now)
            await scene.settle()
        }
        for name in ["first", "second", "third"] { try await scene.submit(name) }

        try await scene.run { try await scene.finished(3) }

        #expect(scene.device.delivered == ["first", "second", "third"].filter { $0 != name })
        #expect(!scene.device.begun.contains(name))
    }

    @Test("A job that is set aside while it is printed is stopped and held, and the next one is printed")
    func setAside() async throws {
        let scene = try await Scene()
        scene.device.endless = ["endless"]
        let id = try await scene.submit("endless")
        try await scene.submit("next")

        try await scene.run {
            try await scene.until { scene.device.begun.contains("endless") }
            try await scene.store.change(id, JobChange(hold: .indefinite), by: "anna", at: scene.clock.now())
            try await scene.finished(1)
        }

        #expect(try await scene.store.job(id)?.state == .held)
        #expect(scene.device.delivered == ["next"])
    }

    @Test("When the daemon ends, jobs in hand are handed back")
    func handedBack() async throws {
        let scene = try await Scene()
        scene.device.endless = ["endless"]
        let id = try await scene.submit("endless")

        try await scene.run { try await scene.until { scene.device.begun.contains("endless") } }

        #expect(try await scene.store.job(id)?.state == .pending)
    }

    @Test(
        "What an earlier run left is asked about before it is printed again",
        arguments: [
            (Interrupted.delivered, ["other"], JobLifecycle.State.completed),
            (.notDelivered, ["left", "other"], .completed),
        ])
    func interrupted(answer: Interrupted, delivered: [String], state: JobLifecycle.State) async throws {
        let earlier = try await Scene()
        let id = try await earlier.submit("left")
        _ = try await earlier.store.claim(on: earlier.printer, limit: 1, at: earlier.clock.now())
        try await earlier.submit("other")
        let scene = try await Scene(succeeding: earlier)
        scene.device.interrupted = answer

        try await scene.run { try await scene.finished(2) }

        #expect(scene.device.delivered.sorted() == delivered)
        #expect(try await scene.store.job(id)?.state == state)
    }

    @Test("A device that cannot be asked about an interrupted job is asked again; nothing is printed meanwhile")
    func askAgain() async throws {
        let earlier = try await Scene()
        let id = try await earlier.submit("left")
        _ = try await earlier.store.claim(on: earlier.printer, limit: 1, at: earlier.clock.now())
        let scene = try await Scene(succeeding: earlier)
        scene.device.interrupted = .askAgain(DeviceTrouble(reason: "storage-missing", message: "no folder"))

        try await scene.run {
            try await scene.until { scene.conditions.condition(of: scene.printer).failedProbes == 1 }
            #expect(try await scene.store.job(id)?.state == .processing)
            scene.device.interrupted = .delivered
            try await scene.advanceUntil(finished: 1)
        }

        #expect(scene.device.delivered.isEmpty)
        #expect(try await scene.store.job(id)?.state == .completed)
    }

    @Test("A job that was cut off again and again is set aside")
    func poison() async throws {
        var scene = try await Scene()
        let id = try await scene.submit("poison")
        for _ in 1...5 {
            _ = try await scene.store.claim(on: scene.printer, limit: 1, at: scene.clock.now())
            scene = try await Scene(succeeding: scene)
            let leases = try await scene.store.takeOver(on: scene.printer, at: scene.clock.now())
            if leases.first?.attempt != 5 {
                for lease in leases { _ = try await scene.store.finish(lease, with: .stopped, at: scene.clock.now()) }
            } else {
                scene = try await Scene(succeeding: scene)
            }
        }

        try await scene.run {
            try await scene.until { try await scene.store.job(id)?.state == .held }
        }

        #expect(scene.device.delivered.isEmpty)
    }

    @Test("A queue that is added while it runs prints too")
    func addedLater() async throws {
        let scene = try await Scene()

        try await scene.run {
            await scene.settle()
            let name = try #require(PrinterName("new"))
            let printer = try await scene.store.add(NewPrinter(name: name, deviceURI: "fake:"), at: scene.clock.now())
            try await scene.submit("there", to: printer.id)
            try await scene.finished(1)
        }

        #expect(scene.device.delivered == ["there"])
    }

    @Test("The pause doubles from one second to a minute")
    func backOff() {
        var policy = RetryPolicy()
        policy.random = { 0 }

        #expect([1, 2, 3, 7, 8, 1000].map { policy.pause(after: $0) } == [1, 2, 4, 60, 60, 60].map { .seconds($0) })
    }

    @Test("Old documents and old jobs are cleared away in time")
    func housekeeping() async throws {
        let scene = try await Scene()
        let id = try await scene.submit("old")
        try await scene.run { try await scene.finished(1) }
        scene.clock.advance(by: .seconds(25 * 3600))

        let housekeeper = Task {
            await Housekeeper(jobs: scene.store, clock: scene.clock, retention: Retention()).run()
        }
        try await scene.until { try await scene.store.job(id)?.hasDocuments == false }
        housekeeper.cancel()
        await housekeeper.value

        #expect(try await scene.store.job(id)?.state == .completed)
    }

    @Test("A suspended job leaves the device to others, and is printed when it is resumed")
    func suspended() async throws {
        let scene = try await Scene()
        scene.device.endless = ["long"]
        let long = try await scene.submit("long")
        try await scene.submit("short")
        try await scene.run {
            try await scene.until { scene.device.begun.contains("long") }

            try await scene.store.apply(.suspend(.user), to: long, by: "anna", at: scene.clock.now())

            try await scene.finished(1)
            #expect(scene.device.delivered == ["short"])
            #expect(try await scene.store.job(long)?.state == .stopped)
            scene.device.endless = []
            try await scene.store.apply(.resume, to: long, by: "anna", at: scene.clock.now())
            try await scene.finished(2)
        }
        #expect(scene.device.delivered == ["short", "long"])
    }
}
