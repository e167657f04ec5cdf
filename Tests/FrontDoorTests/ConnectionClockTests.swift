import NIOCore
import Testing

@testable import FrontDoor

@Suite("The deadlines of a connection")
struct ConnectionClockTests {
    private let start = NIODeadline.uptimeNanoseconds(0)
    private func at(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }
    private func clock() -> ConnectionClock { ConnectionClock(limits: .standard, now: start) }

    @Test("The first head has 10 seconds from the connection's begin, whenever its first byte comes")
    func firstHead() {
        var (silent, late) = (clock(), clock())

        late.enter(.head, now: at(9))

        #expect(silent.verdict(now: at(10)) == .fine && silent.verdict(now: at(11)) == .endIdle)
        #expect(late.verdict(now: at(10)) == .fine && late.verdict(now: at(11)) != .fine)
    }

    @Test("Later heads have 10 seconds from their first byte, and 60 seconds may pass before that")
    func laterHeads() {
        var clock = clock()

        clock.enter(.idle, now: at(1))
        #expect(clock.verdict(now: at(61)) == .fine)
        clock.enter(.head, now: at(61))
        clock.enter(.head, now: at(65))
        #expect(clock.verdict(now: at(71)) == .fine)

        #expect(clock.verdict(now: at(72)) == .tooSlow("the head of the request takes too long"))
    }

    @Test("The attributes have 10 seconds, however they drip")
    func attributes() {
        var clock = clock()

        clock.enter(.attributes, now: at(5))
        for second in 6...15 {
            clock.received(100_000)
            #expect(clock.verdict(now: at(Int64(second))) == .fine)
        }

        #expect(clock.verdict(now: at(16)) != .fine)
    }

    @Test("A document may come at 1 kB a second and not more slowly")
    func bodyRate() {
        var (steady, slow) = (clock(), clock())
        steady.enter(.body, now: at(0))
        slow.enter(.body, now: at(0))

        for second in 1...31 as ClosedRange<Int64> {
            steady.received(1_001)
            slow.received(900)
            #expect(steady.verdict(now: at(second)) == .fine)
            #expect((slow.verdict(now: at(second)) == .fine) == (second < 31))
        }
    }

    @Test("While the service takes nothing, the client is not to blame")
    func pausing() {
        var clock = clock()
        clock.enter(.body, now: at(0))

        clock.received(20_000)
        clock.paused(now: at(10))
        #expect(clock.verdict(now: at(1_000)) == .fine)
        clock.resumed(now: at(1_000))
        #expect(clock.verdict(now: at(1_020)) == .fine)

        #expect(clock.verdict(now: at(1_021)) != .fine)
    }

    @Test("An answer may take for ever to be made")
    func answering() {
        var clock = clock()

        clock.enter(.answer, now: at(0))

        #expect(clock.verdict(now: at(100_000)) == .fine)
    }

    @Test("A client that takes nothing of its answers for 30 seconds is stuck; one that takes a little is not")
    func writing() {
        var (stuck, slow) = (clock(), clock())

        var isStuck = false
        for second in 1...31 as ClosedRange<Int64> {
            #expect(!isStuck)
            isStuck = stuck.isStuck(unsent: 1_000, now: at(second))
            #expect(slow.isStuck(unsent: 1_000 - Int(second), now: at(second)) == false)
        }
        isStuck = stuck.isStuck(unsent: 1_000, now: at(32))

        #expect(isStuck)
    }
}
