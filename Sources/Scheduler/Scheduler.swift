internal import Logging
public import PrintModel

/// Decides what prints next and sees it through: one worker a queue, woken by the store's feed.
///
/// It holds no jobs: what waits is in the store, what is being printed is in a worker until the store has its outcome.
public actor Scheduler {
    private let jobs: any JobStore
    private let printers: any PrinterStore
    private let devices: any DeviceCatalog
    private let preparer: any DocumentPreparer
    private let drivers: any DriverStore
    private let secrets: any DeviceSecretStore
    private let conditions: ConditionBoard
    private let progress: ProgressBoard
    private let clock: any WallClock
    private let retry: RetryPolicy
    private let log = Logger(label: "quire.scheduler")
    private var workers: [PrinterID: PrinterWorker] = [:]
    private let timer: DueTimer
    private let desk: PoolDesk
    private let hub: DeviceHub

    public init(
        jobs: any JobStore, printers: any PrinterStore, devices: any DeviceCatalog,
        preparer: any DocumentPreparer = NoPreparer(), drivers: any DriverStore = NoDrivers(),
        secrets: any DeviceSecretStore = NoDeviceSecrets(),
        conditions: ConditionBoard, fitting: any JobFitting = EverythingFits(),
        progress: ProgressBoard = ProgressBoard(), clock: any WallClock, retry: RetryPolicy = RetryPolicy()
    ) {
        desk = PoolDesk(jobs: jobs, printers: printers, conditions: conditions, fitting: fitting)
        hub = DeviceHub(catalog: devices, conditions: conditions, clock: clock, retry: retry)
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
        timer = DueTimer(jobs: jobs, clock: clock)
    }

    /// Runs until the store's feed is finished; then the deliveries in hand are stopped and their jobs handed back.
    public func run() async {
        await withDiscardingTaskGroup { group in
            let timer = self.timer
            group.addTask { await timer.run() }
            await settleOrphans()
            startWorkers(in: &group)
            while let change = await jobs.feed.next() {
                if change.printers { startWorkers(in: &group) }
                await dispatch(change)
            }
            timer.stop()
            for worker in workers.values { worker.stop() }
        }
        workers = [:]
    }

    /// Before anybody takes a job.
    private func settleOrphans() async {
        for pool in printers.printers() where pool.isPool {
            do {
                try await jobs.settleOrphans(of: pool.id, at: clock.now())
            } catch {
                log.error("cannot settle interrupted jobs of \(pool.name): \(error)")
            }
        }
    }

    /// One for each printer with a device; a pool's jobs are its members' work.
    private func startWorkers(in group: inout DiscardingTaskGroup) {
        let all = printers.printers()
        for printer in all where workers[printer.id] == nil && !printer.isPool {
            let worker = PrinterWorker(
                printer.id, jobs: jobs, printers: printers, devices: devices, preparer: preparer, drivers: drivers,
                secrets: secrets, conditions: conditions, progress: progress, clock: clock, retry: retry,
                desk: desk, hub: hub)
            workers[printer.id] = worker
            group.addTask { await worker.run() }
        }
        let known = Set(all.filter { !$0.isPool }.map(\.id))
        for (id, worker) in workers where !known.contains(id) {
            worker.stop()
            workers[id] = nil
        }
    }

    private func dispatch(_ change: StoreChange) async {
        if change.due { timer.wake() }
        for id in change.restarted { await workers[id]?.restart() }
        if change.printers {
            for worker in workers.values { worker.wakeForNewQueues() }
        } else {
            for id in Set(change.queues.flatMap(desk.printers(behind:))) { workers[id]?.wake() }
        }
        for job in change.cancelled {
            for worker in workers.values { await worker.cancel(job) }
        }
    }
}
