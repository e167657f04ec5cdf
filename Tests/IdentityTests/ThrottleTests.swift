import PrintModel
import QuireTestKit
import Testing

@testable import Identity

@Suite("Wrong tries are slowed")
struct ThrottleTests {
    private let clock = FakeClock()

    @Test("Five wrong tries in a minute are free, then there is a pause, and each further one doubles it")
    func pauses() {
        let throttle = TryThrottle(clock: clock)
        let key = TryThrottle.place(of: "192.0.2.1")
        for _ in 0..<4 { throttle.wrong(key) }
        #expect(throttle.wait(key) == nil)
        throttle.wrong(key)
        #expect(throttle.wait(key) == .seconds(15))
        clock.advance(by: .seconds(16))
        #expect(throttle.wait(key) == nil)
        throttle.wrong(key)
        #expect(throttle.wait(key) == .seconds(30))
        for _ in 0..<20 { throttle.wrong(key) }
        #expect(throttle.wait(key) == .seconds(900))
    }

    @Test("A minute of peace makes everything as it was")
    func forgotten() {
        let throttle = TryThrottle(clock: clock)
        let key = TryThrottle.place(of: "192.0.2.1")
        for _ in 0..<6 { throttle.wrong(key) }
        clock.advance(by: .seconds(30 + 61))
        for _ in 0..<4 { throttle.wrong(key) }

        #expect(throttle.wait(key) == nil)
    }

    @Test("Others are not slowed with them")
    func others() {
        let throttle = TryThrottle(clock: clock)
        for _ in 0..<9 { throttle.wrong(TryThrottle.place(of: "192.0.2.1")) }

        #expect(throttle.wait(TryThrottle.place(of: "192.0.2.2")) == nil)
        #expect(throttle.wait(.name("192.0.2.1")) == nil)
    }

    @Test("A network of IPv6 is one place, however many addresses it has")
    func networks() {
        #expect(TryThrottle.place(of: "2001:db8:1:2::1") == TryThrottle.place(of: "2001:db8:1:2:ffff::9"))
        #expect(TryThrottle.place(of: "2001:db8:1:2::1") != TryThrottle.place(of: "2001:db8:1:3::1"))
        #expect(TryThrottle.place(of: "fe80::1%eth0") == TryThrottle.place(of: "fe80::2%eth0"))
        #expect(TryThrottle.place(of: "uid 7") == .place("uid 7"))
    }

    @Test("On a socket for both kinds each IPv4 address is a place of its own, and the same as on its own socket")
    func mapped() {
        #expect(TryThrottle.place(of: "::ffff:192.0.2.1") == TryThrottle.place(of: "192.0.2.1"))
        #expect(TryThrottle.place(of: "::ffff:192.0.2.1") != TryThrottle.place(of: "::ffff:192.0.2.2"))
    }

    @Test("A clock that is set back keeps nobody out any longer")
    func setBack() {
        let throttle = TryThrottle(clock: clock)
        let key = TryThrottle.place(of: "192.0.2.1")
        for _ in 0..<5 { throttle.wrong(key) }

        clock.jump(to: clock.now() + .seconds(-365 * 86_400))

        #expect(throttle.wait(key) == .seconds(15))
        clock.advance(by: .seconds(16))
        #expect(throttle.wait(key) == nil)
    }

    @Test("However many places there are, not more than so many are remembered, and the blocked ones last")
    func bounded() {
        let throttle = TryThrottle(clock: clock)
        for number in 0..<(3 * TryThrottle.rememberedMax) { throttle.wrong(.place("\(number)")) }
        clock.advance(by: .seconds(1))
        let last = TryThrottle.Key.place("last")
        for _ in 0..<5 { throttle.wrong(last) }

        #expect(throttle.count <= TryThrottle.rememberedMax)
        #expect(throttle.wait(last) != nil)
    }
}
