import IPP
import PrintModel

extension StoreScene {
    /// A ticket with terms.
    private func ticket(_ name: String, _ terms: JobTerms, proof: Int32? = nil) -> Ticket {
        var ticket = self.ticket(name)
        ticket.terms = terms
        if let proof { ticket.attributes.set("proof-copies", .integer(proof)) }
        return ticket
    }

    private var secret: JobSecret {
        JobSecret(encryption: "none", salt: Self.content(32), hash: Self.content(32, seed: 2))
    }

    func aLockedJobWaitsToBeOpened() async throws {
        let job = try await submit(ticket("private", JobTerms(lock: .password, secret: secret)))
        try expectEqual(job.state, .held)
        try expectEqual(try await claim().count, 0)

        try expectEqual(try await store.apply(.release, to: job.id, by: nil, at: now).state, .held, "only released")
        for count in 1...2 {
            let tried = try await store.apply(.tryPassword, to: job.id, by: "bo", at: now)
            try expectEqual(tried.lifecycle.passwordTries, count)
        }
        let next = try await run.next()
        let kept = try await found(job.id, in: next.store)
        try expectEqual(kept.terms, JobTerms(lock: .password, secret: secret))
        try expectEqual(kept.lifecycle.lock, .password)
        try expectEqual(kept.lifecycle.passwordTries, 2, "after a restart")
        let third = try await next.store.apply(.tryPassword, to: job.id, by: "bo", at: now)
        try expectEqual(third.lifecycle.passwordTries, 3)

        try expectEqual(try await next.store.apply(.unlock, to: job.id, by: "bo", at: now).state, .pending)
        guard let lease = try await next.store.claim(on: hall, limit: 1, at: now).first else {
            throw ContractViolation("an open job is not claimed")
        }
        try await next.store.finish(lease, with: .delivered, at: now)
        let again = try await next.store.apply(.restart(.none), to: job.id, by: "ana", at: now)
        try expectEqual(again.state, .held, "locked again")
        try expectEqual(again.lifecycle.passwordTries, 0)
        let held = try await next.store.apply(.hold(.indefinite), to: job.id, by: nil, at: now)
        try expectEqual(try await next.store.apply(.unlock, to: held.id, by: nil, at: now).state, .held, "held as well")
    }

    func aProofIsPrintedFirst() async throws {
        let job = try await submit(ticket("proof", JobTerms(), proof: 1))
        let lease = try await claimOne()
        try expectEqual(lease.forDevice.job.attributes["copies"]?.integerValue, 1)
        try expectEqual(lease.job.attributes["copies"]?.integerValue, 2)

        let printed = try await store.finish(
            lease, with: .delivered, report: PrintReport(impressions: 3), at: now)
        try expectEqual(printed.state, .stopped)
        try expectEqual(printed.lifecycle.hold, .approval)
        try expectEqual(try await list(JobQuery(printer: hall, which: .awaitingApproval)).map(\.id), [job.id])
        try expectEqual(try await list(JobQuery(which: .awaitingApproval, user: "ana")).map(\.id), [job.id])
        try expectEqual(try await claim().count, 0)
        let next = try await run.next()
        try expectEqual(try await found(job.id, in: next.store), printed, "after a restart")

        try await next.store.apply(.resume, to: job.id, by: "ana", at: now)
        guard let second = try await next.store.claim(on: hall, limit: 1, at: now).first else {
            throw ContractViolation("an approved job is not claimed")
        }
        try expectEqual(second.forDevice.job.attributes["copies"]?.integerValue, 2)
        let done = try await next.store.finish(
            second, with: .delivered, report: PrintReport(impressions: 6), at: now)
        try expectEqual(done.state, .completed)
        try expectEqual(done.impressionsCompleted, 9)
        let kinds = try await next.store.events(of: job.id).map(\.kind)
        try expectEqual(kinds, [.created, .claimed, .proofPrinted, .resumed, .claimed, .completed])
    }

