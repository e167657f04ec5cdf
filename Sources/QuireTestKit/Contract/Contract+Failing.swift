import IPP
import PrintModel

// What becomes of a job that its device failed at, as ``DeliveryRules`` say.

extension StoreScene {
    private func set(_ name: String, _ value: String) async throws {
        _ = try await store.update(hall, at: now) { $0.attributes.set(name, .keyword(value)) }
    }

    private static let doubt = DeliveryOutcome.unknown(confirmedImpressions: 3, because: "cut off")

    /// Was: every doubtful job is held. Offices want their paper, and are told; who must not have two asks for it.
    func aDoubtfulJobIsPrintedAgainAndSaysSo() async throws {
        let job = try await submit("report")

        for time in 1...DeliveryRules().reprintsMax {
            let lease = try await claimOne()
            try expectEqual(lease.job.id, job.id)
            let again = try await store.finish(lease, with: Self.doubt, at: now)
            try expectEqual(again.state, .pending, "time \(time):")
            try expectEqual(again.message, "May have been printed before: cut off (3 impressions confirmed)")
            try expectEqual(again.impressionsCompleted, 3)
            try expectEqual(
                again.attributes["quire-warnings"]?.values,
                [.text("May have been printed before: cut off (3 impressions confirmed)")], "once:")
        }
        let held = try await store.finish(try await claimOne(), with: Self.doubt, at: now)
        try expectEqual(held.state, .held, "not for ever:")
        let told = try await store.events(of: job.id).last { $0.kind == .retrying }
        try expectEqual(told?.detail, "May have been printed before: cut off (3 impressions confirmed)")

        let released = try await store.apply(.release, to: job.id, by: "ana", at: now)
        try expectEqual(released.lifecycle.setbacks, JobLifecycle.Setbacks(), "afresh:")
        let report = PrintReport(impressions: 9, warnings: ["No staples"])
        let printed = try await store.finish(try await claimOne(), with: .delivered, report: report, at: now)
        try expectEqual(
            printed.attributes["quire-warnings"]?.values,
            [.text("May have been printed before: cut off (3 impressions confirmed); No staples")])
        let restarted = try await store.apply(.restart(.none), to: job.id, by: "ana", at: now)
        try expectEqual(restarted.attributes["quire-warnings"], nil)
    }

    func aDoubtfulJobIsHeldWhereNothingIsPrintedTwice() async throws {
        try await set("quire-delivery", "at-most-once")
        let job = try await submit("cheque")

        let held = try await store.finish(try await claimOne(), with: Self.doubt, at: now)

        let text = "Outcome unknown, 3 impressions confirmed: cut off"
        try expectEqual(held.state, .held)
        try expectEqual(held.lifecycle.hold, .unconfirmed(text))
        try expectEqual(held.message, text)
        try expectEqual(held.impressionsCompleted, 3)
        try expectEqual(held.lifecycle.setbacks.doubts, 1)
        try expectEqual(try await found(job.id), held)
        try expectEqual(try await claim().count, 0)
        let last = try await store.events(of: job.id).last
        try expectEqual(last?.kind, .unconfirmed)
        try expectEqual(last?.detail, text)
        try await store.apply(.release, to: job.id, by: "ana", at: now)
        try expectEqual(try await claim().map(\.job.id), [job.id], "a person decides:")
    }

    func aDoubtfulJobIsConfirmed() async throws {
        let again = try await submit("again")
        try await store.finish(try await claimOne(), with: Self.doubt, at: now)
        try await store.apply(.hold(.indefinite), to: again.id, by: "ana", at: now)
        let fresh = try await submit("fresh", hold: .indefinite)
        try await set("quire-delivery", "at-most-once")
        let cheque = try await submit("cheque")
        try await store.finish(try await claimOne(), with: Self.doubt, at: now)

        for id in [again.id, cheque.id] {
            let done = try await store.apply(.confirm, to: id, by: "ana", at: now + .seconds(5))
            try expectEqual(done.state, .completed)
            try expectEqual(done.finishedAt, now + .seconds(5))
            try expectEqual(try await found(id), done)
            let last = try await store.events(of: id).last
            try expectEqual(last?.kind, .completed)
            try expectEqual(last?.actor, "ana")
            try await expectThrows(.refusal, "twice") { try await store.apply(.confirm, to: id, by: "ana", at: now) }
        }
        try await expectThrows(.refusal, "nobody doubts it") {
            try await store.apply(.confirm, to: fresh.id, by: "ana", at: now)
        }
        try expectEqual(store.counts(of: hall), QueueCounts(held: 1))
    }

