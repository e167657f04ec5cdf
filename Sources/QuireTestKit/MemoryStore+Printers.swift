public import PrintModel
import Synchronization

extension MemoryStore {
    public func printers() -> [Printer] {
        spool.contents.withLock { $0.printers.values.sorted { ($0.name, $0.id) < ($1.name, $1.id) } }
    }

    public func printer(named name: PrinterName) -> Printer? { printers().first { $0.name == name } }
    public func printer(_ id: PrinterID) -> Printer? { spool.contents.withLock { $0.printers[id] } }

    public func defaultPrinter() -> Printer? {
        spool.contents.withLock { contents in contents.defaultPrinter.flatMap { contents.printers[$0] } }
    }

    public var revision: UInt64 { spool.contents.withLock { $0.revision } }

    public func waitForChange(from revision: UInt64) async -> Bool {
        if self.revision > revision { return true }
        return await turns.waitForMore(than: Int64(clamping: revision))
    }

    public func add(_ new: NewPrinter, at now: Moment) async throws -> Printer {
        try write { contents, change in
            try contents.checkFree(new.name, for: nil)
            contents.lastPrinter += 1
            let printer = Printer(
                id: PrinterID(contents.lastPrinter), name: new.name,
                uuid: (0..<16).map { _ in UInt8.random(in: 0...255) }, deviceURI: new.deviceURI, info: new.info,
                location: new.location, isShared: new.isShared, attributes: new.attributes, createdAt: now)
            contents.printers[printer.id] = printer
            contents.record(.printerCreated, of: printer, printer.name.text, at: now)
            contents.revision += 1
            change.printers = true
            return printer
        }
    }

    public func update(
        _ id: PrinterID, at now: Moment, _ body: @escaping @Sendable (inout Printer) -> Void
    ) async throws -> Printer {
        try write { contents, change in try contents.change(id, at: now, &change, body) }
    }

    public func delete(_ id: PrinterID, at now: Moment) async throws { try delete(id, onlyIdle: false, at: now) }

    public func deleteIdle(_ id: PrinterID, at now: Moment) async throws -> Bool {
        try delete(id, onlyIdle: true, at: now)
    }

    @discardableResult
    private func delete(_ id: PrinterID, onlyIdle: Bool, at now: Moment) throws -> Bool {
        try write { contents, change in
            let printer = try contents.living(id)
            if onlyIdle, !contents.waiting(on: id).isEmpty { return false }
            contents.printers[id] = nil
            contents.forgetSecretIfUnused(of: printer.deviceURI)
            (contents.troubles[id], contents.turned[id]) = (nil, nil)
            if contents.defaultPrinter == id { contents.defaultPrinter = nil }
            contents.endUnusedResources(by: nil, at: now)
            contents.revision += 1
            change.printers = true
            let jobs = contents.waiting(on: id).filter { $0.lifecycle.cancelRequested == nil }
            for job in jobs.sorted(by: { $0.state.rawValue < $1.state.rawValue }) {
                let before = try contents.found(job.id)
                var record = before
                let news = try record.job.apply(.cancel(.operator_), at: now)
                record.job.message = "Canceled because the printer was deleted"
                contents.put(record, was: before, &change)
                contents.record(news, of: record.job, was: before.job, by: nil, at: now)
            }
            contents.record(.printerDeleted, of: printer, printer.name.text, at: now)
            return true
        }
    }

    public func setDefault(_ id: PrinterID?) async throws {
        try write { contents, change in
            if let id { _ = try contents.living(id) }
            contents.defaultPrinter = id
            contents.revision += 1
            change.printers = true
        }
    }
}

extension MemoryStore.Contents {
    @discardableResult
    mutating func change(
        _ id: PrinterID, at now: Moment, _ change: inout StoreChange, _ body: (inout Printer) -> Void
    ) throws -> Printer {
        let before = try living(id)
        var printer = before
        body(&printer)
        (printer.id, printer.uuid, printer.createdAt) = (before.id, before.uuid, before.createdAt)
        (printer.stateChangedAt, printer.configChangedAt) = (before.stateChangedAt, before.configChangedAt)
        printer.configChanges = before.configChanges
        guard printer != before || printer.name.text != before.name.text else { return before }
        try checkFree(printer.name, for: id)
        if printer.hasOtherState(than: before) { printer.stateChangedAt = now }
        if printer.hasOtherConfiguration(than: before) { printer.countConfigChange(at: now) }
        record(printer, was: before, at: now)
        printers[id] = printer
        if printer.deviceURI != before.deviceURI { forgetSecretIfUnused(of: before.deviceURI) }
        revision += 1
        change.printers = true
        change.queues.insert(id)
        return printer
    }

    mutating func requireAuthInfo(_ id: PrinterID, at now: Moment, _ change: inout StoreChange) {
        // A deleted printer has nothing to say.
        _ = try? self.change(id, at: now, &change) { $0.requireAuthInfo() }
    }
}
