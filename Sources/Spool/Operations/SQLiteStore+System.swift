internal import IPP
public import PrintModel

extension SQLiteStore: SystemStore {
    public func system() -> SystemRecord {
        var record = systemMemory.record
        record.defaultPrinter = defaultPrinter()?.id
        return record
    }

    @discardableResult
    public func updateSystem(
        by actor: String?, at now: Moment, _ change: @escaping @Sendable (inout SystemRecord) -> Void
    ) async throws -> SystemRecord {
        try await commits.perform { [systemMemory] transaction in
            var before = systemMemory.record
            before.defaultPrinter = try transaction.defaultPrinter()
            var record = before
            change(&record)
            record.countChange(from: before, at: now)
            guard record != before else { return before }
            if record.defaultPrinter != before.defaultPrinter {
                if let id = record.defaultPrinter { try transaction.checkLiving(id) }
                try transaction.setDefaultPrinter(record.defaultPrinter)
            }
            try transaction.connection.statement(text: SystemSQL.putSystem).run(
                .blob(record.attributes.encoded()), .integer(record.configChanges), .moment(record.configChangedAt))
            try transaction.record(ServerNews(.systemConfigChanged, of: .system), by: actor, at: now)
            let changed = record
            transaction.effects.whenDurable.append { systemMemory.set(changed) }
            return record
        }
    }

    public func printed(by printer: PrinterID?) -> PageCounters { systemMemory.printed(by: printer) }
}

extension WriteTransaction {
    /// Counts what was printed.
    func add(_ counters: PageCounters, to printer: PrinterID, _ memory: SystemMemory) throws {
        try connection.statement(text: SystemSQL.addPrinted).run(
            .integer(printer.rawValue), .integer(counters.jobs), .integer(counters.pages),
            .integer(counters.impressions), .integer(counters.colorImpressions), .integer(counters.sheets))
        effects.whenDurable.append { memory.add(counters, to: printer) }
    }
}
