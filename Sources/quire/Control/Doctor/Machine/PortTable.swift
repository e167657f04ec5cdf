import IPP
import PrintModel

/// Who listens at which ports of this machine (`/proc/net/tcp` and its like, proc(5)).
struct PortTable: Sendable {
    struct Listener: Hashable, Sendable {
        let port: Int
        let address: InternetAddress
        let inode: UInt64
        var holders: [RunningProcess] = []
        /// Whether it is the server that is looked at.
        var isOurs = false

        /// Whether only this machine reaches it.
        var isLoopback: Bool {
            address.octets.count == 4 ? address.octets[0] == 127 : address == InternetAddress("::1")
        }

        /// `cupsd (process 812)`; systemd holds sockets for others, and is named only where it is alone.
        var holder: String? {
            let named = holders.first(where: \.isDaemon) ?? holders.first { $0.id != 1 } ?? holders.first
            return named.map { "\($0.name) (process \($0.id))" }
        }
    }

    let listeners: [Listener]

    /// - Parameter own: where the server says that it listens; without it, every server of ours is taken for it.
    init(_ host: LocalHost, _ processes: [RunningProcess], own: [ListeningPlace]? = nil) {
        let listening = ["tcp", "tcp6"].flatMap { Self.read(host.text("/proc/net/\($0)") ?? "") }
        let holders = host.holders(of: Set(listening.map(\.inode)), among: processes)
        func held(_ listener: Listener) -> Listener {
            var listener = listener
            listener.holders = holders[listener.inode] ?? []
            listener.isOurs =
                own?.contains { $0.port == listener.port && InternetAddress($0.address) == listener.address }
                ?? listener.holders.contains(where: \.isDaemon)
            return listener
        }
        listeners = listening.map(held)
    }

    /// Those of the server.
    var own: [Listener] { listeners.filter(\.isOurs) }

    /// The server's process: who holds its ports, as far as that is seen, or the only one there is.
    func daemon(among processes: [RunningProcess]) -> RunningProcess? {
        if let holder = own.lazy.flatMap(\.holders).first(where: \.isDaemon) { return holder }
        let all = processes.filter(\.isDaemon)
        return all.count == 1 ? all.first : nil
    }

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
            return self.address(address[0]).map { Listener(port: port, address: $0, inode: inode) }
        }
    }

    /// Words of four octets, each in the machine's order: the least significant octet first.
    private static func address(_ digits: Substring) -> InternetAddress? {
        let values = digits.utf8.compactMap(\.hexDigit)
        guard values.count == digits.utf8.count, values.count == 8 || values.count == 32 else { return nil }
        var octets: [UInt8] = []
        for start in stride(from: 0, to: values.count, by: 8) {
            let word = stride(from: start, to: start + 8, by: 2).map { values[$0] << 4 | values[$0 + 1] }
            octets += word.reversed()
        }
        return InternetAddress(octets: octets)
    }
}
