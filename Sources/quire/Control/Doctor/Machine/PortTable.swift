/// Who listens at which ports of this machine (`/proc/net/tcp` and its like, proc(5)).
struct PortTable: Sendable {
    struct Listener: Hashable, Sendable {
        let port: Int
        /// Whether only this machine reaches it.
        let isLoopback: Bool
        let inode: UInt64
        var holders: [RunningProcess] = []

        var isOurs: Bool { holders.contains(where: \.isDaemon) }

        /// `cupsd (process 812)`; systemd holds sockets for others, and is named only where it is alone.
        var holder: String? {
            let named = holders.first(where: \.isDaemon) ?? holders.first { $0.id != 1 } ?? holders.first
            return named.map { "\($0.name) (process \($0.id))" }
        }
    }

    let listeners: [Listener]
    /// UDP port 5353 is in use by these; Avahi's port.
    let multicast: [Listener]

    init(_ host: LocalHost, _ processes: [RunningProcess]) {
        let tcp = ["tcp", "tcp6"].flatMap { Self.read(host.text("/proc/net/\($0)") ?? "", state: "0A") }
        let udp = ["udp", "udp6"].flatMap { Self.read(host.text("/proc/net/\($0)") ?? "", state: nil) }
            .filter { $0.port == 5353 }
        let holders = host.holders(of: Set((tcp + udp).map(\.inode)), among: processes)
        func held(_ listener: Listener) -> Listener {
            var listener = listener
            listener.holders = holders[listener.inode] ?? []
            return listener
        }
        listeners = tcp.map(held)
        multicast = udp.map(held)
    }

    /// Those of print servers of ours.
    var own: [Listener] { listeners.filter(\.isOurs) }

    func at(_ port: Int) -> [Listener] { listeners.filter { $0.port == port } }

    /// `sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode`, numbers in hexadecimal but the last three.
    private static func read(_ text: String, state: String?) -> [Listener] {
        text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard fields.count > 9, state == nil || fields[3] == state ?? "" else { return nil }
            let address = fields[1].split(separator: ":")
            guard address.count == 2, let port = Int(address[1], radix: 16), let inode = UInt64(fields[9]) else {
                return nil
            }
            return Listener(port: port, isLoopback: isLoopback(address[0]), inode: inode)
        }
    }

    /// Addresses are words of four octets, each in the machine's order: the least significant octet first.
    private static func isLoopback(_ address: Substring) -> Bool {
        address.count == 8
            ? address.hasSuffix("7F")
            : address == "00000000000000000000000001000000"
                || address.hasPrefix("0000000000000000FFFF0000") && address.hasSuffix("7F")
    }
}
