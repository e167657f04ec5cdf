import IPP
import PrintModel

extension StoreScene {
    func aSubmittedJobIsThere() async throws {
        let content = Self.content(500)
        let job = try await submit(ticket("thesis", priority: 70), content: content)

        try expectEqual(try await store.job(job.id), job)
        try expectEqual(job.name, "thesis")
        try expectEqual(job.priority, 70)
        try expectEqual(job.owner, Owner(user: "ana", host: "192.0.2.7", isProved: false))
        try expectEqual(job.attributes, ticket().attributes)
        try expectEqual(job.state, .pending)
        try expectEqual(job.createdAt, now)
        try expectEqual(job.octets, 500)
        try expectEqual(job.documentCount, 1)
        try expect(job.hasDocuments, "it has its documents")
        let documents = try await store.documents(of: job.id)
        try expectEqual(documents.count, 1)
        try expectEqual(documents.first?.number, 1)
        try expectEqual(documents.first?.format, "text/plain")
        try expectEqual(documents.first?.formatSupplied, "application/octet-stream")
        try expectEqual(documents.first?.name, "notes.txt")
        try expectEqual(documents.first?.octets, 500)
        try expectEqual(documents.first?.digest.count, 32)
        let next = try await run.next()
        try expectEqual(try await next.store.job(job.id), job, "after a restart")
        try expectEqual(try await next.store.documents(of: job.id), documents)
    }

    func documentsComeBackAsTheyWere() async throws {
        var jobs: [(JobID, [UInt8])] = []
        for (index, size) in run.interestingSizes.enumerated() {
            let content = Self.content(size, seed: UInt64(index + 1))
            let job = try await submit(content: content)
            try expectEqual(try await bytes(1, of: job.id) == content, true, "\(size) octets")
            jobs.append((job.id, content))
        }
        // Several at once take another way than one alone.
        try await withThrowingTaskGroup(of: (JobID, [UInt8]).self) { group in
            for (index, size) in (run.interestingSizes + run.interestingSizes).enumerated() {
                let content = Self.content(size, seed: UInt64(1000 + index))
                group.addTask { (try await submit(content: content).id, content) }
            }
            for try await job in group { jobs.append(job) }
        }
        let next = try await run.next()
        for (id, content) in jobs {
            let back = try await bytes(1, of: id, in: next.store)
            try expect(back == content, "\(content.count) octets of job \(id) after a restart")
            try expectEqual(try await found(id, in: next.store).state, .pending)
        }
    }

    func aTooLargeDocumentIsRefused() async throws {
        for size in run.interestingSizes where size > 0 {
            let content = Self.content(size)
            try await expectThrows(.tooLarge, "\(size) octets") {
                try await store.receive(Self.stream(content), octetsMax: Int64(size - 1))
            }
            let received = try await store.receive(Self.stream(content), octetsMax: Int64(size))
            try expectEqual(received.octets, Int64(size))
            await store.discard(received)
        }
    }

    func tooManyDocumentsAreRefused() async throws {
        let max = run.documentsPerJobMax
        guard max < 100 else { return }
        var documents: [NewDocument] = []
        for _ in 0...max { documents.append(try await document([1])) }

        let tooMany = documents
        try await expectThrows(.tooManyDocuments) {
            try await store.submit(ticket(), documents: tooMany, isOpen: false, closesAt: nil, at: now)
        }
        let job = try await store.submit(
            ticket(), documents: Array(documents.prefix(max)), isOpen: true, closesAt: nil, at: now)
        try await expectThrows(.tooManyDocuments) {
            try await store.add(tooMany[max], to: job.id, isLast: false, closesAt: nil, at: now)
        }
        try expectEqual(try await store.documents(of: job.id).count, max)
    }

    func aDocumentBelongsToOneJob() async throws {
        let document = try await document([1, 2, 3])
        let job = try await store.submit(ticket(), documents: [document], isOpen: false, closesAt: nil, at: now)

        try await expectThrows(.notPossible) {
            try await store.submit(ticket(), documents: [document], isOpen: false, closesAt: nil, at: now)
        }
        await store.discard(document.received)
        try expectEqual(try await bytes(1, of: job.id), [1, 2, 3], "after discarding what a job has")
        try expectEqual(try await list().count, 1)
    }

    func aRefusedJobLeavesItsDocumentToTheCaller() async throws {
        for size in run.interestingSizes {
            let content = Self.content(size)
            let document = try await document(content)
            try await expectThrows(.noSuchPrinter) {
                try await store.submit(
                    ticket(on: PrinterID(99)), documents: [document], isOpen: false, closesAt: nil, at: now)
            }
            let job = try await store.submit(ticket(), documents: [document], isOpen: false, closesAt: nil, at: now)
            try expect(try await bytes(1, of: job.id) == content, "\(size) octets")
        }
    }

