import IPP
import PrintModel
import Synchronization

/// Quire-Probe-Device: asks devices whether they are there and what they can do, before there are queues for them.
///
/// Operation attributes: "device-uri" (1 to 16 of them), "timeout" (1 to 60 seconds, 10 without it). They are asked at the
/// same time. For each there is a printer group, in the order of the request: "quire-device-state" says `ready`, a word of
/// ``DeviceTrouble/Kind``, `no-answer`, or `unsupported` where no queue can print to such a URI, "printer-state-message"
/// why; what a device has said of itself follows.
///
/// For administrators only: it makes the server connect to wherever it is told to.
struct QuireProbeDevice: Operation {
    static let id = OperationID.quireProbeDevice
    static let access = Access.administration
    static let isQuestion = true

    private static let devicesMax = 16
    private static let timeoutSeconds: ClosedRange<Int32> = 1...60

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let uris = try Self.uris(of: request)
        let seconds = try request.integer("timeout") ?? 10
        guard Self.timeoutSeconds.contains(seconds) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "timeout is 1 to 60 seconds",
                unsupported: [Attribute("timeout", .integer(seconds))])
        }
        let reports = await withTaskGroup(of: (Int, AttributeGroup).self) { group in
            for (place, uri) in uris.enumerated() {
                group.addTask { (place, await Self.report(of: uri, within: .seconds(seconds), in: context)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        return IPPResponse(groups: reports.sorted { $0.0 < $1.0 }.map(\.1))
    }

    private static func uris(of request: IPPRequest) throws -> [String] {
        guard let attribute = request.operation["device-uri"] else {
            throw OperationError(.badRequest, "the request names no device-uri")
        }
        let uris = attribute.values.compactMap { if case .uri(let uri) = $0 { uri } else { nil } }
        guard uris.count == attribute.values.count, uris.count <= devicesMax else {
            throw OperationError(.badRequest, "'device-uri' must be 1 to \(devicesMax) URIs")
        }
        // Passwords are kept with queues; here they would only be shown again.
        return uris.map { DeviceSecret.taken(from: $0).uri }
    }

    private static func report(
        of uri: String, within limit: Duration, in context: OperationContext
    ) async -> AttributeGroup {
        var group = AttributeGroup(.printer, [Attribute("device-uri", .uri(uri))])
        func put(_ name: String, _ values: [AttributeValue]) {
            if !values.isEmpty { group.attributes.append(Attribute(name, values)) }
        }
        let backend: any Backend
        do { backend = try context.devices.backend(for: uri) } catch {
            put("quire-device-state", [.keyword("unsupported")])
            put("printer-state-message", [.text(error.reason.truncated(toOctets: 1023))])
            return group
        }
        let begun = context.clock.now()
        let state = Mutex(DeviceState())
        let answer = await DeviceLook(backend, clock: context.clock).answer(within: limit) { its in
            state.withLock { $0 = its }
        }
        switch answer {
        case .ready: put("quire-device-state", [.keyword("ready")])
        case .trouble(let trouble):
            put("quire-device-state", [.keyword(trouble.kind.keyword)])
            put("printer-state-reasons", [.keyword(trouble.reason)])
            put("printer-state-message", [.text(trouble.message.truncated(toOctets: 1023))])
        case .silence:
            put("quire-device-state", [.keyword("no-answer")])
            put("printer-state-message", [.text("no answer within \(limit.components.seconds) s")])
        }
        put("quire-probe-milliseconds", [.integer(Int32(clamping: (context.clock.now() - begun).wholeMilliseconds))])
        guard answer.isThere else { return group }
        putCapabilities(backend.capabilities, put)
        putSupplies(state.withLock { $0 }.supplies, put)
        return group
    }

    private static func putSupplies(
        _ supplies: [Supply], _ put: (_ name: String, _ values: [AttributeValue]) -> Void
    ) {
        put("marker-names", supplies.map { .name($0.name.truncated(toOctets: 255)) })
        put("marker-types", supplies.map { .keyword($0.markerType) })
        put("marker-colors", supplies.map { .name($0.color) })
        put("marker-levels", supplies.map { .integer($0.markerLevel) })
    }

    private static func putCapabilities(
        _ device: DeviceCapabilities, _ put: (_ name: String, _ values: [AttributeValue]) -> Void
    ) {
        put("printer-make-and-model", [.text(device.makeAndModel.truncated(toOctets: 127))])
        if !device.deviceID.isEmpty { put("printer-device-id", [.text(device.deviceID.truncated(toOctets: 1023))]) }
        put("document-format-supported", device.formats.map { .mimeMediaType($0) })
        put("color-supported", [.boolean(device.hasColor)])
        put(
            "sides-supported",
            (device.hasDuplex ? ["one-sided", "two-sided-long-edge"] : ["one-sided"]).map { .keyword($0) })
        put("media-supported", device.media.map { .keyword($0.name) })
        put("media-source-supported", device.trays.map { .keyword($0.source) })
        put(
            "printer-resolution-supported",
            device.resolutions.map {
                .resolution(Resolution(crossFeed: Int32(clamping: $0), feed: Int32(clamping: $0)))
            })
        if device.pagesPerMinute > 0 { put("pages-per-minute", [.integer(device.pagesPerMinute)]) }
        put("printer-firmware-name", device.firmware.map { .name($0.name) })
        put("printer-firmware-string-version", device.firmware.map { .text($0.version) })
    }
}

/// Looks at a device once (``Backend/look(_:)``), and not for ever.
private struct DeviceLook {
    enum Answer {
        case ready
        case trouble(DeviceTrouble)
        case silence

        /// Whether something has answered that can be described.
        var isThere: Bool {
            switch self {
            case .ready: true
            case .trouble(let trouble): trouble.kind != .away && trouble.kind != .misconfigured
            case .silence: false
            }
        }
    }

    private let backend: any Backend
    private let clock: any WallClock

    init(_ backend: any Backend, clock: any WallClock) {
        self.backend = backend
        self.clock = clock
    }

    /// Whoever is first: the device, or the time. What is slow to stop is not waited for.
    ///
    /// - Parameter tell: hears what the device says of itself.
    func answer(within limit: Duration, _ tell: @escaping @Sendable (DeviceState) -> Void) async -> Answer {
        let (answers, teller) = AsyncStream.makeStream(of: Answer.self, bufferingPolicy: .bufferingOldest(1))
        let look = Task { [backend] in
            let trouble = await backend.look { news in if case .state(let state) = news { tell(state) } }
            teller.yield(trouble.map { .trouble($0) } ?? .ready)
        }
        let time = Task { [clock] in
            // Cut off when the device was faster.
            try? await clock.sleep(for: limit)
            teller.yield(.silence)
        }
        defer {
            look.cancel()
            time.cancel()
        }
        var first = answers.makeAsyncIterator()
        return await first.next() ?? .silence
    }
}

extension DeviceTrouble.Kind {
    /// A value of "quire-device-state".
    var keyword: String {
        switch self {
        case .away: "away"
        case .busy: "busy"
        case .needsHuman: "needs-attention"
        case .failed: "failed"
        case .misconfigured: "misconfigured"
        case .local: "local"
        }
    }
}