    func aJobThatTakesTooLongIsCancelled() async throws {
        let job = try await submit(ticket("slow", JobTerms(cancelAfter: 60)))
        try expectEqual(try await store.nextDue(), nil)
        let lease = try await claimOne()
        try expectEqual(try await store.nextDue(), now + .seconds(60))
        let trouble = DeviceTrouble(reason: "media-empty", message: "No paper")
        try await store.finish(lease, with: .tryAgain(trouble), at: now + .seconds(10))
        _ = try await store.claim(on: hall, limit: 1, at: now + .seconds(20))
        try expectEqual(try await store.nextDue(), now + .seconds(60), "counted from the first time")

        try await store.applyDue(at: now + .seconds(59))
        try expectEqual(try await found(job.id).lifecycle.cancelRequested, nil)
        let next = try await run.next()
        try expectEqual(try await next.store.nextDue(), now + .seconds(60), "after a restart")
        try await next.store.applyDue(at: now + .seconds(60))

        let stopping = try await found(job.id, in: next.store)
        try expectEqual(stopping.state, .processing)
        try expectEqual(stopping.lifecycle.cancelRequested, .timeout)
        try expectEqual(try await next.store.nextDue(), nil)
        guard let taken = try await next.store.takeOver(on: hall, at: now).first else {
            throw ContractViolation("nothing to take over")
        }
        try expectEqual(try await next.store.finish(taken, with: .stopped, at: now).state, .canceled)

        let waits = try await next.store.submit(
            ticket("waits", JobTerms(cancelAfter: 5)), documents: [], isOpen: false, closesAt: nil, at: now)
        try await next.store.applyDue(at: now + .seconds(10_000))
        try expectEqual(try await found(waits.id, in: next.store).state, .pending, "it was never begun")
    }

    func documentsAreKeptAsLongAsWasAskedFor() async throws {
        var retention = Retention()
        retention.documents = .seconds(100)
        func done(_ name: String, _ retain: Retain?) async throws -> JobID {
            let job = try await submit(ticket(name, JobTerms(retain: retain)), content: Self.content(1000))
            try await store.apply(.cancel(.user), to: job.id, by: nil, at: now)
            return job.id
        }
        let usual = try await done("usual", nil)
        let short = try await done("short", .seconds(10))
        let none = try await done("none", Retain.none)
        let long = try await done("long", .seconds(1000))
        let forever = try await done("forever", .indefinite)
        func kept(in store: any JobStore) async throws -> [JobID] {
            var ids: [JobID] = []
            for id in [usual, short, none, long, forever] where try await store.job(id)?.hasDocuments == true {
                ids.append(id)
            }
            return ids
        }

        try await store.sweep(retention, at: now)
        try expectEqual(try await kept(in: store), [usual, short, long, forever])
        try await store.sweep(retention, at: now + .seconds(10))
        try expectEqual(try await kept(in: store), [usual, long, forever])
        let next = try await run.next()
        try await next.store.sweep(retention, at: now + .seconds(100))
        try expectEqual(try await kept(in: next.store), [long, forever], "after a restart")
        retention.history = .seconds(200)
        try await next.store.sweep(retention, at: now + .seconds(200))
        try expect(try await next.store.job(usual) == nil, "history goes")
        try expectEqual(try await kept(in: next.store), [long, forever], "but not that of documents that are kept")
        retention.documentOctetsMax = 1500
        try await next.store.sweep(retention, at: now + .seconds(201))
        try expectEqual(try await kept(in: next.store), [forever], "there is no room for both")
        try await next.store.sweep(Retention(), at: Moment(seconds: 4_000_000_000))
        try expectEqual(try await kept(in: next.store), [forever])
    }

    func aQueueSaysWhatBecomesOfAJobThatWasLeft() async throws {
        for (action, state) in [
            (TimeOutAction.processJob, JobLifecycle.State.pending), (.holdJob, .held), (.abortJob, .aborted),
        ] {
            _ = try await store.update(hall, at: now) { printer in
                printer.attributes.set("multiple-operation-time-out-action", .keyword(action.rawValue))
            }
            let empty = try await open(closesAt: now + .seconds(1))
            let job = try await open(closesAt: now + .seconds(1))
            _ = try await store.add(
                document([1]), to: job.id, isLast: false, closesAt: now + .seconds(1), at: now)

            try await store.applyDue(at: now + .seconds(1))

            try expectEqual(try await found(job.id).state, state, "\(action)")
            try expect(try await !found(job.id).lifecycle.isOpen, "closed")
            try expectEqual(
                try await found(job.id).lifecycle.hold, action == .processJob ? Hold.none : .interrupted)
            try expectEqual(try await found(empty.id).state, .aborted)
        }
        try expectEqual(try await store.nextDue(), nil)
    }
}