    func aRepeatedKeyGivesTheSameJob() async throws {
        let first = try await submit(ticket("a", key: "k1"))
        let again = try await submit(ticket("b", key: "k1"))
        let otherUser = try await submit(ticket("c", user: "bo", key: "k1"))
        let otherKey = try await submit(ticket("d", key: "k2"))
        let noKey = try await submit(ticket("e"))

        try expectEqual(again, first)
        try expectEqual(try await store.documents(of: first.id).count, 1)
        try expectEqual(Set([first.id, otherUser.id, otherKey.id, noKey.id]).count, 4)
        let next = try await run.next()
        let later = try await StoreScene.resubmit(ticket("f", key: "k1"), to: next.store, at: now)
        try expectEqual(later.id, first.id, "after a restart")
        try await next.store.apply(.cancel(.user), to: first.id, by: nil, at: now)
        let finished = try await StoreScene.resubmit(ticket("f", key: "k1"), to: next.store, at: now)
        try expectEqual(finished.state, .canceled, "as it is now")
        try expectEqual(next.store.counts(of: hall).pending, 3)
    }

    private static func resubmit(_ ticket: Ticket, to store: any JobStore, at now: Moment) async throws -> Job {
        let received = try await store.receive(.bytes([9]), octetsMax: 10)
        return try await store.submit(
            ticket, documents: [NewDocument(received: received, format: "text/plain")], isOpen: false, closesAt: nil,
            at: now)
    }

    func aBrokenStreamLeavesNothing() async throws {
        struct Broken: Error {}
        for size in run.interestingSizes {
            let content = Self.content(size)
            let pieces = Self.stream(content)
            let stream = DocumentStream {
                guard let piece = try await pieces.next() else { throw Broken() }
                return piece
            }
            try await expectThrows(.any, "\(size) octets") { try await store.receive(stream, octetsMax: 1 << 30) }
        }
        try expectEqual(try await list(JobQuery(which: .all)), [])
    }

    func anOpenJobTakesDocumentsUntilItIsClosed() async throws {
        let closesAt = now + .seconds(60)
        let job = try await open(closesAt: closesAt)
        try expect(job.lifecycle.isOpen, "it is open")
        try expectEqual(job.closesAt, closesAt)
        try expectEqual(try await claim().count, 0, "not claimed while open")

        let first = try await store.add(
            document([1, 1]), to: job.id, isLast: false, closesAt: closesAt + .seconds(5), at: now)
        try expectEqual(first.number, 1)
        try expectEqual(first.job.closesAt, closesAt + .seconds(5))
        let second = try await store.add(document([2]), to: job.id, isLast: true, closesAt: nil, at: now)
        try expectEqual(second.number, 2)
        try expect(!second.job.lifecycle.isOpen, "it is closed")
        try expectEqual(second.job.octets, 3)
        try expectEqual(second.job.closesAt, nil)
        try expectEqual(try await bytes(1, of: job.id), [1, 1])
        try expectEqual(try await bytes(2, of: job.id), [2])
        try expectEqual(try await store.documents(of: job.id).map(\.number), [1, 2])
        try await expectThrows(.notPossible, "a closed job") {
            try await store.add(document([3]), to: job.id, isLast: true, closesAt: nil, at: now)
        }
        try await expectThrows(.notPossible, "no third document") { try await store.read(document: 3, of: job.id) }

        let empty = try await open()
        let closed = try await store.add(nil, to: empty.id, isLast: true, closesAt: nil, at: now)
        try expectEqual(closed.number, nil)
        try expect(!closed.job.lifecycle.isOpen, "closed without a document")

        let cancelled = try await open()
        try await store.apply(.cancel(.user), to: cancelled.id, by: nil, at: now)
        try await expectThrows(.notPossible, "a cancelled job") {
            try await store.add(document([3]), to: cancelled.id, isLast: true, closesAt: nil, at: now)
        }
    }

    func anUnknownJobIsNotFound() async throws {
        let id = JobID(4711)
        try expectEqual(try await store.job(id), nil)
        try expectEqual(try await store.documents(of: id), [])
        try expectEqual(try await store.events(of: id), [])
        try await expectThrows(.noSuchJob) { try await store.read(document: 1, of: id) }
        try await expectThrows(.noSuchJob) { try await store.apply(.release, to: id, by: nil, at: now) }
        try await expectThrows(.noSuchJob) { try await store.change(id, JobChange(name: "x"), by: nil, at: now) }
        try await expectThrows(.noSuchJob) {
            try await store.add(nil, to: id, isLast: true, closesAt: nil, at: now)
        }
    }
}
