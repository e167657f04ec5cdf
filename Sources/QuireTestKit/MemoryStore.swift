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
    private let whenClaimed = Box<(@Sendable (Lease) async -> Void)?>(nil)

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
        try write { contents, change in
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
                    record.job.keep(document, as: record.job.documentCount)
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

    // MARK: Delivering

    public func claim(on printer: PrinterID, limit: Int, at now: Moment) async throws -> [Lease] {
        let leases = try write { contents, change in
            try claim(on: printer, limit: limit, at: now, of: &contents, &change)
        }
        for lease in leases { await whenClaimed.get()?(lease) }
        return leases
    }

    private func claim(
        on printer: PrinterID, limit: Int, deviceJob: String? = nil, at now: Moment, of contents: inout Contents,
        _ change: inout StoreChange
    ) throws -> [Lease] {
        let next = contents.waiting(on: printer).filter { $0.state == .pending && !$0.lifecycle.isOpen }
        return try next.prefix(max(limit, 0)).map { job in
            let before = try contents.found(job.id)
            var record = before
            record.epoch = epoch
            let news = try record.job.claim(on: contents.printers[printer], at: now)
            record.job.deviceJob = deviceJob
            contents.turns[TurnQueue(of: job)]?.advance(to: job.order)
            contents.put(record, was: before, &change)
            contents.record(news, of: record.job, was: before.job, by: nil, at: now)
            return Lease(
                job: record.job, epoch: epoch, attempt: record.job.lifecycle.attempts, documents: record.documents)
        }
    }

    public func claim(_ id: JobID, of pool: PrinterID, for member: Printer?, at now: Moment) async throws -> Lease? {
        try write { contents, change in
            guard let before = contents.jobs[id], before.job.printer == pool, before.job.state == .pending,
                !before.job.lifecycle.isOpen
            else { return nil }
            var record = before
            record.epoch = epoch
            let news =
                if let member { try record.job.claim(by: member, at: now) } else {
                    try record.job.claim(on: contents.printers[pool], at: now)
                }
            contents.turns[TurnQueue(of: record.job)]?.advance(to: record.job.order)
            contents.put(record, was: before, &change)
            contents.record(news, of: record.job, was: before.job, by: nil, at: now)
            return Lease(job: record.job, epoch: epoch, attempt: record.job.lifecycle.attempts)
        }
    }

    public func takeOver(on printer: PrinterID, at now: Moment) async throws -> [Lease] {
        try write { contents, change in
            let left = contents.inHand(of: printer)
            return try left.compactMap { job in
                let before = try contents.found(job.id)
                guard before.epoch != epoch else { return nil }
                var record = before
                record.epoch = epoch
                let news = try record.job.apply(.interrupted, at: now)
                contents.put(record, was: before, &change)
                contents.record(news, of: record.job, was: before.job, by: nil, at: now)
                return Lease(job: record.job, epoch: epoch, attempt: record.job.lifecycle.attempts)
            }
        }
    }

    public func remember(deviceJob: String?, for lease: Lease) async throws {
        try write { contents, change in
            let before = try contents.found(by: lease, epoch: epoch)
            guard before.job.state == .processing else {
                throw StoreError.notPossible("Job \(before.job.id) is \(before.job.state)")
            }
            var record = before
            record.job.deviceJob = deviceJob
            contents.put(record, was: before, &change)
            guard let deviceJob else { return }
            contents.record(
                [JobNews(.handedOver, "As \(deviceJob)")], of: record.job, by: nil, at: before.job.processingAt)
        }
    }

    public func confirm(_ lease: Lease) async throws {
        try look { contents in
            guard try contents.found(by: lease, epoch: epoch).job.state == .processing else {
                throw StoreError.notPossible("Attempt \(lease.attempt) at job \(lease.job.id) is over")
            }
        }
    }

    @discardableResult
    public func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport, claiming next: NextClaim?,
        at now: Moment
    ) async throws -> FinishedDelivery {
        let finished = try write { contents, change in
            let job = try finish(lease, with: outcome, report: report, at: now, in: &contents, &change)
            let lease = try next.flatMap { next in
                try claim(
                    on: next.printer, limit: 1, deviceJob: next.deviceJob, at: now, of: &contents, &change
                ).first
            }
            return FinishedDelivery(job: job, next: lease)
        }
        if let next = finished.next { await whenClaimed.get()?(next) }
        return finished
    }

    private func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport, at now: Moment,
        in contents: inout Contents, _ change: inout StoreChange
    ) throws -> Job {
        let before = try contents.found(by: lease, epoch: epoch)
        guard !before.job.lifecycle.isFinished else { return before.job }
        var record = before
        let rules = DeliveryRules(
            of: contents.printers[record.job.printer], by: record.job.member.flatMap { contents.printers[$0] })
        let news = try record.job.finish(with: outcome, report: report, under: rules, at: now)
        if outcome == .delivered, record.job.documentCount > 1 {
            for (number, pages) in report.documents where record.documents.indices.contains(number - 1) {
                record.documents[number - 1].keep(pages)
            }
        }
        if let counters = PageCounters(of: record.job, after: outcome, report) {
            let printer = before.job.member ?? record.job.printer
            contents.printed[printer] = (contents.printed[printer] ?? PageCounters()) + counters
        }
        contents.put(record, was: before, &change)
        contents.record(news, of: record.job, was: before.job, by: nil, at: now)
        if case .needsCredentials = outcome {
            contents.requireAuthInfo(before.job.member ?? record.job.printer, at: now, &change)
        }
        return record.job
    }

    // MARK: Time

    public func nextDue() async throws -> Moment? {
        try look { contents in contents.jobs.values.compactMap(\.job.dueAt).min() }
    }

    @discardableResult
    public func applyDue(at now: Moment) async throws -> Int {
        try write { contents, change in
            let due = contents.jobs.values.filter { $0.job.dueAt.map { $0 <= now } ?? false }
            for before in due.sorted(by: { ($0.job.dueAt ?? now, $0.job.id) < ($1.job.dueAt ?? now, $1.job.id) }) {
                var record = before
                let action = contents.printers[record.job.printer]?.timeOutAction
                let news = try record.job.applyDue(at: now, timeOut: action ?? .processJob)
                contents.put(record, was: before, &change)
                contents.record(news, of: record.job, was: before.job, by: nil, at: now)
            }
            return due.count
        }
    }

    @discardableResult
    public func sweep(_ retention: Retention, at now: Moment) async throws -> Int {
        try write { contents, change in
            contents.lines.removeAll { $0.expiresAt.map { $0 <= now } ?? false }
            let documents = contents.removeDocuments(retention, at: now, limit: retention.batchMax, &change)
            return documents
                + contents.removeHistory(retention, at: now, limit: retention.batchMax - documents)
        }
    }

    @discardableResult
    public func forget(_ jobs: [JobID]) async throws -> Int {
        try write { contents, _ in
            let done = Set(jobs.filter { contents.jobs[$0]?.job.lifecycle.isFinished == true })
            for id in done { contents.jobs[id] = nil }
            let now = contents.lines.last?.event.at ?? Moment(seconds: 0)
            for id in done { contents.expireEvents(of: id, at: now) }
            return done.count
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
