/// Who has the ports that clients and old systems print to.
struct PortChecks {
    private let seen: ServerView
    private let ports: PortTable
    private let processes: [RunningProcess]

    init(_ seen: ServerView, _ ports: PortTable, _ processes: [RunningProcess]) {
        (self.seen, self.ports, self.processes) = (seen, ports, processes)
    }

    var findings: [Finding] { [ipp, line] + raw }

    /// What others of the print world are turned off with, by the name of their process.
    private static let stops = [
        "cupsd": "systemctl disable --now cups.socket cups.path cups.service",
        "cups-browsed": "systemctl disable --now cups-browsed", "lpd": "systemctl disable --now lprng",
        "checkpc": "systemctl disable --now lprng", "p910nd": "systemctl disable --now p910nd",
    ]

    private func stop(_ listener: PortTable.Listener) -> String? {
        listener.holders.lazy.compactMap { Self.stops[$0.name] }.first
    }

    private func words(_ listener: PortTable.Listener) -> String {
        listener.holder ?? (listener.isOurs ? "the server" : "a process that only root can see")
    }

    /// RFC 8010 §4: 631.
    private var ipp: Finding {
        let check = "port 631"
        let there = ports.at(631)
        if let own = there.first(where: \.isOurs) {
            let isLocal = there.filter(\.isOurs).allSatisfy(\.isLoopback)
            guard isLocal, !seen.shared.isEmpty else {
                return .ok(check, "\(words(own)) listens\(isLocal ? ", for this machine only" : "")")
            }
            return .warning(
                check,
                "\(words(own)) listens for this machine only, and \(seen.shared[0].name) is shared: nobody reaches it",
                fix: "systemctl edit quired.socket (ListenStream=631), or quired serve --listen '*:631'")
        }
        if let other = there.first(where: { $0.holder != nil }) {
            return .warning(
                check, "\(words(other)) has it: clients that are told no port print there and not here",
                fix: stop(other))
        }
        if !there.isEmpty { return .ok(check, "held by \(words(there[0]))") }
        let elsewhere = Set(ports.own.map(\.port)).sorted().map { String($0) }
        let place = elsewhere.isEmpty ? "" : "; the server has \(elsewhere.joined(separator: ", "))"
        return .warning(
            check, "nobody listens, and that is where clients look for print servers\(place)",
            fix: "systemctl enable --now quired.socket, or quired serve --listen '*:631'")
    }

    /// RFC 1179 §3.1: 515.
    private var line: Finding {
        let check = "port 515"
        let all = ports.at(515)
        guard let there = all.first(where: \.isOurs) ?? all.first else {
            return .ok(check, "free; with quired serve --lpd '*:515' clients of line printer daemons print, too")
        }
        return there.isOurs || there.holder == nil
            ? .ok(check, "held by \(words(there))")
            : .warning(check, "\(words(there)) has it: jobs by LPD go there and not here", fix: stop(there))
    }

    private var raw: [Finding] {
        guard !seen.rawPorts.isEmpty else {
            guard let other = ports.at(9100).first else {
                return [.ok("port 9100", "free; no printer takes raw data")]
            }
            return [.ok("port 9100", "held by \(words(other)); no printer of ours wants it")]
        }
        return seen.rawPorts.map { port, printer in
            let check = "port \(port)"
            let there = ports.at(port)
            if let own = there.first(where: \.isOurs) {
                return .ok(check, "\(words(own)) takes raw data for \(printer)")
            }
            if let other = there.first {
                return other.holder == nil && !processes.contains(where: \.isDaemon)
                    ? .ok(check, "held by \(words(other))")
                    : .failure(
                        check, "\(words(other)) has it, so that \(printer) takes no raw data",
                        fix: stop(other) ?? "quirectl share on \(printer) --raw9100 --port \(port + 1)")
            }
            return .failure(
                check, "\(printer) should take raw data there, and nobody listens",
                fix: "journalctl -u quired -e, or quirectl share on \(printer) --raw9100 --port \(port + 1)")
        }
    }
}
