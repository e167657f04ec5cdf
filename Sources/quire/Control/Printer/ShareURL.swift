import ArgumentParser
import IPP
import IPPClient

/// `quirectl share url NAME`
struct ShareURL: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "url", abstract: "Where a printer is reached, and how computers that do not find it are set up.",
        discussion: "The QR code leads telephones to the printer's page; it is shown on a terminal, or with --qr.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The printer.") var name: String
    @Option(help: "The server as those computers call it, such as print.example.org or print.example.org:631.")
    var host: String?
    @Flag(inversion: .prefixedNo, help: "Whether to show a QR code.") var qr: Bool?

    func run(_ control: Control) async throws -> ExitStatus {
        let printer = try await control.server.printer(name, ["printer-name", "quire-raw-port"])
        let own = (printer["printer-name"]?.stringValue ?? name).harmless
        let path = own.percentEncoded
        let server = try await ServerPlace.find(host, control.server)
        let place = server.authority()
        let page = "http://\(server.authority(usualPort: 80))/printers/\(path)"
        var lines = [
            ("ipps", "ipps://\(place)/ipp/print/\(path)"), ("ipp", "ipp://\(place)/ipp/print/\(path)"), ("http", page),
            ("Linux, macOS", "lpadmin -p \(own) -E -v ipp://\(place)/ipp/print/\(path) -m everywhere"),
            ("Windows", "Add-Printer -Name \(own) -IppURL \(page)"),
        ]
        if let port = printer["quire-raw-port"]?.integerValue {
            lines.append(
                ("raw data", "socket://\(server.host.contains(":") ? "[\(server.host)]" : server.host):\(port)"))
        }
        let facts: [Control.Fact] = lines.map { line in Control.Fact(line.0, Table.Cell(line.1)) }
        let json = JSON.object(lines.map { .init($0.0, .string($0.1)) })
        control.show(facts, kind: "ShareURL", json, name: own)
        if control.format == .table || control.format == .wide, qr ?? control.session.output.isTerminal {
            for line in QRPicture(page)?.lines(isColored: control.session.output.takesColor) ?? [] {
                control.session.output.print(line)
            }
        }
        return .done
    }
}