    func aJobThatBreaksOffAgainAndAgainIsSetAside() async throws {
        let job = try await submit("poison")
        func finish(_ kind: DeviceTrouble.Kind) async throws -> Job {
            let trouble = DeviceTrouble(kind, reason: "other", message: "it broke off")
            return try await store.finish(try await claimOne(), with: .tryAgain(trouble), at: now)
        }

        try expectEqual(try await finish(.failed).message, "it broke off (1 of 3 times in a row)")
        try expectEqual(try await finish(.failed).lifecycle.setbacks.failures, 2)
        try expectEqual(try await finish(.needsHuman).lifecycle.setbacks.failures, 0, "the device is to blame:")
        for kind: DeviceTrouble.Kind in [.failed, .away, .local, .misconfigured, .failed, .misconfigured] {
            try expectEqual(try await finish(kind).state, .pending, "\(kind):")
        }
        let next = try await run.next()
        let last = try await next.store.claim(on: hall, limit: 1, at: now)
        try expectEqual(last.map(\.job.lifecycle.setbacks.failures), [2], "kept:")
        let held = try await next.store.finish(
            last[0], with: .tryAgain(DeviceTrouble(.failed, reason: "other", message: "it broke off")), at: now)
        try expectEqual(held.state, .held)
        try expectEqual(held.lifecycle.hold, .failed("It broke off 3 times in a row: it broke off"))
        let released = try await next.store.apply(.release, to: job.id, by: "ana", at: now)
        try expectEqual(released.lifecycle.setbacks.failures, 0)
    }

    func anErrorPolicySaysWhatBecomesOfAJob() async throws {
        func state(_ policy: String, _ kind: DeviceTrouble.Kind) async throws -> JobLifecycle.State {
            try await set("printer-error-policy", policy)
            let job = try await submit("\(policy) \(kind)", priority: 100)
            let trouble = DeviceTrouble(kind, reason: "other", message: "no answer")
            let after = try await store.finish(try await claimOne(), with: .tryAgain(trouble), at: now)
            try expectEqual(after.id, job.id)
            try expectEqual(after.message.hasPrefix("no answer"), true, after.message)
            if !after.lifecycle.isFinished { try await store.apply(.cancel(.user), to: job.id, by: nil, at: now) }
            return after.state
        }

        for kind: DeviceTrouble.Kind in [.away, .needsHuman, .failed] {
            try expectEqual(try await state("wait-and-resume", kind), .pending, "\(kind)")
            try expectEqual(try await state("retry-current-job", kind), .pending, "\(kind)")
            try expectEqual(try await state("stop-printer", kind), .pending, "\(kind)")
            try expectEqual(try await state("hold-job", kind), .held, "\(kind)")
            try expectEqual(try await state("abort-job", kind), .aborted, "\(kind)")
        }
        for kind: DeviceTrouble.Kind in [.busy, .misconfigured, .local] {
            try expectEqual(try await state("hold-job", kind), .pending, "\(kind) is no failure")
            try expectEqual(try await state("abort-job", kind), .pending, "\(kind) is no failure")
        }
        try await set("printer-error-policy", "abort-job")
        _ = try await submit("cancelled", priority: 100)
        let lease = try await claimOne()
        try await store.apply(.cancel(.user), to: lease.job.id, by: nil, at: now)
        let trouble = DeviceTrouble(.away, reason: "other", message: "no answer")
        let cancelled = try await store.finish(lease, with: .tryAgain(trouble), at: now)
        try expectEqual(cancelled.state, .canceled, "as somebody wanted")
    }

    func interruptionsAreCounted() async throws {
        _ = try await submit("report")
        _ = try await claimOne()
        let second = try await run.next()
        let taken = try await second.store.takeOver(on: hall, at: now)
        try expectEqual(taken.map(\.job.lifecycle.setbacks.interruptions), [1])
        try await second.store.finish(taken[0], with: .stopped, at: now)
        _ = try await second.store.claim(on: hall, limit: 1, at: now)

        let third = try await second.next()

        let again = try await third.store.takeOver(on: hall, at: now)
        try expectEqual(again.map(\.job.lifecycle.setbacks.interruptions), [2])
    }
}
