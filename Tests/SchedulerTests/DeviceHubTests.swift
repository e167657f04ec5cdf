import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Scheduler

@Suite("What queues know of their devices", .timeLimit(.minutes(30)))
struct DeviceHubTests {
    private static let away = DeviceTrouble(.away, reason: "connecting-to-device", message: "no answer")

    @Test("Queues with the same device share what is known of it: all leave it alone, and all go on when it prints")
    func shared() async throws {
        let scene = try await Scene()
        let name = try #require(PrinterName("other"))
        let other = try await scene.store.add(NewPrinter(name: name, deviceURI: "fake:"), at: scene.clock.now()).id
        scene.device.trouble = [Self.away]
        try await scene.submit("first")

        try await scene.run {
            try await scene.until { scene.conditions.condition(of: other).trouble != nil }
            #expect(scene.conditions.condition(of: other) == scene.conditions.condition(of: scene.printer))
            try await scene.submit("second", to: other)
            await scene.settle()
            #expect(scene.device.delivered.isEmpty)
            try await scene.advanceUntil(finished: 2)
        }

        #expect(scene.device.delivered.sorted() == ["first", "second"])
        #expect(scene.conditions.condition(of: other).trouble == nil)
        #expect(scene.conditions.condition(of: scene.printer).trouble == nil)
    }

    @Test("One device that never answers, with a job and without, costs a thousand others nothing")
    func thousand() async throws {
        let scene = try await PoolScene((0..<1000).map { "p\($0)" })
        scene.devices["p0"].endless = ["stuck"]
        scene.devices["p1"].trouble = [Self.away]
        scene.devices["p1"].hangs = true
        try await scene.submit("stuck", to: scene.members[0].id)
        try await scene.submit("asked", to: scene.members[1].id)

        try await scene.run {
            try await scene.until { scene.devices["p0"].begun == ["stuck"] }
            try await scene.until { scene.conditions.condition(of: scene.members[1].id).trouble != nil }
            scene.clock.advance(by: .seconds(2))
            for member in scene.members[2...] { try await scene.submit("job", to: member.id) }
            try await scene.finished(998)
        }

        #expect(scene.devices.delivered.count == 998)
    }

    @Test("A device that does not say whether it prints counts as away after a while, and is asked again")
    func silent() async throws {
        let scene = try await Scene()
        scene.device.trouble = [Self.away]
        scene.device.hangs = true
        try await scene.submit("first")

        try await scene.run {
            try await scene.until {
                if scene.conditions.condition(of: scene.printer).failedProbes >= 3 { return true }
                scene.clock.advance(by: .seconds(30))
                return false
            }
            scene.device.hangs = false
            try await scene.advanceUntil(finished: 1)
        }

        #expect(scene.device.delivered == ["first"])
    }

    @Test("What a device says while nothing is printed shows, and does not stop the queue")
    func watched() async throws {
        let scene = try await Scene()
        let low = DeviceTrouble(reason: "media-low-warning", message: "little paper")

        try await scene.run {
            try await scene.until { scene.device.isWatched }
            scene.device.say(.trouble(low))
            try await scene.until { scene.conditions.condition(of: scene.printer).trouble == low }
            try await scene.submit("first")
            try await scene.finished(1)
            #expect(scene.conditions.condition(of: scene.printer).trouble == low)
            scene.device.say(.trouble(nil))
            try await scene.until { scene.conditions.condition(of: scene.printer).trouble == nil }
        }
    }

    @Test("When a device says that its trouble is over, printing goes on at once")
    func over() async throws {
        let scene = try await Scene()
        scene.device.trouble = [DeviceTrouble(reason: "media-empty-error", message: "no paper")]
        scene.device.probes = 1
        try await scene.submit("first")

        try await scene.run {
            try await scene.until { scene.conditions.condition(of: scene.printer).nextProbe != nil }
            scene.clock.advance(by: .seconds(1))
            try await scene.until { scene.conditions.condition(of: scene.printer).failedProbes == 2 }
            await scene.settle()
            #expect(scene.device.delivered.isEmpty)
            scene.device.say(.trouble(nil))
            try await scene.finished(1)
        }
    }

