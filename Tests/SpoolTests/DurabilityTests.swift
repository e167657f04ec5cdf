import GRDBSQLite
import PrintModel
import QuireTestKit
import Spool
import Testing

@Suite("Durability")
struct DurabilityTests {
    @Test("Every change is synced before it is acknowledged")
    func syncsBeforeAnswer() async throws {
        let machine = FaultyMachine()
        var settings = SpoolSettings.small
        // A checkpoint syncs beside the writer, and is none of its business.
        settings.checkpointPages = 100_000
        let store = try machine.open(settings)
        defer { store.close() }
        // With the first change after a checkpoint the beginning of the log is synced as well.
        _ = try await store.addHall()
        let plan = FaultPlan(.none, at: .max)
        machine.use(plan)

        let printer = try await store.add(
            NewPrinter(name: try #require(PrinterName("other")), deviceURI: "file:///a"), at: FaultScene.now)
        #expect(plan.syncs.filter { $0.hasSuffix("queue.db-wal") }.count == 1)
        for (size, files) in [(100, 0), (5000, 1), (50_000, 1)] {
            let before = plan.syncs.count
            let document = try await FaultScene.receive(size, for: store)
            _ = try await store.submit(
                FaultScene.ticket("\(size)", on: printer.id), documents: [document], isOpen: false, closesAt: nil,
                at: FaultScene.now)
            let syncs = plan.syncs[before...]
            #expect(syncs.last?.hasSuffix("queue.db-wal") == true, "the row comes last: \(syncs)")
            #expect(syncs.filter { $0 == "file" }.count == files, "\(size) octets: \(syncs)")
        }
    }
}

@Suite("When the disk gives trouble")
struct TroubleTests {
    @Test("The reserve is kept: a document that would eat into it is refused and leaves nothing")
    func reserve() async throws {
        let machine = FaultyMachine()
        var settings = SpoolSettings.small
        settings.reserveOctets = 1_000_000
        let store = try machine.open(settings)
        defer { store.close() }
        let printer = try await store.addHall()
        machine.disk.setFree(1_000_000 + 20_000)
        let other = try machine.open(settings)
        defer { other.close() }

        await #expect(throws: StoreError.full("The server's disk has no room for this document")) {
            try await FaultScene.receive(50_000, for: other)
        }
        _ = try await other.submit(5000, named: "fits", to: printer)
        machine.disk.setFree(999_999)
        await #expect(throws: StoreError.full("The server's disk has no room for this document")) {
            try await FaultScene.receive(1, for: other)
        }

        #expect(machine.files.count == 1)
    }

    @Test("A sync that failed makes the store read-only: nothing more is promised, everything can be read")
    func failedSync() async throws {
        for name in ["file", "queue.db-wal"] {
            let machine = FaultyMachine()
            let store = try machine.open()
            let printer = try await store.addHall()
            let before = try await store.submit(5000, named: "before", to: printer)
            machine.use(FaultPlan(.failsToSync(name), at: 0))

            await #expect(throws: StoreError.self) { try await store.submit(5001, named: "lost", to: printer) }
            machine.use(FaultPlan(.none, at: .max))

            #expect(store.problem != nil)
            #expect(store.trouble?.kind == .readOnly)
            await #expect(throws: StoreError.self) { try await store.submit(1, named: "later", to: printer) }
            await #expect(throws: StoreError.self) { try await store.claim(on: printer, limit: 1, at: FaultScene.now) }
            #expect(try await Snapshot.contents(1, of: before, in: store) == FaultScene.content(5000))
            store.close()
            machine.crash(seed: 0)
            let next = try machine.open()
            // The job that was not acknowledged may be there, but then it is whole.
            let jobs = try await next.jobs(JobQuery(which: .all), after: nil, limit: 9).jobs
            #expect(jobs.first?.id == before)
            for job in jobs { _ = try await Snapshot.contents(1, of: job.id, in: next) }
            _ = try await next.submit(5001, named: "again", to: printer)
            next.close()
        }
    }

    @Test("Over the memory budget documents go to files of their own, and come back as they were")
    func memoryBudget() async throws {
        let machine = FaultyMachine()
        var settings = SpoolSettings.small
        settings.memoryOctetsMax = 6000
        let store = try machine.open(settings)
        defer { store.close() }
        let printer = try await store.addHall()

        let waiting = try await FaultScene.receive(900, for: store)
        let job = try await store.submit(5500, named: "large", to: printer)

        #expect(machine.files == ["\(machine.folder)/documents/1/1"])
        #expect(try await Snapshot.contents(1, of: job, in: store) == FaultScene.content(5500))
        await store.discard(waiting.received)
        let small = try await store.submit(5500, named: "small again", to: printer)
        #expect(machine.files.count == 2)
        #expect(try await Snapshot.contents(1, of: small, in: store) == FaultScene.content(5500))
    }

    @Test("A document that is discarded or forgotten gives its space back")
    func discarding() async throws {
        let machine = FaultyMachine()
        let store = try machine.open()
        defer { store.close() }

        let discarded = try await FaultScene.receive(30_000, for: store)
        await store.discard(discarded.received)
        _ = try await FaultScene.receive(30_000, for: store)

        #expect(machine.files == [])
    }

    @Test("Of changes that share a transaction, a bad one fails alone")
    func oneBadChange() async throws {
        let machine = FaultyMachine()
        let store = try machine.open()
        defer { store.close() }
        let printer = try await store.addHall()

        let results = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<60 {
                group.addTask {
                    let target = number % 5 == 0 ? PrinterID(99) : printer
                    do {
                        _ = try await store.submit(number * 100, named: "\(number)", to: target)
                        return (number, true)
                    } catch {
                        return (number, false)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }

        #expect(results.allSatisfy { number, isDone in isDone == (number % 5 != 0) })
        let jobs = try await store.jobs(JobQuery(), after: nil, limit: 100).jobs
        #expect(Set(jobs.map(\.name)) == Set((0..<60).filter { $0 % 5 != 0 }.map(String.init)))
        for job in jobs {
            let content = FaultScene.content((Int(job.name) ?? 0) * 100)
            #expect(try await Snapshot.contents(1, of: job.id, in: store) == content)
        }
        #expect(store.counts(of: printer) == QueueCounts(pending: 48))
    }

    @Test("The space of removed documents is given back: holes in a segment, then the segment")
    func segmentsGo() async throws {
        let machine = FaultyMachine()
        let store = try machine.open()
        defer { store.close() }
        let printer = try await store.addHall()
        var jobs: [JobID] = []
        for number in 0..<6 { jobs.append(try await store.submit(19_000, named: "\(number)", to: printer)) }
        let segments = machine.disk.files(in: "\(machine.folder)/segments")
        #expect(segments.count == 3)
        for id in jobs.prefix(3) { try await store.apply(.cancel(.user), to: id, by: nil, at: FaultScene.now) }
        var retention = Retention()
        retention.documents = .zero

        try await store.sweep(retention, at: FaultScene.now)

        #expect(machine.disk.files(in: "\(machine.folder)/segments") == Array(segments.dropFirst()))
        let second = try machine.disk.open(segments[1])
        var bytes = [UInt8](repeating: 1, count: 16384)
        _ = try bytes.withUnsafeMutableBytes { try machine.disk.read(into: $0, from: second, at: 0) }
        #expect(bytes.allSatisfy { $0 == 0 })
        for id in jobs.dropFirst(3) {
            #expect(try await Snapshot.contents(1, of: id, in: store) == FaultScene.content(19_000))
        }
    }
}
