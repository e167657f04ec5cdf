import IPPClient

/// Where programs of this user print, if nobody says where: settings that point past the server are hard to see.
struct ClientSettingChecks {
    private let seen: ServerView
    private let control: Control
    private var session: Session { control.session }

    init(_ seen: ServerView, _ control: Control) { (self.seen, self.control) = (seen, control) }

    var findings: [Finding] {
        let found = [server, printer].compactMap { $0 }
        return found.isEmpty ? [.ok("settings", "programs of this user print here")] : found
    }

    private var server: Finding? {
        let files = ClientConfiguration.files(in: session)
        let variable = session.variable("CUPS_SERVER")
        guard let named = variable ?? files.serverName else { return nil }
        let origin = variable == nil ? "ServerName in client.conf" : "CUPS_SERVER"
        guard let (address, _) = try? ServerChoice.parse(named, defaultPort: ServerAddress.defaultPort) else {
            return .warning("settings", "\(origin) is '\(named)', which is no server: programs cannot print")
        }
        guard address.place != control.server.address.place, !address.isLocal else { return nil }
        return .warning(
            "settings", "\(origin) sends programs to \(address), and not to \(control.server.address)",
            fix: variable == nil ? "take ServerName out of /etc/cups/client.conf" : "unset CUPS_SERVER")
    }

    /// The default printer of this user, which may be gone.
    private var printer: Finding? {
        guard seen.isThere, let choice = PrinterChoice.local(nil, DefaultOptions(in: session), in: session),
            !seen.printers.contains(where: { $0.name.lowercased() == choice.name.lowercased() })
        else { return nil }
        let origin =
            switch choice.origin {
            case .variable(let name): name
            default: "the file lpoptions"
            }
        return .warning(
            "settings", "your default printer, by \(origin), is \(choice.name), which the server does not have",
            fix: seen.printers.first.map { "lpoptions -d \($0.name)" })
    }
}
