import IPP

/// What printers are announced with: D-Bus and Avahi.
struct AnnouncingChecks {
    private let seen: ServerView
    private let host: LocalHost
    private let processes: [RunningProcess]

    init(_ seen: ServerView, _ host: LocalHost, _ processes: [RunningProcess]) {
        (self.seen, self.host, self.processes) = (seen, host, processes)
    }

    var findings: [Finding] { [bus, avahi] + settings + [announced].compactMap { $0 } }

    /// Whether anybody misses it.
    private var isNeeded: Bool { !seen.shared.isEmpty }

    private func missing(_ check: String, _ text: String, fix: String) -> Finding {
        isNeeded
            ? .failure(check, "\(text): nobody finds \(seen.shared[0].name)", fix: fix)
            : .ok(check, "\(text); not needed as long as no printer is shared")
    }

    /// D-Bus specification, "Message Bus Specification: Well-known Message Bus Instances".
    private var bus: Finding {
        let check = "D-Bus"
        let places = ["/run/dbus/system_bus_socket", "/var/run/dbus/system_bus_socket"]
        if places.contains(where: { host.answers(socket: $0) }) { return .ok(check, "answers") }
        let isInstalled = host.exists("/usr/bin/dbus-daemon") || host.exists("/usr/bin/dbus-broker")
        return missing(
            check, isInstalled ? "does not run" : "is not installed",
            fix: isInstalled ? "systemctl start dbus" : "apt-get install dbus")
    }

    private var avahi: Finding {
        let check = "Avahi"
        if let daemon = processes.first(where: { $0.name == "avahi-daemon" }) {
            return .ok(check, "runs (process \(daemon.id))")
        }
        if host.answers(socket: "/run/avahi-daemon/socket") { return .ok(check, "runs") }
        let isInstalled = host.exists("/usr/sbin/avahi-daemon")
        return missing(
            check, isInstalled ? "does not run" : "is not installed",
            fix: isInstalled ? "systemctl enable --now avahi-daemon" : "apt-get install avahi-daemon")
    }

    /// avahi-daemon.conf(5), as far as it keeps printers from being announced.
    private var settings: [Finding] {
        let file = "/etc/avahi/avahi-daemon.conf"
        let values = Self.settings(host.text(file) ?? "")
        func says(_ key: String, _ word: String) -> Bool { values[key]?.lowercased() == word }
        var faults: [String] = []
        if says("enable-dbus", "no") { faults.append("enable-dbus=no keeps the server from asking it") }
        if says("disable-publishing", "yes") {
            faults.append("disable-publishing=yes keeps it from announcing anything")
        }
        if says("disable-user-service-publishing", "yes") {
            faults.append("disable-user-service-publishing=yes keeps it from announcing printers")
        }
        if says("use-ipv4", "no") { faults.append("use-ipv4=no hides printers from clients without IPv6") }
        if let only = values["allow-interfaces"] { faults.append("it announces at \(only) only (allow-interfaces)") }
        return faults.map { fault in
            isNeeded
                ? .warning("Avahi's settings", fault, fix: "edit \(file), then systemctl restart avahi-daemon")
                : .ok("Avahi's settings", fault)
        }
    }

    private static func settings(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let line = String(line).trimmed
            guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
            values[String(line[..<equals]).trimmed] = String(line[line.index(after: equals)...]).trimmed
        }
        return values
    }

    /// What the server has come to with them.
    private var announced: Finding? {
        guard let words = seen.system?["quire-discovery"]?.stringValue else { return nil }
        let isWell = words.hasPrefix("Shared printers are announced")
        return isWell || !isNeeded
            ? .ok("announcing", words) : .failure("announcing", words, fix: "quirectl share list")
    }
}
