import PrintModel

extension StoreScene {
    func listsAreInTheirOrder() async throws {
        let a = try await submit("a")
        let b = try await submit("b", priority: 80)
        let held = try await submit("held", priority: 100, hold: .indefinite)
        let c = try await submit("c")
        let processing = try await submit("processing", priority: 100)
        _ = try await claimOne()
        let old = try await finished("old", at: now + .seconds(1))
        let new = try await finished("new", at: now + .seconds(5))
        let same = try await finished("same", at: now + .seconds(5))
        let aborted = try await submit("aborted")
        try await store.apply(.abort(because: "x"), to: aborted.id, by: nil, at: now + .seconds(3))

        let waiting = [processing.id, b.id, a.id, c.id, held.id]
        let done = [same.id, new.id, aborted.id, old.id]
        for page in [1, 2, 3, 100] {
            for printer in [hall, nil] {
                func ids(_ which: JobQuery.Which) async throws -> [JobID] {
                    try await list(JobQuery(printer: printer, which: which), page: page).map(\.id)
                }
                try expectEqual(try await ids(.notCompleted), waiting, "not completed, page \(page):")
                try expectEqual(try await ids(.completed), done, "completed, page \(page):")
                try expectEqual(try await ids(.all), waiting + done, "all, page \(page):")
                try expectEqual(try await ids(.states([.aborted])), [aborted.id])
                try expectEqual(try await ids(.states([.held, .pending])), [b.id, a.id, c.id, held.id])
                try expectEqual(try await ids(.states([.held, .canceled])), [held.id, same.id, new.id, old.id])
                try expectEqual(try await ids(.states([])), [])
            }
        }
        try expectEqual(try await store.jobs(JobQuery(), after: nil, limit: 0).jobs, [])
        try expectEqual(try await store.jobs(JobQuery(), after: nil, limit: 5).next, nil, "exactly one page:")
    }

    func pagesStayRightWhileJobsComeAndGo() async throws {
        var jobs: [Job] = []
        for number in 1...12 { jobs.append(try await submit("\(number)", priority: number % 3 == 0 ? 60 : 50)) }
        let query = JobQuery(printer: hall)

        var seen: [JobID] = []
        var page = try await store.jobs(query, after: nil, limit: 4)
        seen += page.jobs.map(\.id)
        // The last one seen goes, a more urgent one and one at the end come, one that was not seen goes.
        try await store.apply(.cancel(.user), to: page.jobs[3].id, by: nil, at: now)
        _ = try await submit("urgent", priority: 100)
        let late = try await submit("late")
        try await store.apply(.cancel(.user), to: jobs[6].id, by: nil, at: now)
        while let cursor = page.next {
            page = try await store.jobs(query, after: cursor, limit: 4)
            seen += page.jobs.map(\.id)
        }

        let expected = jobs.filter { $0.priority == 60 } + jobs.filter { $0.priority == 50 && $0.id != jobs[6].id }
        try expectEqual(seen, expected.map(\.id) + [late.id])
    }

    func listsAreFilteredByPrinterAndUser() async throws {
        let other = try await Self.addPrinter("other", to: store)
        let anaHere = try await submit("1")
        let boHere = try await submit("2", user: "bo")
        let anaThere = try await submit("3", on: other.id)
        let anaDone = try await finished("4", at: now)

        func ids(_ query: JobQuery) async throws -> [JobID] { try await list(query, page: 1).map(\.id) }
        try expectEqual(try await ids(JobQuery(printer: hall)), [anaHere.id, boHere.id])
        try expectEqual(try await ids(JobQuery(user: "ana")), [anaHere.id, anaThere.id])
        try expectEqual(try await ids(JobQuery(printer: other.id, user: "ana")), [anaThere.id])
        try expectEqual(try await ids(JobQuery(printer: hall, which: .all, user: "ana")), [anaHere.id, anaDone.id])
        try expectEqual(try await ids(JobQuery(which: .completed, user: "bo")), [])
        try expectEqual(try await ids(JobQuery(user: "Ana")), [])
        try expectEqual(try await ids(JobQuery(printer: PrinterID(99))), [])
        try expectEqual(try await ids(JobQuery(which: .all, hidden: [other.id])), [anaHere.id, boHere.id, anaDone.id])
        try expectEqual(try await ids(JobQuery(user: "ana", hidden: [hall, PrinterID(99)])), [anaThere.id])
        try expectEqual(try await ids(JobQuery(which: .all, hidden: [hall, other.id])), [])
        try expectEqual(try await ids(JobQuery(which: .states([.canceled]), hidden: [hall])), [])
    }

