@testable import Backends
import Glibc
import PrintModel
import Testing

/// One way to break a delivery, at every call in turn.
struct Breakage: Sendable, CustomTestStringConvertible {
    let fault: FaultyDisk.Fault
    let uri: String
    var documents = 1
    var isFar = false
    var keepsNames = false
    /// Whether the daemon ends before the store knows the outcome of the attempt that failed.
    var losesOutcome = false

    var testDescription: String {
        "\(fault), \(uri), \(documents) documents\(isFar ? ", far from the spool" : "")\(losesOutcome ? ", then a crash" : "")"
    }

    static let all: [Breakage] = {
        var all = [
            Breakage(fault: .powerCut, uri: "pdf:paper?name={user}/{title}", documents: 2, keepsNames: true)
        ]
        for fault in [.fails(errno: ENOSPC), .fails(errno: EIO), .failsAfterwards, .crash, .powerCut]
            as [FaultyDisk.Fault]
        {
            for isFar in [false, true] {
                all.append(Breakage(fault: fault, uri: "pdf:paper", isFar: isFar))
                all.append(Breakage(fault: fault, uri: "pdf:paper?name={user}/{title}", documents: 3, isFar: isFar))
                all.append(Breakage(fault: fault, uri: "file://FOLDER/paper/", documents: 2, isFar: isFar))
                guard fault != .crash, fault != .powerCut else { continue }
                all.append(
                    Breakage(
                        fault: fault, uri: "pdf:paper?name={user}/{title}", documents: 2, isFar: isFar,
                        losesOutcome: true))
            }
        }
        return all
    }()

    func uri(at bench: Bench) -> String {
        uri.replacing("FOLDER", with: bench.path)
    }
}

@Suite("A job becomes its files exactly once, whatever fails")
struct ExactlyOnceTests {
    /// Far above any run: a loop that never ends is a failure too.
    static let callsMax = 500

    @Test("Whatever call fails or is the last, the next try or the next start puts it right", arguments: Breakage.all)
    func everyCall(_ breakage: Breakage) async throws {
        for call in 1...Self.callsMax {
            let bench = try Bench()
            let disk = FaultyDisk(breakage.fault, at: call, isFar: breakage.isFar, keepsNames: breakage.keepsNames)
            try await Self.run(breakage, disk, at: call, on: bench)
            if !disk.isReached { return }
        }
        Issue.record("no run came to its end without a fault")
    }

    @Test(
        "A crash while putting a crash right is put right as well",
        arguments: [
            Breakage(fault: .powerCut, uri: "pdf:paper?name={user}/{title}", documents: 2),
            Breakage(fault: .powerCut, uri: "file://FOLDER/paper/", isFar: true),
        ])
    func crashTwice(_ breakage: Breakage) async throws {
        // Every seventh call, because each is tried with every call of the second run.
        for call in stride(from: 1, to: Self.callsMax, by: 7) {
            for second in 1...Self.callsMax {
                let bench = try Bench()
                let disk = FaultyDisk(breakage.fault, at: call, isFar: breakage.isFar, keepsNames: breakage.keepsNames)
                let again = FaultyDisk(
                    breakage.fault, at: second, isFar: breakage.isFar, keepsNames: breakage.keepsNames,
                    memory: disk.memory)
                try await Self.run(breakage, disk, then: again, at: call, on: bench)
                if !disk.isReached { return }
                if !again.isReached { break }
            }
        }
        Issue.record("no run came to its end without a fault")
    }

