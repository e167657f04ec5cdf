import ArgumentParser
import IPP
import IPPClient
import ServiceRecords

/// `quirectl share zone`
struct ShareZone: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "zone",
        abstract: "Records for a name server, so that other networks find printers that are shared.",
        discussion: """
            Printers are announced by multicast, which routers keep in one network. These records tell of the same printers by \
            DNS (RFC 6763): include them in the zone of the domain that clients search, such as with $INCLUDE, and make \
            them again when printers change.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The printers; all that are shared without any.") var names: [String] = []
    @Option(help: "The domain of the zone; that of the host without it.") var domain: String?
    @Option(help: "The server as clients call it, such as print.example.org or print.example.org:631.")
    var host: String?

    func run(_ control: Control) async throws -> ExitStatus {
        let place = try await ServerPlace.find(host, control.server)
        let zone = try Self.zone(domain, place)
        var wanted = names
        if wanted.isEmpty {
            wanted = try await control.server.printers(["printer-name", "printer-is-shared"])
                .filter { $0["printer-is-shared"]?.values.first?.boolValue == true }
                .compactMap { $0["printer-name"]?.stringValue }
        }
        guard !wanted.isEmpty else {
            throw Failure(
                .notFound, code: "nothing-shared", "No printer is shared.", hint: "quirectl share on NAME shares one.")
        }
        var announcements: [Announcement] = []
        for name in wanted { announcements.append(try await Self.announcement(of: name, place, control.server)) }
        for line in zone.text(of: announcements).split(separator: "\n") { control.session.output.print(String(line)) }
        return .done
    }

    private static func zone(_ domain: String?, _ place: ServerPlace) throws(Failure) -> ZoneFile {
        let host = place.host
        let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
        guard !isAddress else {
            throw .usage("Records name a host, and \(host) is an address.", hint: "say --host print.example.org.")
        }
        let labels = host.split(separator: ".", maxSplits: 1)
        guard let domain = domain ?? (labels.count == 2 ? String(labels[1]) : nil) else {
            throw .usage("The domain of the zone is not known.", hint: "say --domain example.org.")
        }
        guard let zone = ZoneFile(domain: domain, host: labels.count == 2 ? host : "\(host).\(domain)") else {
            throw .usage("\"\(domain)\" and \"\(host)\" must be names of a domain and of a host.")
        }
        return zone
    }

    private static func announcement(
        of name: String, _ place: ServerPlace, _ server: PrintServer
    ) async throws -> Announcement {
        // Asked for as what it is announced as, so that the records say the same.
        var request = server.request(.getPrinterAttributes, .printer(name))
        request.update(.operation) { group in
            group.set("printer-uri", .uri("ipp://localhost/ipp/print/\(name.percentEncoded)"))
        }
        let answer = try await server.client.send(request, to: "/")
        if answer.status == .notFound { throw await server.unknownPrinter(name) }
        try answer.requireSuccess()
        var attributes = answer[.printer] ?? AttributeGroup(.printer)
        // Over the server's socket it cannot know how others call it.
        attributes.set(
            "printer-more-info", .uri("http://\(place.authority(usualPort: 80))/printers/\(name.percentEncoded)"))
        return Announcement(
            of: attributes, queue: name, named: attributes["printer-dns-sd-name"]?.stringValue ?? name,
            port: UInt16(exactly: place.port) ?? 631, linePort: nil,
            rawPort: attributes["quire-raw-port"]?.integerValue.flatMap { UInt16(exactly: $0) })
    }
}
