import IPP
public import PrintModel
import Synchronization

extension MemoryStore: SystemStore {
    public func system() -> SystemRecord { spool.contents.withLock { $0.systemRecord } }

    @discardableResult
    public func updateSystem(
        by actor: String?, at now: Moment, _ body: @escaping @Sendable (inout SystemRecord) -> Void
    ) async throws -> SystemRecord {
        try write { contents, change in
            let before = contents.systemRecord
            var record = before
            body(&record)
            record.countChange(from: before, at: now)
            guard record != before else { return before }
            if record.defaultPrinter != before.defaultPrinter {
                if let id = record.defaultPrinter { _ = try contents.living(id) }
                contents.defaultPrinter = record.defaultPrinter
                contents.revision += 1
                change.printers = true
            }
            contents.system = record
            contents.record(ServerNews(.systemConfigChanged, of: .system), by: actor, at: now)
            return record
        }
    }

    public func printed(by printer: PrinterID?) -> PageCounters {
        spool.contents.withLock { contents in
            printer.map { contents.printed[$0] ?? PageCounters() }
                ?? contents.printed.values.reduce(PageCounters(), +)
        }
    }
}

extension MemoryStore.Contents {
    fileprivate var systemRecord: SystemRecord {
        var record = system ?? SystemRecord(configChangedAt: Moment(milliseconds: 0))
        record.defaultPrinter = defaultPrinter
        return record
    }
}
