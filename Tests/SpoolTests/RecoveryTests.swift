import Foundation
import GRDBSQLite
import PrintModel
import QuireTestKit
import Spool
import Testing

/// What a start makes of what a crash, a disk or a person has left.
@Suite("Starting")
struct RecoveryTests {
    @Test("What nobody refers to is removed: documents on their way, and those whose job was never promised")
    func orphans() async throws {
        let machine = FaultyMachine()
        let store = try machine.open()
        let printer = try await store.addHall()
        let kept = try await store.submit(30_000, named: "kept", to: printer)
        _ = try await FaultScene.receive(30_000, for: store)
        _ = try await FaultScene.receive(5000, for: store)
        let half = try machine.disk.create("\(machine.folder)/incoming/9-9")
        machine.disk.close(half)
        store.close()

        let next = try machine.open()
        defer { next.close() }

        #expect(machine.files == ["\(machine.folder)/documents/1/1"])
        #expect(try await Snapshot.contents(1, of: kept, in: next) == FaultScene.content(30_000))
    }

    @Test("A job whose file is gone is set aside, and the others print")
    func missingFile() async throws {
        let machine = FaultyMachine()
        let store = try machine.open()
        let printer = try await store.addHall()
        let lost = try await store.submit(30_000, named: "lost", to: printer)
        let whole = try await store.submit(30_001, named: "whole", to: printer)
        store.close()
        machine.disk.removeFile("\(machine.folder)/documents/1/1")

        let next = try machine.open()
        defer { next.close() }

        let job = try #require(try await next.job(lost))
        #expect(job.state == .aborted)
        #expect(job.message.contains("missing"))
        #expect(try await next.events(of: lost).map(\.kind) == [.created, .damaged, .aborted])
        #expect(try await next.claim(on: printer, limit: 9, at: FaultScene.now).map(\.job.id) == [whole])
        #expect(next.counts(of: printer) == QueueCounts(processing: 1))
        #expect(next.lastEvent == 6)
    }

    @Test("Of a segment that has lost its end, only the jobs behind the end are set aside")
    func shortSegment() async throws {
        let machine = FaultyMachine()
        let store = try machine.open()
        let printer = try await store.addHall()
        let first = try await store.submit(5000, named: "first", to: printer)
        let second = try await store.submit(6000, named: "second", to: printer)
        store.close()
        machine.disk.damage("\(machine.folder)/segments/1-1") { $0.removeLast() }

        let next = try machine.open()
        defer { next.close() }

        #expect(try await next.job(first)?.state == .pending)
        #expect(try await Snapshot.contents(1, of: first, in: next) == FaultScene.content(5000))
        #expect(try await next.job(second)?.state == .aborted)
    }

