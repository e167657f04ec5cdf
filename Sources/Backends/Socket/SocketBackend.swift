internal import IPPClient
internal import PrintModel

/// `socket://HOST[:PORT]`: printers that print what a connection brings, usually on port 9100 (AppSocket, JetDirect). There
/// is no frame and no answer: the end of the connection is the end of the job.
///
/// | option | what it does |
/// |---|---|
/// | `contimeout=SECONDS` | how long one try to connect may take; default 10, at most 60. The queue tries for ever |
/// | `waiteof=off` | a job is done when the printer's TCP has everything, without waiting for the printer to close |
/// | `pjl=on` | the printer speaks PJL: it is asked to tell what it is doing and how many pages are out |
/// | `format=TYPE` | the one format it takes, with `dpi=`, `colors=` and `sheet-back=` as for `file:`; without it and without a driver, bytes go there as they came |
/// | `snmp=off`, `snmp-community=`, `snmp-port=` | ``SNMPPlace`` |
struct SocketBackend: Backend {
    static let scheme = "socket"
    static let standardPort = 9100
    private static let options =
        ["contimeout", "waiteof", "pjl", "format", "dpi", "colors", "sheet-back"] + SNMPPlace.options

    let place: NetworkPlace
    private let ofWire: DeviceCapabilities
    private let snmp: SNMPWatch?
    let connectPatience: Duration
    let waitsForEnd: Bool
    let speaksPJL: Bool
    let thread: ClientThread
    private let executor: LoopExecutor
    var patience = SocketPatience()

    init(_ uri: DeviceURI, _ setting: BackendSetting) throws(DeviceURIProblem) {
        try uri.allow(options: Self.options)
        place = try NetworkPlace(uri, standardPort: Self.standardPort)
        guard uri.names.isEmpty, place.user == nil else {
            throw DeviceURIProblem("socket: has a host and a port and nothing else; write socket://\(place.text)")
        }
        connectPatience = try uri.seconds("contimeout", standard: 10, most: 60)
        waitsForEnd = try uri.flag("waiteof", standard: true)
        snmp = try SNMPWatch(uri, at: place, setting)
        speaksPJL = try uri.flag("pjl", standard: false)
        ofWire = try .networkPrinter(uri, model: "Network Printer")
        thread = setting.thread
        executor = LoopExecutor(thread.eventLoop)
    }

    var capabilities: DeviceCapabilities { snmp?.described(ofWire) ?? ofWire }

    var beginning: String? { SocketDelivery.begun }

    func makeReady() -> (any DeviceReadiness)? { ReadyLine(to: place, on: thread.eventLoop) }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let job = SocketDelivery(delivery, to: self)
        guard delivery.isShort else { return await job.run() }
        return await withTaskExecutorPreference(executor) { await job.run() }
    }

    /// Nothing on this wire tells what became of a job. It is only known whether any of it was sent.
    func resolve(_ delivery: Delivery) async -> Interrupted {
        guard delivery.job.deviceJob != nil else { return .notDelivered }
        return .unknown(
            because: "the server ended while it was being sent to \(place.text), and the printer cannot be asked")
    }

    func probe() async -> DeviceTrouble? {
        do {
            guard speaksPJL else {
                // Opened and closed without a byte is no job to any printer.
                try await Line.connect(to: place, within: connectPatience, on: thread.eventLoop).close()
                return nil
            }
            return try await askStatus()
        } catch {
            return error.trouble(with: place)
        }
    }

    /// Whether it takes jobs is the wire's to say.
    func look(_ tell: @escaping @Sendable (DeviceNews) -> Void) async -> DeviceTrouble? {
        async let asked = snmp?.ask(tell)
        let (trouble, complaint) = (await probe(), await asked?.trouble)
        return trouble ?? complaint
    }

    func watch(_ tell: @escaping @Sendable (DeviceNews) -> Void) async { await snmp?.run(tell) }

    private func askStatus() async throws(LineFailure) -> DeviceTrouble? {
        let news = SocketNews(token: "quire-probe", place: place.text, awaitsEcho: true) { _ in }
        let line = try await Line.connect(to: place, within: connectPatience, on: thread.eventLoop, hear: news.hear)
        defer { line.close() }
        let question = PJL.statusQuestion(token: "quire-probe")
        line.send(question, count: question.count)
        // One that does not answer prints all the same, as far as anybody knows.
        _ = try await line.wait(atMost: patience.answer) { state in news.hasStatus || state.hasEnded ? true : nil }
        return news.trouble
    }
}

/// How long is waited for what.
struct SocketPatience: Sendable {
    /// Without taking a byte, until it is told that the device takes none. It is waited for all the same.
    var stall = Duration.seconds(60)
    /// For the end of the connection, or news of the job, when the device has everything.
    var end = Duration.seconds(90)
    /// For an answer to a question.
    var answer = Duration.seconds(3)
    /// Until it is looked for the first time whether the device's TCP has everything, once nothing else is left to do; then
    /// less and less often.
    var look = Duration.milliseconds(50)
}

extension DeviceCapabilities {
    /// What is known of a printer at the end of a wire that says nothing: what its URI says, or that it takes anything.
    static func networkPrinter(_ uri: DeviceURI, model: String) throws(DeviceURIProblem) -> DeviceCapabilities {
        guard let name = uri.option("format") else {
            if let stray = ["dpi", "colors", "sheet-back"].first(where: { uri.option($0) != nil }) {
                throw DeviceURIProblem("\(stray)= is of use only together with format=")
            }
            return DeviceCapabilities(formats: [], makeAndModel: model, makesCopies: true, hasSheets: true)
        }
        guard let format = FileFormat(name) else {
            throw DeviceURIProblem("format=\(name) is not one of \(FileFormat.names)")
        }
        var device = try format.device(
            dpi: uri.option("dpi"), colors: uri.option("colors"), sheetBack: uri.option("sheet-back"))
        device.makeAndModel = model
        device.concurrentJobsMax = 1
        return device
    }
}
