internal import PrintModel

/// What a change sees of the store inside its transaction, and what is to be told when it is durable.
///
/// Changes look first and write afterwards: one that throws before it has written fails alone, one that throws later
/// makes the whole transaction run again without the others (``GroupCommit``).
final class WriteTransaction {
    let connection: Connection
    let epoch: Int64
    var numbers: Numbers
    var effects = Effects()
    let turns: Turns
    /// What is known from before this transaction; `nil` at the start, when nobody is told anything yet.
    let memory: StoreMemory?
    /// Whether a printer had jobs in hand when it was last looked at (``WriteTransaction/record(_:of:by:at:)``).
    var busy: [PrinterID: Bool] = [:]
    /// Members of pools whose jobs have changed since a line was last written.
    var members: Set<PrinterID> = []
    private var livingPrinters: Set<PrinterID> = []

    init(connection: Connection, epoch: Int64, numbers: Numbers, turns: Turns, memory: StoreMemory?) {
        self.memory = memory
        self.turns = turns
        self.connection = connection
        self.epoch = epoch
        self.numbers = numbers
    }

    // MARK: Looking

    func row(_ id: JobID) throws -> JobRow {
        guard let row = try connection.statement(.jobByID).first(.integer(id.rawValue), read: JobRow.init) else {
            throw StoreError.noSuchJob(id)
        }
        return row
    }

    /// The job of a lease that still counts.
    func row(of lease: Lease) throws -> JobRow {
        guard lease.epoch == epoch else { throw StoreError.fenced }
        let row = try row(lease.job.id)
        guard row.epoch == epoch, row.job.lifecycle.attempts == lease.attempt else {
            throw StoreError.notPossible("Attempt \(lease.attempt) at job \(lease.job.id) is over")
        }
        return row
    }

    func quota(of printer: PrinterID) -> Quota? { turns.quota(printer) }

    func checkLiving(_ printer: PrinterID) throws {
        guard !livingPrinters.contains(printer) else { return }
        let isLiving = try connection.statement(.isPrinterLiving).first(.integer(printer.rawValue)) { _ in true }
        guard isLiving == true else { throw StoreError.noSuchPrinter("There is no printer \(printer)") }
        livingPrinters.insert(printer)
    }

    func forgetLiving(_ printer: PrinterID) { livingPrinters.remove(printer) }

    /// The place of a new job in a queue whose users take turns.
    func place(for ticket: Ticket) throws -> Int64 {
        let queue = TurnQueue(printer: ticket.printer, priority: ticket.priority)
        var queued =
            try turns.queues[queue]
            ?? FairTurns(
                waiting: connection.statement(.places).all(
                    .integer(queue.printer.rawValue), .integer(queue.priority)
                ) { (user: $0.text(0), order: $0.integer(1)) })
        defer { turns.queues[queue] = queued }
        return queued.place(for: ticket.owner.user)
    }

    // MARK: Writing

    func nextJobID() throws(StoreError) -> JobID {
        guard numbers.lastJob < Int32.max else { throw .failed("The server has given out every job number") }
        numbers.lastJob += 1
        return JobID(numbers.lastJob)
    }

    func insert(_ job: Job, key: String?, encoded: [UInt8]) throws {
        try job.insert(key: key, epoch: 0, encoded: encoded, on: connection)
        effects.count(job, 1)
        effects.changed(job)
    }

