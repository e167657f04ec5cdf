public import PrintModel
import Synchronization

/// Jobs and printers in memory, for the tests of other rooms and as the model that the durable stores are compared
/// with.
///
/// It keeps the whole contract but for the one thing it cannot: when it is gone, everything is. A second store made
/// with ``init(succeeding:)`` is the next run of the daemon on the same spool. Lists are sorted when they are asked for:
/// it is written to be obviously right, not fast.
public final class MemoryStore: JobStore, PrinterStore {
    /// A job with what the contract does not show of it.
    struct Record {
        var job: Job
        var epoch: Int64 = 0
        var key: String?
        var documents: [Document] = []
        var bytes: [[UInt8]] = []
    }

    /// A line of the log, and when it goes by itself.
    struct Line {
        var event: LoggedEvent
        var expiresAt: Moment?
    }

    struct Contents {
        var epoch: Int64 = 0
        var jobs: [JobID: Record] = [:]
        var lastJob: Int32 = 0
        var turns: [TurnQueue: FairTurns] = [:]
        var lines: [Line] = []
        var lastEvent: Int64 = 0
        /// Printers with jobs in hand when a line was last written about one.
        var busy: Set<PrinterID> = []
        /// Members of pools whose jobs have changed since a line was last written.
        var members: Set<PrinterID> = []
        var troubles: [PrinterID: [String]] = [:]
        var turned: [PrinterID: Moment] = [:]
        var subscriptions: [SubscriptionID: Subscription] = [:]
        var lastSubscription: Int32 = 0
        var printers: [PrinterID: Printer] = [:]
        var lastPrinter: Int32 = 0
        var defaultPrinter: PrinterID?
        var system: SystemRecord?
        var resources: [ResourceID: Resource] = [:]
        var resourceData: [ResourceID: [UInt8]] = [:]
        var lastResource: Int32 = 0
        var printed: [PrinterID: PageCounters] = [:]
        var accounts: [String: Account] = [:]
        var tokens: [AccessToken] = []
        var reserved: [JobID: Entry] = [:]
        var settled: [Entry] = []
        var deviceSecrets: [String: DeviceSecret] = [:]
        var jobSecrets: [JobID: DeviceSecret] = [:]
        var revision: UInt64 = 1
        /// The reserve of the disk, if a test wants it to be full.
        var isFull = false
        /// What is left of a disk, if a test wants one that has an end.
        var roomOctets: Int64?
        /// A disk that did not keep what was written, if a test wants one.
        var isReadOnly = false
    }

    /// What survives a run of the daemon.
    final class Spool: Sendable {
        let contents = Mutex(Contents())
    }

    let spool: Spool
    let documentsPerJobMax: Int
    public let epoch: Int64
    public let feed = ChangeFeed()
    let signal = EventSignal()
    /// Announces ``revision``.
    let turns = EventSignal()
    let whenClaimed = Box<(@Sendable (Lease) async -> Void)?>(nil)

    /// Does something whenever a job has been claimed, before whoever claimed it hears of that.
    public func setWhenClaimed(_ body: (@Sendable (Lease) async -> Void)?) { whenClaimed.change { $0 = body } }

    public init(documentsPerJobMax: Int = 1000) {
        self.documentsPerJobMax = documentsPerJobMax
        spool = Spool()
        epoch = spool.contents.withLock { $0.beginEpoch() }
    }

    /// The next run of the daemon: from now on `other` is refused whatever it writes.
    public init(succeeding other: MemoryStore) {
        documentsPerJobMax = other.documentsPerJobMax
        spool = other.spool
        epoch = spool.contents.withLock { $0.beginEpoch() }
    }

    /// Makes the disk one with so much room; nothing that is taken in makes it less.
    public func setRoom(_ octets: Int64?) { spool.contents.withLock { $0.roomOctets = octets } }

    /// Makes the disk full, or not any more: what is new is then refused with ``StoreError/full(_:)``.
    public func setFull(_ isFull: Bool) { spool.contents.withLock { $0.isFull = isFull } }

    /// Makes the disk one that keeps nothing any more: every change is then refused with ``StoreError/failed(_:)``.
    public func setReadOnly(_ isReadOnly: Bool) { spool.contents.withLock { $0.isReadOnly = isReadOnly } }

    private static let brokenText = "The server's disk failed"

    public var trouble: StoreTrouble? {
        spool.contents.withLock { contents in
            if contents.isReadOnly { return StoreTrouble(.readOnly, Self.brokenText) }
            return contents.isFull ? StoreTrouble(.full, "The server's disk is full") : nil
        }
    }