    /// Delivers a job on `disk`, as often as it takes, then looks at what came out.
    private static func run(
        _ breakage: Breakage, _ disk: FaultyDisk, then again: FaultyDisk? = nil, at call: Int, on bench: Bench
    ) async throws {
        let job = TestJob(
            documents: (1...breakage.documents).map { Array("%PDF-1.7 document \($0)".utf8) })
        var life = Life(job: job, uri: breakage.uri(at: bench), bench: bench)
        life.losesOutcome = breakage.losesOutcome
        let disks = [
            disk, again, FaultyDisk(isFar: breakage.isFar, keepsNames: breakage.keepsNames, memory: disk.memory),
        ].compactMap { $0 }
        for disk in disks {
            let isDone = await life.run(on: disk)
            let complaint = Comment("at call \(call), \(disk.log.suffix(5))")
            try expectWhole(bench, breakage, mayBeMissing: !isDone, complaint)
            if isDone { break }
        }
        #expect(life.isDone, "at call \(call): \(life.story)")
        disk.cutPower()
        try expectWhole(bench, breakage, mayBeMissing: false, "a power cut after call \(call): \(life.story)")
        let left = await bench.table().removeLeftovers(keeping: [], of: [breakage.uri(at: bench)])
        #expect(left.isEmpty)
        #expect(try bench.leftovers() == [], "at call \(call)")
    }

    private static func expectWhole(
        _ bench: Bench, _ breakage: Breakage, mayBeMissing: Bool, _ complaint: Comment
    ) throws {
        let output = try bench.output(in: "paper")
        let wanted = expected(breakage)
        if mayBeMissing {
            for (name, bytes) in output { #expect(wanted[name] == bytes, complaint) }
        } else {
            #expect(output == wanted, complaint)
        }
    }

    private static func expected(_ breakage: Breakage) -> [String: [UInt8]] {
        let texts = (1...breakage.documents).map { "%PDF-1.7 document \($0)" }
        if breakage.uri.hasPrefix("file:") { return ["000042-report": Array(texts.joined().utf8)] }
        if breakage.documents == 1 { return ["report-42.pdf": Array(texts[0].utf8)] }
        return Dictionary(
            uniqueKeysWithValues: texts.enumerated().map { ("ana/report-42-\($0 + 1).pdf", Array($1.utf8)) })
    }
}

/// What the daemon and the store do around one job, over several runs of the daemon.
private struct Life {
    let job: TestJob
    let uri: String
    let bench: Bench
    var epoch: Int64 = 0
    var attempt = 0
    var isInterrupted = false
    var losesOutcome = false
    var isDone = false
    var story: [String] = []

    /// Runs the daemon on a disk until the job is done or the daemon crashes; gives back whether the job is done.
    mutating func run(on disk: FaultyDisk) async -> Bool {
        epoch += 1
        let table = bench.table(disk: disk)
        guard let backend = try? table.backend(for: uri) else { return false }
        if isInterrupted {
            _ = await table.removeLeftovers(keeping: [JobID(job.id)], of: [uri])
            let outcome = await backend.resolve(delivery(on: disk))
            story.append("resolve: \(outcome)")
            if hasCrashed(before: "recording it", disk) { return false }
            isInterrupted = false
            job.forget()
            isDone = outcome == .delivered
        }
        // A disk that fails once works when the job is tried again.
        for _ in 0..<3 where !isDone {
            attempt += 1
            let outcome = await backend.deliver(delivery(on: disk))
            story.append("attempt \(attempt): \(outcome)")
            if hasCrashed(before: "recording it", disk) { return false }
            job.forget()
            isDone = outcome == .delivered
        }
        return isDone
    }

    /// The daemon can also end when it knows the outcome and the store does not.
    private mutating func hasCrashed(before step: String, _ disk: FaultyDisk) -> Bool {
        if losesOutcome, disk.isReached {
            losesOutcome = false
        } else {
            guard disk.fault == .crash || disk.fault == .powerCut else { return false }
            if (try? disk.step(step) {}) != nil { return false }
        }
        if disk.fault == .powerCut { disk.cutPower() }
        isInterrupted = true
        return true
    }

    private func delivery(on disk: FaultyDisk) -> Delivery {
        job.delivery(
            epoch: epoch, attempt: max(attempt, 1), remember: { keep in try disk.step("remember") { keep() } },
            confirm: { try disk.step("confirm") {} })
    }
}
