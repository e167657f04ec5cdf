internal import Dispatch
internal import Glibc
public import Logging
public import PrintModel
internal import Synchronization

/// Keeps who did what in files of its own beside the spool, not in queue.db: a store that is damaged, put back from a copy
/// or replaced does not take the record with it, no job waits for it, and `sha256sum` reads it (docs/AUDIT.md).
///
/// One thread writes; what comes while it syncs is synced together with the next.
public final class AuditKeeper: AuditLog {
    /// Waiting to be written; more are only counted.
    private static let waitingMax = 4096
    /// How long an event that nobody waits for may wait for company.
    private static let gatherTime = DispatchTimeInterval.milliseconds(200)

    private struct Waiting {
        var events: [AuditEvent] = []
        var continuations: [CheckedContinuation<Void, Never>] = []
        var isScheduled = false
        var lost = 0
        var budget = RefusalBudget()
    }

    /// Used on ``queue`` only.
    private struct End: @unchecked Sendable {
        let writer: AuditWriter
    }

    private let folder: AuditFolder
    private let reader: AuditReader
    private let clock: any WallClock
    private let log: Logger
    private let retention: AuditRetention
    private let queue = DispatchQueue(label: "quire.audit")
    private let reading = DispatchQueue(label: "quire.audit.reading")
    private let waiting = Mutex(Waiting())
    private let end: End
    private let lastClearing = Mutex<Int64>(.min)

    /// Opens the record, or begins one.
    ///
    /// - Parameters:
    ///   - days: how long records are kept.
    public convenience init(folder: String, days: Int, clock: any WallClock, log: Logger) throws {
        try self.init(
            folder: folder, retention: AuditRetention(days: days), fileOctetsMax: AuditWriter.fileOctetsMax,
            clock: clock, log: log)
    }

    init(
        folder: String, retention: AuditRetention, fileOctetsMax: Int64, clock: any WallClock, log: Logger
    ) throws {
        let files = try AuditFolder(folder)
        self.folder = files
        reader = AuditReader(folder: files)
        self.clock = clock
        self.log = log
        self.retention = retention
        end = End(writer: try AuditWriter(files, fileOctetsMax: fileOctetsMax))
        for finding in end.writer.findings {
            log.critical("audit: \(finding)")
            note(own("Audit-Repair", finding))
        }
    }

    public func record(_ event: AuditEvent) async {
        await withCheckedContinuation { continuation in
            let isFull = waiting.withLock { waiting in
                guard waiting.events.count < Self.waitingMax else {
                    waiting.lost += 1
                    return true
                }
                waiting.events.append(event)
                waiting.continuations.append(continuation)
                return false
            }
            if isFull { continuation.resume() } else { queue.async { self.write() } }
        }
    }

    public func note(_ event: AuditEvent) {
        let isFirst = waiting.withLock { waiting in
            guard waiting.events.count < Self.waitingMax else {
                waiting.lost += 1
                return false
            }
            if event.kind == .refusal || event.kind == .login {
                let (isIn, summary) = waiting.budget.take(event)
                if let summary { waiting.events.append(summary) }
                if isIn { waiting.events.append(event) }
            } else {
                waiting.events.append(event)
            }
            defer { waiting.isScheduled = true }
            return !waiting.isScheduled && !waiting.events.isEmpty
        }
        if isFirst { queue.asyncAfter(deadline: .now() + Self.gatherTime) { self.write() } }
    }

    /// Writes what waits, before the end.
    public func close() {
        let summary = waiting.withLock { $0.budget.turn(to: Moment(milliseconds: .max)) }
        if var summary {
            summary.at = clock.now()
            waiting.withLock { $0.events.append(summary) }
        }
        queue.sync { write() }
    }

    private func own(_ operation: String, _ detail: String) -> AuditEvent {
        AuditEvent(
            .change, at: clock.now(), who: "quired", proof: "none", host: "localhost", operation: operation,
            result: "successful-ok", detail: detail)
    }

    // MARK: On the queue

    private func write() {
        var (events, continuations, lost) = waiting.withLock { waiting in
            defer {
                (waiting.events, waiting.continuations) = ([], [])
                (waiting.isScheduled, waiting.lost) = (false, 0)
            }
            return (waiting.events, waiting.continuations, waiting.lost)
        }
        if lost > 0 { events.append(own("Audit-Lost", "\(lost) records could not be written")) }
        if !events.isEmpty {
            do {
                try end.writer.append(events)
            } catch {
                lost = events.count
                log.critical("audit: \(lost) records could not be written: \(error)")
                waiting.withLock { $0.lost += lost }
            }
        }
        for continuation in continuations { continuation.resume() }
        clearAway()
    }

    /// Removes files that are too old, each day once, after a record that says so.
    private func clearAway() {
        let day = clock.now().milliseconds / 86_400_000
        let isDue = lastClearing.withLock { last in
            defer { last = day }
            return last != day
        }
        guard isDue else { return }
        do {
            while let old = try retention.nextToRemove(from: folder, at: clock.now()) {
                try end.writer.append([own(AuditCheckpoint.operation, old.checkpoint.detail)])
                guard unlink(folder.file(old.first)) == 0 else { throw AuditFault("unlink", folder.file(old.first)) }
                try folder.sync()
                log.notice("audit: records to \(old.checkpoint.number) were removed; they were \(retention.reason)")
            }
        } catch {
            log.error("audit: old records could not be removed: \(error)")
        }
    }

    // MARK: Reading

    public func records(_ query: AuditQuery, after number: UInt64, limit: Int) async throws -> AuditPage {
        try await read { try $0.page(query, after: number, limit: limit) }
    }

    public func verify() async throws -> AuditVerdict { try await read { try $0.verify() } }

    /// After what has been noted so far was written.
    private func read<Output: Sendable>(
        _ body: @escaping @Sendable (AuditReader) throws -> Output
    ) async throws -> Output {
        await withCheckedContinuation { continuation in
            queue.async {
                self.write()
                continuation.resume()
            }
        }
        return try await withCheckedThrowingContinuation { continuation in
            reading.async { continuation.resume(with: Result { try body(self.reader) }) }
        }
    }
}

/// How long records are kept, and how much of them.
struct AuditRetention: Sendable {
    var days: Int
    /// Of all files: what the flood that is let through writes in some weeks.
    var octetsMax: Int64 = 1 << 30

    var reason: String { "older than \(days) days, or more than \(octetsMax >> 20) MiB" }

    /// The oldest file, if all its records are too old or there is too much; never the newest.
    func nextToRemove(
        from folder: AuditFolder, at now: Moment
    ) throws -> (first: UInt64, checkpoint: AuditCheckpoint)? {
        let files = try folder.files()
        guard files.count > 1, let line = folder.read(files[0])?.wholeLines.last, let last = AuditLine.read(line),
            let head = Hexadecimal.octets(last.hash)
        else { return nil }
        let limit = AuditLine.time(Moment(milliseconds: now.milliseconds - Int64(clamping: days) * 86_400_000))
        let octets = files.reduce(Int64(0)) { $0 + folder.octets($1) }
        guard last.at < limit || octets > octetsMax else { return nil }
        return (files[0], AuditCheckpoint(number: last.n, head: head))
    }
}
