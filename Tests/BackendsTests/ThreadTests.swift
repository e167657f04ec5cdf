@testable import Backends
import Foundation
import Glibc
import Synchronization
import Testing

@Suite("Threads that wait for the disk")
struct ThreadTests {
    /// Lets all through when so many have come.
    private final class Gate: Sendable {
        private let count: Monitor<Int>

        init(_ count: Int) { self.count = Monitor(count) }

        func pass() {
            count.change { $0 -= 1 }
            count.wakeAll()
            count.wait { $0 <= 0 ? () : nil }
        }
    }

    @Test("As many calls block at once as there may be threads")
    func overlap() async throws {
        let threads = BlockingThreads(max: 16)
        let gate = Gate(16)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 { group.addTask { try await threads.run { gate.pass() } } }
            try await group.waitForAll()
        }
    }

    @Test("More work than threads gets done, and errors come back")
    func more() async throws {
        struct Wrong: Error {}
        let threads = BlockingThreads(max: 2)

        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...100 { group.addTask { try await threads.run { number } } }
            return try await group.reduce(0, +)
        }

        #expect(sum == 5050)
        await #expect(throws: Wrong.self) { try await threads.run { throw Wrong() } }
    }

    @Test("Those who wait together share a sync, and none that had begun before they came")
    func shared() async throws {
        let threads = BlockingThreads(max: 16)
        let syncs = Monitor(0)
        let isOpen = Monitor(false)
        let group = GroupSync { () throws(OutputError) in
            syncs.change { $0 += 1 }
            syncs.wakeAll()
            isOpen.wait { $0 ? () : nil }
        }

        async let first: Void = threads.run { try group.sync() }
        try await threads.run { syncs.wait { $0 == 1 ? () : nil } }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<10 { tasks.addTask { try await threads.run { try group.sync() } } }
            while group.callers < 11 { await Task.yield() }
            isOpen.change { $0 = true }
            isOpen.wakeAll()
            try await tasks.waitForAll()
        }
        try await first

        #expect(syncs.change { $0 } == 2)
    }

    @Test("A sync that fails fails for all who waited for it")
    func failure() async throws {
        let group = GroupSync { () throws(OutputError) in throw OutputError("fsync", "", errno: EIO) }
        let threads = BlockingThreads(max: 8)

        for _ in 0..<3 { await #expect(throws: OutputError.self) { try await threads.run { try group.sync() } } }
    }
}
