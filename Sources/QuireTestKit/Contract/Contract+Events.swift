import IPP
import PrintModel

extension StoreScene {
    /// The kinds and printer states of all lines behind `sequence`, in words.
    private func lines(after sequence: Int64 = 0) async throws -> [String] {
        try await store.log(after: sequence, limit: 1000).map { event in
            let kinds = event.kinds.members.compactMap(\.keyword).joined(separator: "+")
            return kinds + (event.printerStatus.map { " \($0.state)" } ?? "")
        }
    }

    func theLogHasTheStateAfterEachChange() async throws {
        let start = store.lastEvent
        let job = try await submit("a")
        let lease = try await claimOne()
        try await store.finish(
            lease, with: .delivered, report: PrintReport(impressions: 7), at: now + .seconds(3))

        let log = try await store.log(after: start, limit: 100)
        try expectEqual(log.map(\.what), ["created", "claimed", "completed"])
        try expectEqual(
            log.map(\.kinds),
            [
                [.jobCreated, .documentCreated], [.jobStateChanged, .printerStateChanged, .documentStateChanged],
                [.jobCompleted, .printerStateChanged, .documentCompleted],
            ])
        try expectEqual(log.map(\.document), [1, 1, 1])
        try expectEqual(log.map(\.documentState), [.pending, .processing, .completed])
        try expectEqual(log.map { $0.state?.state }, [3, 5, 9])
        try expectEqual(
            log.map { $0.state?.reasons.first }, ["none", "job-printing", "job-completed-successfully"])
        try expectEqual(log.map(\.impressions), [0, 0, 7])
        try expectEqual(log.map { $0.printerStatus?.state }, [nil, 4, 3])
        try expect(log.allSatisfy { $0.job == job.id && $0.printer == hall && $0.resource == nil }, "of this job")
        try expectEqual(store.stateChangedAt(of: hall), now + .seconds(3))
        try expectEqual(try await store.log(after: log[0].sequence, limit: 1), [log[1]], "a part of it:")
        let next = try await run.next()
        try expectEqual(try await next.store.log(after: start, limit: 100), log, "after a restart")
    }

    func aBusyPrinterSaysSoOnce() async throws {
        for name in ["a", "b", "c"] { _ = try await submit(name) }
        let start = store.lastEvent
        let leases = try await claim(2)
        try await store.finish(leases[0], with: .delivered, at: now)
        let third = try await claimOne()
        try await store.finish(leases[1], with: .delivered, at: now)
        _ = try await store.update(hall, at: now) { $0.isPaused = true }
        try await store.finish(third, with: .delivered, at: now)

        try expectEqual(
            try await lines(after: start),
            [
                "job-state-changed+printer-state-changed+document-state-changed 4",
                "job-state-changed+document-state-changed", "job-completed+document-completed",
                "job-state-changed+document-state-changed", "job-completed+document-completed",
                "printer-state-changed 4", "job-completed+printer-stopped+document-completed 5",
            ])
        let log = try await store.log(after: start, limit: 100)
        try expectEqual(log[5].printerStatus?.reasons, ["moving-to-paused"])
        try expectEqual(log[6].printerStatus?.reasons, ["paused"])
    }

    func documentsSayWhatBecomesOfThem() async throws {
        let job = try await open()
        for last in [false, true] {
            _ = try await store.add(document([1]), to: job.id, isLast: last, closesAt: nil, at: now)
        }
        let start = store.lastEvent
        func news() async throws -> [String] {
            try await store.log(after: start, limit: 100).filter { !$0.kinds.isDisjoint(with: .ofDocuments) }.map {
                let kind = $0.kinds.intersection(.ofDocuments).keyword ?? "?"
                return "\($0.document ?? 0) \(kind) \($0.documentState?.rawValue ?? 0)"
            }
        }

        let lease = try await claimOne()
        try await store.cancel(document: 2, of: job.id, .user, by: nil, at: now)
        try await store.finish(lease, with: .stopped, at: now)
        let again = try await claimOne()
        try await store.apply(.suspend(.user), to: job.id, by: nil, at: now)
        try await store.finish(again, with: .stopped, at: now)
        try await store.apply(.resume, to: job.id, by: nil, at: now)
        try await store.apply(.cancel(.user), to: job.id, by: nil, at: now)

        try expectEqual(
            try await news(),
            [
                "1 document-state-changed 5", "2 document-state-changed 5", "2 document-state-changed 5",
                "1 document-state-changed 3", "2 document-completed 7", "1 document-state-changed 5",
                "1 document-stopped 6", "1 document-state-changed 3", "1 document-completed 7",
            ])
        let log = try await store.log(after: start, limit: 100)
        try expectEqual(log.last?.kinds, .jobCompleted, "the job ends after its documents:")
        let history = try await store.events(of: job.id)
        try expect(!history.contains { $0.kind == .documentTurned }, "the job's history is not twice as long")
        let next = try await run.next()
        try expectEqual(try await next.store.log(after: start, limit: 100), log, "after a restart")
    }

