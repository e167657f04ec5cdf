import IPP
import PrintModel

extension StoreScene {
    func aWaitingJobCanBeChanged() async throws {
        let job = try await submit("a")
        var attributes = job.attributes
        attributes.set("copies", .integer(9))

        let changed = try await store.change(
            job.id, JobChange(priority: 99, name: "b", hold: .indefinite, attributes: attributes), by: "bo", at: now)

        try expectEqual(changed.priority, 99)
        try expectEqual(changed.name, "b")
        try expectEqual(changed.state, .held)
        try expectEqual(changed.attributes, attributes)
        try expectEqual(try await found(job.id), changed)
        let kinds = try await store.events(of: job.id).map(\.kind)
        try expectEqual(Set(kinds), [.created, .priorityChanged, .changed, .held])
        try expectEqual(try await store.change(job.id, JobChange(), by: nil, at: now), changed, "no change")
        try expectEqual(try await store.events(of: job.id).count, kinds.count)
        let freed = try await store.change(job.id, JobChange(hold: Hold.none), by: nil, at: now)
        try expectEqual(freed.state, .pending)
        _ = try await claimOne()
        try await expectThrows(.refusal, "while it is printed") {
            try await store.change(job.id, JobChange(priority: 1), by: nil, at: now)
        }
    }

    func aJobMovesToAnotherPrinter() async throws {
        let other = try await Self.addPrinter("other", to: store)
        let job = try await submit(content: [5, 5])

        let moved = try await store.change(job.id, JobChange(printer: other.id), by: "bo", at: now)

        try expectEqual(moved.printer, other.id)
        try expectEqual(store.counts(of: hall), QueueCounts())
        try expectEqual(store.counts(of: other.id), QueueCounts(pending: 1))
        try expectEqual(try await claim().count, 0)
        try expectEqual(try await claim(on: other.id).map(\.job.id), [job.id])
        try expectEqual(try await bytes(1, of: job.id), [5, 5])
        let stays = try await submit("stays")
        try await expectThrows(.noSuchPrinter) {
            try await store.change(stays.id, JobChange(printer: PrinterID(99)), by: nil, at: now)
        }
    }

    func aJobMovesWithinItsQueue() async throws {
        var jobs: [JobID] = []
        for number in 1...5 { jobs.append(try await submit("\(number)").id) }
        func order() async throws -> [Int] {
            try await list(JobQuery(printer: hall)).map { job in (jobs.firstIndex(of: job.id) ?? -1) + 1 }
        }

        try await store.change(jobs[4], JobChange(place: .first), by: nil, at: now)
        try expectEqual(try await order(), [5, 1, 2, 3, 4])
        try await store.change(jobs[4], JobChange(place: .after(jobs[1])), by: nil, at: now)
        try expectEqual(try await order(), [1, 2, 5, 3, 4])
        try await store.change(jobs[0], JobChange(place: .after(jobs[3])), by: nil, at: now)
        try expectEqual(try await order(), [2, 5, 3, 4, 1])
        // Many times to the same place: the room between two neighbours is used up.
        for round in 0..<30 {
            let (mover, expected) = round % 2 == 0 ? (3, [2, 4, 5, 3, 1]) : (4, [2, 5, 4, 3, 1])
            try await store.change(jobs[mover], JobChange(place: .after(jobs[1])), by: nil, at: now)
            try expectEqual(try await order(), expected, "round \(round):")
        }
        let last = try await submit("6")
        try expectEqual(try await order().last, 0, "a new one is last:")
        let urgent = try await submit("urgent", priority: 90)
        try await expectThrows(.notPossible, "another priority") {
            try await store.change(last.id, JobChange(place: .after(urgent.id)), by: nil, at: now)
        }
        try await expectThrows(.noSuchJob) {
            try await store.change(last.id, JobChange(place: .after(JobID(4711))), by: nil, at: now)
        }
        try await store.change(last.id, JobChange(priority: 90, place: .after(urgent.id)), by: nil, at: now)
        try expectEqual(try await claim(2).map(\.job.id), [urgent.id, last.id])
    }

    func everyHoldComesBack() async throws {
        let holds: [Hold] = [
            .indefinite, .until(now + .seconds(7), keyword: "night"), .until(now + .seconds(8), keyword: nil),
            .onArrival, .failed("No such font"), .failed("No way", .format), .failed("It ended", .conversion),
            .interrupted, .authentication("Who are you?"),
            .unconfirmed("Outcome unknown"),
            .delayed(until: nil, keyword: nil),
            .delayed(until: now + .seconds(5), keyword: "night"),
        ]
        for hold in holds {
            let job = try await submit("\(hold)", hold: hold)
            try expectEqual(try await found(job.id).lifecycle.hold, hold)
            try expectEqual(job.state, .held)
            let later = try await submit("later")
            try await store.apply(.hold(hold), to: later.id, by: nil, at: now)
            try expectEqual(try await found(later.id).lifecycle.hold, hold)
        }
    }

    // MARK: Time

    func aHoldEndsWhenItsTimeComes() async throws {
        let night = now + .seconds(3600)
        try expectEqual(try await store.nextDue(), nil)
        let job = try await submit("a", hold: .until(night, keyword: "night"))
        let later = try await submit("b", hold: .until(night + .seconds(1), keyword: nil))
        _ = try await submit("c", hold: .indefinite)
        try expectEqual(try await store.nextDue(), night)

        try expectEqual(try await store.applyDue(at: now + .seconds(3599)), 0)
        try expectEqual(try await store.applyDue(at: night), 1)

        try expectEqual(try await found(job.id).state, .pending)
        try expectEqual(try await found(later.id).state, .held)
        try expectEqual(try await store.nextDue(), night + .seconds(1))
        try await store.apply(.cancel(.user), to: later.id, by: nil, at: night)
        try expectEqual(try await store.nextDue(), nil)
        try expectEqual(try await claim(9).map(\.job.id), [job.id])
    }