    @Test("A queue that gets another device begins afresh with that")
    func moved() async throws {
        let scene = try await Scene()
        scene.device.trouble = [Self.away]
        scene.device.hangs = true
        try await scene.submit("first")

        try await scene.run {
            try await scene.until { scene.conditions.condition(of: scene.printer).trouble != nil }
            scene.device.hangs = false
            _ = try await scene.store.update(scene.printer, at: scene.clock.now()) { $0.deviceURI = "fake:other" }
            try await scene.finished(1)
        }

        #expect(scene.device.delivered == ["first"])
        #expect(scene.conditions.condition(of: scene.printer).trouble == nil)
    }

    @Test("retry-current-job lets no other job go before the one that failed, however urgent")
    func retryCurrentJob() async throws {
        for policy in [ErrorPolicy.retryCurrentJob, .waitAndResume] {
            let scene = try await Scene()
            _ = try await scene.store.update(scene.printer, at: scene.clock.now()) {
                $0.attributes.set("printer-error-policy", .keyword(policy.rawValue))
            }
            scene.device.trouble = [Self.away]
            let first = try await scene.submit("first")

            try await scene.run {
                try await scene.until {
                    guard scene.conditions.condition(of: scene.printer).nextProbe != nil else { return false }
                    return try await scene.store.job(first)?.state == .pending
                }
                try await scene.submit("urgent", priority: 100)
                try await scene.advanceUntil(finished: 2)
            }

            let expected = policy == .retryCurrentJob ? ["first", "urgent"] : ["urgent", "first"]
            #expect(scene.device.delivered == expected)
        }
    }

    @Test("What a device says of a job is shown while it prints it, and kept with its end")
    func progress() async throws {
        let scene = try await Scene()
        scene.device.endless = ["long"]
        let id = try await scene.submit("long")

        try await scene.run {
            try await scene.until { scene.device.begun.contains("long") }
            scene.device.tell(.impressions(7))
            scene.device.tell(.sheets(4))
            scene.device.tell(.message("cleaning its head"))
            #expect(scene.progress.report(of: id)?.impressions == 7)
            #expect(scene.progress.report(of: id)?.sheets == 4)
            #expect(scene.progress.activity(of: id)?.message == "cleaning its head")
            try await scene.store.apply(.cancel(.user), to: id, by: nil, at: scene.clock.now())
            try await scene.until { try await scene.store.job(id)?.state == .canceled }
        }

        #expect(try await scene.store.job(id)?.impressionsCompleted == 7)
        #expect(scene.progress.activity(of: id) == nil)
    }

    @Test("Trouble that a device tells of with a job goes with the job")
    func toldInJob() async throws {
        let scene = try await Scene()
        scene.device.endless = ["long"]
        let id = try await scene.submit("long")

        try await scene.run {
            try await scene.until { scene.device.begun.contains("long") }
            scene.device.tell(.trouble(DeviceTrouble(reason: "media-empty", message: "no paper")))
            #expect(scene.conditions.condition(of: scene.printer).trouble?.reason == "media-empty")
            #expect(scene.conditions.condition(of: scene.printer).nextProbe == nil)
            try await scene.store.apply(.cancel(.user), to: id, by: nil, at: scene.clock.now())
            try await scene.until { scene.conditions.condition(of: scene.printer).trouble == nil }
        }
    }

    enum Leaving: CaseIterable { case moved, deleted }

    @Test(
        "A job ends with the device that it began with, wherever its queue prints to by then",
        arguments: Leaving.allCases)
    func left(_ leaving: Leaving) async throws {
        let scene = try await Scene()
        let name = try #require(PrinterName("other"))
        let other = try await scene.store.add(NewPrinter(name: name, deviceURI: "fake:"), at: scene.clock.now()).id
        scene.device.endless = ["long"]
        let id = try await scene.submit("long")

        try await scene.run {
            try await scene.until { scene.device.begun.contains("long") }
            scene.device.tell(.trouble(DeviceTrouble(reason: "media-empty", message: "no paper for long")))
            #expect(scene.conditions.condition(of: other).trouble?.message == "no paper for …")
            switch leaving {
            case .moved:
                _ = try await scene.store.update(scene.printer, at: scene.clock.now()) { $0.deviceURI = "fake:other" }
                await scene.settle()
                try await scene.store.apply(.cancel(.user), to: id, by: nil, at: scene.clock.now())
            case .deleted: try await scene.store.delete(scene.printer, at: scene.clock.now())
            }
            try await scene.until { scene.conditions.condition(of: other).trouble == nil }
            scene.device.tell(.trouble(DeviceTrouble(reason: "media-empty", message: "too late")))
            #expect(scene.conditions.condition(of: other).trouble == nil)
        }
    }

