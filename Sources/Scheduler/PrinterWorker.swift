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
    /// What it knows of its device together with other queues.
    private let hub: DeviceHub
    private let log: Logger

    /// Wake-ups merge: one is as good as a hundred.
    private let wakeUps: AsyncStream<Void>
    private nonisolated let wakeUp: AsyncStream<Void>.Continuation
    /// Jobs that are this worker's, from before their delivery begins until its outcome is recorded: they are what a
    /// device's number of jobs at once is counted by.
    private(set) var inHand: Set<JobID> = []
    /// Whether there is nothing to look for: the device has all the jobs that it takes at once, and no pool counts on it.
    private nonisolated let isFull = Atomic(false)
    /// What stops a delivery.
    private var deliveries: [JobID: Task<DeliveryOutcome, Never>] = [:]
    /// Questions to the store for the next jobs that are not answered yet: it may have given one already.
    private var claims = 0
    /// Jobs to be stopped that are this worker's, or may be, and whose delivery has not begun.
    private var stoppedEarly: Set<JobID> = []
    /// Whether the daemon is going down.
    private nonisolated let leaving = Atomic(false)
    private nonisolated var isLeaving: Bool { leaving.load(ordering: .relaxed) }
    /// The job that no other goes before (``ErrorPolicy/retryCurrentJob``).
    private var current: JobID?
    private enum Probe { case none, asking, good }
    private var probe = Probe.none
    private var probing: Task<Void, Never>?
    private var alarm: (moment: Moment, task: Task<Void, Never>)?

    init(
        _ id: PrinterID, jobs: any JobStore, printers: any PrinterStore, devices: any DeviceCatalog,
        preparer: any DocumentPreparer, drivers: any DriverStore,
        secrets: any DeviceSecretStore = NoDeviceSecrets(), conditions: ConditionBoard,
        progress: ProgressBoard, clock: any WallClock, retry: RetryPolicy, desk: PoolDesk,
        hub: DeviceHub? = nil
    ) {
        self.desk = desk
        self.hub = hub ?? DeviceHub(catalog: devices, conditions: conditions, clock: clock, retry: retry)
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

    nonisolated func wake() {
        // It looks again when one of its jobs has ended.
        if !isFull.load(ordering: .acquiring) { wakeUp.yield() }
    }

    /// A job has ended, and whatever came meanwhile is looked for.
    private func lookAgain() {
        isFull.store(false, ordering: .releasing)
        wake()
    }

    /// As ``wake()``, when queues have changed: it may belong to a pool now, which has to know that it has no time.
    nonisolated func wakeForNewQueues() { wakeUp.yield() }

    /// Takes no more jobs, and stops those in hand.
    nonisolated func stop() { wakeUp.finish() }

    /// Stops the delivery of a job that somebody cancelled or set aside.
    func cancel(_ job: JobID) {
        if let delivery = deliveries[job] {
            delivery.cancel()
        } else if claims > 0 || inHand.contains(job) {
            if stoppedEarly.count >= Self.stoppedEarlyMax { stoppedEarly.formIntersection(inHand) }
            stoppedEarly.insert(job)
        }
    }

    /// More jobs than are stopped while the store answers one question.
    private static let stoppedEarlyMax = 1000

    /// Takes jobs from the store, and minds who is stopped meanwhile.
    private func claiming<Result>(_ claim: () async throws -> Result) async rethrows -> Result {
        claims += 1
        defer { claims -= 1 }
        return try await claim()
    }

    /// They are this worker's from now on.
    private func take(inHand leases: some Sequence<Lease>) {
        inHand.formUnion(leases.map(\.job.id))
        // What was stopped and has not come here never will.
        if claims == 0 { stoppedEarly.formIntersection(inHand) }
    }

    private func letGo(of job: JobID) {
        inHand.remove(job)
        stoppedEarly.remove(job)
    }

    /// Begins afresh, as after a restart of the daemon: hands the jobs in hand back, which are then the next again, and
    /// asks the device as if nothing were known of it.
    func restart() {
        if let printer = printers.printer(id) { hub.forget(printer.deviceURI) }
        for delivery in deliveries.values { delivery.cancel() }
        wake()
    }

    func run() async {
        desk.enroll(id) { [weak self] in self?.wake() }
        if let printer = printers.printer(id) {
            hub.join(id, printer.deviceURI) { [weak self] in self?.wake() }
        }
        defer {
            desk.leave(id)
            hub.leave(id)
            alarm?.task.cancel()
            probing?.cancel()
        }
        await findCurrent()
        await withDiscardingTaskGroup { group in
            let left = await claiming { await leftBehind() }
            take(inHand: left)
            for lease in left { group.addTask { await self.resolve(lease) } }
            for await _ in wakeUps {
                let leases = await claiming { await nextLeases() }
                take(inHand: leases)
                for lease in leases { group.addTask { await self.deliver(lease) } }
            }
            leaving.store(true, ordering: .relaxed)
            group.cancelAll()
            for delivery in deliveries.values { delivery.cancel() }
        }
    }

    // MARK: What next

    /// The jobs to begin now: none while a person or the device says no.
    private func nextLeases() async -> [Lease] {
        guard let printer = printers.printer(id) else { return [] }
        hub.join(id, printer.deviceURI) { [weak self] in self?.wake() }
        let now = clock.now()
        let condition = conditions.condition(of: id)
        guard Readiness.blockers(of: printer, condition: condition, at: now).isEmpty else {
            desk.standDown(id)
            if let nextProbe = condition.nextProbe, nextProbe > now { wake(at: nextProbe) }
            return []
        }
        do {
            let backend = try devices.backend(for: printer.deviceURI)
            let free = backend.capabilities.concurrentJobsMax - inHand.count
            guard free > 0 else {
                desk.standDown(id)
                isFull.store(!desk.servesPools(id), ordering: .releasing)
                return []
            }
            return try await enter(printer, backend, free: free, at: now)
        } catch let error as DeviceURIProblem {
            desk.standDown(id)
            guard hasWork else { return [] }
            note(DeviceTrouble(.misconfigured, reason: "configuration-change", message: error.reason), of: printer)
        } catch StoreError.fenced {
            log.notice("another run of the daemon has taken over")
        } catch {
            log.error("cannot take the next job: \(error)")
            desk.standDown(id)
            wake(at: now + retry.first)
        }
        return []
    }

    /// A device in trouble is asked first, so that the job in front is not begun in vain; then it gets one job to try it.
    private func enter(
        _ printer: Printer, _ backend: any Backend, free: Int, at now: Moment
    ) async throws -> [Lease] {
        let uri = printer.deviceURI
        guard conditions.condition(of: id).nextProbe != nil else {
            probe = .none
            return try await takeInTurn(free, for: printer, at: now)
        }
        guard hasWork else {
            // Nobody waits for it: what was known of it grows old.
            if hub.users(of: uri).allSatisfy({ jobs.counts(of: $0).pending == 0 }) { hub.forget(uri) }
            return []
        }
        guard hub.enter(uri, by: id) == .trial, probe == .good else {
            desk.standDown(id)
            if hub.enter(uri, by: id) == .trial, probe == .none { ask(backend, uri) }
            return []
        }
        probe = .none
        let leases = try await takeInTurn(1, for: printer, at: now)
        if leases.isEmpty { hub.good(uri, by: id, isContact: true) }
        return leases
    }

    /// The job that goes before all others first, where there is one.
    private func takeInTurn(_ free: Int, for printer: Printer, at now: Moment) async throws -> [Lease] {
        guard let id = current, printer.errorPolicy == .retryCurrentJob else {
            return try await take(free, for: printer, at: now)
        }
        if let lease = try await jobs.claim(id, of: printer.id, for: nil, at: now) { return [lease] }
        // Somebody has held, moved or cancelled it.
        current = nil
        return try await take(free, for: printer, at: now)
    }

    /// The job that was begun last and still waits, of a queue that lets none go before it: what was known of it has gone
    /// with the earlier run.
    private func findCurrent() async {
        guard printers.printer(id)?.errorPolicy == .retryCurrentJob else { return }
        // Where that cannot be read, no job can be taken either, which says so.
        let page = try? await jobs.jobs(JobQuery(printer: id, which: .states([.pending])), after: nil, limit: 500)
        let begun = page?.jobs.filter { $0.lifecycle.attempts > 0 } ?? []
        current = begun.max { ($0.processingAt ?? $0.createdAt) < ($1.processingAt ?? $1.createdAt) }?.id
    }

    /// Asks the device in a task of its own: one that never answers keeps nobody waiting.
    private func ask(_ backend: any Backend, _ uri: String) {
        probe = .asking
        let (answers, answer) = AsyncStream.makeStream(of: DeviceTrouble?.self, bufferingPolicy: .bufferingOldest(1))
        let asking = Task { answer.yield(await backend.probe()) }
        let (clock, limit) = (self.clock, retry.probeMost)
        let timer = Task {
            try await clock.sleep(for: limit)
            answer.yield(
                DeviceTrouble(
                    .away, reason: "connecting-to-device", message: "it did not say within \(limit) whether it prints"))
        }
        probing = Task {
            for await trouble in answers {
                asking.cancel()
                timer.cancel()
                answered(trouble, uri)
                break
            }
            asking.cancel()
            timer.cancel()
        }
    }

    private func answered(_ trouble: DeviceTrouble?, _ uri: String) {
        guard probe == .asking else { return }
        guard let trouble else {
            probe = .good
            return wake()
        }
        probe = .none
        guard let printer = printers.printer(id), printer.deviceURI == uri else { return wake() }
        note(trouble, of: printer)
    }

    /// Whether there is something to print, of its own or of a pool.
    private var hasWork: Bool { jobs.counts(of: id).pending > 0 || !desk.waitingPools(of: id).isEmpty }

    private func wake(at moment: Moment) {
        guard alarm?.moment != moment else { return }
        alarm?.task.cancel()
        let (clock, pause) = (self.clock, moment - clock.now())
        let task = Task {
            // A sleep that is cut off means the worker stops, or has another alarm.
            guard (try? await clock.sleep(for: pause)) != nil else { return }
            ring(moment)
        }
        alarm = (moment, task)
    }

    private func ring(_ moment: Moment) {
        if alarm?.moment == moment { alarm = nil }
        wake()
    }

    /// Writes the device's trouble down; returns how long to leave it alone.
    @discardableResult
    private func note(_ trouble: DeviceTrouble, of printer: Printer) -> Duration {
        let before = conditions.condition(of: id).trouble
        if before?.reason != trouble.reason || before?.message != trouble.message {
            log.warning("\(trouble.message)", metadata: ["reason": "\(trouble.reason)"])
        }
        let pause = hub.failed(trouble, on: printer.deviceURI)
        wake()
        return pause
    }

    // MARK: Delivering

    /// Delivers a job, and the next ones as long as each can be taken with the end of the last.
    private func deliver(_ lease: Lease) async {
        var current: Claimed? = Claimed(lease: lease)
        while let claimed = current { current = await deliverOne(claimed) }
        lookAgain()
    }

    /// A job in hand.
    private struct Claimed {
        var lease: Lease
        /// ``Delivery/claimedAt``
        var at: ContinuousClock.Instant?
    }

    private func deliverOne(_ claimed: Claimed) async -> Claimed? {
        let lease = claimed.lease
        let report = Mutex(PrintReport())
        let preparing = Preparing(preparer: preparer, drivers: drivers, progress: progress, clock: clock)
        let outcome = await carryOut(lease) { backend, delivery in
            var delivery = delivery
            delivery.claimedAt = claimed.at
            let (outcome, pages) = await preparing.deliver(delivery, to: backend)
            report.withLock { $0 = pages }
            return outcome
        }
        let claim = nextClaim(after: outcome)
        // The time before the question is what counts.
        let now = ContinuousClock.now
        let next = await claiming {
            await finish(lease, with: outcome, report: report.withLock { $0 }, claiming: claim)
        }
        letGo(of: lease.job.id)
        take(inHand: [next].compactMap { $0 })
        return next.map { Claimed(lease: $0, at: claim?.deviceJob == nil ? nil : now) }
    }

    /// How the next job may be taken together with the end of one; `nil` where that has to be thought about first.
    private func nextClaim(after outcome: DeliveryOutcome) -> NextClaim? {
        guard outcome == .delivered, !Task.isCancelled, jobs.counts(of: id).pending > 0, !desk.servesPools(id),
            let printer = printers.printer(id), let backend = try? devices.backend(for: printer.deviceURI),
            inHand.count <= backend.capabilities.concurrentJobsMax,
            // A printer that has just taken a job is in no trouble.
            Readiness.blockers(of: printer, condition: PrinterCondition(), at: clock.now()).isEmpty
        else { return nil }
        // Where documents are made for the device first, it is not known when the first byte goes.
        let isRaw = backend.capabilities.formats.isEmpty && printer.driver == nil
        return NextClaim(on: id, deviceJob: isRaw ? backend.beginning : nil)
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
        if stoppedEarly.remove(lease.job.id) != nil || lease.job.lifecycle.isToStop { task.cancel() }
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
        let all = if let read = lease.documents { read } else { try await jobs.documents(of: lease.job.id) }
        let documents = all.filter { document in
            document.cancellation.map { $0.attempt == lease.attempt } ?? true
        }
        var delivery = Delivery(
            lease: lease.forDevice, printer: printer.withDefaults(of: printers.printer(lease.job.printer)),
            documents: documents,
            open: { try await jobs.read(document: $0, of: lease.job.id) },
            remember: { try await jobs.remember(deviceJob: $0, for: lease) },
            confirm: { try await jobs.confirm(lease) })
        delivery.secret = secrets.secret(of: lease.job.id)
        delivery.isLeaving = { [weak self] in self?.isLeaving ?? true }
        delivery.tell = { [hub, progress] news in
            hub.heard(news, on: printer.deviceURI, isInJob: true)
            progress.note(news, of: lease.job.id)
        }
        return (backend, delivery)
    }

    /// Records what became of a job; gives the next one of `queue`, if it was to be taken.
    @discardableResult
    private func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport = PrintReport(),
        claiming next: NextClaim? = nil
    ) async -> Lease? {
        let printer = printers.printer(id)
        if let printer { settle(outcome, of: printer) }
        if current == lease.job.id { current = nil }
        switch outcome {
        case .delivered: break
        case .tryAgain(let trouble):
            if lease.job.printer == id, printer?.errorPolicy == .retryCurrentJob { current = lease.job.id }
            await pause(for: trouble)
        case .refused(let reason): log.warning("job \(lease.job.id) set aside: \(reason)")
        case .unknown(_, let reason):
            log.warning("job \(lease.job.id): nobody knows whether it was printed: \(reason)")
            // A device that broke off is asked before it gets the next job, or the same one again.
            await pause(for: DeviceTrouble(.failed, reason: "other", message: reason))
        case .needsCredentials(let reason), .canceledThere(let reason):
            log.notice("job \(lease.job.id): \(reason)")
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

    /// What the end of a job says of its device.
    private func settle(_ outcome: DeliveryOutcome, of printer: Printer) {
        hub.ended(on: printer.deviceURI)
        switch outcome {
        case .delivered, .needsCredentials, .canceledThere: hub.good(printer.deviceURI, by: id, isContact: true)
        case .refused, .stopped, .left: hub.good(printer.deviceURI, by: id, isContact: false)
        case .tryAgain, .unknown: break
        }
    }

    /// Leaves the device alone for a while, or the queue until somebody resumes it, where somebody wanted that.
    private func pause(for trouble: DeviceTrouble) async {
        guard let printer = printers.printer(id) else { return }
        if DeliveryRules(of: printer).stopsPrinter(for: trouble) { await stopPrinter(because: trouble) }
        note(trouble, of: printer)
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
                letGo(of: lease.job.id)
                return lookAgain()
            }
            // Cut off only when the worker ends, which ends the loop.
            guard let printer = printers.printer(id) else { return }
            try? await clock.sleep(for: note(trouble, of: printer))
        }
    }
}
