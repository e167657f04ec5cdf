import ArgumentParser
import IPP
import IPPClient

/// `quirectl doctor`
struct DoctorCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look for what keeps anybody from printing, and say what mends it.",
        discussion: """
            Without operands: the server, the ports, D-Bus and Avahi, the firewall, the certificate, the clock, the spool, the \
            printers and the settings of clients; also where the server does not run. Root sees more. With airprint, \
            everywhere or mopria: whether a printer says and announces all that those clients need; a URI is a printer \
            of any make. Only what is not well is shown, unless --verbose or a format for programs asks for all. Exit \
            status: 0 when nothing has failed, 1 otherwise; with --strict a warning counts, too.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The clients a printer is held against.") var clients: ClientKind?
    @Argument(help: "Printers of the server, or URIs of any.") var printers: [String] = []
    @Flag(help: "Mend what can be mended without asking anybody: who may read the server's files.") var fix = false
    @Flag(help: "Warnings count as well.") var strict = false
    @Option(help: "The folder of the server, where it does not run and is not in its usual place.") var dir: String?
    @Flag(inversion: .prefixedNo, help: "Also ask the network what it is told of a printer.") var dnsSd = true

    func validate() throws {
        if clients != nil, printers.isEmpty {
            throw ValidationError("Say which printer: its name, or a URI such as ipp://host/ipp/print.")
        }
        if clients != nil, fix { throw ValidationError("What a printer says of itself cannot be mended by --fix.") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        var findings: [Finding] = []
        if let clients {
            for printer in printers {
                let found = try await ClientCheck(clients, asksNetwork: dnsSd).findings(of: printer, control)
                findings += printers.count == 1 ? found : found.map { $0.named(behind: printer) }
            }
        } else {
            findings = await Examination(control, folder: dir).findings()
            if fix { findings = findings.map(Self.mended) }
        }
        try show(findings, control)
        let isBad = findings.contains { $0.level == .failure || strict && $0.level == .warning }
        return isBad ? .failed : .done
    }

    private static func mended(_ finding: Finding) -> Finding {
        guard let mend = finding.mend else { return finding }
        guard let done = mend() else {
            var finding = finding
            finding.text += " It could not be mended: try as root."
            return finding
        }
        return .ok(finding.check, "mended: \(done)")
    }

    private func show(_ findings: [Finding], _ control: Control) throws(Failure) {
        let isWhole = control.needsAll || control.isVerbose || control.format == .csv
        let bad = findings.filter { $0.level != .ok || $0.text.hasPrefix("mended:") }
        let shown = isWhole ? findings : bad
        if control.isQuiet, bad.isEmpty { return }
        if !shown.isEmpty { try control.show(shown.map(\.item), kind: "DoctorReport", Finding.columns, empty: "") }
        guard [.table, .wide].contains(control.format), !control.isQuiet else { return }
        func count(_ level: Finding.Level) -> Int { findings.count(where: { $0.level == level }) }
        control.session.output.print(
            "\(findings.count) checks: \(count(.ok)) ok, \(count(.warning)) warnings, \(count(.failure)) failures")
    }
}

extension Finding {
    fileprivate func named(behind printer: String) -> Finding {
        var named = Finding(check: "\(printer): \(check)", level: level, text: text)
        (named.fix, named.source) = (fix, source)
        return named
    }
}
