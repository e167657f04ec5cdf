internal import PrintModel
internal import Synchronization

/// One job on its way to a line printer daemon.
struct LPDDelivery: Sendable {
    /// Remembered before the first byte of data: without it, nothing was sent.
    static let begun = "lpd: begun"

    private let delivery: Delivery
    private let backend: LPDBackend
    private let gate: Gate

    init(_ delivery: Delivery, to backend: LPDBackend) {
        self.delivery = delivery
        self.backend = backend
        gate = Gate(delivery)
    }

    func run() async -> DeliveryOutcome {
        do {
            let files = try await files()
            guard files.count <= LPDNames.filesMax else {
                return .refused(because: "LPD carries at most \(LPDNames.filesMax) documents in a job")
            }
            // Where the data ends with the connection, a job has one file.
            for job in backend.settings.streams ? files.map({ [$0] }) : [files] where !job.isEmpty {
                let outcome = await send(job)
                guard outcome == .delivered else { return outcome }
            }
            return .delivered
        } catch is SpooledDocument.TooLarge {
            return .refused(
                because:
                    "it is larger than \(SpooledDocument.octetsMax >> 30) GiB; the option mode=stream of the device "
                    + "URI sends it while it is made")
        } catch let error as OutputError {
            return .tryAgain(
                DeviceTrouble(.local, reason: "spool-area-full", message: "cannot write the job aside: \(error)"))
        } catch {
            return .readingFailed(error)
        }
    }

    // MARK: What is sent

    private func files() async throws -> [LPDFile] {
        let settings = backend.settings
        let isRaw = settings.isRaw && !delivery.isConverted && delivery.printer.driver == nil
        let names = LPDNames(job: delivery.job.id, host: settings.ownHost)
        var files: [LPDFile] = []
        for document in delivery.documents {
            let copies = isRaw ? RawCopies.copies(of: document, in: delivery) : 1
            var file = LPDFile(
                name: names.data(settings.streams ? 0 : files.count), title: document.name ?? delivery.job.name,
                lines: settings.repeatsBytes ? 1 : copies, repeats: settings.repeatsBytes ? copies : 1,
                octets: document.octets, number: document.number)
            if delivery.isConverted, !settings.streams {
                let spooled = try await SpooledDocument.make(
                    try await delivery.open(document.number), named: Aside(delivery.lease).name(document.number),
                    backend.tools)
                file.octets = spooled.octets
                file.spooled = spooled
            }
            if file.octets > 0 || (delivery.isConverted && settings.streams) { files.append(file) }
        }
        return files
    }

    private func control(of files: [LPDFile]) -> (name: String, bytes: [UInt8]) {
        let (settings, job) = (backend.settings, delivery.job)
        func title(_ text: String) -> String { settings.sanitizesTitle ? LPDControlFile.plain(text) : text }
        let control = LPDControlFile(
            host: settings.ownHost, user: settings.place.user ?? job.owner.user, title: title(job.name),
            bannerClass: settings.wantsBanner ? settings.ownHost : nil, format: settings.format,
            files: files.map { LPDControlFile.File(name: $0.name, title: title($0.title), copies: $0.lines) })
        return (LPDNames(job: job.id, host: settings.ownHost).control, control.bytes)
    }

    // MARK: Sending it

    private func send(_ files: [LPDFile]) async -> DeliveryOutcome {
        let dataFirst = backend.wantsDataFirst.withLock { $0 }
        let (outcome, isOrder) = await attempt(files, dataFirst: dataFirst)
        guard isOrder, !backend.settings.streams, !Task.isCancelled else { return outcome }
        let (other, _) = await attempt(files, dataFirst: !dataFirst)
        guard other == .delivered else { return outcome }
        backend.wantsDataFirst.withLock { $0 = !dataFirst }
        return other
    }

    /// - Returns: what came of it, and whether the order may be what the server did not like.
    private func attempt(_ files: [LPDFile], dataFirst: Bool) async -> (DeliveryOutcome, isOrder: Bool) {
        let line: Line
        do {
            line = try await gate.connect(within: backend.settings.connectPatience) { patience throws(LineFailure) in
                try await backend.connect(within: patience)
            }
        } catch let failure as LineFailure {
            return (failure == .cancelled ? .stopped : .tryAgain(failure.trouble(with: backend.settings.place)), false)
        } catch {
            return (.readingFailed(error), false)
        }
        var talk = LPDTalk(line, backend.settings, gate, delivery)
        do {
            try await talk.send(files, control: control(of: files), dataFirst: dataFirst)
            line.close()
            return (.delivered, false)
        } catch {
            let outcome = await talk.outcome(of: error)
            if talk.octets > 0 { line.reset() } else { line.close() }
            return (outcome, talk.mayWantOtherOrder(after: error))
        }
    }
}

/// A data file: a document, or several copies of it.
struct LPDFile: Sendable {
    var name: String
    var title: String
    /// Lines in the control file.
    var lines: Int
    /// How often its bytes are sent.
    var repeats: Int
    /// Of one copy.
    var octets: Int64
    /// The document.
    var number: Int
    /// Where it was written aside.
    var spooled: SpooledDocument?

    func open(_ gate: Gate) async throws -> GatedDocument {
        guard let spooled else { return try await gate.open(number) }
        return GatedDocument(spooled.stream, through: gate)
    }
}
