import Glibc
import PrintModel
import Synchronization
import Testing

@testable import Backends

@Suite("The gate to a device")
struct GateTests {
    @Test(
        "A small document is asked for once, before its only piece",
        arguments: [1, 4096, 65_536])
    func oneQuestion(octets: Int) async throws {
        let asked = Questions()
        let gate = asked.gate(to: TestJob(documents: [pattern(octets)]))

        let pieces = try await all(of: gate.open(1))

        #expect(pieces == [pattern(octets)])
        #expect(asked.count == 1)
    }

    @Test("A claim that says what is begun counts as the first question and as the note, while it is new")
    func begunWithClaim() async throws {
        let asked = Questions()
        let job = begun()
        let gate = asked.gate(to: job, claimedBefore: .milliseconds(499))

        try await gate.remember("begun")
        #expect(try await all(of: gate.open(1)) == [[1, 2, 3]])

        #expect(asked.count == 0)
        #expect(job.notes == ["begun"], "written down once, by the claim")
    }

    @Test("A claim that has grown old is asked for again, and a note of another kind is written down")
    func oldClaim() async throws {
        let asked = Questions()
        let job = begun()

        try await asked.gate(to: job, claimedBefore: .milliseconds(500)).remember("begun")
        #expect(asked.count == 1)
        #expect(job.notes == ["begun"])

        try await asked.gate(to: job, claimedBefore: .zero).remember("job 7")
        #expect(job.notes == ["begun", "job 7"])
    }

    @Test("While a device does not let us in, it is remembered that nothing of the job is there")
    func slowConnection() async throws {
        let asked = Questions()
        let job = begun()
        let gate = asked.gate(to: job, claimedBefore: .zero)
        let patience = Mutex<[Duration]>([])

        await #expect(throws: LineFailure.system(ECONNREFUSED)) {
            try await gate.connect(within: .seconds(10)) { most throws(LineFailure) in
                let isFirst = patience.withLock { tried in
                    tried.append(most)
                    return tried.count == 1
                }
                throw isFirst ? .silent : .system(ECONNREFUSED)
            }
        }

        #expect(patience.withLock { $0 } == [Gate.confirmationLasts, .seconds(10)])
        #expect(job.notes == ["begun", nil])
        try await gate.remember("begun")
        #expect(job.notes == ["begun", nil, "begun"])
    }

    @Test("A device that refuses is not asked twice, and one without a note is waited for as long as it takes")
    func oneConnection() async throws {
        let asked = Questions()
        for claim in [Duration.zero, nil] {
            let tries = Mutex(0)
            await #expect(throws: LineFailure.self) {
                try await asked.gate(to: begun(), claimedBefore: claim).connect(within: .seconds(10)) {
                    most throws(LineFailure) in
                    tries.withLock { $0 += 1 }
                    throw claim == nil ? .silent : .system(ECONNREFUSED)
                }
            }
            #expect(tries.withLock { $0 } == 1)
        }
    }

    /// A job that was claimed and noted as begun in one commit.
    private func begun() -> TestJob {
        let job = TestJob(documents: [[1, 2, 3]])
        job.note("begun")
        return job
    }

    @Test("A long one passes in pieces, and is asked for before the first and the last")
    func longDocument() async throws {
        let asked = Questions()
        let bytes = pattern(10 * 65_536 + 7)
        let gate = asked.gate(to: TestJob(documents: [bytes]))

        let pieces = try await all(of: gate.open(1))

        #expect(pieces.map(\.count) == Array(repeating: 65_536, count: 10) + [7])
        #expect(Array(pieces.joined()) == bytes)
        #expect(asked.count == 2)
    }

    @Test("A slow one is asked for again when the last answer is half a second old")
    func slowDocument() async throws {
        let asked = Questions()
        let gate = asked.gate(to: TestJob(documents: [pattern(5 * 65_536)]))
        let document = try await gate.open(1)

        for (wait, questions) in [(0, 1), (499, 1), (1, 2), (300, 2)] {
            asked.clock.withLock { $0 += .milliseconds(wait) }
            let piece = try await document.next()
            #expect(piece?.isLast == false)
            #expect(asked.count == questions, "after \(wait) ms more")
        }
        #expect(try await document.next()?.isLast == true)
        #expect(asked.count == 3)
        #expect(try await document.next() == nil)
        #expect(asked.count == 3)
    }

    @Test("Small pieces are put together, and a document that comes in them ends as one that does not")
    func smallPieces() async throws {
        let asked = Questions()
        let left = Mutex(100)
        let gate = asked.gate(to: TestJob()) { _ in
            DocumentStream {
                left.withLock { left in
                    left -= 1
                    return left < 0 ? nil : Array(repeating: 1, count: 1000)
                }
            }
        }

        let pieces = try await all(of: gate.open(1))

        #expect(pieces.map(\.count) == [65_536, 34_464])
        #expect(asked.count == 2)
    }

    @Test("Nothing passes once the job belongs to somebody else", arguments: [0, 1, 3])
    func shut(passing: Int) async throws {
        let asked = Questions(answersUntil: passing)
        let gate = asked.gate(to: TestJob(documents: [pattern(8 * 65_536)]))
        let document = try await gate.open(1)

        var passed = 0
        await #expect(throws: GateShut.self) {
            while try await document.next() != nil {
                passed += 1
                asked.clock.withLock { $0 += .seconds(1) }
            }
        }
        #expect(passed == passing)
    }

    @Test("A document that does not come to its end has no last piece")
    func brokenDocument() async throws {
        let asked = Questions()
        let left = Mutex(2)
        let gate = asked.gate(to: TestJob()) { _ in
            DocumentStream {
                try left.withLock { left in
                    left -= 1
                    guard left >= 0 else { throw StoreError.damaged("it") }
                    return Array(repeating: 1, count: 65_536)
                }
            }
        }
        let document = try await gate.open(1)

        #expect(try await document.next()?.isLast == false)
        await #expect(throws: StoreError.damaged("it")) { try await document.next() }
    }

    private func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) } }

    private func all(of document: GatedDocument) async throws -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        while let piece = try await document.next() { pieces.append(Array(piece.bytes)) }
        return pieces
    }
}

/// What the store was asked, on a clock that a test moves.
private final class Questions: Sendable {
    private let asked = Mutex(0)
    private let answersMax: Int
    let clock = Mutex(ContinuousClock.now)

    init(answersUntil answersMax: Int = .max) { self.answersMax = answersMax }

    var count: Int { asked.withLock { $0 } }

    /// - Parameter claimedBefore: how long ago the job was claimed and noted as begun.
    func gate(
        to job: TestJob, claimedBefore: Duration? = nil,
        open: (@Sendable (Int) async throws -> DocumentStream)? = nil
    ) -> Gate {
        var delivery = job.delivery(
            open: open,
            confirm: {
                let count = self.asked.withLock { asked in
                    asked += 1
                    return asked
                }
                if count > self.answersMax { throw StoreError.notPossible("the attempt is over") }
            })
        delivery.claimedAt = claimedBefore.map { ago in clock.withLock { $0 } - ago }
        return Gate(delivery) { self.clock.withLock { $0 } }
    }
}
