import IPP
import PrintModel

extension StoreScene {
    func whatIsSetOfTheSystemIsKept() async throws {
        let before = store.system()
        try expectEqual(before.configChanges, 0)
        let changed = try await store.updateSystem(by: "root", at: now) { system in
            system.attributes.set("system-location", .text("Cellar"))
            system.defaultPrinter = PrinterID(1)
            system.configChanges = 77
        }
        try expectEqual(changed.configChanges, 1)
        try expectEqual(changed.configChangedAt, now)
        try expectEqual(store.system(), changed)
        try expectEqual(store.defaultPrinter()?.id, hall)
        let same = try await store.updateSystem(by: "root", at: now + .seconds(9)) { system in
            system.attributes.set("system-location", .text("Cellar"))
        }
        try expectEqual(same, changed, "no change:")
        let logged = try await store.log(after: 0, limit: 1000).filter { $0.kinds.contains(.systemConfigChanged) }
        try expectEqual(logged.count, 1, "logged once:")

        try await expectThrows(.noSuchPrinter) {
            try await store.updateSystem(by: nil, at: now) { system in
                system.attributes.set("system-location", .text("Attic"))
                system.defaultPrinter = PrinterID(99)
            }
        }
        try expectEqual(store.system(), changed, "all or nothing:")

        let next = try await run.next()
        try expectEqual(next.store.system(), changed, "after a restart:")
        try await expectThrows(.fenced, "an earlier run") {
            try await store.updateSystem(by: nil, at: now) { $0.attributes.set("system-info", .text("x")) }
        }
        let last = try await next.store.updateSystem(by: nil, at: now + .seconds(1)) { $0.attributes.attributes = [] }
        try expectEqual(last.configChanges, 2)
    }

    func whatIsPrintedIsCounted() async throws {
        let attic = try await Self.addPrinter("attic", to: store)
        var ticket = self.ticket()
        ticket.attributes.add(pages: 3)
        try await submit(ticket)
        let report = PrintReport(impressions: 6, sheets: 3, colorImpressions: 2)
        try await store.finish(try await claimOne(), with: .delivered, report: report, at: now)
        try await submit(self.ticket(on: attic.id))
        let other = try await claim(on: attic.id)
        for lease in other {
            try await store.finish(lease, with: .delivered, report: PrintReport(impressions: 1), at: now)
        }
        try await submit()
        let refused = try await claimOne()
        try await store.finish(refused, with: .refused(because: "bad"), report: report, at: now)
        _ = try? await store.finish(refused, with: .delivered, report: report, at: now)

        let here = PageCounters(jobs: 1, pages: 3, impressions: 6, colorImpressions: 2, sheets: 3)
        try expectEqual(store.printed(by: hall), here)
        try expectEqual(store.printed(by: attic.id), PageCounters(jobs: 1, impressions: 1))
        let all = PageCounters(jobs: 2, pages: 3, impressions: 7, colorImpressions: 2, sheets: 3)
        try expectEqual(store.printed(by: nil), all)
        let next = try await run.next()
        try expectEqual(next.store.printed(by: hall), here, "after a restart:")
        try await next.store.delete(attic.id, at: now)
        try expectEqual(next.store.printed(by: nil), all, "a deleted printer's part stays:")
    }

    func changesOfConfigurationAreCounted() async throws {
        try expectEqual(store.printer(hall)?.configChanges, 0)
        _ = try await store.update(hall, at: now) { $0.info = "Colour" }
        _ = try await store.update(hall, at: now) { $0.isPaused = true }
        _ = try await store.update(hall, at: now) { $0.attributes.set("copies-default", .integer(2)) }
        _ = try await store.update(hall, at: now) { $0.configChanges = 99 }
        try expectEqual(store.printer(hall)?.configChanges, 2)
        let next = try await run.next()
        try expectEqual(next.store.printer(hall)?.configChanges, 2, "after a restart:")
    }
}
