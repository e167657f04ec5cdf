import Glibc
import IPP
import IPPClient

/// Which server a command talks to, as whom, and how.
struct ServerChoice: Hashable, Sendable {
    var address: ServerAddress
    var version: IPPVersion = .v2_0
    var user: String
}

extension ServerChoice {
    /// What a command line says about the server; each wins over environment and files.
    struct Wishes: Hashable, Sendable {
        var server: String?
        var user: String?
        /// `-E`: encryption is demanded.
        var isEncrypted = false
        /// In the words of `CUPS_ENCRYPTION`: `required`, `always`, `never`.
        var encryption: String?
        /// Variables that name a server, the first that is set wins.
        var serverVariables = ["CUPS_SERVER", "QUIRE_SERVER"]
    }

    /// The first of: the command line, the environment, `client.conf` of the user and of the system, the daemon's
    /// socket if it is there, port 631 of this machine.
    init(_ wishes: Wishes, in session: Session) throws(Failure) {
        let files = ClientConfiguration.files(in: session)
        user = wishes.user ?? session.variable("CUPS_USER") ?? files.user ?? session.user.name
        let port = session.variable("IPP_PORT").flatMap { Int($0) } ?? ServerAddress.defaultPort
        let named =
            wishes.server
            ?? wishes.serverVariables.lazy.compactMap { session.variable($0) }.first ?? files.serverName
        if let named {
            (address, version) = try Self.parse(named, defaultPort: port)
        } else if access(session.defaultSocket, R_OK | W_OK) == 0 {
            address = ServerAddress(.unixSocket(path: session.defaultSocket))
        } else {
            address = ServerAddress(.network(host: "localhost", port: port))
        }
        let usual = session.variable("CUPS_ENCRYPTION") ?? files.encryption
        // A token is not sent in the clear, and whoever has one wants to be known by it.
        let withToken = session.variable("QUIRE_TOKEN") == nil ? nil : "Required"
        let encryption = wishes.isEncrypted ? "Required" : wishes.encryption ?? usual ?? withToken
        try address.encrypt(encryption)
    }

    /// Reads `host[:port][/version=1.1]`, a socket's path, or a URI.
    static func parse(_ text: String, defaultPort: Int) throws(Failure) -> (ServerAddress, IPPVersion) {
        var name = text
        var version = IPPVersion.v2_0
        if let slash = text.lastIndex(of: "/"), text[slash...].hasPrefix("/version=") {
            name = String(text[..<slash])
            let digits = text[slash...].dropFirst("/version=".count)
            guard let known = [IPPVersion.v1_0, .v1_1, .v2_0, .v2_1, .v2_2].first(where: { $0.description == digits })
            else { throw .usage("\"\(text)\": IPP has the versions 1.0, 1.1, 2.0, 2.1 and 2.2.") }
            version = known
        }
        guard let address = ServerAddress(name, defaultPort: defaultPort) else {
            throw .usage("\"\(text)\" names no server: expected host, host:port, /path/of/socket or a URI.")
        }
        return (address, version)
    }
}

extension ServerAddress {
    /// Applies what CUPS calls the encryption: `Always` is TLS from the first byte, `Required` an upgrade. A Unix
    /// socket is left alone: nobody else's network is in between.
    fileprivate mutating func encrypt(_ wish: String?) throws(Failure) {
        guard let wish, case .network = place, security == .plain else { return }
        switch wish.lowercased() {
        case "always": security = .tls
        case "required": security = .upgrade
        case "never", "ifrequested": break
        default: throw .usage("CUPS_ENCRYPTION is \"\(wish)\": it can be Always, Required, IfRequested or Never.")
        }
    }
}

/// What `client.conf` says, the user's file before the system's.
struct ClientConfiguration: Hashable, Sendable {
    var serverName: String?
    var user: String?
    var encryption: String?

    static func files(in session: Session) -> ClientConfiguration {
        var configuration = ClientConfiguration()
        let folders = [session.user.home.map { $0 + "/.cups" }, session.configurationFolder]
        for folder in folders.compactMap({ $0 }) {
            if let text = session.settings(at: folder + "/client.conf") { configuration.fill(from: text) }
        }
        return configuration
    }

    /// Takes what is not known yet.
    mutating func fill(from text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            guard words.count >= 2 else { continue }
            switch words[0].lowercased() {
            case "servername": serverName = serverName ?? String(words[1])
            case "user": user = user ?? String(words[1])
            case "encryption": encryption = encryption ?? String(words[1])
            default: continue
            }
        }
    }
}
