internal import IPP
internal import Logging
public import PrintModel

extension SQLiteStore: PrinterStore {
    public func printers() -> [Printer] { memory.read { $0.sorted } }

    public func printer(named name: PrinterName) -> Printer? {
        memory.read { state in state.idsByName[name.folded].flatMap { state.printers[$0] } }
    }

    public func printer(_ id: PrinterID) -> Printer? { memory.read { $0.printers[id] } }

    public func defaultPrinter() -> Printer? {
        memory.read { state in state.defaultPrinter.flatMap { state.printers[$0] } }
    }

    public var revision: UInt64 { memory.read { $0.revision } }

    public func waitForChange(from revision: UInt64) async -> Bool {
        // A new store begins with revision 1, which nobody announces.
        if self.revision > revision { return true }
        return await memory.turns.waitForMore(than: Int64(clamping: revision))
    }

    public func add(_ new: NewPrinter, at now: Moment) async throws -> Printer {
        let uuid = UUIDBytes.random()
        return try await commits.perform { transaction in
            try transaction.checkFree(new.name, for: nil)
            var printer = Printer(
                id: PrinterID(0), name: new.name, uuid: uuid, deviceURI: new.deviceURI, info: new.info,
                location: new.location, isShared: new.isShared, attributes: new.attributes, createdAt: now)
            guard let id = try printer.insert(on: transaction.connection) else {
                throw StoreError.failed("The queue could not be made")
            }
            printer.id = id
            transaction.effects.printers[id] = .some(printer)
            transaction.effects.change.printers = true
            try transaction.record(.printerCreated, of: printer, at: now)
            return printer
        }
    }

    public func update(
        _ id: PrinterID, at now: Moment, _ change: @escaping @Sendable (inout Printer) -> Void
    ) async throws -> Printer {
        try await commits.perform { transaction in try transaction.change(id, at: now, change) }
    }

    public func delete(_ id: PrinterID, at now: Moment) async throws {
        _ = try await delete(id, onlyIdle: false, at: now)
    }

    public func deleteIdle(_ id: PrinterID, at now: Moment) async throws -> Bool {
        try await delete(id, onlyIdle: true, at: now)
    }

    private func delete(_ id: PrinterID, onlyIdle: Bool, at now: Moment) async throws -> Bool {
        let deleted = try await commits.perform { [resourceMemory] transaction -> (Int, [ResourceID])? in
            let printer = try transaction.printer(id)
            if onlyIdle, try transaction.hasUnfinishedJobs(id) { return nil }
            try transaction.connection.statement(.deletePrinter).run(.integer(id.rawValue), .moment(now))
            transaction.forgetLiving(id)
            try transaction.forgetSecretIfUnused(of: printer.deviceURI)
            transaction.effects.printers[id] = .some(nil)
            transaction.effects.change.printers = true
            if try transaction.defaultPrinter() == id {
                try transaction.connection.statement(.setDefaultPrinter).run(.null)
                transaction.effects.defaultPrinter = .some(nil)
            }
            let unused = try transaction.endUnusedResources(by: nil, at: now, resourceMemory)
            let count = try transaction.cancelJobs(ofDeleted: id, limit: Self.cancelledAtOnce, at: now)
            try transaction.record(.printerDeleted, of: printer, at: now)
            return (count, unused)
        }
        guard let (cancelled, gone) = deleted else { return false }
        var left = cancelled
        await removeData(of: gone)
        do {
            while left == Self.cancelledAtOnce {
                left = try await commits.perform { transaction in
                    try transaction.cancelJobs(ofDeleted: id, limit: Self.cancelledAtOnce, at: now)
                }
            }
        } catch {
            // The printer is deleted, whatever comes: the next start cancels the rest.
            condition.logger.warning("jobs of a deleted printer are left", metadata: ["error": "\(error)"])
        }
        return true
    }

    /// A long queue is cancelled in several transactions, so that it does not hold the store up.
    private static let cancelledAtOnce = 500

