import Crypto
import PrintModel
import Synchronization

extension MemoryStore.Contents {
    mutating func beginEpoch() -> Int64 {
        epoch += 1
        (troubles, turned) = ([:], [:])
        forgetUnusedSecrets()
        return epoch
    }

    func found(_ id: JobID) throws -> MemoryStore.Record {
        guard let record = jobs[id] else { throw StoreError.noSuchJob(id) }
        return record
    }

    func found(by lease: Lease, epoch: Int64) throws -> MemoryStore.Record {
        guard lease.epoch == epoch else { throw StoreError.fenced }
        let record = try found(lease.job.id)
        guard record.epoch == epoch, record.job.lifecycle.attempts == lease.attempt else {
            throw StoreError.notPossible("Attempt \(lease.attempt) at job \(lease.job.id) is over")
        }
        return record
    }

    /// The job that this ticket has already made, if it has.
    func job(madeOf ticket: Ticket) -> Job? {
        guard let key = ticket.idempotencyKey else { return nil }
        return jobs.values.first {
            $0.key == key && $0.job.printer == ticket.printer && $0.job.owner.user == ticket.owner.user
        }?.job
    }

    func living(_ id: PrinterID) throws -> Printer {
        guard let printer = printers[id] else { throw StoreError.noSuchPrinter("There is no printer \(id)") }
        return printer
    }

    func checkFree(_ name: PrinterName, for id: PrinterID?) throws {
        if printers.values.contains(where: { $0.name == name && $0.id != id }) { throw StoreError.nameTaken(name.text) }
    }

    /// Unfinished jobs of a queue in the order of printing.
    func waiting(on printer: PrinterID) -> [Job] {
        jobs.values.map(\.job).filter { $0.printer == printer && !$0.lifecycle.isFinished }
            .sorted { (-$0.priority, $0.order, $0.id) < (-$1.priority, $1.order, $1.id) }
    }

    /// Jobs that a printer is printing; of a pool, those whose member is gone.
    func inHand(of printer: PrinterID) -> [Job] {
        jobs.values.map(\.job).filter { job in
            guard job.state == .processing else { return false }
            guard let member = job.member else { return job.printer == printer }
            return member == printer || job.printer == printer && printers[member] == nil
        }.sorted { (-$0.priority, $0.order, $0.id) < (-$1.priority, $1.order, $1.id) }
    }

    mutating func put(_ record: MemoryStore.Record, was before: MemoryStore.Record?, _ change: inout StoreChange) {
        jobs[record.job.id] = record
        if record.job.lifecycle.isFinished { settle(record.job) }
        if let before, record.job.lifecycle.isFinished || record.job.printer != before.job.printer {
            jobSecrets[record.job.id] = nil
        }
        guard record.job != before?.job || record.epoch != before?.epoch else { return }
        if let before { change.queues.insert(before.job.printer) }
        change.queues.insert(record.job.printer)
        let members = [before?.job.member, record.job.member].compactMap { $0 }
        change.queues.formUnion(members)
        self.members.formUnion(members)
        if record.job.dueAt != nil || before?.job.dueAt != nil { change.due = true }
        guard let old = before?.job.lifecycle, old.state == .processing, !old.isToStop else { return }
        if record.job.lifecycle.isToStop || record.job.lifecycle.isFinished {
            change.cancelled.insert(record.job.id)
        }
    }

    /// The order that puts `job` at `place`. All others behind it are numbered anew: simple, and right.
    mutating func makeRoom(
        at place: JobChange.Place, for job: Job, _ change: inout StoreChange
    ) throws -> Int64 {
        let others = waiting(on: job.printer).filter {
            $0.priority == job.priority && $0.id != job.id && ($0.state == .pending || $0.state == .held)
        }
        switch place {
        case .first:
            guard let first = others.first, (first.order, first.id) < (job.order, job.id) else { return job.order }
            return first.order - Job.orderStep
        case .after(let id):
            _ = try found(id)
            guard let index = others.firstIndex(where: { $0.id == id }) else {
                throw StoreError.notPossible("Job \(id) does not wait on the same queue with the same priority")
            }
            let order = others[index].order
            guard index + 1 < others.count else { return order + 64 }
            if others[index + 1].order - order >= 2 { return order + (others[index + 1].order - order) / 2 }
            for (offset, other) in others[(index + 1)...].enumerated() {
                guard var record = jobs[other.id] else { continue }
                let before = record
                record.job.order = order + Int64(offset + 2) * 64
                put(record, was: before, &change)
            }
            return order + 64
        }
    }

