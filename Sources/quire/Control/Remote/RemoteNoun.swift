import ArgumentParser
import IPP
import IPPClient

extension QuireCtl {
    struct RemoteNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remote", abstract: "Other servers: their shared printers as queues here.",
            discussion: """
                Nothing is ever adopted because it was seen in the network: you say which server, and which of its printers. \
                What is adopted follows its server: what it is called and where it is, and that it is gone.
                """,
            subcommands: [RemoteAdd.self, RemoteList.self, RemoteUpdate.self, RemoteRemove.self])
    }
}

/// Another server, Quire's or CUPS'.
struct RemoteServer: Sendable {
    /// How queues here name it: `ipp://server.example:631/`.
    let uri: String
    private let server: PrintServer

    /// - Parameter text: `server`, `server:631`, or an ipp: or ipps: URI.
    init(_ text: String, _ session: Session) throws(Failure) {
        guard let address = ServerAddress(text), case .network = address.place else {
            throw .usage("\"\(text)\" names no server: expected host, host:port, or a URI such as ipps://host.")
        }
        uri = "\(address.security == .tls ? "ipps" : "ipp")://\(address.description)/"
        server = PrintServer(
            ServerChoice(address: address, user: session.user.name), in: session, timeout: .seconds(10))
    }

    /// Its shared printers, by name.
    func printers() async throws -> [RemotePrinter] {
        let groups = try await server.printers([
            "printer-name", "printer-info", "printer-location", "printer-make-and-model",
        ])
        return groups.compactMap { RemotePrinter($0, of: uri) }
            .sorted { $0.name.lowercased() < $1.name.lowercased() }
    }

    /// As part of a queue's name: the first label of the host, of an address all of it.
    var shortName: String {
        guard case .network(let host, _) = server.address.place else { return "remote" }
        let isName = !host.contains(":") && host.contains { $0.isLetter }
        let name = isName ? host.prefix { $0 != "." } : host[...]
        return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" })
    }
}

/// A printer that another server shares.
struct RemotePrinter: Sendable {
    let name: String
    let info: String
    let location: String
    let model: String
    /// What a queue for it prints to.
    let uri: String

    /// - Returns: `nil` for one with a name that nothing here can have.
    fileprivate init?(_ group: AttributeGroup, of server: String) {
        guard let name = group["printer-name"]?.stringValue, (try? PrinterName.check(name)) != nil,
            name == name.harmless
        else { return nil }
        func text(_ name: String) -> String { (group[name]?.stringValue ?? "").harmless }
        self.name = name
        (info, location, model) = (text("printer-info"), text("printer-location"), text("printer-make-and-model"))
        uri = "\(server)printers/\(name.percentEncoded)"
    }
}

/// A queue here that was adopted.
struct AdoptedPrinter: Sendable {
    let attributes: AttributeGroup

    static let requested = [
        "printer-name", "quire-remote", "quire-remote-name", "quire-remote-gone", "queued-job-count", "device-uri",
        "printer-info", "printer-location",
    ]

    var name: String { text("printer-name") }
    var server: String { text("quire-remote") }
    var remoteName: String { text("quire-remote-name") }
    var jobs: Int32 { attributes["queued-job-count"]?.integerValue ?? 0 }
    var deviceURI: String { text("device-uri") }

    var goneSince: IPPDateTime? {
        if case .dateTime(let time)? = attributes["quire-remote-gone"]?.values.first { time } else { nil }
    }

    private func text(_ name: String) -> String { (attributes[name]?.stringValue ?? "").harmless }
}

extension PrintServer {
    func adopted(from server: String? = nil) async throws -> [AdoptedPrinter] {
        try await printers(AdoptedPrinter.requested).map { AdoptedPrinter(attributes: $0) }
            .filter { !$0.server.isEmpty && (server == nil || $0.server == server) }
    }
}
