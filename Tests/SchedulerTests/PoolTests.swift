import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Scheduler

@Suite("The scheduler with pools", .timeLimit(.minutes(10)))
struct PoolTests {
    @Test("A hundred jobs are printed once each, by all of three members", arguments: Pool.Policy.allCases)
    func hundred(policy: Pool.Policy) async throws {
        let scene = try await PoolScene(policy: policy)

        try await scene.run {
            for number in 1...100 { try await scene.submit("\(number)") }
            try await scene.finished(100)
        }

        #expect(scene.devices.delivered.sorted() == (1...100).map { "\($0)" }.sorted())
        for name in ["a", "b", "c"] {
            #expect(!scene.devices[name].delivered.isEmpty, "\(name) has done nothing")
            #expect(scene.devices[name].mostAtOnce == 1)
        }
    }

    @Test("Each member keeps one job in hand, and the job says which")
    func inHand() async throws {
        let scene = try await PoolScene()
        for name in ["a", "b", "c"] { scene.devices[name].endless = ["1", "2", "3", "4"] }
        var ids: [JobID] = []
        for number in 1...4 { ids.append(try await scene.submit("\(number)")) }

        try await scene.run {
            try await scene.until { scene.store.counts(of: scene.pool).processing == 3 }
            await scene.settle()
            #expect(scene.store.counts(of: scene.pool) == QueueCounts(pending: 1, processing: 3))
            for member in scene.members { #expect(scene.store.counts(of: member.id).serving == 1) }
            var having: Set<PrinterID?> = []
            for id in ids { having.insert(try await scene.store.job(id)?.member) }
            #expect(having == Set(scene.members.map(\.id) + [nil]))
        }
    }

    @Test("With least-loaded, a member with jobs of its own is left alone")
    func leastLoaded() async throws {
        let scene = try await PoolScene(["a", "b"])
        scene.devices["a"].endless = ["own"]
        try await scene.submit("own", to: scene.members[0].id)

        try await scene.run {
            try await scene.until { scene.devices["a"].begun == ["own"] }
            for number in 1...5 { try await scene.submit("\(number)") }
            try await scene.finished(5)
        }

        #expect(scene.devices["b"].delivered.count == 5)
    }

    @Test("With ordered, the first member takes all it can; with round-robin they take turns")
    func policies() async throws {
        for (policy, expected) in [(Pool.Policy.ordered, [6, 0, 0]), (.roundRobin, [2, 2, 2])] {
            let scene = try await PoolScene(policy: policy)
            try await scene.run {
                await scene.settle()
                for number in 1...6 {
                    try await scene.submit("\(number)")
                    try await scene.finished(number)
                    await scene.settle()
                }
            }
            #expect(["a", "b", "c"].map { scene.devices[$0].delivered.count } == expected, "\(policy)")
        }
    }

    @Test("A sick member is passed over and takes jobs again when it is well; what it gave back is printed elsewhere")
    func sickMember() async throws {
        let scene = try await PoolScene(["a", "b"], policy: .ordered)
        scene.devices["a"].trouble = [DeviceTrouble(reason: "media-empty-error", message: "no paper")]
        scene.devices["a"].probes = 1

        try await scene.run {
            await scene.settle()
            try await scene.submit("first")
            try await scene.submit("second")
            try await scene.finished(2)
            #expect(scene.devices["a"].begun.count == 1)
            #expect(Set(scene.devices["b"].delivered) == ["first", "second"])
            scene.devices["b"].endless = ["third"]
            try await scene.submit("third")
            try await scene.until { scene.devices["b"].begun.contains("third") }
            try await scene.submit("fourth")
            try await scene.advanceUntil(finished: 3)
        }

        #expect(scene.devices["a"].delivered == ["fourth"])
    }

    @Test("A job goes only to members that can do all it asks for, past others that wait for another member")
    func routing() async throws {
        var scene = try await PoolScene(["mono", "color"], policy: .ordered)
        scene.misfits = ["c1": ["mono"], "c2": ["mono"], "none": ["mono", "color"]]
        scene.devices["color"].endless = ["c1"]
        let blocked = try await scene.submit("none", priority: 100)
        try await scene.submit("c1")
        try await scene.submit("c2")
        try await scene.submit("m1")

        try await scene.run {
            try await scene.finished(1)
            try await scene.until { scene.devices["color"].begun == ["c1"] }
            await scene.settle()
        }

        #expect(scene.devices["mono"].delivered == ["m1"])
        #expect(try await scene.store.job(blocked)?.state == .pending)
        #expect(scene.devices["color"].delivered.isEmpty)
    }

    @Test("A member takes what is due first: by priority, then age, from its own queue or the pool's")
    func dueFirst() async throws {
        let scene = try await PoolScene(["a"])
        let own = scene.members[0].id
        try await scene.submit("1 own", to: own)
        try await scene.submit("2 pool")
        try await scene.submit("3 own", to: own)
        try await scene.submit("4 pool", priority: 90)
        try await scene.submit("5 own", priority: 95, to: own)

        try await scene.run { try await scene.finished(5) }

        #expect(scene.devices["a"].delivered == ["5 own", "4 pool", "1 own", "2 pool", "3 own"])
    }

    @Test("A paused pool begins no job, a paused or rejecting member takes none; resuming is enough")
    func pauses() async throws {
        let scene = try await PoolScene(["a", "b"])
        try await scene.change("pool") { $0.isPaused = true }
        try await scene.change("a") { $0.isPaused = true }
        try await scene.submit("1")

        try await scene.run {
            await scene.settle()
            #expect(scene.devices.delivered.isEmpty)
            try await scene.change("pool") { $0.isPaused = false }
            try await scene.finished(1)
            #expect(scene.devices["b"].delivered == ["1"])
            try await scene.change("b") { $0.acceptsJobs = false }
            try await scene.submit("2")
            await scene.settle()
            #expect(scene.devices.delivered == ["1"])
            try await scene.change("a") { $0.isPaused = false }
            try await scene.finished(2)
        }

        #expect(scene.devices["a"].delivered == ["2"])
    }

    @Test("A pool's job in hand can be cancelled, and its member goes on")
    func cancelling() async throws {
        let scene = try await PoolScene(["a"])
        scene.devices["a"].endless = ["long"]
        let job = try await scene.submit("long")

        try await scene.run {
            try await scene.until { scene.devices["a"].begun == ["long"] }
            try await scene.store.apply(.cancel(.user), to: job, by: "anna", at: scene.clock.now())
            try await scene.submit("next")
            try await scene.finished(2)
        }

        #expect(try await scene.store.job(job)?.state == .canceled)
        #expect(scene.devices["a"].delivered == ["next"])
    }

    @Test("A pool in a pool passes jobs on to its members, unless it is paused")
    func nested() async throws {
        let scene = try await PoolScene(["a"])
        var outer = NewPrinter(name: try #require(PrinterName("outer")), deviceURI: Pool.deviceURI)
        outer.setPool(Pool(members: [scene.pool]))
        let outerID = try await scene.store.add(outer, at: scene.clock.now()).id
        try await scene.change("pool") { $0.isPaused = true }

        try await scene.run {
            try await scene.submit("x", to: outerID)
            await scene.settle()
            #expect(scene.devices.delivered.isEmpty)
            try await scene.change("pool") { $0.isPaused = false }
            try await scene.finished(1)
        }

        #expect(scene.devices["a"].delivered == ["x"])
    }

    @Test("After a crash the member that had a job finds out what became of it; no other takes it meanwhile")
    func crash() async throws {
        let first = try await PoolScene(["a", "b"], policy: .ordered)
        let job = try await first.submit("cut")
        let lease = try await first.store.claim(job, of: first.pool, for: first.members[1], at: first.clock.now())
        #expect(lease != nil)
        let second = PoolScene(succeeding: first)
        second.devices["b"].interrupted = .delivered

        try await second.run { try await second.finished(1) }

        #expect(try await second.store.job(job)?.state == .completed)
        #expect(second.devices.delivered.isEmpty)
    }

    @Test("An interrupted job whose member is gone is printed by another, and says so")
    func orphan() async throws {
        let first = try await PoolScene(["a", "b"])
        let job = try await first.submit("cut")
        _ = try await first.store.claim(job, of: first.pool, for: first.members[1], at: first.clock.now())
        let second = PoolScene(succeeding: first)
        try await second.store.delete(first.members[1].id, at: first.clock.now())

        try await second.run { try await second.finished(1) }

        let after = try #require(try await second.store.job(job))
        #expect(after.state == .completed)
        #expect(after.attributes["quire-warnings"]?.stringValue?.contains("deleted") == true)
        #expect(second.devices["a"].delivered == ["cut"])
    }

    @Test("An interrupted job whose member is gone is held where nothing is printed twice")
    func orphanOnce() async throws {
        let first = try await PoolScene(["a", "b"])
        try await first.change("pool") { $0.attributes.set("quire-delivery", .keyword("at-most-once")) }
        let job = try await first.submit("cut")
        _ = try await first.store.claim(job, of: first.pool, for: first.members[1], at: first.clock.now())
        let second = PoolScene(succeeding: first)
        try await second.store.delete(first.members[1].id, at: first.clock.now())

        try await second.run { await second.settle() }

        let after = try #require(try await second.store.job(job))
        #expect(after.state == .held)
        #expect(after.message.contains("deleted"))
        #expect(second.devices.delivered.isEmpty)
    }

    @Test("A member that is added to a pool while jobs wait takes them")
    func joining() async throws {
        let scene = try await PoolScene(["a", "b"])
        let (a, b) = (scene.members[0].id, scene.members[1].id)
        try await scene.change("pool") { $0.pool = Pool(members: [a]) }
        try await scene.change("a") { $0.isPaused = true }

        try await scene.run {
            try await scene.submit("x")
            await scene.settle()
            #expect(scene.devices.delivered.isEmpty)
            try await scene.change("pool") { $0.pool = Pool(members: [a, b]) }
            try await scene.finished(1)
        }

        #expect(scene.devices["b"].delivered == ["x"])
    }
}
