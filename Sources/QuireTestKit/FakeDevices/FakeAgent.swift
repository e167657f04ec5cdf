internal import Glibc

/// A printer that is asked by SNMP, on a port of this machine. It knows what it is given and no more; it encodes by itself
/// what it says.
public final class FakeAgent: Sendable {
    /// How it answers.
    public enum Mood: Hashable, Sendable {
        case usual
        case silent
        /// Datagrams that are none, of many kinds.
        case nonsense
    }

    public let port: Int
    private let socket: Int32
    private let values: Box<[(name: [UInt32], value: [UInt8])]>
    private let mood: Box<Mood>
    private let questions = Box(0)
    private let community: String

    public init(community: String = "public", _ values: [String: [UInt8]] = FakeAgent.laser) throws {
        self.community = community
        self.values = Box([])
        mood = Box(.usual)
        socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = socket
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
            }
        }
        guard descriptor >= 0, isBound else { throw FakePrinterProblem(reason: "errno \(errno)") }
        port = Int(in_port_t(bigEndian: address.sin_port))
        set(values)
        onThread { [weak self] in
            while true {
                var question = [UInt8](repeating: 0, count: 2048)
                var sender = sockaddr_in()
                var size = socklen_t(MemoryLayout<sockaddr_in>.size)
                let count = withUnsafeMutablePointer(to: &sender) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        recvfrom(descriptor, &question, question.count, 0, $0, &size)
                    }
                }
                guard count > 0, let self else { return _ = close(descriptor) }
                for answer in self.answers(to: Array(question.prefix(count))) {
                    _ = withUnsafePointer(to: &sender) { pointer in
                        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                            sendto(descriptor, answer, answer.count, 0, $0, size)
                        }
                    }
                }
            }
        }
    }

    deinit { shutdown(socket, Int32(SHUT_RDWR)) }

    public var asked: Int { questions.get() }
    public func setMood(_ new: Mood) { mood.change { $0 = new } }

    /// Everything it knows: names as "1.3.6…", values with their tag and length.
    public func set(_ new: [String: [UInt8]]) {
        let sorted = new.map { (name: $0.key.split(separator: ".").compactMap { UInt32($0) }, value: $0.value) }
            .sorted { $0.name.lexicographicallyPrecedes($1.name) }
        values.change { $0 = sorted }
    }

    // MARK: What printers say

    public static func text(_ text: String) -> [UInt8] { [0x04, UInt8(text.utf8.count)] + Array(text.utf8) }
    public static func number(_ number: Int) -> [UInt8] {
        [0x02, 4] + (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// A laser printer with two cartridges and a waste box.
    public static let laser: [String: [UInt8]] = {
        var values = [
            "1.3.6.1.2.1.1.1.0": text("Fake ETHERNET MULTI-ENVIRONMENT"),
            "1.3.6.1.2.1.1.6.0": text("Floor 2"),
            "1.3.6.1.2.1.25.3.2.1.3.1": text("Fake Laser 9"),
            "1.3.6.1.2.1.25.3.5.1.2.1": [0x04, 1, 0],
            "1.3.6.1.4.1.2699.1.2.1.2.1.1.3.1": text("MFG:Fake;MDL:Laser 9;CMD:PCL,POSTSCRIPT;"),
            "1.3.6.1.2.1.43.12.1.1.4.1.1": text("black"), "1.3.6.1.2.1.43.12.1.1.4.1.2": text("cyan"),
            // Something behind the table.
            "1.3.6.1.2.1.43.13.4.1.2.1.1": number(7),
        ]
        let supplies: [(colorant: Int, class_: Int, type: Int, name: String, most: Int, level: Int)] = [
            (1, 3, 3, "Black \"XL\" Cartridge", 20_000, 13_400), (2, 3, 3, "Cyan Cartridge", -2, -3),
            (0, 4, 4, "Waste Box", 100, 8),
        ]
        for (place, supply) in supplies.enumerated() {
            let columns = [
                (3, number(supply.colorant)), (4, number(supply.class_)), (5, number(supply.type)),
                (6, text(supply.name)), (7, number(13)), (8, number(supply.most)), (9, number(supply.level)),
            ]
            for (column, value) in columns { values["1.3.6.1.2.1.43.11.1.1.\(column).1.\(place + 1)"] = value }
        }
        return values
    }()

    // MARK: Answering

    private func answers(to question: [UInt8]) -> [[UInt8]] {
        questions.change { $0 += 1 }
        switch mood.get() {
        case .silent: return []
        case .nonsense: return Self.nonsense(question)
        case .usual: return answer(to: question).map { [$0] } ?? []
        }
    }

    private static func nonsense(_ question: [UInt8]) -> [[UInt8]] {
        var flipped = question
        for place in stride(from: 3, to: flipped.count, by: 5) { flipped[place] ^= 0xFF }
        return [
            [], [0x30], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x80, 0, 0], Array(question.dropLast(3)), flipped,
            [UInt8](repeating: 0x30, count: 1400), Array(repeating: 0xFF, count: 9000),
            // A number of 200 octets, a name that never ends.
            [0x30, 0x81, 203, 0x02, 0x81, 200] + [UInt8](repeating: 0x7F, count: 200),
            [0x30, 40, 0x06, 38] + [UInt8](repeating: 0x81, count: 38),
        ]
    }

    private func answer(to question: [UInt8]) -> [UInt8]? {
        var reader = Reader(rest: question[...])
        guard var message = reader.next(0x30), let version = message.next(0x02), let name = message.next(0x04),
            String(decoding: name.rest, as: UTF8.self) == community, let tag = message.rest.first,
            var body = message.next(tag), let number = body.next(0x02), body.next(0x02) != nil, body.next(0x02) != nil,
            var list = body.next(0x30)
        else { return nil }
        var bindings: [UInt8] = []
        var status: UInt8 = 0
        while !list.rest.isEmpty {
            guard var pair = list.next(0x30), let name = pair.next(0x06) else { return nil }
            let wanted = Self.arcs(Array(name.rest))
            let found = values.get().first {
                tag == 0xA1 ? wanted.lexicographicallyPrecedes($0.name) : $0.name == wanted
            }
            if found == nil { status = 2 }
            bindings += Self.put(0x30, Self.put(0x06, Self.octets(found?.name ?? wanted)) + (found?.value ?? [5, 0]))
        }
        let inside =
            Self.put(0x02, Array(number.rest)) + Self.put(0x02, [status]) + Self.put(0x02, [status == 0 ? 0 : 1])
            + Self.put(0x30, bindings)
        return Self.put(
            0x30,
            Self.put(0x02, Array(version.rest)) + Self.put(0x04, Array(name.rest)) + Self.put(0xA2, inside))
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func next(_ tag: UInt8) -> Reader? {
            guard rest.count >= 2, rest.removeFirst() == tag else { return nil }
            var length = Int(rest.removeFirst())
            if length > 0x80 {
                let count = length - 0x80
                length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
                rest = rest.dropFirst(count)
            }
            guard length <= rest.count else { return nil }
            defer { rest = rest.dropFirst(length) }
            return Reader(rest: rest.prefix(length))
        }
    }

    private static func put(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        [tag, 0x82, UInt8(contents.count >> 8), UInt8(contents.count & 0xFF)] + contents
    }

    private static func arcs(_ octets: [UInt8]) -> [UInt32] {
        var arcs: [UInt32] = []
        var arc: UInt32 = 0
        for octet in octets {
            arc = arc << 7 | UInt32(octet & 0x7F)
            guard octet & 0x80 == 0 else { continue }
            if arcs.isEmpty { arcs = [arc / 40, arc % 40] } else { arcs.append(arc) }
            arc = 0
        }
        return arcs
    }

    private static func octets(_ arcs: [UInt32]) -> [UInt8] {
        ([arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2)).flatMap { arc in
            var octets = [UInt8(arc & 0x7F)]
            var rest = arc >> 7
            while rest > 0 {
                octets.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
                rest >>= 7
            }
            return octets
        }
    }
}
