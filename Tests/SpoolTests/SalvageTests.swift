import Foundation
import GRDBSQLite
import PrintModel
import QuireTestKit
import Spool
import Testing

/// A queue.db with pages that cannot be read: the start makes a new one of the others.
@Suite("Mending a damaged queue")
struct SalvageTests {
    private static let pageOctets = 4096

    private func open(_ folder: String) throws -> SQLiteStore {
        try #require(try StoreRun.sqlite(in: folder).store as? SQLiteStore)
    }

    /// A queue of so many jobs, some with a document in a file or a segment, closed.
    private func fill(_ folder: String, jobs: Int) async throws -> (printer: PrinterID, jobs: [JobID]) {
        let store = try open(folder)
        let printer = try await store.addHall()
        var made: [JobID] = []
        for number in 1...jobs {
            let octets = number % 10 == 0 ? 30_000 : number % 5 == 0 ? 5_000 : 40
            made.append(try await store.submit(octets, named: "\(number)", to: printer))
        }
        store.close()
        return (printer, made)
    }

    /// Overwrites leaves of tables, found by what is in them; gives back how many.
    private func damage(_ folder: String, where isRight: (Data) -> Bool, count: Int = 1) throws -> Int {
        let file = URL(filePath: "\(folder)/queue.db")
        var bytes = try Data(contentsOf: file)
        var damaged = 0
        for start in stride(from: Self.pageOctets, to: bytes.count, by: Self.pageOctets) where damaged < count {
            let range = start..<min(start + Self.pageOctets, bytes.count)
            // A leaf of a table (0x0D).
            guard bytes[start] == 0x0D, isRight(bytes.subdata(in: range)) else { continue }
            bytes.replaceSubrange(range, with: Data(repeating: 0xA5, count: range.count))
            damaged += 1
        }
        try bytes.write(to: file)
        return damaged
    }

    private func contains(_ text: String) -> (Data) -> Bool { { $0.range(of: Data(text.utf8)) != nil } }

    @Test(
        "Damaged pages of jobs cost the jobs on them; the others print, with what they had, and no number is given twice"
    )
    func jobs() async throws {
        try await withFolder { folder in
            let (printer, jobs) = try await fill(folder, jobs: 200)
            // Rows of jobs have where they came from.
            let damaged = try damage(folder, where: contains("localhost"), count: 2)
            #expect(damaged == 2)
            // The damage is not where the start looks: it is found by whoever asks, and mended at the next start.
            let first = try open(folder)
            var isFound = false
            for job in jobs where !isFound {
                do { _ = try await first.job(job) } catch { isFound = true }
            }
            #expect(isFound)
            first.close()

            let store = try open(folder)
            defer { store.close() }

            let left = try await store.jobs(JobQuery(), after: nil, limit: 500).jobs.map(\.id)
            #expect(left.count < 200 && left.count > 100, "\(left.count)")
            #expect(Set(left).isSubset(of: jobs))
            for job in left {
                let octets = job.rawValue % 10 == 0 ? 30_000 : job.rawValue % 5 == 0 ? 5_000 : 40
                #expect(try await Snapshot.contents(1, of: job, in: store) == FaultScene.content(octets))
            }
            #expect(store.counts(of: printer).pending == left.count)
            let next = try await store.submit(10, named: "next", to: printer)
            #expect(next.rawValue == 201)
            let aside = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/corrupt")
            #expect(aside.contains("queue-1.db"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/queue.db-damaged"))
        }
    }

    @Test("Documents whose job is lost are kept for a person")
    func documents() async throws {
        try await withFolder { folder in
            let (_, jobs) = try await fill(folder, jobs: 60)
            let before = try files(folder)
            // Rows of documents that lie in files and segments, and those of jobs, are all on few pages.
            _ = try damage(folder, where: contains("localhost"), count: 100)
            try Data().write(to: URL(filePath: "\(folder)/queue.db-damaged"))

            let store = try open(folder)
            defer { store.close() }

            #expect(try await store.jobs(JobQuery(), after: nil, limit: 500).jobs.count < jobs.count)
            #expect(try files(folder) == before, "what is not named any more lies in corrupt/")
        }
    }

    /// How many files with documents there are, wherever.
    private func files(_ folder: String) throws -> Int {
        try FileManager.default.subpathsOfDirectory(atPath: folder).count { path in
            path.hasPrefix("documents/") && path.split(separator: "/").count == 3
                || path.hasPrefix("segments/") || path.hasPrefix("corrupt/segment-")
                || path.hasPrefix("corrupt/document-")
        }
    }

    @Test("A queue of which the start itself cannot read something is mended at once")
    func atOnce() async throws {
        try await withFolder { folder in
            let (printer, jobs) = try await fill(folder, jobs: 30)
            // The row of the printer: the start needs it.
            #expect(try damage(folder, where: contains("file:///a")) == 1)

            let store = try open(folder)
            defer { store.close() }

            #expect(store.printer(printer) == nil)
            let left = try await store.jobs(JobQuery(), after: nil, limit: 99).jobs.map(\.id)
            #expect(left == jobs)
            #expect(try await Snapshot.contents(1, of: jobs[0], in: store) == FaultScene.content(40))
        }
    }

