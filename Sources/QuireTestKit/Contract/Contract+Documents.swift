import IPP
import PrintModel

extension StoreScene {
    private var wishes: AttributeGroup {
        AttributeGroup(
            .document, [Attribute("sides", .keyword("two-sided-long-edge")), Attribute("copies", .integer(3))])
    }

    /// A closed job of two documents; the first has wishes of its own.
    private func twoDocuments() async throws -> Job {
        let job = try await open()
        var first = try await document([1, 2, 3], name: "first")
        first.attributes = wishes
        _ = try await store.add(first, to: job.id, isLast: false, closesAt: nil, at: now + .seconds(1))
        return try await store.add(
            document([4], name: "second"), to: job.id, isLast: true, closesAt: nil, at: now + .seconds(2)
        ).job
    }

    private func states(_ id: JobID, in store: (any JobStore)? = nil) async throws -> [Document.State] {
        let job = try await found(id, in: store)
        return try await (store ?? self.store).documents(of: id).map { $0.state(in: job) }
    }

    func aDocumentHasAttributesOfItsOwn() async throws {
        let job = try await twoDocuments()

        let documents = try await store.documents(of: job.id)
        try expectEqual(documents.map(\.attributes), [wishes, AttributeGroup(.document)])
        try expectEqual(documents.map(\.createdAt), [now + .seconds(1), now + .seconds(2)])
        let alone = try await submit()
        try expectEqual(try await store.documents(of: alone.id).first?.createdAt, nil, "it came with its job")
        let next = try await run.next()
        try expectEqual(try await next.store.documents(of: job.id), documents, "after a restart")
    }

    func whatBecameOfADocumentIsKept() async throws {
        let job = try await twoDocuments()
        var report = PrintReport(impressions: 5, sheets: 3)
        var second = DocumentPages(impressions: 3, sheets: 2, colorImpressions: 1)
        second.actual = [Attribute("sides-actual", .keyword("one-sided"))]
        report.documents = [1: DocumentPages(impressions: 2, sheets: 1), 2: second]
        report.actual = [Attribute("copies-actual", .integer(3))]

        try await store.finish(try await claimOne(), with: .delivered, report: report, at: now)

        let next = try await run.next()
        let documents = try await next.store.documents(of: job.id)
        try expectEqual(documents.first?.attributes["impressions-completed"]?.integerValue, 2)
        try expectEqual(documents.first?.attributes["sides"]?.stringValue, "two-sided-long-edge")
        try expectEqual(documents.last?.attributes["media-sheets-completed"]?.integerValue, 2)
        try expectEqual(documents.last?.attributes["sides-actual"]?.stringValue, "one-sided")
        try expectEqual(try await found(job.id, in: next.store).attributes["copies-actual"]?.integerValue, 3)
        try await next.store.apply(.restart(.none), to: job.id, by: nil, at: now)
        try expectEqual(try await found(job.id, in: next.store).attributes["copies-actual"], nil, "printed again")
    }

    func aDocumentIsCanceledAlone() async throws {
        let job = try await twoDocuments()

        let canceled = try await store.cancel(document: 1, of: job.id, .user, by: "ana", at: now + .seconds(5))

        try expectEqual(canceled.cancellation, .init(by: .user, attempt: 0, at: now + .seconds(5)))
        try expectEqual(canceled.attributes, wishes)
        try expectEqual(try await states(job.id), [.canceled, .pending])
        try expectEqual(try await found(job.id).state, .pending)
        try expectEqual(try await store.events(of: job.id).last?.kind, .documentCanceled)
        try expectEqual(try await store.events(of: job.id).last?.actor, "ana")
        try expectEqual(try await bytes(1, of: job.id), [1, 2, 3], "its bytes stay")
        try await expectThrows(.refusal, "a second time") {
            try await store.cancel(document: 1, of: job.id, .user, by: nil, at: now)
        }
        try await expectThrows(.noSuchDocument) {
            try await store.cancel(document: 3, of: job.id, .user, by: nil, at: now)
        }
        let lease = try await claimOne()
        try await store.finish(lease, with: .delivered, at: now + .seconds(9))
        try expectEqual(try await states(job.id), [.canceled, .completed])
        let next = try await run.next()
        try expectEqual(try await states(job.id, in: next.store), [.canceled, .completed], "after a restart")
        try await expectThrows(.refusal, "a finished one") {
            try await next.store.cancel(document: 2, of: job.id, .user, by: nil, at: now)
        }
    }

    func aDocumentInHandIsStopped() async throws {
        let job = try await twoDocuments()
        let lease = try await claimOne()
        _ = await store.feed.next()

        try await store.cancel(document: 2, of: job.id, .operator_, by: nil, at: now)

        try expect(await store.feed.next()?.cancelled.contains(job.id) == true, "whoever prints it is told")
        let stopping = try await store.documents(of: job.id)[1]
        try expect(stopping.isToStop(in: try await found(job.id)), "it is being stopped")
        try expectEqual(try await states(job.id), [.processing, .processing])
        try await store.finish(lease, with: .stopped, at: now)
        try expectEqual(try await states(job.id), [.pending, .canceled])
        let again = try await claimOne()
        try expectEqual(try await states(job.id), [.processing, .canceled])
        try await store.finish(again, with: .delivered, at: now)
        try expectEqual(try await states(job.id), [.completed, .canceled])
    }

    func aRestartTakesDocumentsBack() async throws {
        let job = try await twoDocuments()
        try await store.cancel(document: 1, of: job.id, .user, by: nil, at: now)
        try await store.finish(try await claimOne(), with: .delivered, at: now)

        try await store.apply(.restart(.none), to: job.id, by: nil, at: now)

        try expectEqual(try await states(job.id), [.pending, .pending])
        try expectEqual(try await store.documents(of: job.id).first?.attributes, wishes)
    }

    func aWaitingDocumentIsChanged() async throws {
        let job = try await twoDocuments()
        let other = AttributeGroup(.document, [Attribute("copies", .integer(7))])

        let changed = try await store.change(
            document: 2, of: job.id, DocumentChange(name: "new name", attributes: other), by: "bo", at: now)

        try expectEqual(changed.name, "new name")
        try expectEqual(changed.attributes, other)
        try expectEqual(try await store.documents(of: job.id)[1], changed)
        try expectEqual(try await store.documents(of: job.id)[0].attributes, wishes, "the other stays as it is")
        try expectEqual(try await store.events(of: job.id).last?.kind, .documentChanged)
        let next = try await run.next()
        try expectEqual(try await next.store.documents(of: job.id)[1], changed, "after a restart")
        _ = try await next.store.claim(on: hall, limit: 1, at: now)
        try await expectThrows(.refusal, "while it is printed") {
            try await next.store.change(document: 2, of: job.id, DocumentChange(name: "x"), by: nil, at: now)
        }
    }
}
