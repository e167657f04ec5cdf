internal import Logging
import PrintModel
import Synchronization

/// Prints the jobs of one queue: takes the next, hands it to the device, records what became of it.
///
/// Trouble with the device never stops the queue: it is asked again after a pause that grows (``RetryPolicy``), and
/// printing goes on by itself.
actor PrinterWorker {
    let id: PrinterID
    let jobs: any JobStore
    private let printers: any PrinterStore
    private let devices: any DeviceCatalog
    private let preparer: any DocumentPreparer
    private let drivers: any DriverStore
    private let secrets: any DeviceSecretStore
    private let conditions: ConditionBoard
    private let progress: ProgressBoard
    private let clock: any WallClock
    private let retry: RetryPolicy
    /// Where it agrees with others on the jobs of pools.
    let desk: PoolDesk
    private let log: Logger

    /// Wake-ups merge: one is as good as a hundred.
    private let wakeUps: AsyncStream<Void>
    private nonisolated let wakeUp: AsyncStream<Void>.Continuation
    /// Jobs that are this worker's, from before their delivery begins until its outcome is recorded: they are what a
    /// device's number of jobs at once is counted by.
    private(set) var inHand: Set<JobID> = []
    /// What stops a delivery.
    private var deliveries: [JobID: Task<DeliveryOutcome, Never>] = [:]

    init(
        _ id: PrinterID, jobs: any JobStore, printers: any PrinterStore, devices: any DeviceCatalog,
        preparer: any DocumentPreparer, drivers: any DriverStore,
        secrets: any DeviceSecretStore = NoDeviceSecrets(), conditions: ConditionBoard,
        progress: ProgressBoard, clock: any WallClock, retry: RetryPolicy, desk: PoolDesk
    ) {
        self.desk = desk
        self.id = id
        self.jobs = jobs
        self.printers = printers
        self.devices = devices
        self.preparer = preparer
        self.drivers = drivers
        self.secrets = secrets
        self.conditions = conditions
        self.progress = progress
        self.clock = clock
        self.retry = retry
        var log = Logger(label: "quire.scheduler")
        log[metadataKey: "printer"] = "\(printers.printer(id)?.name.text ?? id.description)"
        self.log = log
        (wakeUps, wakeUp) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        wakeUp.yield()
    }

    nonisolated func wake() { wakeUp.yield() }

    /// Takes no more jobs, and stops those in hand.
    nonisolated func stop() { wakeUp.finish() }

    /// Stops the delivery of a job that somebody cancelled or set aside.
    func cancel(_ job: JobID) { deliveries[job]?.cancel() }

    /// Begins afresh, as after a restart of the daemon: hands the jobs in hand back, which are then the next again, and
    /// asks the device as if nothing were known of it.
    func restart() {
        conditions.forget(id)
        for delivery in deliveries.values { delivery.cancel() }
        wake()
    }

    func run() async {
        desk.enroll(id) { [weak self] in self?.wake() }
        defer { desk.leave(id) }
        await withDiscardingTaskGroup { group in
            for lease in await leftBehind() {
                inHand.insert(lease.job.id)
                group.addTask { await self.resolve(lease) }
            }
            for await _ in wakeUps {
                for lease in await nextLeases(in: &group) {
                    inHand.insert(lease.job.id)
                    group.addTask { await self.deliver(lease) }
                }
            }
            group.cancelAll()
            for delivery in deliveries.values { delivery.cancel() }
        }
    }

    // MARK: What next

    /// The jobs to begin now: none while a person or the device says no.
    private func nextLeases(in group: inout DiscardingTaskGroup) async -> [Lease] {
        guard let printer = printers.printer(id) else { return [] }
        let now = clock.now()
        guard Readiness.blockers(of: printer, condition: conditions.condition(of: id), at: now).isEmpty else {
            desk.standDown(id)
            return []
        }
        do {
            let backend = try devices.backend(for: printer.deviceURI)
            let free = backend.capabilities.concurrentJobsMax - inHand.count
            guard free > 0, try await isReady(backend, in: &group) else {
                desk.standDown(id)
                return []
            }
            return try await take(free, for: printer, at: now)
        } catch let error as DeviceURIProblem {
            desk.standDown(id)
            guard hasWork else { return [] }
            report(DeviceTrouble(.misconfigured, reason: "configuration-change", message: error.reason), in: &group)
        } catch StoreError.fenced {
            log.notice("another run of the daemon has taken over")
        } catch {
            log.error("cannot take the next job: \(error)")
            desk.standDown(id)
            wake(after: retry.first, in: &group)
        }
        return []
    }

    /// Whether the device would print: one in trouble is asked first, so that the job in front is not begun in vain.
    private func isReady(_ backend: any Backend, in group: inout DiscardingTaskGroup) async throws -> Bool {
        guard conditions.condition(of: id).trouble != nil else { return true }
        guard hasWork else {
            conditions.forget(id)
            return false
        }
        // Asking may take long: others need not wait for the answer.
        desk.standDown(id)
        if let trouble = await backend.probe() {
            report(trouble, in: &group)
            return false
        }
        return true
    }

    /// Whether there is something to print, of its own or of a pool.
    private var hasWork: Bool { jobs.counts(of: id).pending > 0 || !desk.waitingPools(of: id).isEmpty }

    private func report(_ trouble: DeviceTrouble, in group: inout DiscardingTaskGroup) {
        wake(after: note(trouble), in: &group)
    }

    private func wake(after pause: Duration, in group: inout DiscardingTaskGroup) {
        let clock = self.clock
        group.addTask {
            // A sleep that is cut off means the worker stops: then there is nobody to wake.
            try? await clock.sleep(for: pause)
            self.wake()
        }
    }

    /// Writes the device's trouble down; returns how long to leave it alone.
    private func note(_ trouble: DeviceTrouble) -> Duration {
        var condition = conditions.condition(of: id)
        let now = clock.now()
        if condition.trouble?.reason != trouble.reason || condition.trouble?.message != trouble.message {
            log.warning("\(trouble.message)", metadata: ["reason": "\(trouble.reason)"])
        }
        condition.troubleSince = condition.trouble == nil ? now : condition.troubleSince
        condition.trouble = trouble
        condition.failedProbes += 1
        let pause = trouble.after ?? retry.pause(after: condition.failedProbes)
        condition.nextProbe = now + pause
        conditions.set(condition, for: id)
        return pause
    }

    // MARK: Delivering

    /// Delivers a job, and the next ones as long as each can be taken with the end of the last.
    private func deliver(_ lease: Lease) async {
        var current: Lease? = lease
        while let lease = current { current = await deliverOne(lease) }
        wake()
    }

    private func deliverOne(_ lease: Lease) async -> Lease? {
        let report = Mutex(PrintReport())
        let preparing = Preparing(preparer: preparer, drivers: drivers, progress: progress)
        let outcome = await carryOut(lease) { backend, delivery in
            let (outcome, pages) = await preparing.deliver(delivery, to: backend)
            report.withLock { $0 = pages }
            return outcome
        }
        let next = await finish(
            lease, with: outcome, report: report.withLock { $0 }, claimingOn: queueToGoOn(with: outcome))
        inHand.remove(lease.job.id)
        if let next { inHand.insert(next.job.id) }
        return next
    }

    /// The queue whose next job may be taken together with the end of one; `nil` where that has to be thought about first.
    private func queueToGoOn(with outcome: DeliveryOutcome) -> PrinterID? {
        guard outcome == .delivered, !Task.isCancelled, jobs.counts(of: id).pending > 0, !desk.servesPools(id),
            let printer = printers.printer(id), let backend = try? devices.backend(for: printer.deviceURI),
            inHand.count <= backend.capabilities.concurrentJobsMax,
            // A printer that has just taken a job is in no trouble.
            Readiness.blockers(of: printer, condition: PrinterCondition(), at: clock.now()).isEmpty
        else { return nil }
        return id
    }

    /// Runs `work` with the queue's backend, in a task that ``cancel(_:)`` and the end of the worker can stop.
    private func carryOut(
        _ lease: Lease, _ work: @escaping @Sendable (any Backend, Delivery) async -> DeliveryOutcome
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
            } catch let error as DeviceURIProblem {
                return .tryAgain(DeviceTrouble(.misconfigured, reason: "configuration-change", message: error.reason))
            } catch {
                return .tryAgain(
                    DeviceTrouble(.local, reason: "spool-area-full", message: "cannot read the job: \(error)"))
            }
        }
        deliveries[lease.job.id] = task
        if lease.job.lifecycle.isToStop { task.cancel() }
        defer { deliveries[lease.job.id] = nil }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    private func prepare(_ lease: Lease) async throws -> (any Backend, Delivery) {
        guard let printer = printers.printer(id) else { throw StoreError.noSuchPrinter(id.description) }
        let backend = try devices.backend(for: printer.deviceURI)
        let jobs = self.jobs
        // One that was canceled in this very attempt belongs to it: it is being stopped, or was printed with the others.
        let documents = try await jobs.documents(of: lease.job.id).filter { document in
            document.cancellation.map { $0.attempt == lease.attempt } ?? true
        }
        var delivery = Delivery(
            lease: lease.forDevice, printer: printer.withDefaults(of: printers.printer(lease.job.printer)),
            documents: documents,
            open: { try await jobs.read(document: $0, of: lease.job.id) },
            remember: { try await jobs.remember(deviceJob: $0, for: lease) },
            confirm: { try await jobs.confirm(lease) })
        delivery.secret = secrets.secret(of: lease.job.id)
        delivery.tell = { [conditions, id] in conditions.note($0, from: id) }
        return (backend, delivery)
    }

    /// Records what became of a job; gives the next one of `queue`, if it was to be taken.
    @discardableResult
    private func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport = PrintReport(),
        claimingOn queue: PrinterID? = nil
    ) async -> Lease? {
        switch outcome {
        case .delivered: conditions.forget(id)
        case .tryAgain(let trouble): await pause(for: trouble, with: lease.job)
        case .refused(let reason): log.warning("job \(lease.job.id) set aside: \(reason)")
        case .unknown(_, let reason):
            log.warning("job \(lease.job.id): nobody knows whether it was printed: \(reason)")
            // A device that broke off is asked before it gets the next job, or the same one again.
            await pause(for: DeviceTrouble(.failed, reason: "other", message: reason), with: lease.job)
        case .needsCredentials(let reason), .canceledThere(let reason):
            log.notice("job \(lease.job.id): \(reason)")
        case .stopped: break
        }
        do {
            return try await jobs.finish(
                lease, with: outcome, report: report, claimingOn: queue, at: clock.now()
            ).next
        } catch StoreError.fenced {
            log.notice("job \(lease.job.id) belongs to a later run of the daemon")
        } catch {
            // The outcome is not recorded: after a restart the device is asked what became of the job.
            log.error("cannot record what became of job \(lease.job.id): \(error)")
        }
        return nil
    }

    /// Leaves the device alone for a while, or the queue until somebody resumes it, where somebody wanted that.
    private func pause(for trouble: DeviceTrouble, with job: Job) async {
        let printer = printers.printer(id)
        if let printer, DeliveryRules(of: printer).stopsPrinter(for: trouble) {
            await stopPrinter(because: trouble)
        }
        let pause = note(trouble)
        let clock = self.clock
        Task {
            // Cut off only when the process ends: then there is nobody to wake.
            try? await clock.sleep(for: pause)
            wake()
        }
    }

    /// Before the job is given back, so that nobody takes it again meanwhile.
    private func stopPrinter(because trouble: DeviceTrouble) async {
        do {
            _ = try await printers.update(id, at: clock.now()) { printer in
                guard !printer.isPaused else { return }
                printer.isPaused = true
                printer.stateMessage = trouble.message
            }
            log.warning("paused, as its error policy says: \(trouble.message)")
        } catch {
            log.error("cannot pause the queue: \(error)")
        }
    }

    // MARK: After a restart

    /// Jobs that an earlier run was printing when it ended.
    private func leftBehind() async -> [Lease] {
        do {
            return try await jobs.takeOver(on: id, at: clock.now())
        } catch {
            log.error("cannot look for interrupted jobs: \(error)")
            return []
        }
    }

    /// Finds out what became of an interrupted job before it is printed again.
    ///
    /// While the device cannot be asked the job stays as it is; when the worker ends meanwhile, the next run asks.
    private func resolve(_ lease: Lease) async {
        while !Task.isCancelled {
            let answer = Mutex<DeviceTrouble?>(nil)
            let retry = self.retry
            let outcome = await carryOut(lease) { backend, delivery in
                switch await backend.resolve(delivery) {
                case .delivered: return .delivered
                case .notDelivered where lease.job.lifecycle.setbacks.interruptions >= retry.interruptionsMax:
                    let often = lease.job.lifecycle.setbacks.interruptions
                    return .refused(because: "The server ended \(often) times while it printed this")
                case .notDelivered: return .stopped
                case .askAgain(let trouble):
                    answer.withLock { $0 = trouble }
                    return .stopped
                case .over(let outcome): return outcome
                case .unknown(let reason): return .unknown(confirmedImpressions: 0, because: reason)
                }
            }
            guard let trouble = answer.withLock({ $0 }) else {
                await finish(lease, with: outcome)
                inHand.remove(lease.job.id)
                return wake()
            }
            // Cut off only when the worker ends, which ends the loop.
            try? await clock.sleep(for: note(trouble))
        }
    }
}
