import IPP
import IPPClient

/// Holds a printer against what clients of a kind need: what it answers, and what the network is told of it.
struct ClientCheck: Sendable {
    private let clients: ClientKind
    private let asksNetwork: Bool

    init(_ clients: ClientKind, asksNetwork: Bool) {
        self.clients = clients
        self.asksNetwork = asksNetwork
    }

    /// "media-col-database" is long, and answered only when it is asked for by its name (PWG 5100.7).
    private static let requested = ["all", "media-col-database"]

    /// - Parameter printer: the name of one of the server's, or the URI of any.
    func findings(of printer: String, _ control: Control) async throws -> [Finding] {
        let isURI = DeviceAddress.isURI(printer)
        let attributes =
            try await isURI
            ? self.attributes(at: printer, control) : control.server.printer(printer, Self.requested)
        var view = PrinterView(attributes: attributes)
        var findings: [Finding] = []
        if asksNetwork {
            let (finding, service) = await announced(view, isURI ? nil : printer, control)
            findings.append(finding)
            view.service = service
        }
        for requirement in clients.requirements where view.service != nil || !requirement.isAnnounced {
            findings.append(requirement.finding(view))
        }
        return findings
    }

    private func attributes(at uri: String, _ control: Control) async throws -> AttributeGroup {
        guard let address = ServerAddress(uri), uri.contains("://") else {
            throw Failure.usage("'\(uri)' is no printer that speaks IPP: expected ipp://host/ipp/print.")
        }
        var options = control.server.client.options
        // Another's certificate: looked at by nobody, and kept nowhere.
        options.trust = CertificateTrust.none
        options.sawCertificate = nil
        options.token = nil
        let client = IPPClient(to: address, on: control.session.thread, options: options)
        var request = IPPMessage.request(
            .getPrinterAttributes, version: .v2_0, "printer-uri", uri, user: control.server.user)
        request.ask(for: Self.requested)
        var answer = try await client.send(request, to: Self.path(of: uri))
        if answer.status == .versionNotSupported {
            request.version = .v1_1
            answer = try await client.send(request, to: Self.path(of: uri))
        }
        if answer.status == .notFound {
            throw Failure(.notFound, code: "printer-not-found", "there is no printer at \(uri)")
        }
        try answer.requireSuccess()
        return answer[.printer] ?? AttributeGroup(.printer)
    }

    /// `/ipp/print`, where there is none, as for devices.
    private static func path(of uri: String) -> String {
        guard let separator = uri.firstRange(of: "://") else { return "/" }
        let rest = uri[separator.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...].prefix { $0 != "?" }) } ?? "/ipp/print"
    }

    private func announced(
        _ view: PrinterView, _ queue: String?, _ control: Control
    ) async -> (Finding, AnnouncedService?) {
        let check = "DNS-SD"
        let source = "RFC 6763, PWG 5100.20 B-1"
        let share = queue.map { "quirectl share on \($0)" }
        func finding(_ level: Finding.Level, _ text: String, fix: String? = nil) -> Finding {
            Finding(check: check, level: level, text: text, fix: fix, source: source)
        }
        if queue != nil, view.attributes["printer-is-shared"]?.boolValue == false {
            return (finding(.failure, "it is not shared: \(clients.words) does not find it", fix: share), nil)
        }
        guard let name = view.attributes["printer-dns-sd-name"]?.stringValue, !name.isEmpty else {
            return (finding(.warning, "it does not say under which name it is announced (printer-dns-sd-name)"), nil)
        }
        switch await control.session.announced(name) {
        case .found(let service): return (finding(.ok, "announced as '\(name)'"), service)
        case .nobody:
            return (
                finding(
                    .failure, "nobody on this network announces '\(name)': \(clients.words) does not find it",
                    fix: queue == nil ? nil : "quirectl doctor"), nil
            )
        case .notAsked(let reason): return (finding(.warning, "the network was not asked: \(reason)"), nil)
        }
    }
}
