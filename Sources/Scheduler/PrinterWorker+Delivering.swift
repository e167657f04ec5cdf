internal import Logging
import PrintModel
import Synchronization

extension PrinterWorker {
    /// Delivers a job, and the next ones as long as each can be taken with the end of the last.
    func deliver(_ lease: Lease) async {
        var current: Claimed? = Claimed(lease: lease)
        while let claimed = current { current = await deliverOne(claimed) }
        lookAgain()
    }

    /// A job in hand.
    private struct Claimed {
        var lease: Lease
        /// ``Delivery/claimedAt``
        var at: ContinuousClock.Instant?
        /// ``Delivery/readiness``
        var readiness: (any DeviceReadiness)?
    }

    private func deliverOne(_ claimed: Claimed) async -> Claimed? {
        let lease = claimed.lease
        let report = Mutex(PrintReport())
        let preparing = Preparing(preparer: preparer, drivers: drivers, progress: progress, clock: clock)
        let outcome = await carryOut(lease) { backend, delivery in
            var delivery = delivery
            delivery.claimedAt = claimed.at
            delivery.readiness = claimed.readiness
            let (outcome, pages) = await preparing.deliver(delivery, to: backend)
            report.withLock { $0 = pages }
            return outcome
        }
        let (claim, readiness) = nextClaim(after: outcome)
        // The time before the question is what counts.
        let now = ContinuousClock.now
        let next = await claiming {
            await finish(lease, with: outcome, report: report.withLock { $0 }, claiming: claim)
        }
        hand.letGo(of: lease.job.id)
        hand.take([next].compactMap { $0 })
        return next.map { Claimed(lease: $0, at: claim?.deviceJob == nil ? nil : now, readiness: readiness) }
    }

    /// How the next job may be taken together with the end of one, with the device made ready for it; `nil` where that has
    /// to be thought about first.
    private func nextClaim(after outcome: DeliveryOutcome) -> (NextClaim?, (any DeviceReadiness)?) {
        // A device URI that is not allowed any more is told when the next job is taken on its own.
        guard outcome == .delivered, !Task.isCancelled, jobs.counts(of: id).pending > 0, !desk.servesPools(id),
            let printer = printers.printer(id), let backend = try? devices.backend(for: printer.deviceURI),
            hand.jobs.count <= backend.capabilities.concurrentJobsMax,
            // A printer that has just taken a job is in no trouble.
            Readiness.blockers(of: printer, condition: PrinterCondition(), at: clock.now()).isEmpty
        else { return (nil, nil) }
        // Where documents are made for the device first, it is not known when the first byte goes.
        let isRaw = backend.capabilities.formats.isEmpty && printer.driver == nil
        return (NextClaim(on: id, deviceJob: isRaw ? backend.beginning : nil), isRaw ? backend.makeReady() : nil)
    }