    @Test("A document that is not what was stored is not handed out, its job is ended and its bytes kept for a person")
    func damagedDocuments() async throws {
        let machine = FaultyMachine()
        let store = try machine.open()
        defer { store.close() }
        let printer = try await store.addHall()
        let inSegment = try await store.submit(5000, named: "segment", to: printer)
        let inFile = try await store.submit(600_000, named: "file", to: printer)
        machine.disk.damage("\(machine.folder)/segments/1-1") { $0[4999] ^= 1 }
        machine.disk.damage("\(machine.folder)/documents/1/2") { $0[0] ^= 1 }

        for (id, octets) in [(inSegment, 5000), (inFile, 600_000)] {
            let stream = try await store.read(document: 1, of: id)
            var count = 0
            await #expect {
                while let piece = try await stream.next() { count += piece.count }
            } throws: { error in
                if case .damaged? = error as? StoreError { true } else { false }
            }
            #expect(count < octets, "the last piece is held back")
            let job = try #require(try await store.job(id))
            #expect(job.state == .aborted)
            #expect(job.message == "Document 1 of job \(id) is not what was stored")
            #expect(try await store.events(of: id).map(\.kind) == [.created, .damaged, .aborted])
            #expect(try machine.disk.octets(of: "\(machine.folder)/corrupt/job-\(id)-document-1") == Int64(octets))
        }
        await #expect(throws: StoreError.self) { try await store.read(document: 1, of: inFile) }
    }

    @Test("A damaged row keeps neither the start nor the other jobs")
    func damagedRows() async throws {
        try await withFolder { folder in
            let first = try StoreRun.sqlite(in: folder).store
            let printer = try await first.addHall()
            let broken = try await first.submit(10, named: "broken", to: printer)
            let inRow = try await first.submit(11, named: "in row", to: printer)
            let good = try await first.submit(12, named: "good", to: printer)
            (first as? SQLiteStore)?.close()
            try run(
                "UPDATE job SET attributes = x'FFFF' WHERE id = \(broken); "
                    + "UPDATE document SET bytes = zeroblob(11) WHERE id = \(inRow) << 20 | 1", on: folder)

            let store = try StoreRun.sqlite(in: folder).store

            #expect(try await store.jobs(JobQuery(), after: nil, limit: 9).jobs.map(\.id) == [broken, inRow, good])
            #expect(try await store.claim(on: printer, limit: 9, at: FaultScene.now).map(\.job.id) == [inRow, good])
            #expect(try await store.job(broken)?.state == .aborted)
            await #expect(throws: StoreError.self) { try await store.read(document: 1, of: inRow) }
            #expect(try await store.job(inRow)?.state == .aborted)
            let kept = FileManager.default.contents(atPath: "\(folder)/corrupt/job-\(inRow)-document-1")
            #expect(kept == Data(count: 11))
            #expect(try await Snapshot.contents(1, of: good, in: store) == FaultScene.content(12))
            (store as? SQLiteStore)?.close()
        }
    }

    @Test(
        "A queue.db that cannot be used stops the start, says so, and stays as it is",
        arguments: ["short", "garbage", "newer", "foreign", "missing"])
    func unusableDatabase(kind: String) async throws {
        try await withFolder { folder in
            let store = try #require(try StoreRun.sqlite(in: folder).store as? SQLiteStore)
            let printer = try await store.addHall()
            _ = try await store.submit(30_000, named: "kept", to: printer)
            store.close()
            let path = "\(folder)/queue.db"
            switch kind {
            case "short": try Data("This is no database.".utf8).write(to: URL(filePath: path))
            case "garbage":
                let text = String(repeating: "This is not a database, whatever its name says. ", count: 400)
                try Data(text.utf8).write(to: URL(filePath: path))
            case "newer":
                try run("PRAGMA user_version = 9999", on: folder)
                // It had written its own.
                try FileManager.default.removeItem(atPath: "\(path)-first")
            case "foreign":
                try FileManager.default.removeItem(atPath: path)
                try run("CREATE TABLE mine (id INTEGER)", on: folder)
            default: try FileManager.default.removeItem(atPath: path)
            }
            let before = FileManager.default.contents(atPath: path)

            #expect {
                try SQLiteStore(
                    directory: folder, settings: .small, clock: FakeClock(), logger: .quiet)
            } throws: { error in
                guard case .failed(let text)? = error as? StoreError else { return false }
                return text.contains(kind == "newer" ? "newer version" : "queue.db")
            }

            #expect(FileManager.default.contents(atPath: path) == before)
            #expect(FileManager.default.fileExists(atPath: "\(folder)/documents/1/1"))
        }
    }

    @Test("Only we may read the spool")
    func modes() async throws {
        try await withFolder { folder in
            let store = try #require(try StoreRun.sqlite(in: folder).store as? SQLiteStore)
            let printer = try await store.addHall()
            _ = try await store.submit(5000, named: "segment", to: printer)
            _ = try await store.submit(30_000, named: "file", to: printer)

            let paths = try [""] + FileManager.default.subpathsOfDirectory(atPath: folder).map { "/\($0)" }
            #expect(paths.count >= 11)
            for path in paths {
                let attributes = try FileManager.default.attributesOfItem(atPath: folder + path)
                let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
                #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(path)")
            }
            store.close()
        }
    }

    @Test("The jobs of a deleted printer that a crash left are cancelled at the next start")
    func deletedPrinter() async throws {
        try await withFolder { folder in
            let store = try #require(try StoreRun.sqlite(in: folder).store as? SQLiteStore)
            let printer = try await store.addHall()
            let job = try await store.submit(10, named: "left", to: printer)
            store.close()
            try run("UPDATE printer SET deleted_at = 1", on: folder)

            let next = try #require(try StoreRun.sqlite(in: folder).store as? SQLiteStore)

            #expect(try await next.job(job)?.state == .canceled)
            #expect(next.counts(of: printer) == QueueCounts())
            next.close()
        }
    }

    private func run(_ sql: String, on folder: String) throws {
        var handle: OpaquePointer?
        defer { sqlite3_close(handle) }
        #expect(sqlite3_open("\(folder)/queue.db", &handle) == SQLITE_OK)
        #expect(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK, "\(sql)")
    }
}

extension JobStore where Self: PrinterStore {
    func addHall() async throws -> PrinterID {
        let name = try #require(PrinterName("hall"))
        return try await add(NewPrinter(name: name, deviceURI: "file:///a"), at: FaultScene.now).id
    }
}

extension JobStore {
    func submit(_ octets: Int, named name: String, to printer: PrinterID) async throws -> JobID {
        let document = try await FaultScene.receive(octets, for: self)
        return try await submit(
            FaultScene.ticket(name, on: printer), documents: [document], isOpen: false, closesAt: nil,
            at: FaultScene.now
        ).id
    }
}