    @Test("Damaged first pages cost nothing, whatever is in the log still", arguments: [false, true], [0, 1, 2, 3, 4])
    func firstPages(isKilled: Bool, which: Int) async throws {
        try await withFolder { folder in
            let (printer, jobs) = try await fill(folder, jobs: 60)
            let last = try open(folder)
            let more = try await last.submit(40, named: "more", to: printer)
            if isKilled {
                // As a power cut leaves it: its log is beside it.
                for name in ["queue.db", "queue.db-wal"] {
                    try FileManager.default.copyItem(atPath: "\(folder)/\(name)", toPath: "\(folder)/\(name).then")
                }
            }
            last.close()
            if isKilled {
                for name in ["queue.db", "queue.db-wal"] {
                    try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
                    try FileManager.default.moveItem(atPath: "\(folder)/\(name).then", toPath: "\(folder)/\(name)")
                }
            }
            let file = URL(filePath: "\(folder)/queue.db")
            var bytes = try Data(contentsOf: file)
            // The whole page, its first half, a leaf of sqlite_master (the one that has the statement for jobs), the version of
            // the schema, or whose file it is.
            let leaf = try #require(
                stride(from: Self.pageOctets, to: bytes.count, by: Self.pageOctets).first { start in
                    contains("CREATE TABLE job ")(bytes.subdata(in: start..<min(start + Self.pageOctets, bytes.count)))
                })
            let (start, count) = [
                (0, Self.pageOctets), (0, Self.pageOctets / 2), (leaf, Self.pageOctets), (60, 4), (68, 4),
            ][which]
            bytes.replaceSubrange(start..<start + count, with: Data(repeating: 0xA5, count: count))
            try bytes.write(to: file)

            let store = try open(folder)
            defer { store.close() }

            #expect(try await store.jobs(JobQuery(), after: nil, limit: 500).jobs.map(\.id) == jobs + [more])
            for job in jobs + [more] {
                let octets = job == more ? 40 : job.rawValue % 10 == 0 ? 30_000 : job.rawValue % 5 == 0 ? 5_000 : 40
                #expect(try await Snapshot.contents(1, of: job, in: store) == FaultScene.content(octets))
            }
            #expect(try await store.submit(10, named: "next", to: printer).rawValue == more.rawValue + 1)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(!names.contains { $0.hasPrefix("queue.db-mended") })
        }
    }

    @Test("Another program that looks into the queue takes nothing from under the server")
    func otherPrograms() async throws {
        try await withFolder { folder in
            let (printer, _) = try await fill(folder, jobs: 3)
            let store = try open(folder)
            defer { store.close() }
            _ = try await store.submit(40, named: "in the log", to: printer)
            let sqlite = Process()
            sqlite.executableURL = URL(filePath: "/usr/bin/python3")
            sqlite.arguments = [
                "-c",
                "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM job').fetchone())",
                "\(folder)/queue.db",
            ]
            sqlite.standardOutput = FileHandle.nullDevice
            try sqlite.run()
            sqlite.waitUntilExit()

            #expect(sqlite.terminationStatus == 0)
            #expect(FileManager.default.fileExists(atPath: "\(folder)/queue.db-wal"))
        }
    }

    @Test("A damaged copy of the first pages is none, and made again")
    func damagedCopy() async throws {
        try await withFolder { folder in
            _ = try await fill(folder, jobs: 3)
            let copy = URL(filePath: "\(folder)/queue.db-first")
            let whole = try Data(contentsOf: copy)
            for damaged in [Data(), Data(whole.prefix(100)), Data(whole.dropLast()), whole + Data([0])] {
                try damaged.write(to: copy)
                try open(folder).close()
                #expect(try Data(contentsOf: copy).count == whole.count)
            }
            var flipped = whole
            flipped[whole.count / 2] ^= 1
            try flipped.write(to: copy)
            let database = URL(filePath: "\(folder)/queue.db")
            var bytes = try Data(contentsOf: database)
            bytes.replaceSubrange(0..<Self.pageOctets, with: Data(repeating: 0xA5, count: Self.pageOctets))
            try bytes.write(to: database)

            #expect(throws: (any Error).self) { try open(folder).close() }
            #expect(try Data(contentsOf: database) == bytes, "nothing was changed")
        }
    }

    @Test("Where the first row is lost, no run and no job gets a number that was given")
    func instance() async throws {
        try await withFolder { folder in
            let (printer, jobs) = try await fill(folder, jobs: 30)
            // It is the only row on its page: the page after the one with the schema that is a leaf of few octets.
            var handle: OpaquePointer?
            #expect(sqlite3_open("\(folder)/queue.db", &handle) == SQLITE_OK)
            #expect(sqlite3_exec(handle, "DELETE FROM instance", nil, nil, nil) == SQLITE_OK)
            sqlite3_close(handle)
            try Data().write(to: URL(filePath: "\(folder)/queue.db-damaged"))

            let store = try open(folder)
            defer { store.close() }

            #expect(store.epoch > 1)
            let last = try #require(jobs.last)
            #expect(try await store.submit(10, named: "next", to: printer) > last)
        }
    }

    @Test("A mended queue that a crash kept from its place is put there")
    func interrupted() async throws {
        try await withFolder { folder in
            let (_, jobs) = try await fill(folder, jobs: 5)
            try FileManager.default.moveItem(atPath: "\(folder)/queue.db", toPath: "\(folder)/queue.db-mended")
            for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: "\(folder)/queue.db\(end)") }

            let store = try open(folder)
            defer { store.close() }

            #expect(try await store.jobs(JobQuery(), after: nil, limit: 99).jobs.map(\.id) == jobs)
        }
    }
}