    func whatIsChangedAboutAPrinterIsLogged() async throws {
        let start = store.lastEvent
        _ = try await store.update(hall, at: now) { $0.isPaused = true }
        _ = try await store.update(hall, at: now) { $0.isPaused = true }
        _ = try await store.update(hall, at: now) { $0.acceptsJobs = false }
        _ = try await store.update(hall, at: now) { $0.info = "By the stairs" }
        _ = try await store.update(hall, at: now) { $0.attributes.set("media-ready", .keyword("iso_a4_210x297mm")) }
        _ = try await store.update(hall, at: now) { $0.attributes.set("finishings-ready", .enum(4)) }
        _ = try await store.update(hall, at: now) { printer in
            printer.isPaused = false
            printer.attributes.set("sides-default", .keyword("one-sided"))
        }
        let other = try await Self.addPrinter("other", to: store)
        try await store.delete(other.id, at: now)

        try expectEqual(
            try await lines(after: start),
            [
                "printer-stopped 5", "printer-state-changed 5", "printer-config-changed 5", "printer-media-changed 5",
                "printer-finishings-changed 5", "printer-state-changed 3", "printer-config-changed 3",
                "printer-created 3", "printer-deleted 3",
            ])
        let log = try await store.log(after: start, limit: 100)
        try expectEqual(
            log.map { $0.printerStatus?.acceptsJobs }, [true] + Array(repeating: false, count: 6) + [true, true])
        try expect(log.allSatisfy { $0.job == nil }, "of no job")
        try expectEqual(log.last?.detail, "other")
    }

    func whatADeviceSaysIsLoggedWhenItChanges() async throws {
        let start = store.lastEvent
        func say(_ reasons: [String]) async throws {
            try await store.record(
                [ServerNews(.printerStateChanged, of: .printer(hall), "No paper", reasons: reasons)], by: nil,
                at: now + .seconds(9))
        }
        try await say(["media-empty-error"])
        try await say(["media-empty-error"])
        _ = try await store.update(hall, at: now) { $0.holdsNewJobs = true }
        try await say([])
        try await store.record(
            [ServerNews(.printerStateChanged, of: .printer(PrinterID(99)), reasons: ["x"])], by: nil, at: now)

        let log = try await store.log(after: start, limit: 100)
        try expectEqual(
            log.map { $0.printerStatus?.reasons },
            [["media-empty-error"], ["hold-new-jobs", "media-empty-error"], ["hold-new-jobs"]])
        try expectEqual(log.map { $0.printerStatus?.state }, [4, 4, 3])
        try expectEqual(log[0].detail, "No paper")
        try expectEqual(store.stateChangedAt(of: hall), now + .seconds(9))
    }

    func whatHappensElsewhereIsLogged() async throws {
        let start = store.lastEvent
        try await store.record(
            [
                ServerNews(.systemRestarted, of: .system, "Hello", state: 3),
                ServerNews(.resourceCreated, of: .resource(ResourceID(4)), state: 3, reasons: ["resource-incoming"]),
            ], by: "root", at: now)

        let log = try await store.log(after: start, limit: 100)
        try expectEqual(log.map(\.kinds), [.systemRestarted, .resourceCreated])
        try expectEqual(log.map(\.resource), [nil, ResourceID(4)])
        try expectEqual(
            log.map(\.state), [StateAfter(state: 3, reasons: []), StateAfter(state: 3, reasons: ["resource-incoming"])])
        try expectEqual(log.map(\.actor), ["root", "root"])
        try expectEqual(log.map(\.detail), ["Hello", ""])
        try expectEqual(log.map(\.printer), [nil, nil])
        try expect(try await !store.events(after: 0, limit: 100).contains { $0.sequence > start }, "and of no job")
    }

    func eventsOfAForgottenJobStayAWhile() async throws {
        let job = try await finished("a", at: now)

        var retention = Retention()
        (retention.documents, retention.history) = (.zero, .zero)
        while try await store.sweep(retention, at: now + .seconds(1)) > 0 {}

        try expectEqual(try await store.events(of: job.id), [], "its history is gone:")
        try expectEqual(
            try await store.log(after: 0, limit: 100).filter { $0.job == job.id }.count, 3, "the log has it:")
        _ = try await store.sweep(Retention(), at: Moment(seconds: 4_000_000_000))
        try expectEqual(try await store.log(after: 0, limit: 100).filter { $0.job == job.id }.count, 0, "later:")
    }