    func aUsersWaitingJobsAreCounted() async throws {
        let other = try await Self.addPrinter("other", to: store)
        func owner(_ user: String, _ host: String, isProved: Bool = false) -> Owner {
            Owner(user: user, host: host, isProved: isProved)
        }
        func count(_ owner: Owner, in store: any JobStore) -> [Int] {
            let count = store.waiting(of: owner, on: hall)
            return [
                count.ofOwner, count.ofAddress, count.onQueue, store.waiting(of: owner, on: other.id).onQueue,
                Int(count.octets),
            ]
        }
        func submit(as owner: Owner, on printer: PrinterID? = nil, octets: Int = 10) async throws -> Job {
            var ticket = self.ticket()
            ticket.owner = owner
            if let printer { ticket.printer = printer }
            return try await self.submit(ticket, content: Self.content(octets))
        }
        let (here, there, proved) = (owner("ana", "h"), owner("ana", "t"), owner("ana", "localhost", isProved: true))
        for name in [here, here, there, proved, owner("bo", "h"), owner("ana", "h", isProved: true)] {
            _ = try await submit(as: name)
        }
        let gone = try await submit(as: here)
        try await store.apply(.cancel(.user), to: gone.id, by: nil, at: now)
        for name in [here, proved] { _ = try await submit(as: name, on: other.id, octets: 100) }
        for address in ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"] {
            _ = try await submit(as: owner("dee", address))
        }

