import PrintModel

extension StoreScene {
    func usersTakeTurns() async throws {
        func submit(_ name: String, by user: String, takesTurns: Bool = true) async throws {
            var ticket = ticket(name, user: user)
            ticket.takesTurns = takesTurns
            try await self.submit(ticket)
        }
        func order() async throws -> [String] { try await list(JobQuery(printer: hall)).map(\.name) }

        try await submit("old", by: "ana", takesTurns: false)
        for number in 1...4 { try await submit("a\(number)", by: "ana") }
        try await submit("b1", by: "ben")
        try expectEqual(try await order(), ["old", "b1", "a1", "a2", "a3", "a4"], "ben's first beside ana's first")
        _ = try await claim(3)
        try await submit("b2", by: "ben")
        try await submit("c1", by: "cleo")
        let waiting = JobQuery(printer: hall, which: .states([.pending]))
        try expectEqual(try await list(waiting).map(\.name), ["a2", "b2", "c1", "a3", "a4"])
    }

    func aJobIsGivenToOneClaimantOnly() async throws {
        for number in 1...20 { _ = try await submit("\(number)") }

        let leases = try await withThrowingTaskGroup(of: [Lease].self) { group in
            for _ in 0..<12 { group.addTask { try await claim(3) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }

        try expectEqual(leases.count, 20)
        try expectEqual(Set(leases.map(\.job.id)).count, 20, "each job once:")
        try expectEqual(try await claim().count, 0)
        try expectEqual(store.counts(of: hall), QueueCounts(processing: 20))
    }

    func theMostUrgentJobIsClaimedFirst() async throws {
        let slow = try await submit("slow", priority: 10)
        let first = try await submit("first")
        let second = try await submit("second")
        let urgent = try await submit("urgent", priority: 90)

        try expectEqual(try await claim().map(\.job.id), [urgent.id])
        try expectEqual(try await claim(2).map(\.job.id), [first.id, second.id])
        try expectEqual(try await claim(5).map(\.job.id), [slow.id])
        try expectEqual(try await claim(0).count, 0)
    }

    func heldAndOpenJobsAreNotClaimed() async throws {
        let held = try await submit("held", priority: 100, hold: .indefinite)
        _ = try await open()
        let onOther = try await Self.addPrinter("other", to: store)
        _ = try await submit("elsewhere", on: onOther.id)

        try expectEqual(try await claim(10).count, 0)
        try await store.apply(.release, to: held.id, by: "ana", at: now)
        try expectEqual(try await claim(10).map(\.job.id), [held.id])
    }

    func eachTryHasItsOwnLease() async throws {
        let job = try await submit("report")
        let first = try await claimOne()
        try expectEqual(first.attempt, 1)
        try expectEqual(first.job.state, .processing)
        try expectEqual(first.job.processingAt, now)
        try expectEqual(first.job, try await found(job.id))
        try await store.finish(
            first, with: .tryAgain(DeviceTrouble(reason: "media-empty", message: "No paper")), at: now)

        let second = try await claimOne()
        try expectEqual(second.attempt, 2)
        try expectEqual(second.job.id, job.id)
        try expectEqual(second.epoch, first.epoch)
        try await expectThrows(.notPossible, "the first lease") {
            try await store.finish(first, with: .delivered, at: now)
        }
        try await expectThrows(.notPossible, "the first lease") {
            try await store.remember(deviceJob: "x", for: first)
        }
        try await expectThrows(.notPossible, "the first lease") { try await store.confirm(first) }
        try await store.finish(second, with: .delivered, at: now)
        try expectEqual(try await found(job.id).state, .completed)
    }

    func everyOutcomeIsRecorded() async throws {
        let later = now + .seconds(9)
        func outcome(_ outcome: DeliveryOutcome) async throws -> Job {
            let job = try await submit("\(outcome)", priority: 100)
            let lease = try await claimOne()
            try expectEqual(lease.job.id, job.id)
            try await store.remember(deviceJob: "7", for: lease)
            let after = try await store.finish(lease, with: outcome, at: later)
            try expectEqual(after, try await found(job.id))
            return after
        }

        let delivered = try await outcome(.delivered)
        try expectEqual(delivered.state, .completed)
        try expectEqual(delivered.finishedAt, later)
        try expectEqual(delivered.deviceJob, "7")
        let again = try await outcome(.tryAgain(DeviceTrouble(reason: "media-empty", message: "No paper")))
        try expectEqual(again.state, .pending)
        try expectEqual(again.message, "No paper")
        try expectEqual(again.finishedAt, nil)
        try expectEqual(again.deviceJob, nil)
        try await store.apply(.cancel(.user), to: again.id, by: nil, at: later)
        let refused = try await outcome(.refused(because: "Not a PDF"))
        try expectEqual(refused.state, .held)
        try expectEqual(refused.lifecycle.hold, .failed("Not a PDF"))
        try expectEqual(refused.message, "Not a PDF")
        let nameless = try await outcome(.needsCredentials(because: "Who are you?"))
        try expectEqual(nameless.state, .held)
        try expectEqual(nameless.lifecycle.hold, .authentication("Who are you?"))
        try expectEqual(nameless.message, "Who are you?")
        try expectEqual(nameless.deviceJob, nil)
        let there = try await outcome(.canceledThere(because: "Canceled at its panel"))
        try expectEqual(there.state, .canceled)
        try expectEqual(there.lifecycle.cancelRequested, .device)
        try expectEqual(there.message, "Canceled at its panel")
        try expectEqual(there.finishedAt, later)
        let stopped = try await outcome(.stopped)
        try expectEqual(stopped.state, .pending)
    }

    func cancellingWorksInEveryState() async throws {
        func cancel(_ id: JobID) async throws -> Job {
            try await store.apply(.cancel(.user), to: id, by: "ana", at: now)
        }
        let pending = try await cancel(try await submit("pending").id)
        try expectEqual(pending.state, .canceled)
        try expectEqual(pending.finishedAt, now)
        try expectEqual(try await cancel(try await submit("held", hold: .indefinite).id).state, .canceled)
        let opened = try await cancel(try await open().id)
        try expectEqual(opened.state, .canceled)
        try expect(!opened.lifecycle.isOpen, "closed")
        try await expectThrows(.refusal, "again") { try await cancel(pending.id) }

        let job = try await submit("processing")
        let lease = try await claimOne()
        let stopping = try await cancel(job.id)
        try expectEqual(stopping.state, .processing)
        try expectEqual(stopping.lifecycle.cancelRequested, .user)
        try await expectThrows(.refusal, "twice") { try await cancel(job.id) }
        let stopped = try await store.finish(lease, with: .stopped, at: now)
        try expectEqual(stopped.state, .canceled)
        try expectEqual(stopped.finishedAt, now)
        try expectEqual(store.counts(of: hall), QueueCounts())
    }

    func aJobInHandCanBeSetAside() async throws {
        let job = try await submit("long")
        let lease = try await claimOne()

        let stopping = try await store.change(job.id, JobChange(hold: .indefinite), by: "bo", at: now)
        try expectEqual(stopping.state, .processing)
        try expect(stopping.lifecycle.isToStop, "the worker is to stop")
        try await expectThrows(.refusal, "and nothing else") {
            try await store.change(job.id, JobChange(priority: 7, hold: .indefinite), by: "bo", at: now)
        }
        try expectEqual(try await store.finish(lease, with: .stopped, at: now).state, .held)
        try expectEqual(try await claim().count, 0)
        try await store.apply(.release, to: job.id, by: "bo", at: now)

        let again = try await claimOne()
        try await store.change(job.id, JobChange(hold: .indefinite), by: "bo", at: now)
        try expectEqual(try await store.finish(again, with: .delivered, at: now).state, .completed, "too late")
        let other = try await submit("other")
        _ = try await claimOne()
        try await store.change(other.id, JobChange(hold: .indefinite), by: "bo", at: now)
        try expect(try await !store.apply(.release, to: other.id, by: "bo", at: now).lifecycle.isToStop, "after all")
    }

    func whatTheDeviceCallsAJobIsRemembered() async throws {
        let job = try await submit("report")
        let lease = try await claimOne()

        try await store.remember(deviceJob: "ipp://device/17", for: lease)

        try expectEqual(try await found(job.id).deviceJob, "ipp://device/17")
        let next = try await run.next()
        let taken = try await next.store.takeOver(on: hall, at: now)
        try expectEqual(taken.map(\.job.deviceJob), ["ipp://device/17"])
    }

    func aLeaseIsConfirmedUntilItEnds() async throws {
        _ = try await submit("report")
        let lease = try await claimOne()
        try await store.confirm(lease)
        _ = try await store.apply(.cancel(.user), to: lease.job.id, by: nil, at: now)
        try await store.confirm(lease)
        try await store.finish(lease, with: .stopped, at: now)
        try await expectThrows(.notPossible) { try await store.confirm(lease) }

        _ = try await submit("second")
        let second = try await claimOne()
        _ = try await run.next()
        try await expectThrows(.fenced) { try await store.confirm(second) }
    }

    func lateNewsChangeNothing() async throws {
        _ = try await submit("report")
        let lease = try await claimOne()
        let aborted = try await store.apply(.abort(because: "lost"), to: lease.job.id, by: nil, at: now)
        try expectEqual(aborted.state, .aborted)
        try expectEqual(aborted.message, "lost")

        let after = try await store.finish(lease, with: .delivered, at: now + .seconds(1))

        try expectEqual(after, aborted)
        try expectEqual(try await found(lease.job.id), aborted)
    }

    func theNextJobIsTakenWithTheEndOfTheLast() async throws {
        func finish(_ lease: Lease, on printer: PrinterID?) async throws -> FinishedDelivery {
            try await store.finish(
                lease, with: .delivered, report: PrintReport(), claiming: printer.map { NextClaim(on: $0) }, at: now)
        }
        let first = try await submit("first")
        _ = try await submit("held", priority: 90, hold: .indefinite)
        let second = try await submit("second")
        let third = try await submit("third")
        let lease = try await claimOne()
        try expectEqual(lease.job.id, first.id)

        let one = try await finish(lease, on: hall)
        try expectEqual(one.job.state, .completed)
        try expectEqual(one.next?.job.id, second.id)
        try expectEqual(one.next?.job.state, .processing)
        try expectEqual(one.next?.attempt, 1)
        guard let next = one.next else { throw ContractViolation("no next job") }
        try await store.confirm(next)
        try expectEqual(try await found(second.id), next.job)
        try expectEqual(store.counts(of: hall), QueueCounts(pending: 1, held: 1, processing: 1))

        try await expectThrows(.notPossible, "the last lease once more") {
            _ = try await finish(Lease(job: next.job, epoch: next.epoch, attempt: 7), on: hall)
        }
        try expectEqual(try await found(third.id).state, .pending, "nothing is taken with an end that was refused")
        try expectEqual(try await finish(next, on: nil).next?.job.id, nil, "nobody asked for it")
        let last = try await claimOne()
        try expectEqual(last.job.id, third.id)
        let other = try await Self.addPrinter("other", to: store)
        try expectEqual(try await finish(last, on: other.id).next?.job.id, nil, "nothing waits there")
        try expectEqual(store.counts(of: hall), QueueCounts(held: 1))
    }

    func aJobThatIsTakenCanBeMarkedAsBegun() async throws {
        _ = try await submit("first")
        _ = try await submit(content: [1, 2])
        let claim = NextClaim(on: hall, deviceJob: "begun")
        let end = try await store.finish(
            try await claimOne(), with: .delivered, report: PrintReport(), claiming: claim, at: now)
        guard let next = end.next else { throw ContractViolation("no next job") }
        try expectEqual(next.job.deviceJob, "begun")
        try expectEqual(next.documents?.map(\.octets), [2], "what there is to print comes with it")
        try expectEqual(try await found(next.job.id).deviceJob, "begun")

        try await store.remember(deviceJob: nil, for: next)
        try expectEqual(try await found(next.job.id).deviceJob, nil)
        try await store.remember(deviceJob: "begun", for: next)
        try await store.finish(next, with: .stopped, at: now)
        try expectEqual(try await found(next.job.id).deviceJob, nil, "an attempt that is over leaves no mark")
        try expectEqual(try await claimOne().job.deviceJob, nil, "and the next has none of its own")
    }

    func claimingNeedsALease() async throws {
        let job = try await submit("report")
        for event: JobLifecycle.Event in [.claim, .delivered, .tryAgain, .refused(because: "x")] {
            try await expectThrows(.refusal, "\(event)") {
                try await store.apply(event, to: job.id, by: nil, at: now)
            }
        }
        try expectEqual(try await found(job.id), job)
    }

    func aFinishedJobCanBeRestarted() async throws {
        let job = try await submit(content: [7, 7])
        try await expectThrows(.refusal) { try await store.apply(.restart(.none), to: job.id, by: nil, at: now) }
        let lease = try await claimOne()
        try await store.finish(lease, with: .delivered, at: now)

        let again = try await store.apply(.restart(.none), to: job.id, by: "ana", at: now)

        try expectEqual(again.state, .pending)
        try expectEqual(again.finishedAt, nil)
        try expectEqual(again.lifecycle.attempts, 0)
        try expectEqual(store.counts(of: hall), QueueCounts(pending: 1))
        let second = try await claimOne()
        try expectEqual(second.attempt, 1)
        try expectEqual(try await bytes(1, of: job.id), [7, 7])
        try await store.finish(second, with: .delivered, at: now)
        let held = try await store.apply(.restart(.indefinite), to: job.id, by: nil, at: now)
        try expectEqual(held.state, .held)
    }

    // MARK: Runs of the daemon

    func anEarlierRunIsFenced() async throws {
        let job = try await submit("report")
        let lease = try await claimOne()
        let received = try await document([1])

        let next = try await run.next()

        try await expectThrows(.fenced, "submit") {
            try await store.submit(ticket(), documents: [received], isOpen: false, closesAt: nil, at: now)
        }
        try await expectThrows(.fenced, "apply") {
            try await store.apply(.cancel(.user), to: job.id, by: nil, at: now)
        }
        try await expectThrows(.fenced, "finish") { try await store.finish(lease, with: .delivered, at: now) }
        try await expectThrows(.fenced, "remember") { try await store.remember(deviceJob: "x", for: lease) }
        try await expectThrows(.fenced, "confirm") { try await store.confirm(lease) }
        try await expectThrows(.fenced, "claim") { try await claim() }
        try await expectThrows(.fenced, "take over") { try await store.takeOver(on: hall, at: now) }
        try await expectThrows(.fenced, "the old lease in the new run") {
            try await next.store.finish(lease, with: .delivered, at: now)
        }
        try await expectThrows(.fenced, "add") { try await Self.addPrinter("other", to: store) }
        let after = try await found(job.id, in: next.store)
        try expectEqual(after, lease.job, "nothing of it has happened")
        try expectEqual(next.store.counts(of: hall), QueueCounts(processing: 1))
    }

    func interruptedJobsAreTakenOver() async throws {
        let first = try await submit("first")
        _ = try await submit("waiting")
        let lease = try await claimOne()
        let other = try await Self.addPrinter("other", to: store)
        _ = try await submit("elsewhere", on: other.id)
        _ = try await claim(on: other.id)
        try expectEqual(try await store.takeOver(on: hall, at: now).count, 0, "its own jobs")

        let next = try await run.next()
        let taken = try await next.store.takeOver(on: hall, at: now)

        try expectEqual(taken.map(\.job.id), [first.id])
        try expect(taken[0].epoch > lease.epoch, "a later epoch")
        try expectEqual(taken[0].attempt, 1, "the same attempt:")
        try expectEqual(taken[0].job.state, .processing)
        try expectEqual(try await next.store.takeOver(on: hall, at: now).count, 0, "once")
        try await next.store.confirm(taken[0])
        let done = try await next.store.finish(taken[0], with: .delivered, at: now)
        try expectEqual(done.state, .completed)
        try expectEqual(try await next.store.claim(on: hall, limit: 9, at: now).map(\.job.name), ["waiting"])
        try expectEqual(try await next.store.takeOver(on: other.id, at: now).count, 1)
    }

    func numbersAreNeverGivenOutAgain() async throws {
        var retention = Retention()
        retention.history = .zero
        retention.documents = .zero
        let job = try await finished("first", at: now)
        let lastEvent = store.lastEvent
        try expectEqual(try await store.sweep(retention, at: now) > 0, true)
        try expectEqual(try await store.job(job.id), nil)
        try await store.delete(hall, at: now)

        let next = try await run.next()
        let printer = try await Self.addPrinter("hall", to: next.store)
        let received = try await next.store.receive(.bytes([1]), octetsMax: 9)
        let later = try await next.store.submit(
            ticket(on: printer.id), documents: [NewDocument(received: received, format: "x/y")], isOpen: false,
            closesAt: nil, at: now)

        try expect(later.id > job.id, "job \(later.id) after \(job.id)")
        try expect(printer.id > hall, "printer \(printer.id) after \(hall)")
        let event = try await next.store.events(of: later.id).first
        try expect((event?.sequence ?? 0) > lastEvent, "event \(String(describing: event)) after \(lastEvent)")
    }
}
