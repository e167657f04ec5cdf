import Testing

@testable import quire

@Suite("Questions to the network")
struct DNSMessageTests {
    private func label(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

    /// An answer with a TXT, an SRV and a PTR record; the names of the later ones point at the first.
    private var answer: [UInt8] {
        var packet: [UInt8] = [0, 0, 0x84, 0, 0, 0, 0, 3, 0, 0, 0, 0]
        let name = packet.count
        packet += label("Floor 2 @ host.x") + label("_ipp") + label("_tcp") + label("local") + [0]
        let text = label("txtvers=1") + label("rp=ipp/print/floor2") + label("Bare") + [0]
        packet += [0, 16, 0x80, 1, 0, 0, 0, 120, 0, UInt8(text.count)] + text
        packet +=
            [0xC0, UInt8(name), 0, 33, 0x80, 1, 0, 0, 0, 120, 0, 12, 0, 0, 0, 0, 0x02, 0x77] + label("host") + [0]
        packet +=
            label("_print") + label("_sub") + [
                0xC0, UInt8(name + 17), 0, 12, 0, 1, 0, 0, 0, 120, 0, 2, 0xC0, UInt8(name),
            ]
        return packet
    }

    @Test("A question has its labels, dots in them or not, and asks for one kind")
    func query() {
        let query = DNSMessage.query([.init(name: ["A.b", "_ipp"], kind: .text)])

        #expect(
            query == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0] + [3, 65, 46, 98, 4, 95, 105, 112, 112, 0] + [0, 16, 0, 1])
        #expect(DNSMessage.query([.init(name: [String(repeating: "x", count: 64)], kind: .text)]) == nil)
    }

    @Test("The records of an answer are what is announced")
    func records() {
        var gathering = ServiceQuestion.Gathering("floor 2 @ HOST.x")
        gathering.take(DNSMessage.records(of: answer))

        let service = gathering.service
        #expect(service.ipp == ["txtvers": "1", "rp": "ipp/print/floor2", "bare": ""])
        #expect(service.port == 631)
        #expect(service.subtypes == ["_print"])
        #expect(service.octets == 10 + 20 + 5 + 1)
        #expect(!gathering.isWhole)
    }

    @Test("Another's records are not taken for its own")
    func others() {
        var gathering = ServiceQuestion.Gathering("Floor 3")
        gathering.take(DNSMessage.records(of: answer))

        #expect(gathering.service == AnnouncedService())
    }

    @Test("Packets that are cut, changed or point in circles are read as far as they make sense")
    func hostile() {
        let whole = answer
        for length in 0..<whole.count { _ = DNSMessage.records(of: Array(whole[..<length])) }
        var most = 0
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var packet = whole
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                packet[Int.random(in: 0..<packet.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            most = max(most, DNSMessage.records(of: packet).count)
        }
        #expect(most <= whole.count / 11)
        let circle: [UInt8] = [0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0]
        #expect(DNSMessage.records(of: circle).isEmpty)
        let query = DNSMessage.query([.init(name: ["a"], kind: .text)]) ?? []
        #expect(DNSMessage.records(of: query).isEmpty)
    }
}
