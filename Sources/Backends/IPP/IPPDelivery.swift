internal import IPP
internal import IPPClient
internal import PrintModel

/// One job on its way to a printer: made there, fed, and followed until it is over.
///
/// What the printer calls it is remembered before it gets any data, so that after any failure it can be asked what became
/// of it. docs/DEVICES.md has the table of what goes wrong and what comes of it.
struct IPPDelivery: Sendable {
    let delivery: Delivery
    let link: PrinterLink
    let facts: IPPFacts
    let pace: IPPPace
    let clock: any WallClock
    /// What no other job of any spool has in its name.
    let tag: String
    /// ``JobRoute``, for a server that takes it.
    let route: [String]
    /// Sets of attributes that the printer has found right.
    let validated: ValidatedSets

    /// The job of another outcome, thrown to get out.
    struct End: Error {
        var outcome: DeliveryOutcome
        init(_ outcome: DeliveryOutcome) { self.outcome = outcome }
    }

    var address: String { link.address }
    var device: IPPDevice { link.device }
    var user: String { delivery.job.owner.user }

    func run() async -> DeliveryOutcome {
        await ending {
            let parts = parts()
            for (index, documents) in parts.enumerated() {
                let outcome = try await deliver(documents, as: index + 1, of: parts.count)
                guard outcome == .delivered else { return partly(outcome, printed: index) }
            }
            return .delivered
        }
    }

    /// What any error means for the job.
    func ending(_ body: () async throws -> DeliveryOutcome) async -> DeliveryOutcome {
        do {
            return try await body()
        } catch let end as End {
            return end.outcome
        } catch is GateShut {
            return .stopped
        } catch let error as IPPClientError {
            return Task.isCancelled ? .stopped : Verdict.of(await reason(behind: error), at: device)
        } catch {
            return .readingFailed(error)
        }
    }

    /// That a connection ended without an answer says little: a printer that has gone away says so when it is asked anew.
    private func reason(behind error: IPPClientError) async -> IPPClientError {
        guard case .closedEarly = error else { return error }
        link.rest()
        do throws(IPPClientError) {
            _ = try await link.ask(.getPrinterAttributes) { request in
                request.update(.operation) { $0.set("requested-attributes", .keyword("printer-state")) }
            }
            return error
        } catch let newer {
            return newer
        }
    }

    /// Documents that become one job there.
    private func parts() -> [[Document]] {
        let documents = delivery.documents
        guard documents.count > 1, !(makesJobs && facts.takesManyDocuments) else { return [documents] }
        return documents.map { [$0] }
    }

    private var makesJobs: Bool { facts.can(.createJob) && facts.can(.sendDocument) }

    /// Documents before this one are printed: printing all of them again would print those twice.
    private func partly(_ outcome: DeliveryOutcome, printed: Int) -> DeliveryOutcome {
        guard printed > 0 else { return outcome }
        switch outcome {
        case .tryAgain(let trouble):
            return .unknown(
                confirmedImpressions: 0,
                because: "Documents 1 to \(printed) are printed, the next is not: \(trouble.message)")
        case .stopped, .left:
            return .unknown(confirmedImpressions: 0, because: "Documents 1 to \(printed) are printed, the next is not")
        default: return outcome
        }
    }

    // MARK: One job there

    private func deliver(_ documents: [Document], as part: Int, of parts: Int) async throws -> DeliveryOutcome {
        var words = try words(for: documents)
        try await validate(&words, documents)
        guard makesJobs else { return try await printJob(documents, &words, part, parts) }
        var job = try await create(&words)
        (job.part, job.parts) = (part, parts)
        do {
            try await delivery.remember(Remembered.job(job, isTakenBack: false).text)
        } catch {
            await takeBack(job, isRemembered: false)
            throw error
        }
        let gate = Gate(delivery)
        for document in documents {
            let isLast = document.number == documents.last?.number
            if let outcome = try await send(document, through: gate, to: job, isLast: isLast) { return outcome }
        }
        return await follow(job)
    }

    /// What the printer has to do, after it was looked at what it offers.
    private func words(for documents: [Document]) throws -> JobWords {
        let wishes = documents.count == 1 ? delivery.job.wishes(for: documents[0]) : delivery.job.attributes
        let words = JobWords(wishes, of: delivery, for: facts)
        tell(missing: words.missing)
        if words.isRefused { throw End(.refused(because: Self.sentence(words.missing))) }
        return words
    }

    private func tell(missing: [String]) {
        if !missing.isEmpty { delivery.tell(.message(Self.sentence(missing))) }
    }

    private static func sentence(_ missing: [String]) -> String {
        "The printer does not offer \(missing.joined(separator: ", "))"
    }

