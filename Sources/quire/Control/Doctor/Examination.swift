import IPP
import IPPClient
import PrintModel

/// All checks of a server and of the machine it runs on, one after another; none of them stops the others.
struct Examination: Sendable {
    private let control: Control
    private let folder: String?
    private var session: Session { control.session }
    private var host: LocalHost { control.session.host }

    init(_ control: Control, folder: String?) {
        self.control = control
        self.folder = folder
    }

    func findings() async -> [Finding] {
        let seen = await ServerView.look(control)
        var findings = seen.findings
        guard control.server.address.isLocal else {
            findings += await CertificateCheck(control, ports: []).findings()
            findings += ClockCheck(seen, in: session).ofServer
            return findings + PrinterChecks.findings(of: seen, session.now())
                + [
                    Finding.ok(
                        "this machine", "the server is another machine's: ports, spool and firewall are not looked at")
                ]
        }
        let processes = host.processes()
        let ports = PortTable(host, processes, own: seen.listening)
        findings += PortChecks(seen, ports, processes).findings
        findings += AnnouncingChecks(seen, host, processes).findings
        findings += FirewallCheck(seen, ports, host, processes).findings
        findings += await CertificateCheck(control, ports: seen.ports ?? ports.own.map(\.port)).findings()
        let clock = ClockCheck(seen, processes, in: session)
        findings += clock.ofServer + clock.ofMachine
        findings += SpoolChecks(host, daemon: ports.daemon(among: processes), named: folder).findings
        findings += PrinterChecks.findings(of: seen, session.now())
        findings += ClientSettingChecks(seen, control).findings
        return findings
    }
}

/// What the server says of itself, as far as it answers.
struct ServerView: Sendable {
    var findings: [Finding] = []
    var isThere = false
    /// Attributes of the System; `nil` where it has none, as servers of other makes.
    var system: AttributeGroup?
    var printers: [PrinterDescription] = []

    /// Where it listens; `nil` where it does not answer or does not tell.
    var listening: [ListeningPlace]? { system.flatMap(ListeningPlace.read) }

    /// Those at which it speaks IPP.
    var ports: [Int]? { listening.map { $0.filter { $0.door == .ipp }.map(\.port) } }

    var shared: [PrinterDescription] {
        printers.filter { $0.attributes["printer-is-shared"]?.boolValue == true }
    }

    /// Ports for raw data, with the names of their printers.
    var rawPorts: [(port: Int, printer: String)] {
        printers.compactMap { printer in
            printer.attributes["quire-raw-port"]?.integerValue.map { (Int($0), printer.name) }
        }
    }

    static func look(_ control: Control) async -> ServerView {
        var view = ServerView()
        let start = ContinuousClock.now
        do {
            view.printers = try await control.server.printers(PrinterDescription.requested + ["quire-raw-port"]).map(
                PrinterDescription.init)
            view.isThere = true
            let time = (ContinuousClock.now - start).milliseconds
            view.findings.append(.ok("server", "\(control.server.address) answers in \(time) ms"))
        } catch {
            let failure = Failure(error)
            view.findings.append(
                .failure(
                    "server", failure.message,
                    fix: control.server.address.isLocal
                        ? "systemctl start quired.socket" : "ping \(control.server.address.hostForWords)"))
            return view
        }
        // A server of another make has no System.
        view.system = try? await control.server.system([
            "quire-spool-state", "system-state-message", "quire-discovery", "system-current-time",
            "system-firmware-string-version", PrintServer.listeningAttribute,
        ])
        view.findings += view.ofSpool
        if let reason = await notReady(control) {
            view.findings.append(.failure("readiness", reason, fix: "journalctl -u quired -e"))
        } else if view.system != nil {
            view.findings.append(.ok("readiness", "takes jobs"))
        }
        return view
    }

    private var ofSpool: [Finding] {
        guard let state = system?["quire-spool-state"]?.stringValue else { return [] }
        if state == "ok" { return [.ok("jobs on disk", "are written")] }
        let words = system?["system-state-message"]?.stringValue ?? ""
        return [
            .failure(
                "jobs on disk", "the spool is \(state), no job is taken: \(words)",
                fix: state == "full" ? "df -h /var/lib/quire" : "dmesg | tail")
        ]
    }

    /// What `/readyz` says against taking jobs.
    private static func notReady(_ control: Control) async -> String? {
        guard case .network = control.server.address.place else { return nil }
        var address = control.server.address
        if address.security == .upgrade { address.security = .tls }
        var options = control.server.client.options
        (options.connectTimeout, options.idleTimeout) = (.seconds(5), .seconds(5))
        do {
            let answer = try await HTTPDownload.begin(
                from: address, path: "/readyz", on: control.session.thread, options: options)
            return answer.status == 503 ? "the server answers and says that it is not ready for jobs" : nil
        } catch {
            return nil  // It has answered in IPP; that nothing else does is for others to mind.
        }
    }
}

extension ServerAddress {
    fileprivate var hostForWords: String {
        switch place {
        case .network(let host, _): host
        case .unixSocket: "localhost"
        }
    }
}