    /// Runs `work` with the queue's backend, in a task that ``cancel(_:)`` and the end of the worker can stop.
    ///
    /// - Parameter isLeft: whether an earlier run of the daemon had begun with it.
    func carryOut(
        _ lease: Lease, isLeft: Bool = false,
        _ work: @escaping @Sendable (any Backend, Delivery) async -> DeliveryOutcome
    ) async -> DeliveryOutcome {
        let task = Task { () -> DeliveryOutcome in
            do {
                let (backend, delivery) = try await prepare(lease)
                // All of them were canceled: there is nothing left to do.
                if delivery.documents.isEmpty, lease.job.documentCount > 0 { return .delivered }
                if let damaged = delivery.documents.first(where: \.isDamaged) {
                    return .refused(because: "What was asked for document \(damaged.number) cannot be read any more")
                }
                return Task.isCancelled ? .stopped : await work(backend, delivery)
            } catch is SecretOfOthers {
                // It may have been printed by then, before there was such a password.
                return isLeft && lease.job.deviceJob != nil
                    ? .unknown(confirmedImpressions: 0, because: SecretOfOthers.words)
                    : .needsCredentials(because: SecretOfOthers.words)
            } catch let error as DeviceURIProblem {
                return .tryAgain(DeviceTrouble(.misconfigured, reason: "configuration-change", message: error.reason))
            } catch {
                return .tryAgain(
                    DeviceTrouble(.local, reason: "spool-area-full", message: "cannot read the job: \(error)"))
            }
        }
        hand.begin(task, of: lease.job)
        defer { hand.end(lease.job.id) }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// The password that is kept for a device was given for another queue, after somebody had this one made for the same
    /// device. That says nothing of the device.
    private struct SecretOfOthers: Error {
        static let words = "the password that is kept for this device is for other queues; the job needs one of its own"
    }

    private func prepare(_ lease: Lease) async throws -> (any Backend, Delivery) {
        guard let printer = printers.printer(id) else { throw StoreError.noSuchPrinter(id.description) }
        let backend = try devices.backend(for: printer.deviceURI)
        let jobs = self.jobs
        // One that was canceled in this very attempt belongs to it: it is being stopped, or was printed with the others.
        let all = if let read = lease.documents { read } else { try await jobs.documents(of: lease.job.id) }
        let documents = all.filter { document in
            document.cancellation.map { $0.attempt == lease.attempt } ?? true
        }
        let secret = secrets.secret(of: lease.job.id)
        guard !printer.isTemporary || secret != nil || secrets.secret(for: printer.deviceURI) == nil else {
            throw SecretOfOthers()
        }
        hub.began(lease.job.id, PrivateWords(lease.job, documents), on: printer.deviceURI)
        var given = lease.forDevice
        given.job = secrets.opened(given.job)
        var delivery = Delivery(
            lease: given, printer: printer.withDefaults(of: printers.printer(lease.job.printer)),
            documents: documents,
            open: { try await jobs.read(document: $0, of: lease.job.id) },
            remember: { try await jobs.remember(deviceJob: $0, for: lease) },
            confirm: { try await jobs.confirm(lease) })
        delivery.secret = secret
        delivery.isLeaving = { [weak self] in self?.isLeaving ?? true }
        delivery.tell = { [hub, progress] news in
            hub.heard(news, on: printer.deviceURI, in: lease.job.id)
            progress.note(news, of: lease.job.id)
        }
        return (backend, delivery)
    }

    /// Records what became of a job; gives the next one of `queue`, if it was to be taken.
    @discardableResult
    func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport = PrintReport(),
        claiming next: NextClaim? = nil
    ) async -> Lease? {
        let printer = printers.printer(id)
        let device = hub.ended(lease.job.id)
        // The log and what is said of the queue is read by others than the job's owner; the job itself keeps every word.
        let words = device?.words ?? [PrivateWords(lease.job, lease.documents ?? [])]
        if let device { settle(outcome, on: device.uri) }
        if current == lease.job.id { current = nil }
        switch outcome {
        case .delivered: break
        case .tryAgain(let trouble):
            if lease.job.printer == id, printer?.errorPolicy == .retryCurrentJob { current = lease.job.id }
            await pause(for: ToldTrouble(trouble, without: words), on: device?.uri ?? printer?.deviceURI)
        case .refused(let reason): log.warning("job \(lease.job.id) set aside: \(words.removed(from: reason))")
        case .unknown(_, let reason):
            let told = ToldTrouble(DeviceTrouble(.failed, reason: "other", message: reason), without: words)
            log.warning("job \(lease.job.id): nobody knows whether it was printed: \(told.trouble.message)")
            // A device that broke off is asked before it gets the next job, or the same one again.
            await pause(for: told, on: device?.uri)
        case .needsCredentials(let reason), .canceledThere(let reason):
            log.notice("job \(lease.job.id): \(words.removed(from: reason))")
        case .left:
            log.notice("job \(lease.job.id) stays with its device, which is asked when the daemon is back")
            return nil
        case .stopped: break
        }
        do {
            return try await jobs.finish(
                lease, with: outcome, report: report, claiming: next, at: clock.now()
            ).next
        } catch StoreError.fenced {
            log.notice("job \(lease.job.id) belongs to a later run of the daemon")
        } catch {
            // The outcome is not recorded: after a restart the device is asked what became of the job.
            log.error("cannot record what became of job \(lease.job.id): \(error)")
        }
        return nil
    }

    /// What the end of a job says of the device that had it.
    private func settle(_ outcome: DeliveryOutcome, on uri: String) {
        switch outcome {
        case .delivered, .needsCredentials, .canceledThere: hub.good(uri, by: id, isContact: true)
        case .refused, .stopped, .left: hub.good(uri, by: id, isContact: false)
        case .tryAgain, .unknown: break
        }
    }

    /// Leaves the device alone for a while, or the queue until somebody resumes it, where somebody wanted that.
    private func pause(for told: ToldTrouble, on uri: String?) async {
        guard let uri else { return }
        if let printer = printers.printer(id), DeliveryRules(of: printer).stopsPrinter(for: told.trouble) {
            await stopPrinter(because: told.trouble)
        }
        note(told, on: uri)
    }

    /// Before the job is given back, so that nobody takes it again meanwhile.
    private func stopPrinter(because trouble: DeviceTrouble) async {
        do {
            let now = clock.now()
            _ = try await printers.update(id, at: now) { printer in
                if !printer.isPaused { printer.pause(PauseRecord(.errorPolicy, at: now), because: trouble.message) }
            }
            log.warning("paused, as its error policy says: \(trouble.message)")
        } catch {
            log.error("cannot pause the queue: \(error)")
        }
    }
}
