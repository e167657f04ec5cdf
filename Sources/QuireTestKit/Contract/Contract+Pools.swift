import IPP
import PrintModel

extension StoreScene {
    /// A pool of two printers.
    private func addPool() async throws -> (pool: Printer, members: [Printer]) {
        let members = [try await Self.addPrinter("left", to: store), try await Self.addPrinter("right", to: store)]
        guard let name = PrinterName("both") else { throw ContractViolation("no name") }
        var new = NewPrinter(name: name, deviceURI: Pool.deviceURI)
        new.setPool(Pool(members: members.map(\.id), policy: .roundRobin))
        return (try await store.add(new, at: now), members)
    }

    func aPoolIsKept() async throws {
        let (pool, members) = try await addPool()
        try expectEqual(pool.pool, Pool(members: members.map(\.id), policy: .roundRobin))

        let next = try await run.next()

        try expectEqual(next.store.printer(pool.id), pool, "after a restart")
    }

    func aPoolsJobIsTakenByOneMember() async throws {
        let (pool, members) = try await addPool()
        var jobs: [Job] = []
        for number in 1...10 { jobs.append(try await submit("\(number)", on: pool.id)) }
        try expectEqual(try await claim(9, on: members[0].id).count, 0, "they wait on the pool:")

        let leases = try await withThrowingTaskGroup(of: Lease?.self) { group -> [Lease] in
            for job in jobs {
                for member in members {
                    group.addTask { try await store.claim(job.id, of: pool.id, for: member, at: now) }
                }
            }
            var leases: [Lease] = []
            for try await case let lease? in group { leases.append(lease) }
            return leases
        }

        try expectEqual(Set(leases.map(\.job.id)), Set(jobs.map(\.id)), "each job")
        try expectEqual(leases.count, 10, "each once:")
        for lease in leases {
            let job = try await found(lease.job.id)
            try expectEqual(job, lease.job)
            try expectEqual(job.printer, pool.id)
            try expect(members.contains { $0.id == job.member }, "who has it is remembered")
        }
        try expectEqual(store.counts(of: pool.id), QueueCounts(processing: 10))
        let serving = members.map { store.counts(of: $0.id).serving }
        try expectEqual(serving.reduce(0, +), 10, "counted on the members, too:")
    }

    func aMemberSaysThatItPrintsAPoolsJob() async throws {
        let (pool, members) = try await addPool()
        let jobs = [try await submit("a", on: pool.id), try await submit("b", on: pool.id)]
        let start = store.lastEvent
        func states(of printer: PrinterID) async throws -> [Int32] {
            try await store.log(after: start, limit: 100).filter { $0.printer == printer }
                .compactMap { $0.kinds.contains(.printerStateChanged) ? $0.printerStatus?.state : nil }
        }

        let leases = [
            try await store.claim(jobs[0].id, of: pool.id, for: members[0], at: now),
            try await store.claim(jobs[1].id, of: pool.id, for: members[1], at: now),
        ].compactMap { $0 }
        try await store.finish(
            leases[1], with: .tryAgain(DeviceTrouble(reason: "media-empty", message: "No paper")), at: now)
        try await store.finish(leases[0], with: .delivered, at: now + .seconds(2))

        try expectEqual(try await states(of: pool.id), [4, 3])
        try expectEqual(try await states(of: members[0].id), [4, 3])
        try expectEqual(try await states(of: members[1].id), [4, 3])
        try expectEqual(store.stateChangedAt(of: members[0].id), now + .seconds(2))
        _ = try await submit("own", on: members[0].id)
        _ = try await claim(on: members[0].id)
        try expectEqual(try await states(of: members[0].id), [4, 3, 4], "with a job of its own:")
    }

    func onlyWaitingJobsOfThePoolAreTaken() async throws {
        let (pool, members) = try await addPool()
        let held = try await submit("held", hold: .indefinite, on: pool.id)
        let elsewhere = try await submit("elsewhere")
        for id in [held.id, elsewhere.id, JobID(99_999)] {
            let lease = try await store.claim(id, of: pool.id, for: members[0], at: now)
            try expectEqual(lease, nil, "job \(id)")
        }
        try expectEqual(try await found(held.id), held)
    }

    func aMemberGivesAJobBack() async throws {
        let (pool, members) = try await addPool()
        let job = try await submit("report", on: pool.id)
        func take(_ member: Printer) async throws -> Lease {
            guard let lease = try await store.claim(job.id, of: pool.id, for: member, at: now) else {
                throw ContractViolation("nothing to take")
            }
            return lease
        }
        let first = try await take(members[0])

        let back = try await store.finish(
            first, with: .tryAgain(DeviceTrouble(reason: "media-empty", message: "No paper")), at: now)
        try expectEqual(back.member, nil)
        try expectEqual(back.state, .pending)
        let second = try await take(members[1])
        try expectEqual(second.attempt, 2)
        try await expectThrows(.notPossible, "the first lease") { try await store.confirm(first) }
        let done = try await store.finish(second, with: .delivered, at: now)
        try expectEqual(done.member, members[1].id, "who printed it stays known:")
        try expectEqual(store.counts(of: members[1].id), QueueCounts())
        let again = try await store.apply(.restart(.none), to: job.id, by: nil, at: now)
        try expectEqual(again.member, nil)
    }

    func aMemberTakesItsJobsOverAgain() async throws {
        let (pool, members) = try await addPool()
        let (left, right) = (try await submit("left", on: pool.id), try await submit("right", on: pool.id))
        _ = try await store.claim(left.id, of: pool.id, for: members[0], at: now)
        _ = try await store.claim(right.id, of: pool.id, for: members[1], at: now)
        let own = try await submit("own", on: members[0].id)
        _ = try await claim(on: members[0].id)

        let next = try await run.next()
        try expectEqual(next.store.counts(of: members[0].id), QueueCounts(processing: 1, serving: 1))
        try await next.store.delete(members[1].id, at: now)
        let taken = try await next.store.takeOver(on: members[0].id, at: now)
        let orphans = try await next.store.takeOver(on: pool.id, at: now)

        try expectEqual(Set(taken.map(\.job.id)), [own.id, left.id])
        try expectEqual(orphans.map(\.job.id), [right.id], "of the printer that is gone:")
        try expectEqual(try await next.store.takeOver(on: members[0].id, at: now).count, 0, "once")
        for lease in taken + orphans { try await next.store.finish(lease, with: .delivered, at: now) }
        try expectEqual(next.store.counts(of: pool.id), QueueCounts())
        try expectEqual(next.store.counts(of: members[0].id), QueueCounts())
    }
}
