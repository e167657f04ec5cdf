internal import Crypto
internal import FoundationEssentials
import PrintModel
import Workbench

/// What changes the folder of drivers, one change at a time. It blocks while it writes: a driver is added a few times in
/// a year, and is a few hundred kilobytes.
actor DriverKeeper {
    private let files: DriverFiles
    private let shelf: DriverShelf
    private let describer: DriverFolder.Describe
    private var records: [DriverID: DriverRecord] = [:]

    init(_ files: DriverFiles, _ shelf: DriverShelf, _ describer: @escaping DriverFolder.Describe) {
        self.files = files
        self.shelf = shelf
        self.describer = describer
    }

    nonisolated func describe(_ bytes: [UInt8]) async throws -> PPDDescription { try await describer(bytes) }

    func open(shipped paths: [String], at now: Moment, log: (String) -> Void) async throws {
        var shipped: Set<DriverID> = []
        for path in paths {
            // One of ours that cannot be read is none fewer of the others.
            do { shipped.insert(try await takeShipped(path, at: now)) } catch { log("\(path): \(error)") }
        }
        for id in try files.ids() where records[id] == nil {
            do { try await take(id, at: now) } catch { log("driver \(id.short): \(error)") }
        }
        // An older one of ours stays for the queues that have it.
        for (id, record) in records where record.isShipped {
            shelf.put(record.driver(id), isChosen: shipped.contains(id))
        }
        for (id, record) in records.sorted(by: { $0.key.text < $1.key.text }) where !record.isShipped {
            var driver = record.driver(id)
            // One of ours may have come since that is called the same.
            driver.name = freeName(driver.name, id)
            shelf.put(driver)
        }
    }

    private func takeShipped(_ path: String, at now: Moment) async throws -> DriverID {
        let bytes = try DriverFiles.contents(at: path, octetsMax: DriverFolder.octetsMax)
        guard let id = DriverID(digest: SHA256.hash(data: bytes)) else { throw CancellationError() }
        if let record = readRecord(id), record.isShipped, record.ppd.version == PPDDescription.currentVersion {
            records[id] = record
            return id
        }
        let description = try await describer(bytes)
        try DriverFolder.requireUsable(description)
        let name = (path.split(separator: "/").last.map(String.init) ?? id.text).lowercased()
        try keep(
            DriverRecord(
                name: name, isShipped: true, addedBy: "", addedAt: now.milliseconds, octets: bytes.count,
                approvedFilters: [], approvedBy: "", approvedAt: 0, ppd: description), bytes, as: id)
        return id
    }

    /// One that lies in the folder; described again where its record is gone or of an older kind.
    private func take(_ id: DriverID, at now: Moment) async throws {
        var record = readRecord(id)
        if record?.ppd.version != PPDDescription.currentVersion {
            let bytes = try ppd(of: id)
            guard DriverID(digest: SHA256.hash(data: bytes)) == id else {
                throw DriverProblem(.failed, "its PPD is not what was added")
            }
            let description = try await describer(bytes)
            var made =
                record
                ?? DriverRecord(
                    name: Self.name(from: description, id), isShipped: false, addedBy: "",
                    addedAt: now.milliseconds,
                    octets: bytes.count, approvedFilters: [], approvedBy: "", approvedAt: 0, ppd: description)
            made.ppd = description
            try write(made, as: id)
            record = made
        }
        records[id] = record
    }

    func add(
        _ bytes: [UInt8], _ description: PPDDescription, named name: String?, approving filters: [String],
        by user: String, at now: Moment
    ) throws -> Driver {
        guard let id = DriverID(digest: SHA256.hash(data: bytes)) else { throw CancellationError() }
        if let known = records[id] {
            guard !filters.isEmpty else { return shelf[id] ?? known.driver(id) }
            return try approve(known.approvedFilters + filters, of: id, by: user, at: now)
        }
        var record = DriverRecord(
            name: freeName(name.flatMap { Self.plain($0) } ?? Self.name(from: description, id), id),
            isShipped: false, addedBy: user, addedAt: now.milliseconds, octets: bytes.count, approvedFilters: [],
            approvedBy: "", approvedAt: 0, ppd: description)
        if !filters.isEmpty {
            record.approvedFilters = try record.approvable(filters)
            record.approvedBy = user
            record.approvedAt = now.milliseconds
        }
        try keep(record, bytes, as: id)
        return show(record, id)
    }

    func approve(_ filters: [String], of id: DriverID, by user: String, at now: Moment) throws -> Driver {
        guard var record = records[id] else { throw DriverProblem.noSuchDriver }
        record.approvedFilters = try record.approvable(filters)
        record.approvedBy = user
        record.approvedAt = now.milliseconds
        try write(record, as: id)
        records[id] = record
        return show(record, id)
    }

    func delete(_ id: DriverID, unless isUsed: () -> Bool) throws {
        guard let record = records[id] else { throw DriverProblem.noSuchDriver }
        guard !record.isShipped else {
            throw DriverProblem(.notPossible, "the driver \(record.name) came with the server")
        }
        guard !isUsed() else {
            throw DriverProblem(.notPossible, "the driver \(record.name) is used by a printer")
        }
        // The record first: a PPD without one was never added.
        try files.remove(["\(id).json", "\(id).ppd"])
        records[id] = nil
        shelf.remove(id)
    }

    func ppd(of id: DriverID) throws -> [UInt8] {
        guard let bytes = try files.read("\(id).ppd", octetsMax: DriverFolder.octetsMax) else {
            throw DriverProblem.noSuchDriver
        }
        return bytes
    }

    // MARK: Parts

    private func keep(_ record: DriverRecord, _ bytes: [UInt8], as id: DriverID) throws {
        try files.write(bytes, named: "\(id).ppd")
        try write(record, as: id)
        records[id] = record
    }

    private func write(_ record: DriverRecord, as id: DriverID) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try files.write([UInt8](try encoder.encode(record)), named: "\(id).json")
    }

    /// `nil` when it cannot be read: it is made again.
    private func readRecord(_ id: DriverID) -> DriverRecord? {
        guard let bytes = try? files.read("\(id).json", octetsMax: 64 << 20) else { return nil }
        return try? JSONDecoder().decode(DriverRecord.self, from: Data(bytes))
    }

    private func show(_ record: DriverRecord, _ id: DriverID) -> Driver {
        var driver = record.driver(id)
        driver.name = shelf[id]?.name ?? driver.name
        // One that could not be chosen before cannot be now.
        shelf.put(driver, isChosen: !record.isShipped)
        return driver
    }

    private func freeName(_ name: String, _ id: DriverID) -> String {
        guard shelf.isTaken(name) else { return name }
        return "\(name.hasSuffix(".ppd") ? String(name.dropLast(4)) : name)-\(id.text.prefix(8)).ppd"
    }

    private static func name(from ppd: PPDDescription, _ id: DriverID) -> String {
        plain(ppd.nickName).map { $0 + ".ppd" } ?? "\(id.short).ppd"
    }

    /// Small letters, digits, points and hyphens; `nil` when nothing is left.
    private static func plain(_ text: String) -> String? {
        var name = ""
        for octet in text.lowercased().utf8 {
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                name.unicodeScalars.append(Unicode.Scalar(octet))
            default: if !name.isEmpty, !name.hasSuffix("-") { name += "-" }
            }
        }
        while name.hasSuffix("-") || name.hasSuffix(".") { name.removeLast() }
        return name.isEmpty || name.hasPrefix(".") ? nil : String(name.prefix(100))
    }
}

extension DriverProblem {
    static let noSuchDriver = DriverProblem(.noSuchDriver, "there is no such driver")
}
