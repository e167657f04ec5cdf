import IPP
import PrintModel

/// A store with one printer, and short words for what the checks do over and over.
struct StoreScene {
    let run: StoreRun
    let store: any WholeStore
    let hall: PrinterID
    /// When everything happens unless a check says otherwise.
    let now = Moment(seconds: 1_000_000)

    init(_ run: StoreRun) async throws {
        self.run = run
        store = run.store
        hall = try await Self.addPrinter("hall", to: run.store).id
    }

    static func addPrinter(_ name: String, to store: any PrinterStore) async throws -> Printer {
        guard let name = PrinterName(name) else { throw ContractViolation("\(name) is no name") }
        return try await store.add(NewPrinter(name: name, deviceURI: "file:///tmp"), at: Moment(seconds: 1_000_000))
    }

    /// Bytes that are not the same at any two places nearby.
    static func content(_ octets: Int, seed: UInt64 = 1) -> [UInt8] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        return (0..<octets).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    func ticket(
        _ name: String = "report", priority: Int = 50, hold: Hold = .none, user: String = "ana",
        on printer: PrinterID? = nil, key: String? = nil
    ) -> Ticket {
        Ticket(
            printer: printer ?? hall, name: name, owner: Owner(user: user, host: "192.0.2.7", isProved: false),
            priority: priority, hold: hold,
            attributes: AttributeGroup(
                .job, [Attribute("copies", .integer(2)), Attribute("sides", .keyword("one-sided"))]),
            idempotencyKey: key)
    }

    func document(_ content: [UInt8], name: String? = "notes.txt") async throws -> NewDocument {
        let received = try await store.receive(Self.stream(content), octetsMax: 1 << 30)
        return NewDocument(
            received: received, format: "text/plain", formatSupplied: "application/octet-stream", name: name)
    }

    /// Comes in pieces, as from a network.
    static func stream(_ content: [UInt8], pieces: Int = 3) -> DocumentStream {
        let size = max(1, content.count / pieces)
        let parts = stride(from: 0, to: content.count, by: size).map {
            Array(content[$0..<min($0 + size, content.count)])
        }
        let rest = Rest(parts)
        return DocumentStream { await rest.next() }
    }

    private actor Rest {
        private var parts: ArraySlice<[UInt8]>
        init(_ parts: [[UInt8]]) { self.parts = parts[...] }
        func next() -> [UInt8]? { parts.popFirst() }
    }

    @discardableResult
    func submit(_ ticket: Ticket? = nil, content: [UInt8] = [1, 2, 3], at moment: Moment? = nil) async throws -> Job {
        try await store.submit(
            ticket ?? self.ticket(), documents: [document(content)], isOpen: false, closesAt: nil, at: moment ?? now)
    }

    func submit(
        _ name: String, priority: Int = 50, hold: Hold = .none, user: String = "ana", on printer: PrinterID? = nil
    ) async throws -> Job {
        try await submit(ticket(name, priority: priority, hold: hold, user: user, on: printer))
    }

    /// An open job without documents.
    func open(closesAt: Moment? = nil) async throws -> Job {
        try await store.submit(ticket("open"), documents: [], isOpen: true, closesAt: closesAt, at: now)
    }

    func claim(_ limit: Int = 1, on printer: PrinterID? = nil) async throws -> [Lease] {
        try await store.claim(on: printer ?? hall, limit: limit, at: now)
    }

    func claimOne() async throws -> Lease {
        guard let lease = try await claim().first else { throw ContractViolation("nothing to claim") }
        return lease
    }

    func finished(_ name: String, at moment: Moment, octets: Int = 3) async throws -> Job {
        let job = try await submit(ticket(name), content: Self.content(octets))
        return try await store.apply(.cancel(.user), to: job.id, by: nil, at: moment)
    }

    func bytes(_ number: Int, of job: JobID, in store: (any JobStore)? = nil) async throws -> [UInt8] {
        let stream = try await (store ?? self.store).read(document: number, of: job)
        var bytes: [UInt8] = []
        while let piece = try await stream.next() { bytes += piece }
        return bytes
    }

    func list(_ query: JobQuery = JobQuery(), page: Int = 100) async throws -> [Job] {
        var jobs: [Job] = []
        var cursor: JobCursor?
        repeat {
            let part = try await store.jobs(query, after: cursor, limit: page)
            jobs += part.jobs
            cursor = part.next
        } while cursor != nil
        return jobs
    }

    func found(_ id: JobID, in store: (any JobStore)? = nil) async throws -> Job {
        guard let job = try await (store ?? self.store).job(id) else { throw ContractViolation("job \(id) is gone") }
        return job
    }
}

// MARK: - Expecting

func expect(_ isTrue: Bool, _ what: String, line: Int = #line, file: String = #fileID) throws {
    if !isTrue { throw ContractViolation("\(file):\(line): \(what)") }
}

func expectEqual<Value: Equatable>(
    _ found: Value, _ expected: Value, _ what: String = "", line: Int = #line, file: String = #fileID
) throws {
    if found != expected {
        throw ContractViolation("\(file):\(line): \(what) found \(found), expected \(expected)")
    }
}

/// What kind of error is expected; the text is for people and not compared.
enum ExpectedError {
    case noSuchJob, noSuchPrinter, noSuchDocument, nameTaken, tooLarge, tooManyDocuments, notPossible, quotaReached,
        fenced, refusal, any

    func admits(_ error: any Error) -> Bool {
        switch (self, error) {
        case (.any, _), (.refusal, is JobLifecycle.Refusal): return true
        default: break
        }
        guard let error = error as? StoreError else { return false }
        return switch (self, error) {
        case (.noSuchJob, .noSuchJob), (.noSuchPrinter, .noSuchPrinter), (.nameTaken, .nameTaken),
            (.tooLarge, .tooLarge), (.tooManyDocuments, .tooManyDocuments), (.notPossible, .notPossible),
            (.fenced, .fenced), (.noSuchDocument, .noSuchDocument), (.quotaReached, .quotaReached):
            true
        default: false
        }
    }
}

func expectThrows<Output>(
    _ expected: ExpectedError, _ what: String = "", line: Int = #line, file: String = #fileID,
    _ body: () async throws -> Output
) async throws {
    do {
        _ = try await body()
    } catch {
        guard expected.admits(error) else {
            throw ContractViolation("\(file):\(line): \(what) threw \(error), expected \(expected)")
        }
        return
    }
    throw ContractViolation("\(file):\(line): \(what) did not throw \(expected)")
}
