internal import Children
internal import IPP
internal import Logging
internal import PrintModel
internal import Synchronization

/// Devices behind a program that keeps the contract of CUPS' backends (backend(7)): usb, serial, parallel, hp, and all that
/// makers bring. It is run unchanged.
///
/// A run is a job, as with CUPS: copies and documents of a printer's language come one after another. Documents that
/// begin anew, such as PDF, have a run each, and so has each document for a program that speaks IPP, which makes copies
/// itself.
struct ProgramBackend: Backend {
    let program: DeviceProgram
    let uri: ProgramURI
    /// As the queue has it: what secrets are kept by.
    let deviceURI: String
    let settings: ProgramSettings
    let secrets: any DeviceSecretStore
    let capabilities: DeviceCapabilities
    private let retries = Retries()
    private let log: Logger

    init(
        _ program: DeviceProgram, _ uri: ProgramURI, deviceURI: String, settings: ProgramSettings,
        secrets: any DeviceSecretStore
    ) {
        self.program = program
        self.uri = uri
        self.deviceURI = deviceURI
        self.settings = settings
        self.secrets = secrets
        // Bytes of any kind, unless the queue has a driver; and of those as many copies as there shall be.
        capabilities = DeviceCapabilities(
            formats: [], makeAndModel: "CUPS \(program.scheme)", makesCopies: true)
        var log = Logger(label: "quire.program")
        log[metadataKey: "device"] = "\(uri.shown)"
        self.log = log
    }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let gate = Gate(delivery)
        let memory = Memory(delivery.remember)
        var run = ProgramRun(
            order: ProgramOrder(program: program, settings: settings), delivery: delivery, gate: gate, log: log,
            remember: { try await memory.keep($0) })
        let secret = delivery.secret ?? secrets.secret(for: deviceURI)
        var printed: [Int] = []
        let loads = loads(of: delivery)
        for (index, load) in loads.enumerated() {
            run.part = (index + 1, loads.count)
            let outcome = await run.carry(load, to: uri, secret: secret)
            guard outcome == .delivered else { return retries.paced(after(printed, outcome)) }
            printed += load.documents.map(\.number)
        }
        return retries.paced(.delivered)
    }

    /// What a run printed is printed: to print all of it once more would be to print that twice.
    private func after(_ printed: [Int], _ outcome: DeliveryOutcome) -> DeliveryOutcome {
        guard !printed.isEmpty else { return outcome }
        let why: String
        switch outcome {
        case .tryAgain(let trouble): why = trouble.message
        case .refused(let reason), .needsCredentials(let reason), .canceledThere(let reason), .unknown(_, let reason):
            why = reason
        case .stopped, .left, .delivered: why = "it was stopped"
        }
        let numbers = Set(printed).sorted().map { String($0) }.joined(separator: ", ")
        return .unknown(confirmedImpressions: 0, because: "printed until now: document \(numbers); then: \(why)")
    }

    // MARK: Runs

    private func loads(of delivery: Delivery) -> [ProgramRun.Load] {
        // What a converter made has its copies already.
        let copies = delivery.isConverted ? 1 : max(1, Int(delivery.job.attributes["copies"]?.integerValue ?? 1))
        let documents = delivery.documents
        if Self.makesCopies.contains(program.scheme) {
            return documents.map { ProgramRun.Load(documents: [$0], copies: copies) }
        }
        if documents.allSatisfy({ Self.canFollow($0.format) }) {
            return [ProgramRun.Load(documents: documents, repetitions: copies)]
        }
        return (0..<copies).flatMap { _ in documents.map { ProgramRun.Load(documents: [$0]) } }
    }

    /// Programs that tell the printer how many copies it shall make.
    private static let makesCopies: Set<String> = [
        "ipp", "ipps", "http", "https", "cups", "driverless", "implicitclass",
    ]

    /// Whether a document of this format may come right behind another: what a page language is, and files are not.
    private static func canFollow(_ format: String) -> Bool {
        format != "application/pdf" && !format.hasPrefix("image/")
    }

    // MARK: After a crash

    func resolve(_ delivery: Delivery) async -> Interrupted {
        guard let note = delivery.job.deviceJob else { return .notDelivered }
        if program.kind == .ours, let name = RememberedProgram.name(in: note) {
            let secret = delivery.secret ?? secrets.secret(for: deviceURI)
            let order = ProgramOrder(program: program, settings: settings)
            return await ProgramQuestion(order: order, uri: uri, secret: secret).resolve(name.uri, name.part)
        }
        return .unknown(
            because: "\(program.scheme) was printing it when the server was cut off, and cannot say how far it came")
    }

    /// A program cannot be asked without a job. Whether it is still there can be seen.
    func probe() async -> DeviceTrouble? {
        do throws(DeviceURIProblem) {
            if try ProgramFolders(settings: settings).current(program) != nil { return nil }
            return DeviceTrouble(
                .misconfigured, reason: "other", message: "there is no program \(program.path) any more")
        } catch {
            return DeviceTrouble(.misconfigured, reason: "other", message: error.reason)
        }
    }
}

/// Writes something down once, before the first byte, and what is newer when there is something newer.
private actor Memory {
    private let remember: @Sendable (String) async throws -> Void
    private var kept: String?

    init(_ remember: @escaping @Sendable (String) async throws -> Void) { self.remember = remember }

    func keep(_ note: String) async throws {
        // That it has begun says less than what is known.
        guard kept != note, note != RememberedProgram.begun || kept == nil else { return }
        try await remember(note)
        kept = note
    }
}

/// Programs may ask to be run again at once (exit status 7): the first time they are, then ever later.
private final class Retries: Sendable {
    private let inVain = Mutex(0)

    func paced(_ outcome: DeliveryOutcome) -> DeliveryOutcome {
        guard case .tryAgain(var trouble) = outcome, trouble.after == .zero else {
            inVain.withLock { $0 = 0 }
            return outcome
        }
        let times = inVain.withLock { times in
            defer { times = min(times + 1, 7) }
            return times
        }
        trouble.after = times == 0 ? .zero : .seconds(min(60, 1 << (times - 1)))
        return .tryAgain(trouble)
    }
}
