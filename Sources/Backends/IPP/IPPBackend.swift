internal import IPP
internal import IPPClient
internal import PrintModel
internal import Synchronization

/// `ipp://`, `ipps://`, `http://` and `https://`: printers and servers that speak IPP, reached with our own client.
///
/// What a printer can do is remembered on disk (``PrinterNotes``) and asked for again from time to time (``watch(_:)``), so
/// that a queue can be made for one that is off, and says what it is once it comes up.
final class IPPBackend: Backend {
    private struct Known {
        var facts: IPPFacts
        /// Whether it was asked since the daemon began.
        var isFresh = false
        var configuration: [String] = []
    }

    let device: IPPDevice
    private let setting: BackendSetting
    private let pace: IPPPace
    private let notes: PrinterNotes
    private let trust: CertificateTrust
    private let link: PrinterLink
    private let known: Mutex<Known>
    private let validated = ValidatedSets()
    /// Jobs that are with the printer now.
    private let deliveries = Mutex(0)

    init(_ uri: DeviceURI, _ setting: BackendSetting, pace: IPPPace = IPPPace()) throws(DeviceURIProblem) {
        device = try IPPDevice(uri)
        self.setting = setting
        self.pace = pace
        let notes = PrinterNotes(folder: setting.notes, uri: device.uri)
        self.notes = notes
        known = Mutex(Known(facts: notes.reply().map { IPPFacts($0) } ?? .unseen))
        trust = Self.trust(device, notes, in: ProgramURI(uri.text).shown)
        let (given, text) = (device.secret, uri.text)
        link = PrinterLink(device, trust: trust, on: setting.thread, pace: pace) {
            setting.secrets.secret(for: text) ?? given
        }
    }

    private static func trust(
        _ device: IPPDevice, _ notes: PrinterNotes, in uri: String
    ) -> CertificateTrust {
        let pin: KeyPin
        switch device.trust {
        case .any: return .none
        case .system: return .system
        case .pin(let digits): pin = KeyPin(digits, isGiven: true, in: uri) { _ in }
        case .first:
            pin = KeyPin(notes.pin(), isGiven: false, in: uri) { seen in
                // Not on the thread that moves everybody's bytes.
                Task { notes.keep(pin: seen) }
            }
        }
        return .judged(CertificateJudge { pin.objection(to: $0.publicKey) })
    }

    var capabilities: DeviceCapabilities { known.withLock { $0.facts.capabilities } }

