internal import GRDB
internal import GRDBSQLite
internal import Logging
internal import PrintModel

/// Opens a spool folder: looks at what is there before it touches anything, then takes it over and mends it.
struct Opening {
    /// What a store begins with.
    struct Opened {
        var pool: DatabasePool
        var checkpointer: Checkpointer
        var epoch: Int64
        var uuid: [UInt8]
        var numbers: Numbers
        var memory: StoreMemory.State
        var systemMemory: SystemMemory
        var resourceMemory: ResourceMemory
        var seal: SecretSeal
        var accountMemory: AccountMemory
    }

    let folders: Folders
    let disk: any Disk
    let settings: SpoolSettings
    let condition: StoreCondition
    let clock: any WallClock

    func open() throws -> Opened {
        do {
            try makeFolders()
            let salvage = Salvage(folders: folders, disk: disk, condition: condition)
            try salvage.finish()
            if try salvage.isDue { _ = try salvage.run() }
            do {
                return try openAsItIs()
            } catch  where Salvage.isDamage(error) {
                _ = try salvage.run()
                return try openAsItIs()
            }
        } catch let error as DiskError {
            throw condition.translate(error)
        } catch let error as DatabaseError {
            throw described(SQLiteFailure(error))
        } catch let failure as SQLiteFailure {
            throw described(failure)
        }
    }

    private func openAsItIs() throws -> Opened {
        try look()
        // SQLite would make it readable for everybody; its other files get the mode of this one.
        try disk.makeFile(folders.database)
        let pool = try openPool()
        do {
            let opened = try takeOver(pool)
            // The very first start makes queue.db with a journal that SQLite unlinks without syncing the folder. If
            // the unlink were lost, the journal would come back and roll the whole queue away.
            try disk.syncFolder(folders.top)
            keepFirstPages(pool)
            return opened
        } catch {
            try? pool.close()
            throw error
        }
    }

    /// A queue without the copy works, too.
    private func keepFirstPages(_ pool: DatabasePool) {
        do {
            let kept = try FirstPages(keptAt: folders.firstPages, on: disk)
            let pages = try pool.writeWithoutTransaction { database -> FirstPages? in
                func pages() -> FirstPages? { DatabaseFile(database.sqliteConnection).flatMap { FirstPages(in: $0) } }
                if let kept, pages() == kept { return nil }
                // They may be in the log still.
                _ = try database.checkpoint(.truncate)
                return pages()
            }
            try pages?.keep(at: folders.firstPages, in: folders.top, on: disk)
        } catch {
            condition.logger.warning("no copy of the first pages of queue.db is kept: \(error)")
        }
    }

    private func makeFolders() throws(DiskError) {
        for folder in folders.all { try disk.makeFolder(folder) }
        try disk.syncFolder(folders.top)
        do {
            try disk.syncFolder(folders.parent)
        } catch {
            // Who may not list the folder above did not make the spool folder in it either.
            guard error.isForbidden else { throw error }
        }
    }

    // MARK: Looking before touching

    /// Throws when there is a spool that must not be touched.
    private func look() throws {
        var version: Int32 = 0
        // SQLite takes a file that is shorter than its header for an empty database, and would write over it.
        if let octets = try disk.octets(of: folders.database), 1..<512 ~= octets {
            throw StoreError.failed("queue.db in the spool folder is damaged: it is too short. Put a copy back")
        }
        if try FirstPages(keptAt: folders.firstPages, on: disk)?.isHeaderDamaged(of: folders.database) == true {
            throw SQLiteFailure.damagedHeader
        }
        if DatabaseFile.exists(folders.database) {
            do {
                version = try self.version(readonly: true)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
                // A crash in the middle of the very first start leaves a journal that has to be rolled back first.
                version = try self.version(readonly: false)
            }
        }
        guard version >= 0 else { throw SQLiteFailure.damagedHeader }
        guard version <= Schema.version else {
            throw StoreError.failed(
                "The spool was made by a newer version of Quire (schema \(version), this one knows \(Schema.version)); "
                    + "install that version again")
        }
        if version == 0 { try checkNothingIsOrphaned() }
    }