    @Test("A job that its queue's device has not been told of yet is known to the device it is with")
    func strayed() {
        let hub = DeviceHub(
            catalog: FakeDevice(atOnce: 1), conditions: ConditionBoard(), clock: FakeClock(), retry: RetryPolicy())
        let (job, queue) = (JobID(1), PrinterID(1))
        let owner = Owner(user: "anna", host: "localhost", isProved: true)
        let ticket = Ticket(printer: queue, name: "Salary.pdf", owner: owner)
        let words = PrivateWords(Job(of: ticket, id: job, isOpen: false, closesAt: nil, at: Moment(seconds: 1)))

        hub.began(job, words, on: "fake:new")
        hub.join(queue, "fake:new") {}
        hub.leave(queue)
        hub.join(PrinterID(2), "fake:new") {}

        #expect(hub.words(on: "fake:new").removed(from: "Salary.pdf is jammed") == "… is jammed")
        #expect(hub.ended(job)?.uri == "fake:new")
        #expect(hub.ended(job) == nil)
        #expect(hub.words(on: "fake:new").count == 1, "it may still speak of it")
    }

    @Test("A queue that is paused while it asks the device lets another one ask")
    func pausedMeanwhile() async throws {
        let scene = try await Scene()
        let name = try #require(PrinterName("other"))
        let other = try await scene.store.add(NewPrinter(name: name, deviceURI: "fake:"), at: scene.clock.now()).id
        try await scene.change(other) { $0.isPaused = true }
        scene.device.trouble = [Self.away]
        scene.device.hangs = true
        try await scene.submit("first")
        try await scene.submit("second", to: other)

        try await scene.run {
            try await scene.until { scene.conditions.condition(of: other).nextProbe != nil }
            scene.clock.advance(by: .seconds(2))
            await scene.settle()
            scene.device.hangs = false
            try await scene.change(scene.printer) { $0.isPaused = true }
            try await scene.change(other) { $0.isPaused = false }
            try await scene.finished(1)
        }

        #expect(scene.device.delivered == ["second"])
    }

    @Test("Who was to try a device and has nothing to print any more leaves that to others")
    func stepsBack() {
        let clock = FakeClock()
        let hub = DeviceHub(
            catalog: FakeDevice(atOnce: 1), conditions: ConditionBoard(), clock: clock, retry: RetryPolicy())
        let (one, two) = (PrinterID(1), PrinterID(2))
        for id in [one, two] { hub.join(id, "fake:") {} }
        hub.failed(ToldTrouble(Self.away, without: []), on: "fake:", by: one)
        clock.advance(by: .seconds(600))

        #expect(hub.enter("fake:", by: one) == .trial)
        #expect(hub.enter("fake:", by: two) == .notNow)
        hub.stepBack(two, from: "fake:")
        #expect(hub.enter("fake:", by: two) == .notNow)
        hub.stepBack(one, from: "fake:")
        #expect(hub.enter("fake:", by: two) == .trial)
    }

    @Test("A device's own wish when to come back is obeyed, within bounds; one that is busy is asked more often")
    func pauses() {
        var policy = RetryPolicy()
        policy.random = { 0 }
        func pause(_ after: Duration?) -> Duration {
            policy.pause(after: 1, DeviceTrouble(.away, reason: "other", message: "", after: after))
        }

        #expect(pause(.seconds(300)) == .seconds(300))
        #expect(pause(.seconds(1_000_000)) == .seconds(600))
        #expect(pause(.zero) == .milliseconds(100))
        #expect(pause(nil) == .seconds(1))
        #expect(policy.pause(after: 99, DeviceTrouble(.busy, reason: "other", message: "")) == .seconds(15))
        policy.random = { 0.5 }
        #expect(policy.pause(after: 100) == .seconds(54))
    }
}
