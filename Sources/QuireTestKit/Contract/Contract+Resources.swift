import IPP
import PrintModel

extension StoreScene {
    private func add(_ kind: Resource.Kind = .image, _ name: String = "logo") async throws -> Resource {
        try await store.addResource(NewResource(kind: kind, name: name, info: "Info"), at: now)
    }

    private func installed(_ content: [UInt8] = [1, 2, 3]) async throws -> Resource {
        let id = try await add().id
        _ = try await store.fill(id, with: Self.stream(content), as: ResourceData(format: "image/png"), at: now)
        return try await store.changeResource(id) { [now] in try $0.install(at: now) }
    }

    private func data(_ id: ResourceID, in store: any WholeStore) async throws -> [UInt8] {
        let stream = try await store.read(resource: id)
        var bytes: [UInt8] = []
        while let piece = try await stream.next() { bytes += piece }
        return bytes
    }

    private func expectRefusal(
        _ kind: ResourceProblem.Kind, line: Int = #line, _ body: () async throws -> Void
    ) async throws {
        do { try await body() } catch let problem as ResourceProblem where problem.kind == kind { return }
        throw ContractViolation("line \(line): expected \(kind)")
    }

    func aResourceGoesThroughItsLife() async throws {
        let made = try await add()
        try expectEqual(made.state, .pending)
        try expectEqual(made.uuid.count, 16)
        try await expectRefusal(.notPossible) {
            _ = try await store.changeResource(made.id) { try $0.install(at: .init(seconds: 1)) }
        }
        let content = Self.content(300_000)
        var kept = AttributeGroup(.resource)
        kept.set("resource-string-version", .text("1.2"))

        let filled = try await store.fill(
            made.id, with: Self.stream(content, pieces: 7), as: ResourceData(format: "image/png", attributes: kept),
            at: now)

        try expectEqual(filled.state, .available)
        try expectEqual(filled.octets, 300_000)
        try expectEqual(filled.attributes, kept)
        try await expectRefusal(.notPossible) {
            _ = try await store.fill(made.id, with: .bytes([1]), as: ResourceData(format: "x/y"), at: now)
        }
        let later = now + .seconds(4)
        let installed = try await store.changeResource(made.id) { try $0.install(at: later) }
        try expectEqual(installed.installedAt, later)
        try expectEqual(store.resources(), [installed])

        let next = try await run.next()
        try expectEqual(next.store.resource(made.id), installed, "after a restart:")
        try expectEqual(try await data(made.id, in: next.store), content, "after a restart:")
        let canceled = try await next.store.cancelResource(made.id, at: later)
        try expectEqual(canceled.state, .canceled)
        try expectEqual(canceled.installedAt, nil)
        try await expectRefusal(.noSuchResource) { _ = try await next.store.read(resource: made.id) }
        try await expectRefusal(.notPossible) { _ = try await next.store.cancelResource(made.id, at: later) }
        try await expectRefusal(.noSuchResource) { _ = try await next.store.cancelResource(ResourceID(77), at: later) }
        let another = try await next.store.addResource(NewResource(kind: .strings, name: "x"), at: now)
        try expect(another.id > made.id, "a new number")
    }

    func dataThatBreaksOffAbortsAResource() async throws {
        let made = try await add()
        let broken = DocumentStream { throw DocumentCutOff() }
        do {
            _ = try await store.fill(made.id, with: broken, as: ResourceData(format: "image/png"), at: now)
            throw ContractViolation("took half a resource")
        } catch is DocumentCutOff {}
        try expectEqual(store.resource(made.id)?.state, .aborted)
        try expect(store.resource(made.id)?.stateMessage.isEmpty == false, "says why")
        let long = try await add()
        let pieces = LongStream(pieces: 17)
        try await expectRefusal(.tooLarge) {
            _ = try await store.fill(
                long.id, with: DocumentStream { await pieces.next() }, as: ResourceData(format: "image/png"), at: now)
        }
        try expectEqual(store.resource(long.id)?.state, .aborted)

        let next = try await run.next()
        try expectEqual(next.store.resource(made.id)?.state, .aborted, "after a restart:")
        try await expectRefusal(.noSuchResource) { _ = try await next.store.read(resource: made.id) }
    }

    func aResourceInUseStaysUntilNobodyUsesIt() async throws {
        let (first, second) = (try await installed(), try await installed([4]))
        let pending = try await add()
        let attic = try await Self.addPrinter("attic", to: store)
        try await expectRefusal(.notPossible) { try await store.allocate([first.id, pending.id], to: hall, at: now) }
        try expectEqual(store.printer(hall)?.resources, [], "all or none:")

        try await store.allocate([second.id, first.id], to: hall, at: now)
        try await store.allocate([first.id], to: attic.id, at: now)
        try await store.allocate([first.id], to: attic.id, at: now)
        try expectEqual(store.printer(hall)?.resources, [first.id, second.id])
        try expectEqual(store.printer(attic.id)?.resources, [first.id])
        let told = try await store.cancelResource(first.id, at: now)
        try expectEqual(told.state, .installed)
        try expect(told.isCancelRequested, "told to go")
        try await expectRefusal(.notPossible) { try await store.allocate([first.id], to: attic.id, at: now) }
        try await store.deallocate([first.id], from: hall, by: "ana", at: now)
        try expectEqual(store.resource(first.id)?.state, .installed)
        let start = store.lastEvent
        try await store.delete(attic.id, at: now)
        try expectEqual(store.resource(first.id)?.state, .canceled, "its last printer is gone:")
        let gone = try await store.log(after: start, limit: 100).filter { $0.kinds == .resourceCanceled }
        try expectEqual(gone.map(\.resource), [first.id], "and the log says so:")
        try expectEqual(gone.map(\.state), [StateAfter(state: 6, reasons: [])])
        try expectEqual(store.resource(second.id)?.state, .installed)
        let next = try await run.next()
        try expectEqual(next.store.resource(first.id)?.state, .canceled, "after a restart:")
        try expectEqual(next.store.printer(hall)?.resources, [second.id], "after a restart:")
        _ = try await next.store.cancelResource(second.id, at: now)
        let before = next.store.lastEvent
        try await next.store.deallocate([second.id], from: hall, by: "ana", at: now)
        let last = try await next.store.log(after: before, limit: 100).filter { $0.kinds == .resourceCanceled }
        try expectEqual(last.map(\.actor), ["ana"], "given back:")
    }

    private actor LongStream {
        private var left: Int
        init(pieces: Int) { left = pieces }
        func next() -> [UInt8]? {
            left -= 1
            return left < 0 ? nil : [UInt8](repeating: 7, count: 1 << 20)
        }
    }
}