    private func validate(_ words: inout JobWords, _ documents: [Document]) async throws {
        guard facts.can(.validateJob), !words.template.isEmpty else { return }
        while true {
            let formats = Set(documents.map { $0.formatThere(facts) }).sorted()
            let (template, isBinding) = (words.template, words.isBinding)
            let set = ValidatedSets.Entry(formats: formats, template: template)
            guard !validated.contains(set) else { return }
            let reply = try await link.ask(.validateJob, user: user) { request in
                request.update(.operation) { operation in
                    operation.set("job-name", .name(delivery.job.nameThere(nil)))
                    operation.set("ipp-attribute-fidelity", .boolean(isBinding))
                    if formats.count == 1 { operation.set("document-format", .mimeMediaType(formats[0])) }
                }
                request.groups.append(AttributeGroup(.job, template))
            }
            if reply.status.isSuccessful { return validated.insert(set) }
            // Not every printer that lists it does it.
            if reply.status == .operationNotSupported { return }
            try leaveOut(reply, &words, at: "Validate-Job")
        }
    }

    /// Leaves out what a printer has refused, or throws what its answer means.
    private func leaveOut(_ reply: IPPMessage, _ words: inout JobWords, at deed: String) throws {
        let isAboutWords = [.attributesOrValuesNotSupported, .conflictingAttributes, .badRequest, .requestValueTooLong]
            .contains(reply.status)
        let before = words.missing.count
        guard isAboutWords, words.remove(reply.unsupportedAttributes) else {
            throw End(Verdict.of(reply, to: deed, at: device))
        }
        tell(missing: Array(words.missing.dropFirst(before)))
    }

    private func create(_ words: inout JobWords) async throws -> RemoteJob {
        while true {
            let (template, isBinding) = (words.template, words.isBinding)
            let search = LostJob(name: delivery.job.nameThere(nil), user: user)
            let reply: IPPMessage
            do {
                reply = try await link.ask(.createJob, user: user) { request in
                    request.update(.operation) { operation in
                        operation.set("job-name", .name(search.name))
                        if isBinding { operation.set("ipp-attribute-fidelity", .boolean(true)) }
                        setRoute(in: &operation)
                    }
                    if !template.isEmpty { request.groups.append(AttributeGroup(.job, template)) }
                }
            } catch {
                guard error.mayHaveBeenCarriedOut, let job = await find(search) else { throw error }
                return job
            }
            if reply.status.isSuccessful {
                guard let job = remoteJob(in: reply) else {
                    throw End(
                        .tryAgain(
                            DeviceTrouble(
                                .failed, reason: "other",
                                message: "\(address): the printer answered Create-Job without a job-id")))
                }
                return job
            }
            try leaveOut(reply, &words, at: "Create-Job")
        }
    }

    private func setRoute(in operation: inout AttributeGroup) {
        if !route.isEmpty { operation.set(Attribute(JobRoute.attribute, route.map { .uri($0) })) }
    }

    private func remoteJob(in reply: IPPMessage) -> RemoteJob? { reply[.job].flatMap { remoteJob($0) } }

    func remoteJob(_ group: AttributeGroup) -> RemoteJob? {
        guard let id = group["job-id"]?.integerValue, id > 0 else { return nil }
        let uri = group["job-uri"]?.stringValue ?? ""
        // What is remembered is told apart by spaces.
        let isPlain = !uri.isEmpty && uri.utf8.count <= 1023 && uri.utf8.allSatisfy { 0x21...0x7E ~= $0 }
        return RemoteJob(id: id, uri: isPlain ? uri : device.uri)
    }

    // MARK: Documents

    /// - Returns: what became of the job, if it goes no further.
    private func send(
        _ document: Document, through gate: Gate, to job: RemoteJob, isLast: Bool
    ) async throws -> DeliveryOutcome? {
        let feed: Feed
        do {
            feed = try await self.feed(document, through: gate)
        } catch {
            if !(error is GateShut) { await takeBack(job) }
            throw error
        }
        let sent = await upload(feed, of: document, watching: job) { body, fill in
            try await link.ask(.sendDocument, about: job.id, user: user, document: body, patience: Self.forever) {
                request in
                fill(&request)
                request.update(.operation) { $0.set("last-document", .boolean(isLast)) }
            }
        }
        switch sent {
        case .answered(let reply) where reply.status.isSuccessful: return nil
        case .answered(let reply): return await refused(reply, job, feed)
        case .failed(let trouble): return await settle(job, isWhole: isLast && feed.progress.isAtEnd, trouble)
        case .ended(let outcome):
            if outcome == .stopped, Task.isCancelled { return await stopped(job) }
            await takeBack(job)
            return outcome
        case .shut: return .stopped
        }
    }

    /// Watched by somebody else, who is quicker.
    private static let forever = Duration.seconds(86_400)

    private func feed(_ document: Document, through gate: Gate) async throws -> Feed {
        Feed(
            try await gate.open(document.number), octets: delivery.isConverted ? nil : document.octets,
            isCompressed: compresses(document))
    }

    private func compresses(_ document: Document) -> Bool {
        facts.compressesGzip && device.compresses
            && Gzip.pays(for: document.formatThere(facts), octets: delivery.isConverted ? nil : document.octets)
    }

