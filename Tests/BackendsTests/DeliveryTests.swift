@testable import Backends
import Foundation
import Glibc
import PrintModel
import Testing

@Suite("Delivering to a folder")
struct DeliveryTests {
    private static let pdf = Array("%PDF-1.7 hello".utf8)

    @Test("A PDF becomes a file with the same bytes")
    func pdf() async throws {
        let bench = try Bench()
        let job = TestJob(documents: [Self.pdf])

        let outcome = try await bench.table().backend(for: "pdf:paper").deliver(job.delivery())

        #expect(outcome == .delivered)
        #expect(try bench.output(in: "paper") == ["report-42.pdf": Self.pdf])
        #expect(job.remembered == "1-1/spool/1/1 report-42.pdf")
        #expect(job.isConfirmed)
        #expect(try bench.leftovers() == [])
    }

    @Test("A document much larger than what is held in memory arrives whole")
    func large() async throws {
        let bench = try Bench()
        let piece = [UInt8](repeating: 0x25, count: 60_000)
        let job = TestJob(documents: [Array(repeatElement(piece, count: 20).joined())])
        let delivery = job.delivery(open: { _ in
            let pieces = Pieces(piece, count: 20)
            return DocumentStream { await pieces.next() }
        })

        let outcome = try await bench.table().backend(for: "file://\(bench.path)/out/").deliver(delivery)

        #expect(outcome == .delivered)
        #expect(try bench.output(in: "out").values.map(\.count) == [1_200_000])
    }

    @Test("A PDF printer refuses other formats, and nothing appears")
    func otherFormat() async throws {
        let bench = try Bench()
        let job = TestJob(format: "text/plain")

        let outcome = try await bench.table().backend(for: "pdf:paper").deliver(job.delivery())

        #expect(outcome == .refused(because: "document 1 is text/plain; this printer takes application/pdf only"))
        #expect(try bench.files() == [:])
    }

    @Test("A folder takes every format; several documents become one file, in order")
    func concatenated() async throws {
        let bench = try Bench()
        let job = TestJob(name: "two/parts", documents: [[1, 2], [], [3]], format: "image/urf")

        let outcome = try await bench.table().backend(for: "file://\(bench.path)/out/").deliver(job.delivery())

        #expect(outcome == .delivered)
        #expect(try bench.output(in: "out") == ["000042-two_parts": [1, 2, 3]])
    }

