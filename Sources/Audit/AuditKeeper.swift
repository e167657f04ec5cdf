internal import Dispatch
internal import Glibc
public import Logging
public import PrintModel
internal import Synchronization

/// Keeps who did what in files of its own beside the spool, not in queue.db: a store that is damaged, put back from a copy
/// or replaced does not take the record with it, no job waits for it, and `sha256sum` reads it (docs/AUDIT.md).
///
/// One thread writes; what comes while it syncs is synced together with the next. Where the record ends is kept beside its
/// folder (``AuditEnd``).
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
        var budget: NoteBudget
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
    private let waiting: Mutex<Waiting>
    private let end: End
    /// The day, and how many files had been begun.
    private let lastClearing = Mutex<(day: Int64, files: Int)>((.min, 0))

    /// Opens the record, or begins one.
    ///
    /// - Parameters:
    ///   - folder: `FOLDER-end` beside it has where the record ends.
    ///   - days: how long records are kept.
    ///   - isFirst: whether the server has never run before.
    public convenience init(
        folder: String, days: Int, isFirst: Bool, clock: any WallClock, log: Logger
    ) throws {
        try self.init(
            folder: folder, retention: AuditRetention(days: days), fileOctetsMax: AuditWriter.fileOctetsMax,
            isFirst: isFirst, clock: clock, log: log)
    }

    init(
        folder: String, retention: AuditRetention, fileOctetsMax: Int64, isFirst: Bool = true, clock: any WallClock,
        log: Logger
    ) throws {
        let files = try AuditFolder(folder)
        self.folder = files
        reader = AuditReader(folder: files)
        self.clock = clock
        self.log = log
        self.retention = retention
        waiting = Mutex(Waiting(budget: NoteBudget(retention)))
        let remembered = AuditEnd(path: "\(folder)-end")
        end = End(
            writer: try AuditWriter(files, remembered, fileOctetsMax: fileOctetsMax, isFirst: isFirst))
        queue.sync {
            write()
            remember(isSynced: true)
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
            waiting.events += waiting.budget.take(event)
            guard !waiting.isScheduled, !waiting.events.isEmpty else { return false }
            waiting.isScheduled = true
            return true
        }
        if isFirst { queue.asyncAfter(deadline: .now() + Self.gatherTime) { self.write() } }
    }

    /// Writes what waits, before the end.
    public func close() {
        let now = clock.now()
        waiting.withLock { waiting in
            for var summary in waiting.budget.end(at: Moment(milliseconds: .max)) {
                summary.at = now
                waiting.events.append(summary)
            }
        }
        queue.sync {
            write()
            remember(isSynced: true)
        }
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
        events = found() + events
        if lost > 0 { events.append(own("Audit-Lost", "\(lost) records could not be written")) }
        if !events.isEmpty {
            do {
                try end.writer.append(events)
                remember(isSynced: false)
            } catch {
                lost = events.count
                log.critical("audit: \(lost) records could not be written: \(error)")
                waiting.withLock { $0.lost += lost }
            }
        }
        for continuation in continuations { continuation.resume() }
        clearAway()
    }

    private func remember(isSynced: Bool) {
        do {
            try end.writer.remember(isSynced: isSynced)
        } catch {
            log.error("audit: where the record ends could not be kept: \(error)")
        }
    }

    /// What was done to the record by others, or by a power cut: said in the log and in the record.
    private func found() -> [AuditEvent] {
        end.writer.look().map { finding in
            switch finding {
            case .repair(let words):
                log.critical("audit: \(words)")
                return own("Audit-Repair", words)
            case .gap(let words):
                log.critical("audit: records are missing: \(words)")
                return own("Audit-Gap", words)
            }
        }
    }

    /// Removes files that are too old, or too many, after a record that says so: once a day, and when a file is begun.
    private func clearAway() {
        let (day, files) = (clock.now().milliseconds / 86_400_000, end.writer.begun)
        let isDue = lastClearing.withLock { last in
            defer { last = (day, files) }
            return last != (day, files)
        }
        guard isDue else { return }
        defer { remember(isSynced: true) }
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
        try await read { reader, _ in try reader.page(query, after: number, limit: limit) }
    }

    public func verify() async throws -> AuditVerdict {
        try await read { reader, place in try reader.verify(endingWith: place) }
    }

    /// After what has been noted so far was written, with where that ends.
    private func read<Output: Sendable>(
        _ body: @escaping @Sendable (AuditReader, AuditEnd.Place) throws -> Output
    ) async throws -> Output {
        let place = await withCheckedContinuation { continuation in
            queue.async {
                self.write()
                continuation.resume(returning: self.end.writer.place)
            }
        }
        return try await withCheckedThrowingContinuation { continuation in
            reading.async { continuation.resume(with: Result { try body(self.reader, place) }) }
        }
    }
}