    enum Sent {
        case answered(IPPMessage)
        /// No answer, and this is what is known of why.
        case failed(DeviceTrouble)
        /// The document cannot be read, or the printer wants something else first; nobody needs to be asked.
        case ended(DeliveryOutcome)
        /// The job is somebody else's now.
        case shut
    }

    /// Sends a document, and sees to it that the printer takes it.
    private func upload(
        _ feed: Feed, of document: Document, watching job: RemoteJob?,
        _ ask: @escaping @Sendable (IPPDocument, (inout IPPMessage) -> Void) async throws -> IPPMessage
    ) async -> Sent {
        let isCompressed = compresses(document)
        let octets = delivery.isConverted || isCompressed ? nil : document.octets
        let body = IPPDocument.stream(byteCount: octets) { try await feed.next() }
        do {
            let reply = try await withThrowingTaskGroup(of: IPPMessage?.self) { group in
                group.addTask {
                    try await ask(body) { request in
                        request.update(.operation) { operation in
                            let name = document.name ?? ""
                            if !name.isEmpty { operation.set("document-name", .name(name)) }
                            if isCompressed { operation.set("compression", .keyword("gzip")) }
                            operation.set("document-format", .mimeMediaType(document.formatThere(facts)))
                        }
                    }
                }
                group.addTask {
                    try await watch(feed, job)
                    return nil
                }
                defer { group.cancelAll() }
                while let reply = try await group.next() { if let reply { return reply } }
                throw CancellationError()
            }
            return .answered(reply)
        } catch {
            return sent(error, feed)
        }
    }

    private func sent(_ error: any Error, _ feed: Feed) -> Sent {
        // An upload that is not wanted any more, because its connection has ended, is cut off as well.
        if let failure = feed.failure, !(failure is CancellationError) {
            return failure is GateShut ? .shut : .ended(Task.isCancelled ? .stopped : .readingFailed(failure))
        }
        if Task.isCancelled { return .ended(.stopped) }
        switch error {
        case let stall as FeedStalled: return .failed(stall.trouble)
        case let error as IPPClientError:
            guard case .tryAgain(let trouble) = Verdict.of(error, at: device) else {
                return .ended(Verdict.of(error, at: device))
            }
            return .failed(trouble)
        default: return .ended(.readingFailed(error))
        }
    }

    /// It said no to a document of a job it had taken.
    private func refused(_ reply: IPPMessage, _ job: RemoteJob, _ feed: Feed) async -> DeliveryOutcome {
        let verdict = Verdict.of(reply, to: "Send-Document", at: device)
        guard case .tryAgain(let trouble) = verdict else {
            if case .canceledThere = verdict { return verdict }
            // It may have said so because somebody has cancelled it meanwhile.
            if let sight = await takeBack(job).sight, sight.isCanceledBySomebody, reply.status == .notPossible {
                return canceledThere(sight)
            }
            return verdict
        }
        return await settle(job, isWhole: false, trouble)
    }

    // MARK: Print-Job

    /// For printers that have nothing else: the job is found by its name where the answer is lost.
    private func printJob(
        _ documents: [Document], _ words: inout JobWords, _ part: Int, _ parts: Int
    ) async throws -> DeliveryOutcome {
        guard let document = documents.first else { return .delivered }
        let name = parts > 1 ? "\(tag).\(part)" : tag
        while true {
            try await delivery.remember(Remembered.named(name).text)
            let feed = try await self.feed(document, through: Gate(delivery))
            let (template, isBinding) = (words.template, words.isBinding)
            let sent = await upload(feed, of: document, watching: nil) { body, fill in
                try await link.ask(.printJob, user: user, document: body, patience: Self.forever) { request in
                    request.update(.operation) { operation in
                        operation.set("job-name", .name(delivery.job.nameThere(name)))
                        if isBinding { operation.set("ipp-attribute-fidelity", .boolean(true)) }
                        setRoute(in: &operation)
                    }
                    fill(&request)
                    if !template.isEmpty { request.groups.append(AttributeGroup(.job, template)) }
                }
            }
            switch sent {
            case .answered(let reply) where reply.status.isSuccessful:
                guard var job = remoteJob(in: reply) else { return .delivered }
                (job.part, job.parts) = (part, parts)
                // Not remembered, it can still be found by its name.
                try? await delivery.remember(Remembered.job(job, isTakenBack: false).text)
                return await follow(job)
            case .answered(let reply): try leaveOut(reply, &words, at: "Print-Job")
            case .failed(let trouble): return await settle(named: name, isWhole: feed.progress.isAtEnd, trouble)
            case .ended(let outcome):
                guard outcome == .stopped, Task.isCancelled else { return outcome }
                return await stopped(named: name, isWhole: feed.progress.isAtEnd)
            case .shut: return .stopped
            }
        }
    }
}
