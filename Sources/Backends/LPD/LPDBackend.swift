internal import Glibc
internal import IPPClient
internal import NIOCore
internal import PrintModel
internal import Synchronization

/// `lpd://[USER@]HOST[:PORT]/QUEUE`: the line printer daemon protocol of old print servers (RFC 1179), as its client.
///
/// | option | what it does |
/// |---|---|
/// | `order=control,data` or `data,control` | which file is sent first; default `control,data`, and the other way by itself where the server closes on it |
/// | `mode=stream` | documents go out while they are made, announced as larger than they are, and each is a job; the server cannot say whether it has one. Default `standard`: what is converted is written aside first, so that its size is known |
/// | `manual_copies=off` | copies are asked for in the control file; default `on`: the bytes are sent again |
/// | `banner=on` | the server is asked for its banner page |
/// | `format=LETTER` | how the server is told to print it: c d f g l n o p r t v; default `l`, as it is |
/// | `format=TYPE` | the one format the printer takes, with `dpi=`, `colors=`, `sheet-back=` as for `file:` |
/// | `reserve=rfc1179`, `reserve=any` | connects from a port of 721 to 731, or 512 to 1023, which takes root; default `none` |
/// | `sanitize_title=off` | titles keep characters that are no letters, digits or spaces |
/// | `timeout=SECONDS` | for each answer; default 300 |
/// | `contimeout=SECONDS` | how long one try to connect may take; default 10, at most 60. The queue tries for ever |
/// | `snmp=off`, `snmp-community=`, `snmp-port=` | ``SNMPPlace`` |
final class LPDBackend: Backend {
    static let scheme = "lpd"
    static let standardPort = 515
    private static let options =
        [
            "order", "mode", "manual_copies", "banner", "format", "dpi", "colors", "sheet-back", "reserve",
            "sanitize_title", "timeout", "contimeout",
        ] + SNMPPlace.options

    struct Settings: Sendable {
        var place: NetworkPlace
        var queue: String
        var sendsDataFirst = false
        var streams = false
        var repeatsBytes = true
        var wantsBanner = false
        var format: Character = "l"
        var ports: ClosedRange<Int>?
        var sanitizesTitle = true
        var answerPatience = Duration.seconds(300)
        var connectPatience = Duration.seconds(10)
        /// As in ``SocketPatience``.
        var patience = SocketPatience()
        var isRaw = true
        /// The host that jobs are said to come from.
        var ownHost = LPDBackend.ownHost()
    }

    let settings: Settings
    private let ofWire: DeviceCapabilities
    private let snmp: SNMPWatch?
    let thread: ClientThread
    let tools: OutputTools
    /// Whether the server was found to want the data first.
    let wantsDataFirst: Mutex<Bool>

    init(_ uri: DeviceURI, _ setting: BackendSetting, change: (inout Settings) -> Void = { _ in })
        throws(DeviceURIProblem)
    {
        try uri.allow(options: Self.options)
        var settings = try Self.settings(uri)
        var device = uri
        if let format = uri.option("format"), format.count == 1 || format.isEmpty {
            guard let letter = format.first, "cdfglnoprtv".contains(letter) else {
                throw DeviceURIProblem(
                    "lpd: format=\(format) must be one of c d f g l n o p r t v, or a document format")
            }
            settings.format = letter
            device.options.removeAll { $0.key == "format" }
        }
        ofWire = try .networkPrinter(device, model: "Network Printer")
        snmp = try SNMPWatch(uri, at: settings.place, setting)
        settings.isRaw = ofWire.formats.isEmpty
        change(&settings)
        self.settings = settings
        wantsDataFirst = Mutex(settings.sendsDataFirst)
        thread = setting.thread
        tools = setting.tools
    }

