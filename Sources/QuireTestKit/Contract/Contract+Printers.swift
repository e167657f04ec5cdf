import IPP
import PrintModel

extension StoreScene {
    func namesAreUniqueAmongTheLiving() async throws {
        try await expectThrows(.nameTaken) { try await Self.addPrinter("HALL", to: store) }
        let attic = try await Self.addPrinter("Attic", to: store)
        try expectEqual(store.printers().map(\.name.text), ["Attic", "hall"])
        try expectEqual(store.printer(named: attic.name), attic)
        try expectEqual(PrinterName("aTTiC").flatMap { store.printer(named: $0) }, attic)
        try expectEqual(store.printer(attic.id), attic)
        try expectEqual(attic.uuid.count, 16)
        try expect(attic.uuid != store.printer(hall)?.uuid, "each has its own uuid")

        try await store.delete(hall, at: now)

        try expectEqual(store.printer(hall), nil)
        try expectEqual(store.printers().count, 1)
        let again = try await Self.addPrinter("Hall", to: store)
        try expect(again.id > attic.id, "a new number")
        try await expectThrows(.noSuchPrinter) { try await store.delete(hall, at: now) }
        try await expectThrows(.noSuchPrinter) { try await store.update(hall, at: now) { $0.info = "x" } }
        let next = try await run.next()
        try expectEqual(next.store.printers(), store.printers(), "after a restart")
    }

    func aPrinterIsChanged() async throws {
        let before = store.revision
        let later = now + .seconds(5)
        let changed = try await store.update(hall, at: later) { printer in
            printer.isPaused = true
            printer.stateMessage = "Toner"
            printer.id = PrinterID(77)
            printer.uuid = []
        }
        try expectEqual(changed.id, hall)
        try expectEqual(changed.uuid.count, 16)
        try expect(changed.isPaused, "paused")
        try expectEqual(changed.stateChangedAt, later)
        try expectEqual(changed.configChangedAt, now)
        try expectEqual(store.printer(hall), changed)
        try expect(store.revision > before, "a new revision")

        let record = PauseRecord(.person("ben"), at: later)
        try expectEqual(try await store.update(hall, at: later) { $0.keep(record) }.pauseRecord, record)
        let resumed = try await store.update(hall, at: later) { $0.isPaused = false }
        try expectEqual(resumed.pauseRecord, nil, "who paused it goes with the pause:")
        try expectEqual(resumed.configChangedAt, now, "that is no setting:")
        _ = try await store.update(hall, at: later) { $0.isPaused = true }

        let revision = store.revision
        try expect(await store.waitForChange(from: before), "that there was one already")
        async let coming = store.waitForChange(from: revision)
        _ = try await store.update(hall, at: later + .seconds(1)) { $0.isPaused = true }
        try expectEqual(store.printer(hall), changed, "no change")
        try expectEqual(store.revision, revision)
        let renamed = try await store.update(hall, at: later + .seconds(2)) { printer in
            if let name = PrinterName("Hall") { printer.name = name }
            printer.attributes.set("media-default", .keyword("iso_a4_210x297mm"))
        }
        try expectEqual(renamed.name.text, "Hall")
        try expect(await coming, "a change, to whoever waited for one")
        try expectEqual(renamed.configChangedAt, later + .seconds(2))
        try expectEqual(renamed.stateChangedAt, later)
        _ = try await Self.addPrinter("other", to: store)
        try await expectThrows(.nameTaken) {
            try await store.update(hall, at: now) { if let name = PrinterName("OTHER") { $0.name = name } }
        }
        let next = try await run.next()
        try expectEqual(next.store.printer(hall), renamed, "after a restart")
        try expectEqual(next.store.printer(hall)?.name.text, "Hall")
    }

    func aDeletedPrinterCancelsItsJobs() async throws {
        let done = try await finished("done", at: now)
        let printing = try await submit("printing", priority: 90)
        let lease = try await claimOne()
        let pending = try await submit("pending")
        let held = try await submit("held", hold: .indefinite)
        let opened = try await open()

        try await store.delete(hall, at: now + .seconds(1))

        for job in [pending, held, opened] {
            let after = try await found(job.id)
            try expectEqual(after.state, .canceled)
            try expectEqual(after.finishedAt, now + .seconds(1))
        }
        try expectEqual(try await found(done.id), done, "its history stays")
        try expect(try await found(printing.id).lifecycle.cancelRequested != nil, "is told to stop")
        try await expectThrows(.noSuchPrinter) { try await submit("late") }
        try expectEqual(try await store.finish(lease, with: .stopped, at: now + .seconds(2)).state, .canceled)
        try expectEqual(store.counts(of: hall), QueueCounts())
        try expectEqual(try await list(JobQuery(printer: hall, which: .completed)).count, 5)
        try await expectThrows(.noSuchPrinter, "no restart there") {
            try await store.apply(.restart(.none), to: done.id, by: nil, at: now)
        }
    }

    func anIdlePrinterIsDeleted() async throws {
        let held = try await submit("held", hold: .indefinite)
        try expectEqual(try await store.deleteIdle(hall, at: now), false)
        try expectEqual(try await found(held.id).state, .held)
        try expect(store.printer(hall) != nil, "it stays")
        try await store.apply(.cancel(.user), to: held.id, by: nil, at: now)
        try expectEqual(try await store.deleteIdle(hall, at: now), true)
        try expectEqual(store.printer(hall), nil)
        try await expectThrows(.noSuchPrinter) { try await store.deleteIdle(hall, at: now) }
    }

    func theDefaultPrinterIsKept() async throws {
        try expectEqual(store.defaultPrinter(), nil)
        try await store.setDefault(hall)
        try expectEqual(store.defaultPrinter()?.id, hall)
        try await expectThrows(.noSuchPrinter) { try await store.setDefault(PrinterID(99)) }
        _ = try await store.update(hall, at: now) { $0.info = "By the stairs" }
        try expectEqual(store.defaultPrinter()?.info, "By the stairs")
        let next = try await run.next()
        try expectEqual(next.store.defaultPrinter()?.id, hall, "after a restart:")
        try await next.store.setDefault(nil)
        try expectEqual(next.store.defaultPrinter(), nil)
        try await next.store.setDefault(hall)
        try await next.store.delete(hall, at: now)
        try expectEqual(next.store.defaultPrinter(), nil, "deleted:")
    }
}
