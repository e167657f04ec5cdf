import NIOCore
import PrintModel
import Synchronization
import Testing

@testable import FrontDoor

@Suite("A document on its way from the connection to the service")
struct DocumentPipeTests {
    private struct Cut: Error {}

    @Test("What is pushed is pulled, in order, and then comes the end")
    func order() async throws {
        let pipe = DocumentPipe(bufferedBytesMax: 6) {}

        _ = pipe.push(ByteBuffer(bytes: [1, 2]))
        _ = pipe.push(ByteBuffer(bytes: [3]))
        #expect(try await pipe.stream.next() == [1, 2, 3])
        async let last = pipe.stream.next()
        _ = pipe.push(ByteBuffer(bytes: [4]))
        pipe.finish()
        #expect(try await last == [4])

        #expect(try await pipe.stream.next() == nil)
    }

    @Test("A waiting reader is woken by half a pipe and not for less")
    func waking() async throws {
        let pipe = DocumentPipe(bufferedBytesMax: 6) {}

        async let first = pipe.stream.next()
        for octet in UInt8(1)...5 { _ = pipe.push(ByteBuffer(bytes: [octet])) }
        #expect((try await first?.count ?? 0) >= 3)
        pipe.finish()

        while try await pipe.stream.next() != nil {}
    }

    @Test("A full pipe says so, and says when it has room again")
    func room() async throws {
        let rooms = Atomic(0)
        let pipe = DocumentPipe(bufferedBytesMax: 3) { rooms.add(1, ordering: .relaxed) }

        #expect(pipe.push(ByteBuffer(bytes: [1, 2])))
        #expect(!pipe.push(ByteBuffer(bytes: [3])))
        #expect(rooms.load(ordering: .relaxed) == 0)
        #expect(try await pipe.stream.next() == [1, 2, 3])

        #expect(rooms.load(ordering: .relaxed) == 1)
    }

    @Test("A broken document throws, even when part of it is still there")
    func broken() async throws {
        let pipe = DocumentPipe(bufferedBytesMax: 100) {}

        _ = pipe.push(ByteBuffer(bytes: [1]))
        pipe.fail(Cut())
        pipe.finish()

        await #expect(throws: Cut.self) { try await pipe.stream.next() }
        await #expect(throws: Cut.self) { try await pipe.stream.next() }
    }

    @Test("A cancelled reader gets an error and not an end")
    func cancelled() async throws {
        let pipe = DocumentPipe(bufferedBytesMax: 100) {}

        let reader = Task { try await pipe.stream.next() }
        reader.cancel()

        await #expect(throws: CancellationError.self) { try await reader.value }
    }

    @Test("Two readers at a time are an error and not a trap")
    func twoReaders() async throws {
        let pipe = DocumentPipe(bufferedBytesMax: 100) {}

        let readers = (0..<2).map { _ in Task { try await pipe.stream.next() } }
        let first = await withTaskGroup(of: Bool.self) { group in
            for reader in readers { group.addTask { if case .failure = await reader.result { true } else { false } } }
            let failed = await group.next()
            pipe.finish()
            return failed
        }

        #expect(first == true)
    }
}

@Suite("How full the house is")
struct OccupancyTests {
    @Test("One source has at most half of the requests in hand that others leave")
    func half() {
        let occupancy = Occupancy(connectionsMax: 1, requestsInHandMax: 8, attributeBytesMax: 0, limitsPerSource: true)

        #expect((0..<4).allSatisfy { _ in occupancy.enter("a") })
        #expect(!occupancy.enter("a"))
        #expect(occupancy.enter("b") && occupancy.enter("b"))
        #expect(!occupancy.enter("b"), "a has four of the eight")
        #expect(occupancy.enter("c"))
        #expect(occupancy.enter("d"))
        #expect(!occupancy.enter("e"), "all eight are taken")
        occupancy.leave("a")

        #expect(!occupancy.enter("a"), "more than its half now")
        #expect(occupancy.enter("e"))
    }

    @Test("Without limits per source one may have all")
    func all() {
        let occupancy = Occupancy(connectionsMax: 1, requestsInHandMax: 4, attributeBytesMax: 0, limitsPerSource: false)

        #expect((0..<4).allSatisfy { _ in occupancy.enter("a") })
        #expect(!occupancy.enter("a"))
    }

    @Test("One source has at most half of the attributes that others leave; what is usual is never refused")
    func attributes() {
        let budget = AttributeBudget(octetsMax: 100_000, limitsPerSource: true)
        let free = AttributeShare.octetsFree
        func share(_ source: String) -> AttributeShare { AttributeShare(of: budget, for: source) }
        let (first, second, other) = (share("a"), share("a"), share("b"))

        #expect(first.grow(to: free + 30_000) && first.grow(to: free + 40_000) && first.grow(to: 10))
        #expect(budget.octets == 40_000)
        #expect(!second.grow(to: free + 20_000))
        #expect(second.grow(to: free + 10_000))
        #expect(!other.grow(to: free + 25_001) && other.grow(to: free + 25_000))
        #expect(share("c").grow(to: free))
        #expect(budget.octets == 75_000)
        withExtendedLifetime((first, second, other)) {}
    }

    @Test("What a request held is there again when it is over")
    func attributesGivenBack() {
        let budget = AttributeBudget(octetsMax: 100_000, limitsPerSource: false)
        for _ in 0..<3 {
            let share = AttributeShare(of: budget, for: "a")
            #expect(share.grow(to: AttributeShare.octetsFree + 100_000))
            withExtendedLifetime(share) {}
        }

        #expect(budget.octets == 0)
    }
}