    private static func settings(_ uri: DeviceURI) throws(DeviceURIProblem) -> Settings {
        let place = try NetworkPlace(uri, standardPort: standardPort)
        guard let queue = uri.names.first, uri.names.count == 1, queue.utf8.count <= queueOctetsMax else {
            throw DeviceURIProblem("lpd: needs the name of a queue behind the host, as in lpd://\(place.text)/lp")
        }
        guard !queue.contains(where: \.isWhitespace) else {
            throw DeviceURIProblem("lpd: the name of a queue has no spaces")
        }
        var settings = Settings(place: place, queue: queue)
        switch uri.option("order") ?? "control,data" {
        case "control,data": settings.sendsDataFirst = false
        case "data,control": settings.sendsDataFirst = true
        case let text: throw DeviceURIProblem("lpd: order=\(text) must be control,data or data,control")
        }
        switch uri.option("mode") ?? "standard" {
        case "standard": settings.streams = false
        case "stream": settings.streams = true
        case let text: throw DeviceURIProblem("lpd: mode=\(text) must be standard or stream")
        }
        if settings.streams, settings.sendsDataFirst {
            throw DeviceURIProblem("lpd: mode=stream ends with the data, so that order=data,control cannot be")
        }
        switch uri.option("reserve") ?? "none" {
        case "none", "off", "no", "false": settings.ports = nil
        case "rfc1179": settings.ports = 721...731
        case "any", "on", "yes", "true": settings.ports = 512...1023
        case let text: throw DeviceURIProblem("lpd: reserve=\(text) must be none, rfc1179 or any")
        }
        settings.repeatsBytes = try uri.flag("manual_copies", standard: true)
        settings.wantsBanner = try uri.flag("banner", standard: false)
        settings.sanitizesTitle = try uri.flag("sanitize_title", standard: true)
        settings.answerPatience = try uri.seconds("timeout", standard: 300, most: 86_400)
        settings.connectPatience = try uri.seconds("contimeout", standard: 10, most: 60)
        return settings
    }

    private static let queueOctetsMax = 127

    private static func ownHost() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        let host = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return host.isEmpty ? "localhost" : host
    }

    var capabilities: DeviceCapabilities { snmp?.described(ofWire) ?? ofWire }

    /// Whether it takes jobs is the wire's to say.
    func look(_ tell: @escaping @Sendable (DeviceNews) -> Void) async -> DeviceTrouble? {
        async let asked = snmp?.ask(tell)
        let (trouble, complaint) = (await probe(), await asked?.trouble)
        return trouble ?? complaint
    }

    func watch(_ tell: @escaping @Sendable (DeviceNews) -> Void) async { await snmp?.run(tell) }

    var beginning: String? { LPDDelivery.begun }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome { await LPDDelivery(delivery, to: self).run() }

    /// The protocol has no question for it: what a queue lists is neither complete nor in any one form.
    func resolve(_ delivery: Delivery) async -> Interrupted {
        guard delivery.job.deviceJob != nil else { return .notDelivered }
        return .unknown(
            because: "the server ended while it was being sent to \(settings.place.text), and that cannot be asked")
    }

    /// Asks for the queue's short state (RFC 1179 §5.3).
    func probe() async -> DeviceTrouble? {
        do {
            let line = try await connect()
            defer { line.close() }
            let question = Array("\u{03}\(settings.queue) \n".utf8)
            line.send(question, count: question.count)
            let text = try await line.wait(atMost: settings.patience.answer) { state in
                state.hasEnded || state.heard.count >= Self.answerMax
                    ? String(decoding: state.heard, as: UTF8.self) : nil
            }
            return LPDStatus.trouble(text ?? "", of: settings.queue, at: settings.place.text)
        } catch {
            return error.trouble(with: settings.place)
        }
    }

    private static let answerMax = 4096

    func connect(within patience: Duration? = nil) async throws(LineFailure) -> Line {
        try await Line.connect(
            to: settings.place, within: patience ?? settings.connectPatience, on: thread.eventLoop, from: settings.ports
        )
    }
}

/// What queues say of themselves, in the words of the servers that there are. Only what surely keeps it from taking a job
/// counts: one whose printer is stopped takes jobs all the same.
enum LPDStatus {
    static func trouble(_ text: String, of queue: String, at place: String) -> DeviceTrouble? {
        let words = text.lowercased()
        let first = text.split(whereSeparator: \.isNewline).first.map { String($0.prefix(200)) } ?? ""
        func has(_ phrases: String...) -> Bool { phrases.contains { words.contains($0) } }
        if has("no such queue", "no such printer", "unknown printer", "unknown queue", "nonexistent", "non-existent") {
            return DeviceTrouble(
                .misconfigured, reason: "configuration-change", message: "\(place) has no queue \(queue): \"\(first)\"")
        }
        if has(
            "queuing is disabled", "queueing is disabled", "spooling disabled", "spooling is disabled", "not accepting")
        {
            return DeviceTrouble(
                .busy, reason: "paused", message: "\(place) takes no jobs for \(queue) now: \"\(first)\"")
        }
        return nil
    }
}