    mutating func removeDocuments(
        _ retention: Retention, at now: Moment, limit: Int, _ change: inout StoreChange
    ) -> Int {
        let kept = jobs.values.filter { $0.job.lifecycle.isFinished && $0.job.hasDocuments }.sorted(by: endsEarlier)
        var octets = kept.reduce(0) { $0 + $1.job.octets }
        var count = 0
        func isKept(_ record: MemoryStore.Record) -> Bool {
            if let end = record.job.retainUntil { return end > now }
            return !record.isOlder(than: retention.documents, at: now)
        }
        for before in kept.sorted(by: { goesEarlier($0, $1, at: now) }).prefix(limit) {
            guard octets > retention.documentOctetsMax || !isKept(before) else { break }
            var record = before
            record.job.hasDocuments = false
            record.bytes = record.bytes.map { _ in [] }
            put(record, was: before, &change)
            if !record.documents.isEmpty { self.record([JobNews(.documentsRemoved)], of: record.job, by: nil, at: now) }
            octets -= record.job.octets
            count += 1
        }
        return count
    }

    mutating func place(for ticket: Ticket) -> Int64 {
        let queue = TurnQueue(printer: ticket.printer, priority: ticket.priority)
        let waiting = self.waiting(on: ticket.printer).filter { $0.priority == ticket.priority }
        return turns[queue, default: FairTurns(waiting: waiting.map { (user: $0.owner.user, order: $0.order) })]
            .place(for: ticket.owner.user)
    }

    mutating func removeHistory(_ retention: Retention, at now: Moment, limit: Int) -> Int {
        let all = jobs.values.filter(\.job.lifecycle.isFinished).sorted(by: endsEarlier)
        let done = all.filter { !($0.job.hasDocuments && $0.job.retainUntil.map { $0 > now } ?? false) }
        var count = 0
        for record in done.prefix(limit) {
            guard all.count - count > retention.historyJobsMax || record.isOlder(than: retention.history, at: now)
            else { break }
            jobs[record.job.id] = nil
            expireEvents(of: record.job.id, at: now)
            count += 1
        }
        return count
    }

    /// First what has a moment that has come, then what has none, then what is to be kept longer.
    private func goesEarlier(_ lhs: MemoryStore.Record, _ rhs: MemoryStore.Record, at now: Moment) -> Bool {
        func rank(_ job: Job) -> Int { job.retainUntil.map { $0 <= now ? 0 : 2 } ?? 1 }
        guard rank(lhs.job) == rank(rhs.job) else { return rank(lhs.job) < rank(rhs.job) }
        guard let left = lhs.job.retainUntil, let right = rhs.job.retainUntil else { return endsEarlier(lhs, rhs) }
        return (left, lhs.job.id) < (right, rhs.job.id)
    }

    private func endsEarlier(_ lhs: MemoryStore.Record, _ rhs: MemoryStore.Record) -> Bool {
        guard let left = lhs.job.finishedAt, let right = rhs.job.finishedAt else { return false }
        return (left, lhs.job.id) < (right, rhs.job.id)
    }
}

extension MemoryStore.Record {
    mutating func add(_ new: NewDocument, _ received: MemoryDocument, at moment: Moment? = nil) {
        let number = job.addDocument(octets: received.octets)
        documents.append(
            Document(
                number: number, format: new.format, formatSupplied: new.formatSupplied, name: new.name,
                octets: received.octets, digest: received.digest, attributes: new.attributes, createdAt: moment))
        bytes.append(received.bytes)
    }

    fileprivate func isOlder(than age: Duration, at now: Moment) -> Bool {
        job.finishedAt.map { $0 + age <= now } ?? false
    }
}

/// A document that a memory store has received.
final class MemoryDocument: ReceivedDocument {
    let bytes: [UInt8]
    let digest: [UInt8]
    var octets: Int64 { Int64(bytes.count) }
    private let isTaken = Mutex(false)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        digest = Array(SHA256.hash(data: bytes))
    }

    func take() throws {
        let wasTaken = isTaken.withLock { isTaken in
            defer { isTaken = true }
            return isTaken
        }
        if wasTaken { throw StoreError.notPossible("The document was already used") }
    }

    func giveBack() { isTaken.withLock { $0 = false } }
}
