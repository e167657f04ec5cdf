/// Whether a firewall of this machine is likely to keep clients from IPP (TCP 631) or from finding printers (UDP 5353).
///
/// Hints: rules can be made in more ways than are read here, and a firewall in between is not seen at all.
struct FirewallCheck {
    private let seen: ServerView
    private let ports: PortTable
    private let host: LocalHost
    private let processes: [RunningProcess]

    init(_ seen: ServerView, _ ports: PortTable, _ host: LocalHost, _ processes: [RunningProcess]) {
        (self.seen, self.ports, self.host, self.processes) = (seen, ports, host, processes)
    }

    private let check = "firewall"

    var findings: [Finding] {
        let isOpen = ports.own.contains { !$0.isLoopback }
        if ports.own.isEmpty, seen.shared.isEmpty { return [.ok(check, "not looked at: nothing is shared")] }
        guard isOpen || !seen.shared.isEmpty else {
            return [.ok(check, "not in the way: the server listens for this machine only")]
        }
        let found = [ufw, firewalld, nftables, iptables].compactMap { $0 }
        if !found.isEmpty { return found }
        return [
            .ok(
                check,
                host.isRoot ? "none is in the way" : "neither ufw nor firewalld; of others only root can see rules")
        ]
    }

    /// What is wanted: those in use, and multicast DNS where something is shared.
    private var wanted: [(port: Int, kind: String)] {
        let own = Set(ports.own.filter { !$0.isLoopback }.map(\.port)).sorted().map { (port: $0, kind: "tcp") }
        let tcp = own.isEmpty ? [(port: 631, kind: "tcp")] : own
        return tcp + (seen.shared.isEmpty ? [] : [(port: 5353, kind: "udp")])
    }

    private func closed(_ name: String, _ missing: [(port: Int, kind: String)], fix: (String) -> String) -> Finding {
        let words = missing.map { "\($0.port)/\($0.kind)" }
        return missing.isEmpty
            ? .ok(check, "\(name) is on, and lets printing through")
            : .warning(
                check, "\(name) is on, and no rule of it was found that lets \(words.joined(separator: " and ")) in",
                fix: words.map(fix).joined(separator: " && "))
    }

    /// `/etc/ufw/user.rules`: `### tuple ### allow tcp 631 0.0.0.0/0 any 0.0.0.0/0 in`
    private var ufw: Finding? {
        guard let settings = host.text("/etc/ufw/ufw.conf"),
            settings.split(whereSeparator: \.isNewline).contains(where: { $0.lowercased().hasPrefix("enabled=yes") })
        else { return nil }
        guard let rules = host.text("/etc/ufw/user.rules") else {
            return .warning(check, "ufw is on, and only root can see what it lets in", fix: "sudo quirectl doctor")
        }
        let tuples = rules.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("### tuple ### allow") }.map {
            $0.split(separator: " ")
        }
        let missing = wanted.filter { port, name in
            !tuples.contains { words in
                words.count > 5 && (words[4] == name || words[4] == "any")
                    && words[5].split(separator: ",").contains { Self.range($0, holds: port) }
            }
        }
        // Its own before.rules let multicast DNS in.
        let rest =
            host.text("/etc/ufw/before.rules")?.contains("5353") == true ? missing.filter { $0.port != 5353 } : missing
        return closed("ufw", rest) { "ufw allow \($0)" }
    }

    /// `631`, `600:700` and "any".
    private static func range(_ word: Substring, holds port: Int) -> Bool {
        if word == "any" { return true }
        let ends = word.split(separator: ":").compactMap { Int($0) }
        return ends.count == 2 ? ends[0] <= port && port <= ends[1] : ends.first == port
    }

    /// firewalld.zone(5): the default zone, as an administrator has changed it, or as it comes.
    private var firewalld: Finding? {
        guard processes.contains(where: { $0.words.contains { $0.hasSuffix("/firewalld") } }) else { return nil }
        let settings = host.text("/etc/firewalld/firewalld.conf") ?? ""
        let zone =
            settings.split(whereSeparator: \.isNewline).first { $0.hasPrefix("DefaultZone=") }.map {
                String($0.dropFirst(12)).trimmed
            } ?? "public"
        guard !zone.contains("/"),
            let rules = host.text("/etc/firewalld/zones/\(zone).xml")
                ?? host.text("/usr/lib/firewalld/zones/\(zone).xml")
        else {
            return .warning(
                check, "firewalld is on, and what its zone \(zone) lets in cannot be read",
                fix: "firewall-cmd --list-all")
        }
        let services = [631: "ipp", 5353: "mdns"]
        let missing = wanted.filter { port, name in
            let isService = services[port].map { rules.contains("service name=\"\($0)\"") } ?? false
            let isPort = rules.contains("port=\"\(port)\"") && rules.contains("protocol=\"\(name)\"")
            return !isService && !isPort && !rules.contains("target=\"ACCEPT\"")
        }
        return closed("firewalld", missing) {
            "firewall-cmd --permanent --add-port=\($0) && firewall-cmd --reload"
        }
    }

    /// Only root is shown rules.
    private var nftables: Finding? {
        guard host.isRoot, let rules = host.run("/usr/sbin/nft", ["list", "ruleset"]), rules.status == 0,
            Self.drops(rules.output)
        else { return nil }
        let missing = wanted.filter { port, _ in !Self.names(port, in: rules.output) }
        return closed("nftables", missing) { word in
            let parts = word.split(separator: "/")
            return "nft add rule inet filter input \(parts[1]) dport \(parts[0]) accept"
        }
    }

    /// The older one that nft(8) does not show.
    private var iptables: Finding? {
        guard host.isRoot, host.text("/proc/net/ip_tables_names")?.contains("filter") == true,
            let rules = host.run("/usr/sbin/iptables-legacy-save", []), rules.status == 0,
            rules.output.contains(":INPUT DROP") || rules.output.contains("-A INPUT -j DROP")
                || rules.output.contains("-A INPUT -j REJECT")
        else { return nil }
        let missing = wanted.filter { port, _ in !Self.names(port, in: rules.output) }
        return closed("iptables", missing) { word in
            let parts = word.split(separator: "/")
            return "iptables -I INPUT -p \(parts[1]) --dport \(parts[0]) -j ACCEPT"
        }
    }

    /// Whether a chain of what comes in ends in the nowhere.
    private static func drops(_ rules: String) -> Bool {
        rules.split(whereSeparator: \.isNewline).contains { $0.contains("hook input") && $0.contains("policy drop") }
    }

    private static func names(_ port: Int, in rules: String) -> Bool {
        let names = [631: "ipp", 5353: "mdns", 515: "printer"]
        let own: Set<String> = [String(port), names[port] ?? String(port)]
        return rules.split { !$0.isNumber && !$0.isLetter && $0 != "-" }.contains { word in
            if own.contains(String(word)) { return true }
            let ends = word.split(separator: "-").compactMap { Int($0) }
            return ends.count == 2 && ends[0] <= port && port <= ends[1]
        }
    }
}
