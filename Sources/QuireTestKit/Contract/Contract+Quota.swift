import IPP
import PrintModel

extension StoreScene {
    private func limit(_ printer: PrinterID? = nil, kOctets: Int32 = 0, pages: Int32 = 0, period: Int32 = 0)
        async throws
    {
        _ = try await store.update(printer ?? hall, at: now) { printer in
            printer.attributes.set(Quota.kOctetsAttribute, .integer(kOctets))
            printer.attributes.set(Quota.pagesAttribute, .integer(pages))
            printer.attributes.set(Quota.periodAttribute, .integer(period))
        }
    }

    private func refuses(
        _ user: String = "ana", on printer: PrinterID? = nil, at moment: Moment? = nil, in store: (any JobStore)? = nil
    ) async throws -> Bool {
        let store = store ?? self.store
        let received = try await store.receive(.bytes([1]), octetsMax: 9)
        let document = NewDocument(received: received, format: "text/plain")
        do {
            _ = try await store.submit(
                ticket("probe", user: user, on: printer), documents: [document], isOpen: true, closesAt: nil,
                at: moment ?? now)
            return false
        } catch StoreError.quotaReached {
            await store.discard(received)
            return true
        }
    }

    private func pages(_ pages: Int, copies: Int32 = 1, user: String = "ana") -> Ticket {
        var ticket = ticket("pages", user: user)
        ticket.attributes.set("copies", .integer(copies))
        ticket.attributes.add(pages: pages)
        return ticket
    }

    func aQuotaCountsWhatWaits() async throws {
        try await limit(kOctets: 4)
        _ = try await submit(content: Self.content(3000))
        try expect(try await !refuses("ben"), "others have their own")
        let open = try await open()
        _ = try await store.add(document(Self.content(900)), to: open.id, isLast: true, closesAt: nil, at: now)

        try expect(try await refuses(), "3 and 1 of 4 kilobytes wait")
        let other = try await Self.addPrinter("other", to: store)
        try await limit(other.id, kOctets: 1)
        let moving = try await submit("moving", on: other.id)
        try await expectThrows(.quotaReached, "moved here") {
            try await store.change(moving.id, JobChange(printer: hall), by: nil, at: now)
        }
        try await limit()
        try expect(try await !refuses(), "without a limit")
    }

    func whatUsersHaveUsedIsTold() async throws {
        let before = try await store.usage(of: hall, by: nil, after: "", limit: 9, at: now)
        try expectEqual(before, [], "without a limit")
        try await limit(pages: 100, period: 480)
        let ana = try await submit(pages(3, copies: 2))
        _ = try await submit(pages(1, user: "Ben"))
        _ = try await submit(pages(2, user: "äda"))

        func used(
            by user: String? = nil, after last: String = "", limit: Int = 9, at moment: Moment? = nil
        ) async throws -> [String] {
            try await store.usage(of: hall, by: user, after: last, limit: limit, at: moment ?? now)
                .map { "\($0.user) \($0.usage.pages)" }
        }
        try expectEqual(try await used(), ["Ben 1", "ana 6", "äda 2"], "in the order of their octets:")
        try expectEqual(try await used(by: "ana"), ["ana 6"])
        try expectEqual(try await used(by: "nobody"), [])
        try expectEqual(try await used(limit: 1), ["Ben 1"])
        try expectEqual(try await used(after: "Ben", limit: 1), ["ana 6"])
        try await store.apply(.cancel(.user), to: ana.id, by: nil, at: now)
        try expectEqual(try await used(by: "ana"), ["ana 0"], "given back:")
        try expectEqual(try await used(at: now + .seconds(600)), [], "when the period is over:")
    }

    func aQuotaIsSettledAtTheEnd() async throws {
        try await limit(pages: 10)
        let cancelled = try await submit(pages(5, copies: 2))
        try expect(try await refuses(), "10 pages are reserved")
        try await store.apply(.cancel(.user), to: cancelled.id, by: nil, at: now)
        try expect(try await !refuses(), "given back")

        _ = try await submit(pages(20))
        try expect(try await refuses(), "20 pages are reserved")
        let lease = try await claimOne()
        try expectEqual(lease.job.name, "pages")
        try await store.finish(lease, with: .delivered, report: PrintReport(impressions: 9), at: now)
        try expect(try await !refuses(), "9 were counted")

        let third = try await submit(pages(3))
        try await limit(pages: 0)
        let begun = try await claim(9).first { $0.job.id == third.id }
        guard let begun else { throw ContractViolation("the third job is not there to claim") }
        try await store.finish(begun, with: .unknown(confirmedImpressions: 1, because: "cut off"), at: now)
        try await store.apply(.cancel(.user), to: third.id, by: nil, at: now)
        try await limit(pages: 10)
        try expect(try await refuses(), "what was printed of a cancelled job counts: 9 and 1")
    }

    func aQuotaSlides() async throws {
        try await limit(pages: 4, period: 3600)
        for (after, count) in [(0, 2), (1800, 2)] {
            let job = try await submit(pages(count), at: now + .seconds(after))
            let lease = try await claim(9).first { $0.job.id == job.id }
            guard let lease else { throw ContractViolation("nothing to claim") }
            try await store.finish(
                lease, with: .delivered, report: PrintReport(impressions: count), at: now + .seconds(after))
        }

        try expect(try await refuses(at: now + .seconds(3400)), "both are within the hour")
        try expect(try await !refuses(at: now + .seconds(3700)), "the first is not any more")
    }

    func aQuotaSurvivesARestart() async throws {
        try await limit(pages: 10)
        let waiting = try await submit(pages(6))
        _ = try await submit(pages(4))

        let next = try await run.next()

        try expect(try await refuses(in: next.store), "10 are reserved")
        try await next.store.apply(.cancel(.user), to: waiting.id, by: nil, at: now)
        try expect(try await !refuses(in: next.store), "6 are given back")
    }
}