    public func setDefault(_ id: PrinterID?) async throws {
        try await commits.perform { transaction in
            if let id { _ = try transaction.printer(id) }
            try transaction.setDefaultPrinter(id)
        }
    }
}

extension WriteTransaction {
    @discardableResult
    func change(_ id: PrinterID, at now: Moment, _ change: (inout Printer) -> Void) throws -> Printer {
        let before = try printer(id)
        var printer = before
        change(&printer)
        printer.keepIdentity(of: before)
        // Names are equal without regard to case, and a person may change just that.
        guard printer != before || printer.name.text != before.name.text else { return before }
        if printer.name != before.name { try checkFree(printer.name, for: id) }
        printer.setMoments(comparedWith: before, at: now)
        try printer.update(on: connection)
        try record(printer, was: before, at: now)
        if printer.deviceURI != before.deviceURI { try forgetSecretIfUnused(of: before.deviceURI) }
        effects.printers[id] = .some(printer)
        effects.change.printers = true
        effects.change.queues.insert(id)
        return printer
    }

    fileprivate func hasUnfinishedJobs(_ id: PrinterID) throws -> Bool {
        try connection.statement(.hasUnfinishedJobs).first(.integer(id.rawValue)) { _ in true } ?? false
    }

    func changeIfLiving(_ id: PrinterID, at now: Moment, _ body: (inout Printer) -> Void) throws {
        let isLiving = try connection.statement(.isPrinterLiving).first(.integer(id.rawValue)) { _ in true }
        if isLiving == true { try change(id, at: now, body) }
    }

    fileprivate func printer(_ id: PrinterID) throws -> Printer {
        let printer = try connection.statement(.livingPrinter).first(.integer(id.rawValue), read: { Printer($0) })
        guard let printer, let printer else { throw StoreError.noSuchPrinter("There is no printer \(id)") }
        return printer
    }

    fileprivate func checkFree(_ name: PrinterName, for id: PrinterID?) throws {
        let owner = try connection.statement(.printerNamed).first(.text(name.folded)) { PrinterID($0.int32(0)) }
        if let owner, owner != id { throw StoreError.nameTaken(name.text) }
    }

    func setDefaultPrinter(_ id: PrinterID?) throws {
        try connection.statement(.setDefaultPrinter).run(.integer(id.map { Int64($0.rawValue) }))
        effects.defaultPrinter = .some(id)
        effects.change.printers = true
    }

    func defaultPrinter() throws -> PrinterID? {
        try connection.statement(.defaultPrinter).first { $0.optionalInteger(0).map { PrinterID(Int32($0)) } } ?? nil
    }

    func cancelJobs(ofDeleted printer: PrinterID, limit: Int, at now: Moment) throws -> Int {
        let rows = try connection.statement(.unfinishedJobsOfDeleted).all(
            .integer(printer.rawValue), .integer(limit), read: JobRow.init)
        for row in rows {
            var job = row.job
            let news = try job.apply(.cancel(.operator_), at: now)
            job.message = "Canceled because the printer was deleted"
            try save(job, was: row)
            try record(news, of: job, was: row.job, by: nil, at: now)
        }
        return rows.count
    }
}

extension Printer {
    /// What nobody may change.
    fileprivate mutating func keepIdentity(of before: Printer) {
        id = before.id
        uuid = before.uuid
        createdAt = before.createdAt
        stateChangedAt = before.stateChangedAt
        configChangedAt = before.configChangedAt
        configChanges = before.configChanges
    }

    fileprivate mutating func setMoments(comparedWith before: Printer, at now: Moment) {
        if hasOtherState(than: before) { stateChangedAt = now }
        if hasOtherConfiguration(than: before) { countConfigChange(at: now) }
    }
}

/// A random UUID (RFC 9562 version 4) as its 16 octets.
enum UUIDBytes {
    static func random() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return bytes
    }
}