        for store in [store, try await run.next().store] {
            try expectEqual(count(here, in: store), [3, 4, 2, 1, 130])
            try expectEqual(count(there, in: store), [1, 1, 1, 0, 10])
            try expectEqual(count(proved, in: store), [3, 0, 2, 1, 120], "from wherever:")
            try expectEqual(count(owner("cy", "h"), in: store), [0, 4, 0, 0, 130])
            try expectEqual(count(owner("cy", "x", isProved: true), in: store), [0, 0, 0, 0, 0])
            try expectEqual(count(owner("dee", "2001:db8:1:2::7"), in: store), [2, 2, 2, 0, 20], "one network")
        }
    }

    func aListIsEnteredInTheMiddle() async throws {
        var all: [JobID] = []
        for number in 1...4 { all.append(try await submit("\(number)").id) }
        let done = [try await finished("5", at: now).id, try await finished("6", at: now).id]
        let query = JobQuery(printer: hall, which: .all)
        let listed = try await list(query).map(\.id)
        try expectEqual(Set(listed), Set(all + done))

        for count in 1..<listed.count {
            let cursor = try await store.cursor(of: query, behind: count)
            let rest = try await store.jobs(query, after: cursor, limit: 100).jobs.map(\.id)
            try expectEqual(rest, Array(listed[count...]), "behind \(count)")
        }
        let other = try await Self.addPrinter("other", to: store)
        _ = try await submit("hidden", priority: 100, on: other.id)
        let seen = JobQuery(which: .all, hidden: [other.id])
        for count in 1..<listed.count {
            let cursor = try await store.cursor(of: seen, behind: count)
            let next = try await store.jobs(seen, after: cursor, limit: 1).jobs.map(\.id)
            try expectEqual(next, [listed[count]], "behind \(count), others hidden")
        }
        let last = try await store.cursor(of: query, behind: listed.count)
        try expectEqual(try await store.jobs(query, after: last, limit: 100).jobs.map(\.id), [])
        try expect(try await store.cursor(of: query, behind: Int(Int32.max)) == nil, "there are no more")
    }

    func jobsBeforeAreCounted() async throws {
        let low = try await submit("low", priority: 1)
        let first = try await submit("first")
        let second = try await submit("second")
        let held = try await submit("held", priority: 90, hold: .indefinite)
        let urgent = try await submit("urgent", priority: 95)

        func before(_ job: Job, max: Int = 100) async throws -> Int {
            try await store.jobsBefore(try await found(job.id), max: max)
        }
        try expectEqual(try await before(urgent), 0)
        try expectEqual(try await before(first), 1)
        try expectEqual(try await before(second), 2)
        try expectEqual(try await before(low), 3)
        try expectEqual(try await before(low, max: 2), 2)
        try expectEqual(try await before(held), 1, "if it were released now:")
        _ = try await claimOne()
        try expectEqual(try await before(urgent), 0, "being printed:")
        try expectEqual(try await before(first), 1)
        try expectEqual(try await before(low, max: 0), 0)
    }

    func countsAreRightAfterEveryChange() async throws {
        func counts(_ pending: Int, _ held: Int, _ processing: Int, line: Int = #line) throws {
            try expectEqual(
                store.counts(of: hall), QueueCounts(pending: pending, held: held, processing: processing), line: line)
        }
        try counts(0, 0, 0)
        let a = try await submit("a")
        try counts(1, 0, 0)
        let b = try await submit("b", hold: .indefinite)
        try counts(1, 1, 0)
        try await store.apply(.hold(.indefinite), to: a.id, by: nil, at: now)
        try counts(0, 2, 0)
        try await store.apply(.release, to: a.id, by: nil, at: now)
        try await store.apply(.release, to: b.id, by: nil, at: now)
        try counts(2, 0, 0)
        let leases = try await claim(2)
        try counts(0, 0, 2)
        try await store.apply(.cancel(.user), to: a.id, by: nil, at: now)
        try counts(0, 0, 2)
        try await store.finish(leases[0], with: .stopped, at: now)
        try counts(0, 0, 1)
        try await store.finish(leases[1], with: .refused(because: "x"), at: now)
        try counts(0, 1, 0)
        let next = try await run.next()
        try expectEqual(next.store.counts(of: hall), QueueCounts(held: 1), "after a restart:")
        try expectEqual(next.store.counts(of: PrinterID(99)), QueueCounts())
    }

    func eventsTellWhatHappened() async throws {
        let job = try await submit("a", hold: .indefinite)
        _ = try await submit("b")
        try await store.apply(.release, to: job.id, by: "bo", at: now + .seconds(1))
        let lease = try await store.claim(on: hall, limit: 1, at: now + .seconds(2))[0]
        try await store.remember(deviceJob: "7", for: lease)
        try await store.finish(
            lease, with: .tryAgain(DeviceTrouble(reason: "media-empty", message: "No paper")), at: now + .seconds(3))
        try await store.apply(.cancel(.operator_), to: job.id, by: "root", at: now + .seconds(4))

        let events = try await store.events(of: job.id)
        try expectEqual(
            events.map(\.kind), [.created, .released, .claimed, .handedOver, .retrying, .canceled])
        try expectEqual(events.map(\.actor), ["ana", "bo", nil, nil, nil, "root"])
        try expectEqual(events[4].detail, "No paper")
        let uri = store.printer(hall)?.deviceURI ?? ""
        try expectEqual(events[2].detail, "Attempt 1, on hall (\(uri))", "the log names the device:")
        try expectEqual(events[1].at, now + .seconds(1))
        try expect(events.allSatisfy { $0.job == job.id && $0.printer == hall }, "of this job")
        let all = try await store.events(after: 0, limit: 100)
        try expectEqual(all.count, 7)
        try expectEqual(all.map(\.sequence), all.map(\.sequence).sorted())
        try expectEqual(Set(all.map(\.sequence)).count, 7)
        try expectEqual(store.lastEvent, all.last?.sequence ?? 0)
        try expectEqual(try await store.events(after: all[4].sequence, limit: 100), Array(all[5...]))
        try expectEqual(try await store.events(after: all[1].sequence, limit: 2), Array(all[2...3]))
        let next = try await run.next()
        try expectEqual(try await next.store.events(after: 0, limit: 100), all, "after a restart")
        try expectEqual(next.store.lastEvent, store.lastEvent)
    }

    func changesAreAnnounced() async throws {
        _ = await store.feed.next()
        let job = try await submit("a")
        try expectEqual(await store.feed.next()?.queues, [hall])
        _ = try await claim()
        _ = await store.feed.next()
        try await store.apply(.cancel(.user), to: job.id, by: nil, at: now)
        try expectEqual(await store.feed.next()?.cancelled, [job.id])
        _ = try await submit("b", hold: .until(now + .seconds(60), keyword: nil))
        try expectEqual(await store.feed.next()?.due, true)
        let other = try await Self.addPrinter("other", to: store)
        try expectEqual(await store.feed.next()?.printers, true)
        _ = try await store.update(other.id, at: now) { $0.isPaused = true }
        let change = await store.feed.next()
        try expectEqual(change?.queues, [other.id])
        try expectEqual(change?.printers, true)
    }
}
