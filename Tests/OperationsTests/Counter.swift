import IPP
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Operations

/// The operations at work on a store in memory, with two queues: `raw`, which takes anything, and `pdf`, which takes PDF.
struct Counter {
    let store = MemoryStore()
    let clock = FakeClock()
    let conditions = ConditionBoard()
    /// What the server's operator was shown.
    let shown = Shown()
    let groups: FakeGroups
    let context: OperationContext
    var service: OperationService
    var caller = Caller(
        requester: Requester(origin: .network(address: "127.0.0.1", isLoopback: true), isPrivate: false),
        authority: "print.example:631", path: "/")

    /// - Parameter converts: whether documents and pages are changed for `pdf`.
    init(
        _ policy: AccessPolicy.Kind = .open, converts: Bool = false, groups: [String: Set<String>] = [:],
        drivers: any DriverStore = NoDrivers(), fetcher: any DocumentFetcher = NoFetcher(),
        limits: NotifierLimits = NotifierLimits(),
        adjust: (inout ServerSettings) -> Void = { _ in }
    ) async throws {
        var settings = ServerSettings(
            instanceUUID: Array(0..<16), policy: AccessPolicy(policy, daemonUID: 990), softwareVersion: "1")
        adjust(&settings)
        var context = OperationContext(
            jobs: store, printers: store, system: store, resources: store, events: store, devices: FakeCatalog(),
            preparer: converts ? FakePreparer() : NoPreparer(), drivers: drivers, conditions: conditions,
            typer: FakeTyper(), decoder: FakeDecoder(), fetcher: fetcher, clock: clock, settings: settings,
            notifierLimits: limits,
            show: { [shown] in shown.add($0) })
        context.secrets = store
        self.groups = FakeGroups(byUser: groups)
        context.groups = self.groups
        context.accounts = store
        context.secretMaker = FakeSecretMaker()
        self.context = context
        service = OperationService(context: context)
        for name in ["raw", "pdf"] {
            let printer = NewPrinter(name: try #require(PrinterName(name)), deviceURI: "\(name):", isShared: true)
            _ = try await store.add(printer, at: clock.now())
        }
    }

    func printer(_ name: String) throws -> Printer { try context.printer(named: #require(PrinterName(name))) }

    /// Sends a request and reads the answer, pages and all.
    func send(
        _ operation: OperationID, to uri: String? = "/printers/raw", _ attributes: [Attribute] = [],
        job: [Attribute] = [], printer: [Attribute] = [], template: [Attribute] = [],
        document: [UInt8] = [], user: String? = "anna"
    ) async throws -> IPPMessage {
        var group = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
            ])
        if let uri {
            let name = uri.hasPrefix("/jobs/") ? "job-uri" : "printer-uri"
            group.attributes.append(Attribute(name, .uri("ipp://localhost\(uri)")))
        }
        if let user { group.attributes.append(Attribute("requesting-user-name", .name(user))) }
        group.attributes += attributes
        var groups = [group]
        if !job.isEmpty { groups.append(AttributeGroup(.job, job)) }
        if !printer.isEmpty { groups.append(AttributeGroup(.printer, printer)) }
        if !template.isEmpty { groups.append(AttributeGroup(.document, template)) }
        let message = IPPMessage(code: operation.rawValue, requestID: 7, groups: groups)
        return try await answer(to: message.encoded(), document: document)
    }

    func answer(to bytes: [UInt8], document: [UInt8] = []) async throws -> IPPMessage {
        let answer = await service.answer(to: bytes, document: .bytes(document), from: caller)
        var all = answer.bytes
        while let more = try await answer.rest?.next() { all += more }
        return try IPPMessage.decode(all, limits: .client).0
    }

    /// A job in the queue; its number.
    func makeJob(_ name: String = "job", on queue: String = "raw", job: [Attribute] = [], user: String = "anna")
        async throws -> JobID
    {
        let answer = try await send(
            .printJob, to: "/printers/\(queue)", [Attribute("job-name", .name(name))], job: job,
            document: Array("%PDF-\(name)".utf8), user: user)
        return JobID(try #require(answer[.job]?["job-id"]?.integerValue))
    }

    func job(_ id: JobID) async throws -> Job { try #require(try await store.job(id)) }
}

/// Turns passwords around; tokens are numbered by nobody and all the same.
private struct FakeSecretMaker: SecretMaker {
    func hash(_ password: String) async throws(PasswordProblem) -> String {
        guard password.count >= 8 else { throw PasswordProblem("a password has 8 characters or more") }
        return String(password.reversed())
    }

    func makeToken() -> NewToken { NewToken(id: "t1", secret: "quire_t1_secret", digest: [1, 2, 3]) }
}

private struct FakeCatalog: DeviceCatalog {
    let schemes = ["raw", "pdf"]

    func backend(for deviceURI: String) throws(DeviceURIProblem) -> any Backend {
        switch deviceURI {
        case "raw:": FakeDevice(formats: [])
        case "pdf:": FakeDevice(formats: ["application/pdf"])
        case "ipp://off.example/":
            FakeDevice(
                formats: ["application/pdf"],
                trouble: DeviceTrouble(.away, reason: "connecting-to-device", message: "it is off"))
        case "ipp://jam.example/":
            FakeDevice(
                formats: ["application/pdf"],
                trouble: DeviceTrouble(.needsHuman, reason: "media-jam-error", message: "paper is stuck"))
        case "ipp://silent.example/": FakeDevice(formats: ["application/pdf"], isSilent: true)
        case let uri where uri.hasPrefix("ipp://"): FakeDevice(formats: ["application/pdf"])
        default: throw DeviceURIProblem("there is no such device")
        }
    }

    func devices(_ query: DeviceQuery) async -> [FoundDevice] {
        let all = [
            FoundDevice(kind: .file, uri: "raw:", info: "Anything", makeAndModel: "Fake"),
            FoundDevice(kind: .network, uri: "pdf:", info: "PDF in \(query.timeout)", makeAndModel: "Fake"),
        ]
        return Array(all.filter { query.wants($0) }.prefix(query.limit))
    }
}

/// Makes PDF of text, and can do all that is done to pages.
private struct FakePreparer: DocumentPreparer {
    func sources(for device: DeviceCapabilities) -> [String] { device.formats + ["text/plain"] }

    func abilities(for device: DeviceCapabilities) -> PageAbilities {
        let isConverted = !device.formats.isEmpty
        return PageAbilities(
            changesPages: isConverted, makesCopies: isConverted, opensEncrypted: isConverted,
            joins: isConverted ? ["text/plain"] : [])
    }

    func prepare(
        _ delivery: Delivery, for device: DeviceCapabilities, avoiding: Set<String>
    ) async throws -> PreparedDelivery { PreparedDelivery(delivery: delivery) }
}

private struct FakeDevice: Backend {
    let formats: [String]
    var trouble: DeviceTrouble?
    var isSilent = false
    var capabilities: DeviceCapabilities {
        var device = DeviceCapabilities(formats: formats, makeAndModel: "Fake")
        guard !formats.isEmpty else { return device }
        device.trays = ["auto", "main", "tray-2"].map { InputTray($0, size: $0 == "main" ? MediaSize.common[0] : nil) }
        device.mediaTypes = ["stationery", "photographic-glossy"]
        device.bins = [OutputBin("face-down"), OutputBin("face-up", isFaceUp: true)]
        device.finishings = [4, 20]
        device.customMedia = CustomMedia(widths: 2000...30_000, heights: 2000...50_000)
        device.recordsOptions = true
        return device
    }
    func deliver(_ delivery: Delivery) async -> DeliveryOutcome { .delivered }
    func resolve(_ delivery: Delivery) async -> Interrupted { .notDelivered }
    func probe() async -> DeviceTrouble? {
        // Until it is cancelled.
        if isSilent {
            let (never, hold) = AsyncStream.makeStream(of: Void.self)
            for await _ in never {}
            hold.finish()
        }
        return trouble
    }
}

/// Knows PDF by its mark, also in "gzip", text by its first letter, and nothing else.
private struct FakeTyper: DocumentTyper {
    let headOctets = 4
    func format(of head: [UInt8]) -> String? {
        if head.starts(with: Array("%PDF".utf8)) || compression(of: head) != nil { return "application/pdf" }
        return head.first == UInt8(ascii: "t") ? "text/plain" : nil
    }
    func compression(of head: [UInt8]) -> String? {
        head.starts(with: "%PDF".utf8.map { $0 ^ 0x20 }) ? "gzip" : nil
    }
}

/// "gzip" swaps upper and lower case, and breaks at a `!`.
private struct FakeDecoder: DocumentDecoder {
    let compressions = ["none", "gzip"]
    func decode(_ stream: DocumentStream, compression: String, sent: SentOctets) -> DocumentStream {
        guard compression == "gzip" else { return stream }
        return DocumentStream {
            try await stream.next()?.map { octet in
                if octet == UInt8(ascii: "!") { throw CompressionProblem("not gzip") }
                return octet ^ 0x20
            }
        }
    }
}

/// Lines that are shown to a server's operator.
final class Shown: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }
    func add(_ line: String) { kept.withLock { $0.append(line) } }
}

/// Groups of users, and whose were asked for.
final class FakeGroups: UserGroups {
    private let byUser: [String: Set<String>]
    private let asked = Mutex<[String]>([])

    init(byUser: [String: Set<String>]) { self.byUser = byUser }

    func groups(of user: String, isProved: Bool) async -> Set<String> {
        asked.withLock { $0.append(isProved ? user : "\(user)?") }
        return byUser[user] ?? []
    }

    /// Names asked for since the last time, in order; with a question mark where nobody had proved the name.
    func taken() -> [String] {
        asked.withLock { names in
            defer { names = [] }
            return names
        }
    }
}
