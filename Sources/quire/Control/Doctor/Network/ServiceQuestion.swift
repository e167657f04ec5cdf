import Glibc

/// What the network is told of a printer that is announced under a name (RFC 6763).
struct AnnouncedService: Hashable, Sendable {
    /// Keys in lower case (RFC 6763 §6.4), of `_ipp._tcp`; `nil` where nobody has answered.
    var ipp: [String: String]?
    /// Octets of that record.
    var octets = 0
    var port: UInt16?
    /// Of `_ipps._tcp`.
    var ipps: [String: String]?
    /// Those of `_ipp._tcp` it is announced under, such as `_universal`.
    var subtypes: Set<String> = []
}

enum ServiceAnswer: Sendable {
    case found(AnnouncedService)
    case nobody
    /// It could not be asked, and why.
    case notAsked(String)
}

/// Asks by multicast DNS (RFC 6762 §5.2), as printers' clients do, without Avahi: what is seen here is what is sent.
///
/// From port 5353: to another port an answer of more than 512 octets would not come whole (RFC 6762 §6.7).
enum ServiceQuestion {
    static let subtypes = ["_universal", "_print"]
    /// When it is asked, after the first time (RFC 6762 §5.2), and when it is given up.
    private static let asksAt: [Duration] = [.zero, .seconds(1), .seconds(2)]
    private static let patience = Duration.milliseconds(3_500)
    /// A busy network sends more than we want to read.
    private static let packetsMax = 10_000

    static let ask: @Sendable (String) async -> ServiceAnswer = { name in
        guard let query = DNSMessage.query(questions(name)) else {
            return .notAsked("'\(name)' is longer than a name of a service can be")
        }
        let socket: MulticastSocket
        do throws(MulticastProblem) {
            socket = try MulticastSocket()
        } catch {
            return .notAsked(error.reason)
        }
        var found = Gathering(name)
        var asks = asksAt[...]
        var packets = 0
        let start = ContinuousClock.now
        while ContinuousClock.now - start < patience, !found.isWhole, packets < packetsMax {
            if let next = asks.first, ContinuousClock.now - start >= next {
                asks.removeFirst()
                guard socket.send(query) else { return .notAsked("no network takes multicast") }
            }
            while packets < packetsMax, let packet = socket.receive() {
                packets += 1
                found.take(DNSMessage.records(of: packet))
            }
            // Cut off only when the command is over anyway.
            try? await Task.sleep(for: .milliseconds(20))
        }
        return found.service.ipp == nil && found.service.port == nil ? .nobody : .found(found.service)
    }

    private static func questions(_ name: String) -> [DNSMessage.Question] {
        let ipp = [name, "_ipp", "_tcp", "local"]
        let own: [DNSMessage.Question] = [
            .init(name: ipp, kind: .text), .init(name: ipp, kind: .service),
            .init(name: [name, "_ipps", "_tcp", "local"], kind: .text),
        ]
        let browsed = subtypes.map { subtype in
            DNSMessage.Question(name: [subtype, "_sub", "_ipp", "_tcp", "local"], kind: .pointer)
        }
        return own + browsed
    }

    /// What has come so far.
    struct Gathering {
        private let name: String
        private(set) var service = AnnouncedService()

        init(_ name: String) { self.name = name }

        var isWhole: Bool {
            service.ipp != nil && service.ipps != nil && service.port != nil
                && service.subtypes.count == ServiceQuestion.subtypes.count
        }

        mutating func take(_ records: [DNSMessage.Record]) {
            for record in records {
                switch record.content {
                case .text(let strings) where isOurs(record.name, "_ipp"):
                    service.ipp = Self.pairs(strings)
                    service.octets = strings.reduce(0) { $0 + $1.count + 1 }
                case .text(let strings) where isOurs(record.name, "_ipps"): service.ipps = Self.pairs(strings)
                case .service(_, let port) where isOurs(record.name, "_ipp"): service.port = port
                case .pointer(let target) where isOurs(target, "_ipp"):
                    if record.name.count > 1, record.name[1] == "_sub" { service.subtypes.insert(record.name[0]) }
                default: break
                }
            }
        }

