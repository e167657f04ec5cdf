public import ArgumentParser
import Fetching
import FrontDoor
import Glibc
import Logging
public import Operations
import PrintModel

/// `quired serve`: a self-contained instance. Everything it writes lies under one folder.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the print server in the foreground.",
        discussion: """
            When it accepts, it writes one line to standard output that begins with "ready " and lists its addresses. \
            SIGTERM and SIGINT stop it within ten seconds: requests in hand are finished, jobs in hand are handed back.
            """
    )

    @Option(help: "Folder of this instance: spool, keys, socket, and the output of 'paper'. Made when it is missing.")
    var dir: String

    @Option(
        help:
            "ADDRESS:PORT to listen at, such as 127.0.0.1:631, [::1]:631 or *:631; port 0 takes a free one. Repeat for more."
    )
    var listen: [ListenAddress] = []

    @Option(
        help: ArgumentHelp(
            "Also take jobs from clients of line printer daemons (LPD, RFC 1179), at ADDRESS:PORT, such as *:515. Repeat for more.",
            valueName: "listen"))
    var lpd: [ListenAddress] = []

    @Flag(
        inversion: .prefixedNo,
        help: "Tell the network of printers that are shared (quirectl share on NAME), through Avahi.")
    var announce = true

    @Option(
        help:
            "Who may administer: 'default' (root and this daemon's user, over the socket) or 'open' (for tests: every local client)."
    )
    var policy: AccessPolicy.Kind = .standard

    @Option(
        help: ArgumentHelp(
            "Another name under which clients reach this server; requests for names that are not its own are refused. '*' for any, which lets web pages of others at it. Repeat for more.",
            valueName: "name"))
    var hostName: [String] = []

    @Flag(
        inversion: .prefixedNo,
        help:
            "Who comes over loopback is at this machine: he uses printers that are not shared. Not where a proxy on it passes requests on."
    )
    var trustLoopback = true

    @Option(help: "Another folder that 'file:' and 'pdf:' printers may write to. Repeat for more.")
    var outputRoot: [String] = []

    @Option(
        help: ArgumentHelp(
            "Fetch documents that clients only name (Print-URI) from these addresses, such as 10.0.0.0/8, or 'any' but this machine. Repeat for more. Without it none are fetched.",
            valueName: "range"))
    var fetchDocumentsFrom: [FetchRange] = []

    @Option(
        help: ArgumentHelp(
            "Folder of CUPS' programs for devices; without it the usual ones. Repeat for more.", valueName: "folder"))
    var cupsBackends: [String] = []

    @Option(
        help: ArgumentHelp(
            "A program for devices, such as cups-pdf, that is not shut in: it may read and write what its user may. Repeat for more.",
            valueName: "scheme"))
    var unconfinedBackend: [String] = []

    @Option(
        help: ArgumentHelp(
            "Let users of this machine prove over TLS who they are, with the passwords that PAM's service of this name knows. Without it only accounts of this server are known (quirectl user add).",
            valueName: "service"))
    var pam: String?

    @Option(help: ArgumentHelp("A folder in place of /etc/pam.d.", visibility: .hidden))
    var pamFolder: String?

    @Option(
        help: ArgumentHelp(
            "As --pam, by a quire-pam that a service manager starts with rights that this daemon does not have (packaging/quired-pam.socket).",
            valueName: "path"))
    var pamSocket: String?

    @Option(
        help: ArgumentHelp(
            "Users of this machine in this group are administrators, if --pam is on. Repeat for more.",
            valueName: "group"))
    var adminGroup: [String] = ["lpadmin"]

    @Option(
        help: ArgumentHelp(
            "Set a limit, such as documents-per-job=20 or document-bytes=4G; 'quirectl server limits' lists them. Before it counts what is in the file limits.conf of the instance's folder, a limit a line. Repeat for more.",
            valueName: "name=value"))
    var limit: [String] = []

    @OptionGroup(title: "Logs") var logs: LogOptions
    @OptionGroup(title: "Proofs from elsewhere") var identity: IdentityOptions

    @Option(help: "How many days the record of who did what is kept (quirectl audit).")
    var auditDays = 365

    @Option(
        help: ArgumentHelp(
            "For root: bind the addresses, then become this user for good (a name, or UID:GID). The folder must be the user's.",
            valueName: "name"))
    var user: String?

    @Flag(help: "Take the next free port where one is taken.")
    var orNextPort = false

    @Option(
        help: ArgumentHelp(
            "Folder of the commands, for the line to try that is shown at the start.", visibility: .hidden))
    var showExample: String?

    @Flag(help: "Log more.")
    var verbose = false

    func validate() throws {
        guard pam == nil || pamSocket == nil else { throw ValidationError("Either --pam or --pam-socket.") }
    }

    func run() async throws {
        let level: Logger.Level = verbose ? .debug : .info
        logs.begin(level)
        let log = Logger(label: "quired")
        do {
            // Before anybody is told that it is ready: who stops it in that moment stops it in order, too.
            let signals = StopSignals()
            let manager = ServiceManager()
            try UserChange.check(self)
            let house = try await House(self, manager, log: log)
            try greet(house)
            manager.ready("listening at \(house.addresses.map(\.description).joined(separator: ", "))")
            await house.run(manager, until: signals)
        } catch {
            log.critical("\(error)")
            throw ExitCode.failure
        }
    }

    /// Written at once, whole, to standard output: whoever started us waits for it.
    private func greet(_ house: House) throws {
        let places = house.addresses.map(\.description) + house.lineAddresses.map { "lpd:\($0)" }
        writeLine("ready " + places.joined(separator: " "))
        guard let showExample, let address = house.addresses.compactMap(\.tcpDescription).first else { return }
        let sample = try SampleDocument.write(into: house.folder)
        writeLine(
            """

            Quire is running. Its printer 'paper' writes PDF files to \(house.folder)/paper.
            Print something, from another terminal:

                \(showExample)/lpr -H \(address) -P paper \(sample)

            or with CUPS' own command:  lp -h \(address) -d paper \(sample)
            Ctrl-C stops it.

            """)
    }

    private func writeLine(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        // Whoever should have read it is gone; the daemon serves all the same.
        _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}

/// "127.0.0.1:631", "[::1]:631", "localhost:0", "*:631".
struct ListenAddress: ExpressibleByArgument, Hashable {
    var host: String
    var port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), let port = Int(argument[argument.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        var host = String(argument[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else { return nil }
        self.init(host: host, port: port)
    }
}

extension AccessPolicy.Kind: ExpressibleByArgument {}

/// `any`, or a range of addresses.
enum FetchRange: ExpressibleByArgument, Hashable {
    case any
    case range(AddressRange)

    init?(argument: String) {
        guard argument != "any" else {
            self = .any
            return
        }
        guard let range = AddressRange(argument) else { return nil }
        self = .range(range)
    }
}

extension BoundAddress {
    var tcpDescription: String? { if case .tcp = self { description } else { nil } }
}