    // MARK: Receiving

    public func receive(_ stream: DocumentStream, octetsMax: Int64) async throws -> any ReceivedDocument {
        try look { contents in if contents.isFull { throw StoreError.full("The server's disk is full") } }
        var bytes: [UInt8] = []
        while let piece = try await stream.next() {
            bytes += piece
            guard Int64(bytes.count) <= octetsMax else { throw StoreError.tooLarge(octetsMax: octetsMax) }
        }
        return MemoryDocument(bytes)
    }

    public func discard(_ document: any ReceivedDocument) async { _ = try? (document as? MemoryDocument)?.take() }

    public func submit(
        _ ticket: Ticket, documents: [NewDocument], isOpen: Bool, closesAt: Moment?, at now: Moment
    ) async throws -> Job {
        guard documents.count <= documentsPerJobMax else {
            throw StoreError.tooManyDocuments(max: documentsPerJobMax)
        }
        let ticket = withSealedPassword(ticket)
        let taken = try take(documents)
        return try giveBackOnFailure(taken) {
            try write { contents, change in
                if let made = contents.job(madeOf: ticket) { return made }
                guard contents.printers[ticket.printer] != nil else {
                    throw StoreError.noSuchPrinter("There is no printer \(ticket.printer)")
                }
                try contents.checkQuota(of: ticket.owner.user, on: ticket.printer, at: now)
                contents.lastJob += 1
                var record = Record(
                    job: Job(of: ticket, id: JobID(contents.lastJob), isOpen: isOpen, closesAt: closesAt, at: now),
                    key: ticket.idempotencyKey)
                if ticket.takesTurns { record.job.order = contents.place(for: ticket) }
                for (document, bytes) in zip(documents, taken) { record.add(document, bytes) }
                contents.put(record, was: nil, &change)
                contents.jobSecrets[record.job.id] = ticket.deviceSecret
                contents.reserve(for: record.job, at: now)
                contents.record([JobNews(.created)], of: record.job, was: nil, by: ticket.owner.user, at: now)
                return record.job
            }
        }
    }

    public func submit(_ ticket: Ticket, documentsOf source: JobID, at now: Moment) async throws -> Job {
        let ticket = withSealedPassword(ticket)
        return try write { contents, change in
            if let made = contents.job(madeOf: ticket) { return made }
            guard contents.printers[ticket.printer] != nil else {
                throw StoreError.noSuchPrinter("There is no printer \(ticket.printer)")
            }
            let old = try contents.found(source)
            guard old.job.lifecycle.isFinished else {
                throw JobLifecycle.Refusal(state: old.job.state, reason: "is \(old.job.state), not finished")
            }
            guard old.job.hasDocuments else {
                throw StoreError.notPossible("The documents of job \(source) are not kept any more")
            }
            contents.lastJob += 1
            var record = Record(
                job: Job(of: ticket, id: JobID(contents.lastJob), isOpen: false, closesAt: nil, at: now),
                key: ticket.idempotencyKey)
            if ticket.takesTurns { record.job.order = contents.place(for: ticket) }
            for var document in old.documents {
                document.number = record.job.addDocument(octets: document.octets)
                (document.createdAt, document.cancellation) = (nil, nil)
                record.documents.append(document)
            }
            record.bytes = old.bytes
            contents.put(record, was: nil, &change)
            contents.jobSecrets[record.job.id] = ticket.deviceSecret
            contents.record(
                [JobNews(.created, "Of job \(source)")], of: record.job, was: nil, by: ticket.owner.user, at: now)
            return record.job
        }
    }

    public func add(
        _ document: NewDocument?, to id: JobID, isLast: Bool, closesAt: Moment?, at now: Moment
    ) async throws -> (job: Job, number: Int?) {
        let taken = try take(document.map { [$0] } ?? [])
        return try giveBackOnFailure(taken) {
            try write { contents, change in
                let before = try contents.found(id)
                var record = before
                guard record.job.lifecycle.isOpen else {
                    throw StoreError.notPossible("Job \(id) takes no more documents")
                }
                guard document == nil || record.documents.count < documentsPerJobMax else {
                    throw StoreError.tooManyDocuments(max: documentsPerJobMax)
                }
                var news: [JobNews] = []
                if let document {
                    record.add(document, taken[0], at: now)
                    var kept = document
                    kept.password = document.password.map(sealed)
                    record.job.keep(kept, as: record.job.documentCount)
                    let number = record.job.documentCount
                    news.append(JobNews(.documentAdded, "Document \(number)", document: number))
                }
                record.job.closesAt = closesAt ?? record.job.closesAt
                if isLast { news += try record.job.apply(.close, at: now) }
                contents.put(record, was: before, &change)
                if !record.job.lifecycle.isFinished { contents.reserve(for: record.job, at: now) }
                contents.record(news, of: record.job, was: before.job, by: nil, at: now)
                return (record.job, document == nil ? nil : record.job.documentCount)
            }
        }
    }

