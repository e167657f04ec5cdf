@testable import Backends
import Foundation
import PrintModel
import Testing

@Suite("What became of an interrupted delivery")
struct RecoveryTests {
    private static let pdf = Array("%PDF-1.7 hello".utf8)

    /// A delivery of job 42 in epoch 2 that an earlier run had begun in epoch 1.
    private static func interrupted(_ remembered: String?) async throws -> Delivery {
        let job = TestJob(documents: [pdf])
        if let remembered { try await job.delivery().remember(remembered) }
        return job.delivery(epoch: 2)
    }

    private static func remembered(in place: String = "spool") -> String { "1-1/\(place)/1/1 report-42.pdf" }

    @Test("Nothing remembered: it is printed again, and what lay aside is gone")
    func nothingRemembered() async throws {
        let bench = try Bench()
        try bench.write("%PDF-", to: "scratch/.42-1-1-1")
        try bench.write("other job", to: "scratch/.43-1-1-1")

        let found = try await bench.table().backend(for: "pdf:paper").resolve(Self.interrupted(nil))

        #expect(found == .notDelivered)
        #expect(try bench.leftovers() == ["scratch/.43-1-1-1"])
    }

    @Test(
        "Remembered and still aside: it is published",
        arguments: [("spool", "scratch"), ("folder", "paper/.quire-bench")])
    func stillAside(place: String, folder: String) async throws {
        let bench = try Bench()
        try bench.write("%PDF-1.7 hello", to: "\(folder)/.42-1-1-1")

        let found = try await bench.table().backend(for: "pdf:paper").resolve(
            Self.interrupted(Self.remembered(in: place)))

        #expect(found == .delivered)
        #expect(try bench.output(in: "paper") == ["report-42.pdf": Self.pdf])
        #expect(try bench.leftovers() == [])
    }

    @Test("Remembered and published: nothing more happens")
    func published() async throws {
        let bench = try Bench()
        try bench.write("%PDF-1.7 hello", to: "paper/report-42.pdf")

        let found = try await bench.table().backend(for: "pdf:paper").resolve(Self.interrupted(Self.remembered()))

        #expect(found == .delivered)
        #expect(try bench.output(in: "paper") == ["report-42.pdf": Self.pdf])
    }

    @Test("Remembered and gone: somebody took it away, and it is not printed again")
    func takenAway() async throws {
        let bench = try Bench()

        let found = try await bench.table().backend(for: "pdf:paper").resolve(Self.interrupted(Self.remembered()))

        #expect(found == .delivered)
        #expect(try bench.output(in: "paper") == [:])
    }

    @Test("Both names at once, as a power cut can leave them: one file stays")
    func bothNames() async throws {
        let bench = try Bench()
        try bench.write("%PDF-1.7 hello", to: "scratch/.42-1-1-1")
        try bench.write("%PDF-1.7 hello", to: "paper/report-42.pdf")

        let found = try await bench.table().backend(for: "pdf:paper").resolve(Self.interrupted(Self.remembered()))

        #expect(found == .delivered)
        #expect(try bench.output(in: "paper") == ["report-42.pdf": Self.pdf])
        #expect(try bench.leftovers() == [])
    }

    @Test("What another kind of device remembered cannot be judged here")
    func otherDevice() async throws {
        let bench = try Bench()

        let found = try await bench.table().backend(for: "pdf:paper").resolve(Self.interrupted("ipp://hall/jobs/7"))

        guard case .unknown = found else { return #expect(Bool(false), "\(found)") }
    }

    @Test("A folder that is out of reach while the file is still aside: it is printed again, once")
    func outOfReach() async throws {
        let bench = try Bench()
        try bench.write("%PDF-1.7 hello", to: "scratch/.42-1-1-1")
        let table = bench.table { $0.outputRoots = ["\(bench.path)/mnt"] }
        let backend = try table.backend(for: "pdf://\(bench.path)/mnt/paper")
        try FileManager.default.createDirectory(atPath: "\(bench.path)/mnt", withIntermediateDirectories: true)
        try bench.write("in the way", to: "mnt/paper")

        #expect(await backend.resolve(try Self.interrupted(Self.remembered())) == .notDelivered)
        try FileManager.default.removeItem(atPath: "\(bench.path)/mnt/paper")
        let outcome = await backend.deliver(TestJob(documents: [Self.pdf]).delivery(epoch: 2, attempt: 2))

        #expect(outcome == .delivered)
        #expect(try bench.output(in: "mnt/paper") == ["report-42.pdf": Self.pdf])
        #expect(try bench.leftovers() == [])
    }

    @Test("A start clears away unfinished output, but not that of jobs it is to look after")
    func leftovers() async throws {
        let bench = try Bench()
        for folder in ["scratch", "paper/.quire-bench", "paper/.quire-other"] {
            try bench.write("x", to: "\(folder)/.42-1-1-1")
            try bench.write("x", to: "\(folder)/.43-1-1-1")
        }

        let problems = await bench.table().removeLeftovers(keeping: [JobID(42)], of: ["pdf:paper", "pfd:mistyped"])

        #expect(problems == [])
        #expect(
            try bench.leftovers() == [
                "paper/.quire-bench/.42-1-1-1", "paper/.quire-other/.42-1-1-1", "paper/.quire-other/.43-1-1-1",
                "scratch/.42-1-1-1",
            ])
    }

    @Test("The null device has nothing that counts")
    func null() async throws {
        let found = try await Bench().table().backend(for: "null:").resolve(Self.interrupted(nil))

        #expect(found == .notDelivered)
    }
}