    // MARK: Printing

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        deliveries.withLock { $0 += 1 }
        defer { deliveries.withLock { $0 -= 1 } }
        let link = link(for: delivery)
        if !known.withLock({ $0.isFresh }) {
            let before = capabilities
            if let obstacle = await learn(by: link) { return obstacle }
            if capabilities != before { return otherwise(delivery) }
        }
        let facts = known.withLock { $0.facts }
        let outcome = await ippDelivery(delivery, by: link, facts).run()
        guard case .refused = outcome else { return outcome }
        // It may be another printer than the one that the job was made ready for.
        if await learn(by: link) == nil, capabilities != facts.capabilities { return otherwise(delivery) }
        return outcome
    }

    /// The job was made ready for what the printer was taken for.
    private func otherwise(_ delivery: Delivery) -> DeliveryOutcome {
        delivery.tell(.capabilities)
        return .tryAgain(
            DeviceTrouble(
                .busy, reason: "other",
                message: "\(link.address): the printer has just said what it takes; the job is made ready for that",
                after: .milliseconds(10)))
    }

    func resolve(_ delivery: Delivery) async -> Interrupted {
        deliveries.withLock { $0 += 1 }
        defer { deliveries.withLock { $0 -= 1 } }
        let facts = known.withLock { $0.facts }
        return await ippDelivery(delivery, by: link(for: delivery), facts).resolve()
    }

    private func ippDelivery(_ delivery: Delivery, by link: PrinterLink, _ facts: IPPFacts) -> IPPDelivery {
        IPPDelivery(
            delivery: delivery, link: link, facts: facts, pace: pace, clock: setting.clock,
            tag: "\(setting.instance)-\(delivery.job.id).\(delivery.lease.epoch).\(delivery.lease.attempt)",
            route: facts.takesRoutes ? route(of: delivery.job) : [], validated: validated)
    }

    /// Where the job comes from, this server last.
    private func route(of job: Job) -> [String] {
        guard let server = setting.server else { return [] }
        return (job.attributes[JobRoute.attribute]?.stringValues ?? []) + [server.urn(of: job.id)]
    }

    /// A way of its own for a job that somebody gave a password for.
    private func link(for delivery: Delivery) -> PrinterLink {
        guard let secret = delivery.secret else { return link }
        return PrinterLink(device, trust: trust, on: setting.thread, pace: pace) { secret }
    }

    // MARK: What it says of itself

    /// Asks the printer now for all that it can do.
    func refresh() async -> DeviceTrouble? { await learn(by: link).flatMap { trouble(of: $0) } }

    /// Asks for all that a printer says of itself, and keeps it.
    ///
    /// - Returns: what is in the way.
    private func learn(by link: PrinterLink) async -> DeliveryOutcome? {
        do {
            let reply = try await ask(IPPFacts.requested, by: link)
            guard reply.status.isSuccessful, let printer = reply[.printer] else {
                return Verdict.of(reply, to: "Get-Printer-Attributes", at: device)
            }
            let state = IPPState(printer, at: link.address)
            let facts = IPPFacts(printer)
            let isOther = known.withLock { known in
                defer { known = Known(facts: facts, isFresh: true, configuration: state.configuration) }
                return known.facts != facts
            }
            if isOther { validated.forget() }
            let notes = self.notes
            // What cannot be kept is asked for again after the next start.
            if isOther { try? await setting.tools.threads.run { notes.keep(reply) } }
            return nil
        } catch {
            return Verdict.of(error, at: device)
        }
    }

    private func ask(_ names: [String], by link: PrinterLink) async throws(IPPClientError) -> IPPMessage {
        let reply = try await link.ask(.getPrinterAttributes) { request in
            request.update(.operation) { $0.set(Attribute("requested-attributes", names.map { .keyword($0) })) }
        }
        // Printers from before media-col-database refuse a request that names it.
        guard !reply.status.isSuccessful, names == IPPFacts.requested,
            reply.status == .attributesOrValuesNotSupported
                || reply.status == .badRequest
        else { return reply }
        return try await ask(["all"], by: link)
    }

    private func state() async throws(IPPClientError) -> Result<IPPState, Obstacle> {
        let reply = try await ask(IPPFacts.requestedState, by: link)
        guard reply.status.isSuccessful, let printer = reply[.printer] else {
            return .failure(Obstacle(outcome: Verdict.of(reply, to: "Get-Printer-Attributes", at: device)))
        }
        return .success(IPPState(printer, at: link.address))
    }

    private struct Obstacle: Error { var outcome: DeliveryOutcome }

    func probe() async -> DeviceTrouble? {
        do {
            switch try await state() {
            case .failure(let obstacle): return trouble(of: obstacle.outcome)
            case .success(let state):
                if let trouble = state.trouble { return trouble }
                guard !state.acceptsJobs else { return nil }
                return DeviceTrouble(
                    .needsHuman, reason: "hold-new-jobs", message: "\(link.address): the printer takes no jobs now")
            }
        } catch {
            return trouble(of: Verdict.of(error, at: device))
        }
    }

    private func trouble(of outcome: DeliveryOutcome) -> DeviceTrouble? {
        switch outcome {
        case .tryAgain(let trouble): trouble
        // A job may know a password where this question has none.
        case .needsCredentials: nil
        case .refused(let reason): DeviceTrouble(.misconfigured, reason: "other", message: reason)
        default: nil
        }
    }

    func identify(_ action: String, message: String) async -> DeviceTrouble? {
        do {
            let reply = try await link.ask(.identifyPrinter) { request in
                request.update(.operation) { operation in
                    operation.set("identify-actions", .keyword(action))
                    if !message.isEmpty { operation.set("message", .text(message)) }
                }
            }
            if reply.status.isSuccessful { return nil }
            return trouble(of: Verdict.of(reply, to: "Identify-Printer", at: device))
                ?? DeviceTrouble(.failed, reason: "other", message: "\(link.address): \(reply.status)")
        } catch {
            return trouble(of: Verdict.of(error, at: device))
        }
    }

    // MARK: Keeping an eye on it

    func watch(_ tell: @escaping @Sendable (DeviceNews) -> Void) async {
        var pause = pace.awayFirst
        var fullLooks = 0
        while !Task.isCancelled {
            let trouble: DeviceTrouble?
            // All of it rarely: how it is, is asked for every time.
            let isFull = !known.withLock { $0.isFresh } || fullLooks % Self.fullEvery == 0
            do {
                try await setting.lookers.enter()
                defer { setting.lookers.leave() }
                trouble = await look(isFull: isFull, tell)
            } catch {
                return
            }
            tell(.trouble(trouble))
            if trouble == nil || trouble?.kind == .needsHuman { fullLooks += 1 }
            let isBusy = deliveries.withLock { $0 } > 0
            if !isBusy { link.rest() }
            if trouble == nil {
                pause = isBusy ? pace.busyLook : pace.idleLook
            } else if pause >= pace.idleLook {
                pause = pace.awayFirst
            } else {
                pause = IPPPace.longer(pause, most: trouble?.kind == .away ? pace.idleLook : pace.busyLook)
            }
            // Cut off when the queue goes.
            try? await setting.clock.sleep(for: pause * Double.random(in: 0.67...1.33))
        }
    }

    func look(_ tell: @escaping @Sendable (DeviceNews) -> Void) async -> DeviceTrouble? {
        await look(isFull: true, tell)
    }

    /// With the usual pause that is about once an hour.
    private static let fullEvery = 12

    private func look(isFull: Bool, _ tell: @Sendable (DeviceNews) -> Void) async -> DeviceTrouble? {
        let before = capabilities
        if isFull, let obstacle = await learn(by: link) { return trouble(of: obstacle) }
        do {
            switch try await state() {
            case .failure(let obstacle): return trouble(of: obstacle.outcome)
            case .success(let state):
                let isOther = known.withLock { known in
                    defer { if known.configuration.isEmpty { known.configuration = state.configuration } }
                    return !known.configuration.isEmpty && known.configuration != state.configuration
                }
                // New firmware, another set-up: it says so itself.
                if isOther, let obstacle = await learn(by: link) { return trouble(of: obstacle) }
                if capabilities != before { tell(.capabilities) }
                tell(.state(state.device))
                return state.trouble
            }
        } catch {
            return trouble(of: Verdict.of(error, at: device))
        }
    }
}

/// As many printers as are looked at at once.
actor Lookers {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func enter() async throws(CancellationError) {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        guard !Task.isCancelled else {
            leave_()
            throw CancellationError()
        }
    }

    nonisolated func leave() { Task { await leave_() } }

    private func leave_() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