    private func take(_ documents: [NewDocument]) throws -> [MemoryDocument] {
        var taken: [MemoryDocument] = []
        do {
            for document in documents {
                guard let document = document.received as? MemoryDocument else {
                    preconditionFailure("a document is given to the store that received it")
                }
                try document.take()
                taken.append(document)
            }
            return taken
        } catch {
            taken.forEach { $0.giveBack() }
            throw error
        }
    }

    private func giveBackOnFailure<Output>(_ taken: [MemoryDocument], _ body: () throws -> Output) throws -> Output {
        do {
            return try body()
        } catch {
            taken.forEach { $0.giveBack() }
            throw error
        }
    }

    // MARK: Changing

    @discardableResult
    public func apply(
        _ event: JobLifecycle.Event, to id: JobID, by actor: String?, at now: Moment
    ) async throws -> Job {
        try write { contents, change in
            let before = try contents.found(id)
            var record = before
            switch event {
            case .claim: throw JobLifecycle.Refusal(state: before.job.state, reason: "needs a claim")
            case .delivered, .tryAgain, .handBack, .brokeOff, .doubted, .unconfirmed, .givenUp, .interrupted, .refused,
                .needsCredentials, .canceledThere:
                throw JobLifecycle.Refusal(state: before.job.state, reason: "needs a lease")
            case .restart:
                guard before.job.hasDocuments else {
                    throw StoreError.notPossible("The documents of job \(id) are not kept any more")
                }
                guard contents.printers[before.job.printer] != nil else {
                    throw StoreError.noSuchPrinter("There is no printer \(before.job.printer)")
                }
            case .close, .hold, .setAside, .suspend, .resume, .release, .unlock, .tryPassword, .due, .cancel, .abort,
                .abandon, .confirm:
                break
            }
            let news = try record.job.apply(event, at: now)
            if case .restart = event {
                for index in record.documents.indices { record.documents[index].cancellation = nil }
            }
            contents.put(record, was: before, &change)
            if case .restart = event { contents.reserve(for: record.job, at: now) }
            contents.record(news, of: record.job, was: before.job, by: actor, at: now)
            return record.job
        }
    }

    @discardableResult
    public func change(_ id: JobID, _ wish: JobChange, by actor: String?, at now: Moment) async throws -> Job {
        try write { contents, change in
            let before = try contents.found(id)
            var record = before
            if let printer = wish.printer, printer != before.job.printer, contents.printers[printer] == nil {
                throw StoreError.noSuchPrinter("There is no printer \(printer)")
            }
            if let printer = wish.printer, printer != before.job.printer {
                try contents.checkQuota(of: before.job.owner.user, on: printer, at: now)
            }
            var preview = before.job
            _ = try preview.apply(wish, order: nil, at: now)
            let order = try wish.place.map { try contents.makeRoom(at: $0, for: preview, &change) }
            let news = try record.job.apply(wish, order: order, at: now)
            contents.put(record, was: before, &change)
            contents.reserve(for: record.job, at: now)
            contents.record(news, of: record.job, was: before.job, by: actor, at: now)
            return record.job
        }
    }

    // MARK: Access

    /// One change: all of it or nothing, refused when a later run has begun.
    func write<Output>(_ body: (inout Contents, inout StoreChange) throws -> Output) throws -> Output {
        let (output, change, last, revision) = try spool.contents.withLock { contents in
            guard contents.epoch == epoch else { throw StoreError.fenced }
            guard !contents.isReadOnly else { throw StoreError.failed(Self.brokenText) }
            var change = StoreChange()
            var changed = contents
            let output = try body(&changed, &change)
            contents = changed
            return (output, change, contents.lastEvent, contents.revision)
        }
        feed.announce(change)
        signal.announce(last)
        turns.announce(Int64(clamping: revision))
        return output
    }

    func look<Output>(_ body: (Contents) throws -> Output) throws -> Output {
        try spool.contents.withLock { contents in
            guard contents.epoch == epoch else { throw StoreError.fenced }
            return try body(contents)
        }
    }
}