    /// Writes a job that has changed from what ``row(_:)`` gave.
    func save(_ job: Job, was before: JobRow, epoch: Int64? = nil) throws {
        let old = before.job
        let epoch = epoch ?? before.epoch
        let changesLifecycle =
            job.lifecycle != old.lifecycle || job.message != old.message || job.deviceJob != old.deviceJob
            || job.closesAt != old.closesAt || job.dueAt != old.dueAt || job.processingAt != old.processingAt
            || job.finishedAt != old.finishedAt || job.hasDocuments != old.hasDocuments || epoch != before.epoch
            || job.impressionsCompleted != old.impressionsCompleted || job.cancelAt != old.cancelAt
            || job.retainUntil != old.retainUntil
        let changesRest =
            job.printer != old.printer || job.priority != old.priority || job.order != old.order
            || job.name != old.name || job.documentCount != old.documentCount || job.octets != old.octets
            || job.attributes != old.attributes || job.terms != old.terms
        if changesLifecycle { try job.updateLifecycle(epoch: epoch, on: connection) }
        if changesRest { try job.updateRest(on: connection) }
        if job.member != old.member {
            try connection.statement(.setMember).run(
                .integer(job.id.rawValue), .integer(job.member.map { Int64($0.rawValue) }))
        }
        guard changesLifecycle || changesRest || job.member != old.member else { return }
        if old.member != nil || job.member != nil { members.formUnion([old.member, job.member].compactMap { $0 }) }
        if job.lifecycle.isFinished, !old.lifecycle.isFinished { try settle(job) }
        if job.lifecycle.isFinished || job.printer != old.printer, hasSecret(job.id) { try forgetSecret(of: job.id) }
        effects.count(old, -1)
        effects.count(job, 1)
        effects.changed(old)
        effects.changed(job)
        let isToStop = job.lifecycle.isToStop || job.lifecycle.isFinished
        if old.state == .processing, isToStop, !old.lifecycle.isToStop {
            effects.change.cancelled.insert(job.id)
        }
    }
}

/// Whose turn it is, in the queues where users take turns: read from the jobs when it is first needed. The writer's own;
/// what a transaction that failed has left in it is a gap between places and no more.
final class Turns {
    var queues: [TurnQueue: FairTurns] = [:]
    /// Whether there can be reservations for quotas; looked up when it is first needed.
    var hasReservations: Bool?
    /// The limits of a queue.
    var quota: @Sendable (PrinterID) -> Quota? = { _ in nil }
}

/// The last numbers given out: never given out again, not even when what had them is gone.
struct Numbers: Hashable {
    var lastJob: Int32
    var lastEvent: Int64
}

/// What a transaction changes outside the database, once it is durable.
struct Effects {
    var counts: [PrinterID: QueueCounts] = [:]
    var waiting = WaitingJobs()
    /// Bytes of finished jobs' documents.
    var keptOctets: Int64 = 0
    var doneJobs = 0
    var change = StoreChange()
    /// Documents that rows refer to now.
    var settled: [ReceivedBytes] = []
    /// Queues as they are now; `nil` for one that was deleted.
    var printers: [PrinterID: Printer?] = [:]
    var defaultPrinter: PrinterID??
    /// Done once the transaction is durable, before anybody is told: changes of what is kept in memory besides the queues.
    var whenDurable: [() -> Void] = []
    /// What the devices of queues have to say now.
    var troubles: [PrinterID: [String]] = [:]
    /// When queues last changed their state.
    var turned: [PrinterID: Moment] = [:]
    /// What devices want to hear, `nil` for what is forgotten.
    var deviceSecrets: [String: DeviceSecret?] = [:]
    var jobSecrets: [JobID: DeviceSecret?] = [:]

    mutating func count(_ job: Job, _ sign: Int) {
        if job.lifecycle.isFinished {
            doneJobs += sign
            if job.hasDocuments { keptOctets += Int64(sign) * job.octets }
        } else {
            counts[job.printer, default: QueueCounts()].add(sign, in: job.state)
            waiting.add(sign, octets: Int64(sign) * job.octets, of: job.owner, on: job.printer)
            if let member = job.member { counts[member, default: QueueCounts()].serving += sign }
        }
    }

    mutating func changed(_ job: Job) {
        change.queues.insert(job.printer)
        if let member = job.member { change.queues.insert(member) }
        if job.dueAt != nil { change.due = true }
    }
}

extension QueueCounts {
    mutating func add(_ count: Int, in state: JobLifecycle.State) {
        switch state {
        case .pending: pending += count
        case .held: held += count
        case .processing: processing += count
        case .stopped: stopped += count
        case .canceled, .aborted, .completed: break
        }
    }

    mutating func add(_ other: QueueCounts) {
        pending += other.pending
        held += other.held
        processing += other.processing
        stopped += other.stopped
        serving += other.serving
    }
}