    func anAbandonedJobIsClosed() async throws {
        let end = now + .seconds(300)
        let empty = try await open(closesAt: end)
        let some = try await open(closesAt: end)
        _ = try await store.add(document([1]), to: some.id, isLast: false, closesAt: end, at: now)
        try expectEqual(try await store.nextDue(), end)

        try expectEqual(try await store.applyDue(at: end), 2)

        try expectEqual(try await found(empty.id).state, .aborted, "nothing came:")
        let closed = try await found(some.id)
        try expectEqual(closed.state, .pending)
        try expect(!closed.lifecycle.isOpen, "closed")
        try expectEqual(try await store.nextDue(), nil)
        try expectEqual(try await claim(9).map(\.job.id), [some.id])
    }

    func documentsGoByAge() async throws {
        var retention = Retention()
        retention.documents = .seconds(100)
        let old = try await finished("old", at: now)
        let young = try await finished("young", at: now + .seconds(50))
        let waiting = try await submit("waiting")

        try expectEqual(try await store.sweep(retention, at: now + .seconds(99)), 0)
        try expectEqual(try await store.sweep(retention, at: now + .seconds(100)), 1)

        try expect(!(try await found(old.id).hasDocuments), "gone")
        try expectEqual(try await store.documents(of: old.id).count, 1, "what is known of it stays:")
        try await expectThrows(.notPossible) { try await store.read(document: 1, of: old.id) }
        try await expectThrows(.notPossible) { try await store.apply(.restart(.none), to: old.id, by: nil, at: now) }
        try expectEqual(try await bytes(1, of: young.id), Self.content(3))
        try expectEqual(try await bytes(1, of: waiting.id), [1, 2, 3])
        try expectEqual(try await store.events(of: old.id).last?.kind, .documentsRemoved)
        try expectEqual(try await store.sweep(retention, at: now + .seconds(10_000)), 1)
        try expectEqual(try await bytes(1, of: waiting.id), [1, 2, 3])
    }

    func documentsGoBySize() async throws {
        for size in run.interestingSizes where size > 0 {
            var jobs: [Job] = []
            for number in 0..<5 {
                jobs.append(try await finished("\(number)", at: now + .seconds(Double(number)), octets: size))
            }
            var retention = Retention()
            retention.documentOctetsMax = Int64(size * 2)

            try expectEqual(try await store.sweep(retention, at: now + .seconds(9)), 3, "\(size) octets:")

            let kept = try await withAll(jobs) { try await found($0.id).hasDocuments }
            try expectEqual(kept, [false, false, false, true, true], "the oldest go first:")
            try expect(try await bytes(1, of: jobs[4].id) == Self.content(size), "the others stay")
            retention.documentOctetsMax = 0
            try expectEqual(try await store.sweep(retention, at: now + .seconds(9)), 2)
        }
    }

    func historyGoesByAgeAndNumber() async throws {
        var jobs: [Job] = []
        for number in 0..<6 { jobs.append(try await finished("\(number)", at: now + .seconds(Double(number)))) }
        let waiting = try await submit("waiting")
        var retention = Retention()
        retention.historyJobsMax = 4

        try expectEqual(try await store.sweep(retention, at: now), 2)
        func existing() async throws -> [Bool] { try await withAll(jobs) { try await store.job($0.id) != nil } }
        try expectEqual(try await existing(), [false, false, true, true, true, true])
        try expectEqual(try await store.documents(of: jobs[0].id), [])
        try expectEqual(try await store.events(of: jobs[0].id), [])
        retention.historyJobsMax = 100
        retention.history = .seconds(100)
        retention.documents = .seconds(100)
        retention.batchMax = 1
        try expectEqual(try await store.sweep(retention, at: now + .seconds(103)), 1, "a batch:")
        retention.batchMax = 1000
        try expect(try await store.sweep(retention, at: now + .seconds(103)) > 0, "the rest")
        try expectEqual(try await existing(), [false, false, false, false, true, true])
        try expectEqual(try await store.sweep(retention, at: now + .seconds(103)), 0)
        try expectEqual(try await bytes(1, of: waiting.id), [1, 2, 3])
        try expectEqual(try await list(JobQuery(which: .all)).count, 3)
    }

    func finishedJobsCanBeForgotten() async throws {
        let done = try await finished("done", at: now)
        let waiting = try await submit("waiting")
        let large = try await submit(content: Self.content(100_000))
        try await store.apply(.cancel(.user), to: large.id, by: nil, at: now)

        try expectEqual(try await store.forget([done.id, waiting.id, JobID(9999), large.id]), 2)

        try expectEqual(try await store.job(done.id), nil)
        try expectEqual(try await store.events(of: large.id), [])
        try expectEqual(try await store.documents(of: large.id), [])
        try expectEqual(try await bytes(1, of: waiting.id), [1, 2, 3])
        try expectEqual(try await list(JobQuery(which: .all)).map(\.id), [waiting.id])
        try expectEqual(store.counts(of: hall), QueueCounts(pending: 1))
        try expectEqual(try await store.forget([done.id]), 0, "again")
        try expect(try await submit("next").id > large.id, "numbers are not given out again")
    }

    private func withAll<Output>(_ jobs: [Job], _ body: (Job) async throws -> Output) async throws -> [Output] {
        var outputs: [Output] = []
        for job in jobs { outputs.append(try await body(job)) }
        return outputs
    }
}
