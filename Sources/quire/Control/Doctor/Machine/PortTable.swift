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

    init(_ host: LocalHost, _ processes: [RunningProcess]) {
        let listening = ["tcp", "tcp6"].flatMap { Self.read(host.text("/proc/net/\($0)") ?? "") }
        let holders = host.holders(of: Set(listening.map(\.inode)), among: processes)
        func held(_ listener: Listener) -> Listener {
            var listener = listener
            listener.holders = holders[listener.inode] ?? []
            return listener
        }
        listeners = listening.map(held)
    }

    /// Those of print servers of ours.
    var own: [Listener] { listeners.filter(\.isOurs) }

    func at(_ port: Int) -> [Listener] { listeners.filter { $0.port == port } }

    /// `sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode`, numbers in hexadecimal but the last three.
    /// Those in the state "listening".
    private static func read(_ text: String) -> [Listener] {
        text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard fields.count > 9, fields[3] == "0A" else { return nil }
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
