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
    let printers: any PrinterStore
    let devices: any DeviceCatalog
    let preparer: any DocumentPreparer
    let drivers: any DriverStore
    let secrets: any DeviceSecretStore
    private let conditions: ConditionBoard
    let progress: ProgressBoard
    let clock: any WallClock
    let retry: RetryPolicy
    /// Where it agrees with others on the jobs of pools.
    let desk: PoolDesk
    /// What it knows of its device together with other queues.
    let hub: DeviceHub
    let log: Logger

    /// Wake-ups merge: one is as good as a hundred.
    private let wakeUps: AsyncStream<Void>
    private nonisolated let wakeUp: AsyncStream<Void>.Continuation
    var hand = JobsInHand()
    /// Whether there is nothing to look for: the device has all the jobs that it takes at once, and no pool counts on it.
    private nonisolated let isFull = Atomic(false)
    /// Whether the daemon is going down.
    private nonisolated let leaving = Atomic(false)
    nonisolated var isLeaving: Bool { leaving.load(ordering: .relaxed) }
    /// The job that no other goes before (``ErrorPolicy/retryCurrentJob``).
    var current: JobID?
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
    func lookAgain() {
        isFull.store(false, ordering: .releasing)
        wake()
    }

    /// As ``wake()``, when queues have changed: it may belong to a pool now, which has to know that it has no time.
    nonisolated func wakeForNewQueues() { wakeUp.yield() }

    /// Takes no more jobs, and stops those in hand.
    nonisolated func stop() { wakeUp.finish() }

    /// Stops the delivery of a job that somebody cancelled or set aside.
    func cancel(_ job: JobID) { hand.stop(job) }

    /// Takes jobs from the store, and minds who is stopped meanwhile.
    func claiming<Result>(_ claim: () async throws -> Result) async rethrows -> Result {
        hand.questions += 1
        defer { hand.questions -= 1 }
        return try await claim()
    }

    /// Begins afresh, as after a restart of the daemon: hands the jobs in hand back, which are then the next again, and
    /// asks the device as if nothing were known of it.
    func restart() {
        if let printer = printers.printer(id) { hub.forget(printer.deviceURI) }
        hand.stopAll()
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
            hand.take(left)
            for lease in left { group.addTask { await self.resolve(lease) } }
            for await _ in wakeUps {
                let leases = await claiming { await nextLeases() }
                hand.take(leases)
                for lease in leases { group.addTask { await self.deliver(lease) } }
            }
            leaving.store(true, ordering: .relaxed)
            group.cancelAll()
            hand.stopAll()
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
            stepBack(from: printer.deviceURI)
            if let nextProbe = condition.nextProbe, nextProbe > now { wake(at: nextProbe) }
            return []
        }
        do {
            let backend = try devices.backend(for: printer.deviceURI)
            let free = backend.capabilities.concurrentJobsMax - hand.jobs.count
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
            stepBack(from: uri)
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

    /// Others may ask the device and try it; not while the job that tries it is with it.
    private func stepBack(from uri: String) {
        guard hand.jobs.isEmpty else { return }
        probing?.cancel()
        probe = .none
        hub.stepBack(id, from: uri)
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
    func note(_ trouble: DeviceTrouble, of printer: Printer) -> Duration {
        let uri = printer.deviceURI
        return note(ToldTrouble(trouble, without: hub.words(on: uri)), on: uri)
    }

    @discardableResult
    func note(_ told: ToldTrouble, on uri: String) -> Duration {
        let trouble = told.trouble
        let before = conditions.condition(of: id).trouble
        if before?.reason != trouble.reason || before?.message != trouble.message {
            log.warning("\(trouble.message)", metadata: ["reason": "\(trouble.reason)"])
        }
        let pause = hub.failed(told, on: uri, by: id)
        wake()
        return pause
    }
}