    func progressIsNoPartOfAJobsHistory() async throws {
        let job = try await submit("a")
        let waiting = try await submit("b")
        _ = try await claimOne()
        let start = store.lastEvent

        try await store.record(
            [JobProgress(job: job.id, impressions: 3), JobProgress(job: waiting.id, impressions: 1)], at: now)

        let log = try await store.log(after: start, limit: 100)
        try expectEqual(log.map(\.kinds), [.jobProgress])
        try expectEqual(log.map(\.impressions), [3])
        try expectEqual(try await store.events(of: job.id).map(\.kind), [.created, .claimed])
        try expectEqual(try await found(job.id).impressionsCompleted, 0)
    }

    func movesAndPrioritiesChangeTheOrder() async throws {
        let other = try await Self.addPrinter("other", to: store)
        let first = try await submit("a")
        let second = try await submit("b")
        let start = store.lastEvent
        try await store.change(second.id, JobChange(place: .first), by: nil, at: now)
        try await store.change(first.id, JobChange(priority: 70), by: nil, at: now)
        try await store.change(first.id, JobChange(name: "c"), by: nil, at: now)
        try await store.change(first.id, JobChange(printer: other.id), by: nil, at: now)

        try expectEqual(
            try await lines(after: start),
            [
                "printer-queue-order-changed", "job-config-changed+printer-queue-order-changed", "job-config-changed",
                "job-config-changed",
            ])
    }

    func theLogTellsWhenItGrows() async throws {
        let start = store.lastEvent
        let signal = store.eventSignal
        async let first = signal.waitForMore(than: start)
        async let second = signal.waitForMore(than: start)
        _ = try await submit("a")
        let both = await [first, second]
        try expectEqual(both, [true, true])
        let task = Task { [last = store.lastEvent] in await signal.waitForMore(than: last) }
        task.cancel()
        try expectEqual(await task.value, false, "cancelled:")
    }

    // MARK: Subscriptions

    private func subscription(_ scope: Subscription.Scope, lease: Int? = 100) -> Subscription {
        Subscription(
            id: SubscriptionID(0), scope: scope, events: ["job-completed", "printer-stopped"],
            attributes: ["job-name"], userData: [1, 0, 255], charset: "us-ascii", language: "de",
            owner: Owner(user: "ana", host: "192.0.2.7", isProved: true), uri: "ipp://host/printers/hall", lease: lease,
            expiresAt: Subscription.end(ofLease: lease, from: now), createdAt: now, countedAt: 0)
    }

    func subscriptionsSurviveARestart() async throws {
        let wanted: [Subscription] = [
            subscription(.system), subscription(.printer(hall), lease: 0),
            subscription(.job(JobID(3), on: hall), lease: nil), subscription(.resource(ResourceID(5))),
        ]
        let made = try await store.add(wanted, after: nil)

        try expectEqual(made.map(\.id.rawValue), [1, 2, 3, 4])
        try expectEqual(made.map(\.scope), wanted.map(\.scope))
        try expectEqual(made.map(\.countedAt), Array(repeating: store.lastEvent, count: 4))
        try expectEqual(try await store.subscriptions(), made)
        try expectEqual(made.map(\.expiresAt), [now + .seconds(100), nil, nil, now + .seconds(100)])
        let next = try await run.next()
        try expectEqual(try await next.store.subscriptions(), made, "after a restart")
    }

    func subscriptionsAreRenewedCountedAndCanceled() async throws {
        let made = try await store.add([subscription(.system), subscription(.system)], after: 0)
        try expectEqual(made.map(\.countedAt), [0, 0])

        try await store.renew(made[0].id, lease: 50, expiresAt: now + .seconds(500))
        try await store.keep([made[0].id: 9, SubscriptionID(77): 1], countedAt: 12)
        try await store.cancel([made[1].id, SubscriptionID(77)])

        let kept = try await store.subscriptions()
        try expectEqual(kept.map(\.id), [made[0].id])
        try expectEqual(kept[0].lease, 50)
        try expectEqual(kept[0].expiresAt, now + .seconds(500))
        try expectEqual(kept[0].number, 9)
        try expectEqual(kept[0].countedAt, 12)
        try await expectThrows(.notPossible) {
            try await store.renew(made[1].id, lease: 50, expiresAt: nil)
        }
        let next = try await run.next()
        let again = try await next.store.add([subscription(.system)], after: nil)
        try expectEqual(again[0].id.rawValue, 3, "numbers are never given out again:")
    }
}
