import ArgumentParser
import IPP
import IPPClient

/// `quirectl device probe DEVICE…`
struct DeviceProbe: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe", abstract: "Ask a device what it is, and what can be printed to it with.",
        discussion: """
            DEVICE is a device URI, or a host, which is then asked in every way the server knows: ipps, ipp, socket (port \
            9100) and lpd. The server asks, so that the answer is what its queues will meet.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "URIs or hosts.") var devices: [String]
    @Option(help: "How long each may take to answer: 10s.") var wait: TimeLimit = .milliseconds(10_000)

    private static let columns: [Table.Column] = [
        .init("DEVICE", isFlexible: true), .init("STATE"), .init("MODEL", isFlexible: true),
        .init("FORMATS", isFlexible: true), .init("TIME", isNumber: true), .init("NOTE", isFlexible: true),
        .init("MEDIA", isFlexible: true, isWide: true), .init("FIRMWARE", isFlexible: true, isWide: true),
        .init("SUPPLIES", isFlexible: true, isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        var items: [Control.Item] = []
        var status = ExitStatus.done
        for device in devices {
            let found = try await control.server.probe(DeviceAddress.uris(of: device), within: wait)
            let best = ProbedDevice.best(of: found)
            items += found.map { $0.item(isBest: found.count > 1 && $0.uri == best?.uri) }
            if best == nil { status = .failed }
        }
        try control.show(items, kind: "DeviceList", Self.columns, empty: "The server asked nothing.")
        return status
    }
}

/// What people call a device: its URI, or only its host.
enum DeviceAddress {
    static func isURI(_ text: String) -> Bool {
        let scheme = text.prefix { $0 != ":" }
        guard scheme.count < text.count, let first = scheme.first, first.isASCII, first.isLetter,
            scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
        else { return false }
        // `fe80::1`
        if text.contains("::"), text.allSatisfy({ $0.isHexDigit || ":.".contains($0) }) { return false }
        // `printer.example:631` is a host with its port.
        let rest = text.dropFirst(scheme.count + 1)
        return rest.isEmpty || !rest.allSatisfy(\.isNumber)
    }

    /// The ways to reach it, the best first.
    static func uris(of device: String) throws(Failure) -> [String] {
        if isURI(device) { return [device] }
        guard !device.isEmpty, !device.contains(where: { " /?#@".contains($0) }) else {
            throw .usage("'\(device)' is no device: expected a host, or a URI such as ipp://host/ipp/print.")
        }
        let isIPv6 = device.count(where: { $0 == ":" }) > 1 && !device.hasPrefix("[")
        let host = isIPv6 ? "[\(device)]" : device
        let hasPort = !isIPv6 && host.split(separator: "]").last?.contains(":") == true
        let ipp = ["ipps://\(host)/ipp/print", "ipp://\(host)/ipp/print"]
        return ipp + (hasPort ? ["socket://\(host)"] : ["socket://\(host)", "lpd://\(host)/lp"])
    }
}

/// What a device, or nobody, has said.
struct ProbedDevice: Sendable {
    let attributes: AttributeGroup

    var uri: String { attributes["device-uri"]?.stringValue ?? "" }
    var state: String { attributes["quire-device-state"]?.stringValue ?? "unknown" }
    var model: String { attributes["printer-make-and-model"]?.stringValue ?? "" }
    var message: String { attributes["printer-state-message"]?.stringValue ?? "" }
    var formats: [String] { attributes["document-format-supported"]?.stringValues ?? [] }

    /// Whether there is something that could be printed to, now or when somebody has been there.
    ///
    /// A wire that refuses a connection may be busy; as likely there is nobody.
    var answers: Bool {
        let isWire = uri.hasPrefix("socket:") || uri.hasPrefix("lpd:")
        return ["ready", "needs-attention"].contains(state) || state == "busy" && !isWire
    }

    /// They are asked in the order of how well they serve, so the first that answers.
    static func best(of devices: [ProbedDevice]) -> ProbedDevice? {
        devices.first { $0.state == "ready" } ?? devices.first(where: \.answers)
    }

    /// `600 dpi, colour, duplex, A4 Letter`, as far as it says.
    var abilities: String {
        var words: [String] = []
        if case .resolution(let resolution)? = attributes["printer-resolution-supported"]?.values.last {
            words.append("\(resolution.feed) dpi")
        }
        if attributes["color-supported"]?.boolValue == true { words.append("colour") }
        let sides = attributes["sides-supported"]?.stringValues ?? []
        if sides.contains("two-sided-long-edge") { words.append("duplex") }
        let media = attributes["media-supported"]?.stringValues.count ?? 0
        if media > 0 { words.append(media == 1 ? "1 size of media" : "\(media) sizes of media") }
        return words.joined(separator: ", ")
    }

    /// `Black Cartridge 67 %`
    private var supplies: [String] {
        let names = attributes["marker-names"]?.stringValues ?? []
        let levels = attributes["marker-levels"]?.integerValues ?? []
        return zip(names, levels).map { $1 < 0 ? $0 : "\($0) \($1) %" }
    }

    func item(isBest: Bool) -> Control.Item {
        let color: Color = answers ? (state == "ready" ? .green : .yellow) : .red
        let milliseconds = attributes["quire-probe-milliseconds"]?.integerValue
        let short = formats.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        let note = isBest ? (message.isEmpty ? "best" : "best; \(message)") : message
        let media = attributes["media-supported"]?.stringValues ?? []
        let firmware = attributes["printer-firmware-string-version"]?.stringValues ?? []
        var json = attributes
        json.set("quire-is-best", .boolean(isBest))
        return Control.Item(
            name: uri,
            cells: [
                .init(uri), .init(state, color), .init(model), .init(short.joined(separator: " ")),
                .init(milliseconds.map { "\($0) ms" } ?? ""), .init(note), .init(media.joined(separator: " ")),
                .init(firmware.joined(separator: " ")), .init(supplies.joined(separator: ", ")),
            ],
            json: JSON(json.attributes))
    }
}

extension PrintServer {
    /// Has the server ask devices, all at the same time.
    func probe(_ uris: [String], within limit: TimeLimit) async throws -> [ProbedDevice] {
        var request = request(.quireProbeDevice, .server)
        request.update(.operation) { group in
            group.set(Attribute("device-uri", uris.map(AttributeValue.uri)))
            if let seconds = limit.duration?.components.seconds {
                group.set("timeout", .integer(Int32(clamping: min(max(1, seconds), 60))))
            }
        }
        let answer = try await client.send(request, to: "/admin/")
        try answer.requireDone(.quireProbeDevice)
        return answer.groups.filter { $0.tag == .printer }.map(ProbedDevice.init)
    }
}
