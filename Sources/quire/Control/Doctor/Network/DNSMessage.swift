/// Messages of DNS, as far as DNS-SD needs them (RFC 1035 §4.1): questions that are asked, and the records of answers.
enum DNSMessage {
    enum Kind: UInt16, Sendable {
        case pointer = 12
        case text = 16
        case service = 33
    }

    struct Question: Hashable, Sendable {
        /// Labels, without the root. The first may have dots in it.
        let name: [String]
        let kind: Kind
    }

    struct Record: Hashable, Sendable {
        let name: [String]
        let content: Content
    }

    enum Content: Hashable, Sendable {
        case pointer([String])
        /// `key=value`, as it came.
        case text([[UInt8]])
        case service(host: [String], port: UInt16)
    }

    /// A query for multicast: number 0, class IN (RFC 6762 §18). `nil` where a label is too long.
    static func query(_ questions: [Question]) -> [UInt8]? {
        var bytes: [UInt8] = [0, 0, 0, 0] + octets(UInt16(clamping: questions.count)) + [0, 0, 0, 0, 0, 0]
        for question in questions {
            for label in question.name {
                let text = Array(label.utf8)
                guard (1...63).contains(text.count) else { return nil }
                bytes.append(UInt8(text.count))
                bytes += text
            }
            bytes += [0] + octets(question.kind.rawValue) + [0, 1]
        }
        return bytes
    }

    private static func octets(_ number: UInt16) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xFF)] }

    /// The records of an answer, of all its sections; none of a query, and those before the first that makes no sense.
    static func records(of packet: [UInt8]) -> [Record] {
        var reader = Reader(packet)
        guard reader.number() != nil, let flags = reader.number(), flags & 0x8000 != 0, let questions = reader.number(),
            let answers = reader.number(), let authorities = reader.number(), let more = reader.number()
        else { return [] }
        for _ in 0..<questions {
            guard reader.name() != nil, reader.number() != nil, reader.number() != nil else { return [] }
        }
        var records: [Record] = []
        // Each is at least eleven octets long: a packet ends long before a great number is reached.
        for _ in 0..<(Int(answers) + Int(authorities) + Int(more)) {
            guard let name = reader.name(), let kind = reader.number(), reader.number() != nil, reader.skip(4),
                let length = reader.number(), let end = reader.end(of: Int(length))
            else { return records }
            if let content = reader.content(kind, until: end) { records.append(Record(name: name, content: content)) }
            reader.place = end
        }
        return records
    }

    private struct Reader {
        private let packet: [UInt8]
        var place = 0

        init(_ packet: [UInt8]) { self.packet = packet }

        mutating func octet() -> UInt8? {
            guard packet.indices.contains(place) else { return nil }
            defer { place += 1 }
            return packet[place]
        }

        mutating func number() -> UInt16? {
            guard let high = octet(), let low = octet() else { return nil }
            return UInt16(high) << 8 | UInt16(low)
        }

        mutating func skip(_ count: Int) -> Bool {
            place += count
            return place <= packet.count
        }

        func end(of length: Int) -> Int? { place + length <= packet.count ? place + length : nil }

        /// Labels; a pointer goes on further ahead in the packet (RFC 1035 §4.1.4), and only ever backwards, so that it
        /// comes to an end.
        mutating func name() -> [String]? {
            var labels: [String] = []
            var behind: Int?
            var before = place
            while let length = octet() {
                switch length {
                case 0:
                    if let behind { place = behind }
                    return labels
                case 1...63:
                    guard let end = self.end(of: Int(length)), labels.count < Self.labelsMax else { return nil }
                    labels.append(String(decoding: packet[place..<end], as: UTF8.self))
                    place = end
                case 0xC0...0xFF:
                    guard let low = octet() else { return nil }
                    let target = Int(length & 0x3F) << 8 | Int(low)
                    guard target < before else { return nil }
                    behind = behind ?? place
                    before = target
                    place = target
                default: return nil
                }
            }
            return nil
        }

        /// 255 octets of name hold no more (RFC 1035 §2.3.4).
        private static let labelsMax = 127

        mutating func content(_ kind: UInt16, until end: Int) -> Content? {
            switch Kind(rawValue: kind) {
            case .pointer?: return name().map { .pointer($0) }
            case .text?:
                var strings: [[UInt8]] = []
                while place < end, let length = octet(), place + Int(length) <= end {
                    strings.append(Array(packet[place..<place + Int(length)]))
                    place += Int(length)
                }
                return .text(strings)
            case .service?:
                guard number() != nil, number() != nil, let port = number(), let host = name() else { return nil }
                return .service(host: host, port: port)
            case nil: return nil
            }
        }
    }
}