    @Test("A file that is there is never written over, even when printed again")
    func printedAgain() async throws {
        let bench = try Bench()
        try bench.write("mine", to: "paper/report-42.pdf")
        let backend = try bench.table().backend(for: "pdf:paper")
        let job = TestJob(documents: [Self.pdf])

        for _ in 1...2 {
            #expect(await backend.deliver(job.delivery()) == .delivered)
            job.forget()
        }

        #expect(
            try bench.output(in: "paper") == [
                "report-42.pdf": Array("mine".utf8), "report-42~2.pdf": Self.pdf, "report-42~3.pdf": Self.pdf,
            ])
    }

    @Test(
        "Nothing has its name before it is durable, remembered and confirmed; then the folder is synced",
        arguments: [true, false])
    func order(keepsNames: Bool) async throws {
        let bench = try Bench()
        let disk = FaultyDisk(keepsNames: keepsNames)
        let job = TestJob(documents: [Self.pdf])

        _ = try await bench.table(disk: disk).backend(for: "pdf:paper").deliver(
            job.delivery(
                remember: { keep in try disk.step("remember") { keep() } }, confirm: { try disk.step("confirm") {} }))

        let steps = disk.log.filter { !["stat", "fstat", "open folder", "realpath", "can rename"].contains($0) }
        let before = ["create", "write", "sync file"] + (keepsNames ? [] : ["sync folder"])
        #expect(Array(steps.drop { $0 != "create" }) == before + ["remember", "confirm", "rename", "sync folder"])
    }

    @Test("While it is being written, nothing lies in the printer's folder")
    func nothingPartial() async throws {
        let bench = try Bench()
        let job = TestJob(documents: [Self.pdf])

        let outcome = try await bench.table().backend(for: "pdf:paper").deliver(
            job.delivery(remember: { keep throws in
                #expect(try bench.files(in: "paper") == [:])
                #expect(try bench.files(in: "scratch").count == 1)
                keep()
            }))

        #expect(outcome == .delivered)
    }

    @Test("On another file system, unfinished output lies in a hidden folder beside the output")
    func farFromTheSpool() async throws {
        let bench = try Bench()
        let job = TestJob(documents: [Self.pdf])

        let outcome = try await bench.table(disk: FaultyDisk(isFar: true)).backend(for: "pdf:paper").deliver(
            job.delivery(remember: { keep throws in
                #expect(try bench.files(in: "paper").keys.sorted() == [".quire-bench/.42-1-1-1"])
                keep()
            }))

        #expect(outcome == .delivered)
        #expect(try bench.output(in: "paper") == ["report-42.pdf": Self.pdf])
    }

    // MARK: What must not be printed

    @Test("A damaged document is refused, and no file appears")
    func damaged() async throws {
        let bench = try Bench()
        let delivery = TestJob(documents: [Self.pdf]).delivery(open: { _ in
            let pieces = Pieces([1, 2, 3], count: 1, then: StoreError.damaged("digest"))
            return DocumentStream { try await pieces.nextOrThrow() }
        })

        let outcome = try await bench.table().backend(for: "pdf:paper").deliver(delivery)

        #expect(outcome == .refused(because: "what is stored of the job is damaged: digest"))
        #expect(try bench.files() == [:])
    }

    @Test("A document that ends early is refused, and no file appears")
    func short() async throws {
        let bench = try Bench()
        let delivery = TestJob(documents: [Self.pdf]).delivery(open: { _ in .bytes([1, 2, 3]) })

        let outcome = try await bench.table().backend(for: "pdf:paper").deliver(delivery)

        guard case .refused = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(try bench.files() == [:])
    }

    @Test("A store that cannot be read now is not the document's fault")
    func storeFails() async throws {
        let bench = try Bench()
        let delivery = TestJob().delivery(open: { _ in throw StoreError.failed("disk I/O error") })

        let outcome = try await bench.table().backend(for: "pdf:paper").deliver(delivery)

        guard case .tryAgain = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(try bench.files() == [:])
    }

    @Test("A cancelled delivery is stopped, though its stream just ends", arguments: ["pdf:paper", "null:"])
    func cancelled(uri: String) async throws {
        let bench = try Bench()
        let backend = try bench.table().backend(for: uri)
        let delivery = TestJob(documents: [Self.pdf]).delivery(open: { _ in
            withUnsafeCurrentTask { $0?.cancel() }
            return DocumentStream { nil }
        })

        let outcome = await Task { await backend.deliver(delivery) }.value

        #expect(outcome == .stopped)
        #expect(try bench.files() == [:])
    }

    @Test("A job that a later run has taken over is not published")
    func fenced() async throws {
        let bench = try Bench()
        let delivery = TestJob(documents: [Self.pdf]).delivery(confirm: { throw StoreError.fenced })

        let outcome = try await bench.table().backend(for: "pdf:paper").deliver(delivery)

        #expect(outcome == .stopped)
        #expect(try bench.output(in: "paper") == [:])
    }

    @Test("A daemon that slept through its replacement does not take its successor's unfinished file")
    func sleeper() async throws {
        let bench = try Bench()
        let job = TestJob(documents: [Self.pdf])
        try bench.write("half of", to: "scratch/.42-2-2-1")
        let sleeper = job.delivery(epoch: 1, attempt: 1, remember: { _ in throw StoreError.fenced })

        let outcome = try await bench.table().backend(for: "pdf:paper").deliver(sleeper)

        #expect(outcome == .stopped)
        #expect(try bench.output(in: "paper") == [:])
        #expect(try bench.leftovers().contains("scratch/.42-2-2-1"))
    }

    // MARK: Trouble

    @Test(
        "What the disk says becomes a registered reason, with path and error",
        arguments: [
            (ENOSPC, "storage-full"), (EDQUOT, "storage-full"), (EACCES, "other"), (EROFS, "other"),
            (EIO, "storage-recoverable-failure"), (ENOENT, "storage-missing"),
        ])
    func trouble(errno: Int32, reason: String) async throws {
        let bench = try Bench()
        let backend = try bench.table(disk: FaultyDisk(.noWrites(errno: errno))).backend(for: "pdf:paper")

        let outcome = await backend.deliver(TestJob(documents: [Self.pdf]).delivery())

        guard case .tryAgain(let trouble) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(trouble.reason == reason)
        #expect(trouble.message.contains("\(bench.path)/paper"))
        #expect(trouble.message.contains(String(cString: strerror(errno))))
        #expect(await backend.probe()?.reason == reason)
        #expect(try bench.leftovers() == [])
    }

    @Test("A folder that can be written has no trouble, and the question leaves nothing behind")
    func probe() async throws {
        let bench = try Bench()

        #expect(try await bench.table().backend(for: "pdf:paper").probe() == nil)
        #expect(try bench.files() == [:])
    }

    @Test("A root that is not there is never made: its disk may only be late")
    func missingRoot() async throws {
        let bench = try Bench()
        let table = bench.table { $0.outputRoots = ["\(bench.path)/mnt"] }
        let backend = try table.backend(for: "file://\(bench.path)/mnt/out/")

        #expect(await backend.probe()?.reason == "storage-missing")
        #expect(!FileManager.default.fileExists(atPath: "\(bench.path)/mnt"))
    }

    @Test("A folder that was renamed away gets no more files")
    func replacedFolder() async throws {
        let bench = try Bench()
        let backend = try bench.table().backend(for: "pdf:paper")
        let first = TestJob(1).delivery(remember: { keep throws in
            // Held open by the delivery that is under way.
            try FileManager.default.moveItem(atPath: "\(bench.path)/paper", toPath: "\(bench.path)/old")
            keep()
        })

        _ = await backend.deliver(first)
        let outcome = await backend.deliver(TestJob(2).delivery())

        #expect(outcome == .delivered)
        #expect(try bench.output(in: "paper").keys.contains("report-2.pdf"))
        #expect(try !bench.output(in: "old").keys.contains("report-2.pdf"))
    }

    @Test("A symbolic link does not lead out of the allowed roots")
    func linkOut() async throws {
        let (bench, elsewhere) = (try Bench(), try Bench())
        try FileManager.default.createSymbolicLink(atPath: "\(bench.path)/paper", withDestinationPath: elsewhere.path)

        let outcome = try await bench.table().backend(for: "pdf:paper").deliver(TestJob().delivery())

        guard case .tryAgain(let trouble) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(trouble.reason == "configuration-change")
        #expect(trouble.message.contains(elsewhere.path))
        #expect(try elsewhere.files() == [:])
    }

    @Test("A symbolic link in the place of a user's folder is not followed")
    func linkedUser() async throws {
        let (bench, elsewhere) = (try Bench(), try Bench())
        try FileManager.default.createDirectory(atPath: "\(bench.path)/paper", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: "\(bench.path)/paper/ana", withDestinationPath: elsewhere.path)

        let outcome = try await bench.table().backend(for: "pdf:paper?name={user}/{title}").deliver(
            TestJob().delivery())

        guard case .tryAgain = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(try elsewhere.files() == [:])
    }
}

/// A stream's pieces, and what comes after them.
private actor Pieces {
    private let piece: [UInt8]
    private var left: Int
    private let error: (any Error)?

    init(_ piece: [UInt8], count: Int, then error: (any Error)? = nil) {
        self.piece = piece
        left = count
        self.error = error
    }

    func next() -> [UInt8]? {
        left -= 1
        return left >= 0 ? piece : nil
    }

    func nextOrThrow() throws -> [UInt8]? {
        if let piece = next() { return piece }
        if let error { throw error }
        return nil
    }
}