        private func isOurs(_ labels: [String], _ type: String) -> Bool {
            labels.map { $0.lowercased() } == [name.lowercased(), type, "_tcp", "local"]
        }

        /// The first of each key counts; one without `=` is there and says nothing (RFC 6763 §6.4).
        private static func pairs(_ strings: [[UInt8]]) -> [String: String] {
            var pairs: [String: String] = [:]
            for string in strings {
                let text = String(decoding: string, as: UTF8.self)
                let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard let key = parts.first?.lowercased(), !key.isEmpty, pairs[key] == nil else { continue }
                pairs[key] = parts.count == 2 ? String(parts[1]) : ""
            }
            return pairs
        }
    }
}

struct MulticastProblem: Error {
    let reason: String
}

/// Port 5353 of IPv4, shared with whoever else asks or answers there.
private final class MulticastSocket {
    private let descriptor: Int32
    private let interfaces: [in_addr]

    /// 224.0.0.251 (RFC 6762 §3), in the network's order.
    private static var group: in_addr { in_addr(s_addr: UInt32(0xE000_00FB).bigEndian) }
    private static let port: UInt16 = 5353
    /// RFC 6762 §17.
    private static let packetOctetsMax = 9_000

    init() throws(MulticastProblem) {
        interfaces = Self.addresses()
        guard !interfaces.isEmpty else {
            throw MulticastProblem(reason: "this machine has no network that takes multicast")
        }
        let opened = socket(
            AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard opened >= 0 else { throw MulticastProblem(reason: "no socket: \(String(cString: strerror(errno)))") }
        var yes: Int32 = 1
        setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(Self.port.bigEndian)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(opened, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0 else {
            let reason = String(cString: strerror(errno))
            close(opened)
            throw MulticastProblem(reason: "port 5353 cannot be shared: \(reason)")
        }
        // RFC 6762 §11.
        var hops: UInt8 = 255
        setsockopt(opened, Int32(IPPROTO_IP), IP_MULTICAST_TTL, &hops, 1)
        for interface in interfaces {
            var membership = ip_mreq(imr_multiaddr: Self.group, imr_interface: interface)
            setsockopt(
                opened, Int32(IPPROTO_IP), IP_ADD_MEMBERSHIP, &membership, socklen_t(MemoryLayout<ip_mreq>.size))
        }
        descriptor = opened
    }

    deinit { close(descriptor) }

    /// At every network; whether one has taken it.
    func send(_ packet: [UInt8]) -> Bool {
        var isSent = false
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(Self.port.bigEndian)
        address.sin_addr = Self.group
        for interface in interfaces {
            var interface = interface
            setsockopt(
                descriptor, Int32(IPPROTO_IP), IP_MULTICAST_IF, &interface, socklen_t(MemoryLayout<in_addr>.size))
            let sent = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    sendto(descriptor, packet, packet.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            isSent = isSent || sent == packet.count
        }
        return isSent
    }

    /// The next packet; `nil` when there is none yet.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: Self.packetOctetsMax)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Of this machine, at networks that take multicast, but for the one that is only itself.
    private static func addresses() -> [in_addr] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var found: [in_addr] = []
        var next = first
        let wanted = UInt32(IFF_UP) | UInt32(IFF_MULTICAST)
        while let entry = next?.pointee {
            next = entry.ifa_next
            guard let address = entry.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET),
                entry.ifa_flags & wanted == wanted, entry.ifa_flags & UInt32(IFF_LOOPBACK) == 0
            else { continue }
            let own = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr }
            if !found.contains(where: { $0.s_addr == own.s_addr }) { found.append(own) }
        }
        return found
    }
}
