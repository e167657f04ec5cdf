internal import Glibc
internal import SNMP

/// An agent at the other end of a UDP socket: asks, waits, asks once more, and gives up.
struct UDPAgent: SNMPAgent {
    private let socket: Int32
    private let community: String
    private var requestID = Int32.random(in: 1...0x3FFF_FFFF)
    private let end = ContinuousClock.now + Self.timeMost

    /// All questions together.
    private static let timeMost = Duration.seconds(8)
    /// Each time a question is asked; printers that sleep are slow.
    private static let tries: [Int32] = [700, 1500]

    init?(host: String, port: UInt16, community: String) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let first = list else { return nil }
        defer { freeaddrinfo(list) }
        let made = Glibc.socket(first.pointee.ai_family, Int32(SOCK_DGRAM.rawValue), 0)
        // Connected, so that only its answers come in, and that nobody is there is told at once.
        guard made >= 0, connect(made, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else { return nil }
        socket = made
        self.community = community
    }

    mutating func ask(_ kind: SNMPMessage.Kind, _ names: [ObjectID]) -> SNMPMessage? {
        requestID &+= 1
        let question = SNMPMessage(kind, of: names, community: community, requestID: requestID).encoded()
        for milliseconds in Self.tries {
            guard ContinuousClock.now < end else { return nil }
            guard send(socket, question, question.count, 0) == question.count else { return nil }
            let limit = min(end, ContinuousClock.now + .milliseconds(Int64(milliseconds)))
            while let bytes = receive(until: limit) {
                guard let bytes = bytes else { return nil }
                // What makes no sense, or answers an earlier question, is as good as nothing.
                guard let answer = try? SNMPMessage(decoding: bytes), answer.kind == .response,
                    answer.requestID == requestID
                else { continue }
                return answer
            }
        }
        return nil
    }

    /// - Returns: a datagram; `nil` inside where nobody is there; `nil` where none came in time.
    private func receive(until limit: ContinuousClock.Instant) -> [UInt8]?? {
        let left = (limit - ContinuousClock.now) / .milliseconds(1)
        guard left > 0 else { return nil }
        var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Int32(min(left, 10_000).rounded(.up))) > 0 else { return nil }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: SNMPMessage.octetsMax) { buffer, used in
            count = recv(socket, buffer.baseAddress, buffer.count, 0)
            used = max(0, count)
        }
        return .some(count >= 0 ? bytes : nil)
    }
}