    private func version(readonly: Bool) throws -> Int32 {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: folders.database, configuration: configuration)
        defer { try? queue.close() }
        return try queue.inDatabase { database in
            let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            guard application == Schema.applicationID || (application == 0 && tables == 0) else {
                throw StoreError.failed("queue.db in the spool folder is not a Quire queue")
            }
            return version
        }
    }

    /// Documents without their queue.db mean that it was lost, not that they may go.
    private func checkNothingIsOrphaned() throws {
        let names = try disk.names(in: folders.documents) + disk.names(in: folders.segments)
        guard names.isEmpty else {
            throw StoreError.failed(
                "The spool folder has documents but no queue.db: put it back, or move 'documents' and 'segments' away")
        }
    }

    private func described(_ failure: SQLiteFailure) -> any Error {
        let isDamaged = failure.primaryCode == SQLITE_CORRUPT || failure.primaryCode == SQLITE_NOTADB
        let error = condition.translate(failure, isWriting: false)
        guard isDamaged else { return error }
        return StoreError.failed(
            "queue.db in the spool folder is damaged (\(failure.message)). Nothing was changed: put a copy back, or "
                + "try 'sqlite3 queue.db .recover'")
    }

    // MARK: The database

    private func openPool() throws -> DatabasePool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        // Rows are checked where they are made; jobs outlive their printers.
        configuration.foreignKeysEnabled = false
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        let pool = try DatabasePool(path: folders.database, configuration: configuration)
        try pool.writeWithoutTransaction { database in
            // GRDB's pool sets NORMAL when it has opened, which a power cut would not survive.
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // The checkpointer does it.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            // Room for the pages of one transaction and of the indexes' ends.
            try database.execute(sql: "PRAGMA cache_size = -16000")
        }
        return pool
    }

    private func takeOver(_ pool: DatabasePool) throws -> Opened {
        let uuid = UUIDBytes.random()
        let now = clock.now()
        let start = try pool.writeWithoutTransaction { database in
            let connection = Connection(database: database)
            try connection.statement(.begin).run()
            do {
                try migrate(connection, uuid: uuid, at: now)
                let start = try connection.statement(.beginEpoch).first { row in
                    (
                        epoch: row.integer(0), uuid: row.blob(1),
                        numbers: Numbers(lastJob: row.int32(2), lastEvent: row.integer(3)),
                        defaultPrinter: row.optionalInteger(4).map { PrinterID(Int32($0)) }
                    )
                }
                guard let start else { throw StoreError.failed("queue.db in the spool folder has lost its first row") }
                try connection.statement(.commit).run()
                return start
            } catch {
                try? connection.statement(.rollback).run()
                throw error
            }
        }
        // From here on no other run can add a row.
        try Recovery(folders: folders, disk: disk, pool: pool, condition: condition, epoch: start.epoch)
            .run(numbers: start.numbers, at: now)
        let resources = try ResourceRecovery(folders: folders, disk: disk, pool: pool, condition: condition).run(
            at: now)
        return try load(pool, epoch: start.epoch, uuid: start.uuid, resources: resources)
    }

    private func migrate(_ connection: Connection, uuid: [UInt8], at now: Moment) throws {
        let version = try Int.fetchOne(connection.database, sql: "PRAGMA user_version") ?? 0
        for migration in Schema.migrations[version...] { try connection.execute(migration) }
        if version == 0 {
            try connection.statement(.insertInstance).run(.blob(uuid), .moment(now))
            try connection.execute("PRAGMA application_id = \(Schema.applicationID)")
        }
        if version < Schema.version { try connection.execute("PRAGMA user_version = \(Schema.version)") }
    }

    // MARK: Memory

    private func load(
        _ pool: DatabasePool, epoch: Int64, uuid: [UInt8], resources: ResourceMemory
    ) throws -> Opened {
        let seal = try SecretSeal(folders: folders, disk: disk)
        try pool.writeWithoutTransaction { database in
            try Connection(database: database).statement(text: SecretSQL.forgetUnused).run()
        }
        let checkpointer = try Checkpointer(
            path: folders.database, pagesMax: settings.checkpointPages, condition: condition)
        pool.writeWithoutTransaction { checkpointer.watch($0) }
        return try pool.read { database in
            let connection = Connection(database: database)
            var memory = StoreMemory.State()
            for printer in try connection.statement(.livingPrinters).all(read: { Printer($0) }) {
                if let printer { memory.add(printer) } else { condition.logger.error("a printer's row is damaged") }
            }
            memory.defaultPrinter = try connection.statement(.defaultPrinter).first {
                $0.optionalInteger(0).map { PrinterID(Int32($0)) }
            }.flatMap { $0 }
            let counts = try connection.statement(.countWaiting).all {
                (printer: PrinterID($0.int32(0)), state: $0.int32(1), count: Int($0.integer(2)))
            }
            for (printer, state, count) in counts {
                guard let state = JobLifecycle.State(rawValue: state) else { continue }
                memory.counts[printer, default: QueueCounts()].add(count, in: state)
            }
            let owners = try connection.statement(.countByOwner).all {
                (
                    owner: Owner(user: $0.text(0), host: $0.text(1), isProved: $0.integer(2) != 0),
                    printer: PrinterID($0.int32(3)), count: Int($0.integer(4)), octets: $0.integer(5)
                )
            }
            for (owner, printer, count, octets) in owners {
                memory.waiting.add(count, octets: octets, of: owner, on: printer)
            }
            let serving = try connection.statement(.countServing).all {
                (printer: PrinterID($0.int32(0)), count: Int($0.integer(1)))
            }
            for (printer, count) in serving { memory.counts[printer, default: QueueCounts()].serving += count }
            for kept in [SQL.countKept, .countRetained] {
                memory.keptOctets += try connection.statement(kept).first { $0.integer(0) } ?? 0
            }
            let numbers = try connection.statement(.lastNumbers).first {
                Numbers(lastJob: $0.int32(0), lastEvent: $0.integer(1))
            }
            guard let numbers else { throw StoreError.failed("queue.db in the spool folder has lost its first row") }
            memory.lastEvent = numbers.lastEvent
            let secrets = try KeptSecrets(on: connection, seal: seal, condition: condition)
            (memory.deviceSecrets, memory.jobSecrets) = (secrets.devices, secrets.jobs)
            return Opened(
                pool: pool, checkpointer: checkpointer, epoch: epoch, uuid: uuid, numbers: numbers, memory: memory,
                systemMemory: try SystemMemory(on: connection), resourceMemory: resources, seal: seal,
                accountMemory: try AccountMemory(on: connection))
        }
    }
}
