import PrintModel
import Synchronization

/// What is known of each device, shared by all queues that print to it: one in trouble is left alone by all of them, asked by
/// one, tried with one job, and then all go on.
///
/// Devices are the same where their URIs are. What is known is shown on the ``ConditionBoard`` of each queue.
final class DeviceHub: Sendable {
    private struct State {
        var devices: [String: KnownDevice] = [:]
        var places: [PrinterID: String] = [:]
        /// The device that a job is with: its queue may print to another one by now, or be gone.
        var jobs: [JobID: String] = [:]
    }

    /// Whether a queue may hand a job to its device.
    enum Entry { case free, trial, notNow }

    private let state = Mutex(State())
    private let catalog: any DeviceCatalog
    private let conditions: ConditionBoard
    private let clock: any WallClock
    private let retry: RetryPolicy

    init(catalog: any DeviceCatalog, conditions: ConditionBoard, clock: any WallClock, retry: RetryPolicy) {
        self.catalog = catalog
        self.conditions = conditions
        self.clock = clock
        self.retry = retry
    }

    // MARK: Queues

    /// Says that a queue prints to that device from now on; what another one was said to be is forgotten.
    func join(_ id: PrinterID, _ uri: String, wake: @escaping @Sendable () -> Void) {
        let before = state.withLock { $0.places[id] }
        guard before != uri else { return }
        if before != nil { leave(id) }
        let isFirst = state.withLock { state in
            state.places[id] = uri
            state.devices[uri, default: KnownDevice()].users[id] = wake
            if let device = state.devices[uri] { conditions.set(device.condition, for: id) }
            return state.devices[uri]?.users.count == 1
        }
        if isFirst { watch(uri) }
    }

    func leave(_ id: PrinterID) {
        let watch = state.withLock { state -> Task<Void, Never>? in
            guard let uri = state.places.removeValue(forKey: id), var device = state.devices[uri] else { return nil }
            device.users[id] = nil
            if device.trier == id {
                device.trier = nil
                device.wakeUsers()
            }
            state.devices[uri] = device.users.isEmpty ? device.withoutUsers : device
            return device.users.isEmpty ? device.watch : nil
        }
        watch?.cancel()
        conditions.forget(id)
        conditions.set(DeviceState(), for: id)
    }

    private func watch(_ uri: String) {
        // One that is refused is met again with the first job.
        guard let backend = try? catalog.backend(for: uri) else { return }
        let task = Task { [weak self] in await backend.watch { [weak self] news in self?.heard(news, on: uri) } }
        let isWanted = state.withLock { state in
            guard state.devices[uri] != nil else { return false }
            state.devices[uri]?.watch = task
            return true
        }
        if !isWanted { task.cancel() }
    }

    // MARK: What devices say

    /// A job is with it from now on: what is said of the device is told to everybody, so what the job is called and whose it
    /// is is taken out.
    func began(_ job: JobID, _ words: PrivateWords, on uri: String) {
        state.withLock { state in
            if let before = state.jobs[job], before != uri { end(job, &state) }
            state.jobs[job] = uri
            state.devices[uri, default: KnownDevice()].began(job, words)
        }
    }

    /// A job is no longer with its device.
    ///
    /// - Returns: which that was, and the words of the jobs that it may have spoken of; `nil` where the job never was with one.
    @discardableResult
    func ended(_ job: JobID) -> (uri: String, words: [PrivateWords])? {
        state.withLock { end(job, &$0) }
    }

    @discardableResult
    private func end(_ job: JobID, _ state: inout State) -> (uri: String, words: [PrivateWords])? {
        guard let uri = state.jobs.removeValue(forKey: job), var device = state.devices[uri] else { return nil }
        let (words, hasTold) = (device.words, device.toldInJob != nil)
        device.ended(job)
        if hasTold { publish(device) }
        state.devices[uri] = device.users.isEmpty ? device.withoutUsers : device
        return (uri, words)
    }

    /// What is to be taken out of whatever that device says. It is done while nobody waits for it: it may take a while.
    func words(on uri: String) -> [PrivateWords] { state.withLock { $0.devices[uri]?.words ?? [] } }

    /// - Parameter job: where it is said in the middle of one, of which the end is told by ``ended(_:)``.
    func heard(_ news: DeviceNews, on uri: String, in job: JobID? = nil) {
        switch news {
        case .state(let its): take(words(on: uri).removed(from: its), of: uri)
        case .capabilities: conditions.noteNewCapabilities()
        case .trouble(let trouble):
            take(trouble.map { ToldTrouble($0, without: words(on: uri)) }, of: uri, in: job)
        case .impressions, .sheets, .message: break
        }
    }

    private func take(_ its: DeviceState, of uri: String) {
        let now = clock.now()
        state.withLock { state in
            guard let device = state.devices[uri] else { return }
            state.devices[uri]?.lastContact = now
            for id in device.users.keys { conditions.set(its, for: id) }
        }
    }

    private func take(_ told: ToldTrouble?, of uri: String, in job: JobID?) {
        let (trouble, now) = (told?.trouble, clock.now())
        state.withLock { state in
            // What was said of a job that has ended meanwhile would stay for ever.
            guard var device = state.devices[uri], job.map(device.has) ?? true else { return }
            let before = job == nil ? device.told : device.toldInJob
            if trouble != before { device.toldSince = trouble == nil ? nil : now }
            if job == nil { device.told = trouble } else { device.toldInJob = trouble }
            if trouble == nil {
                device.lastContact = now
                // What it was left alone for may be over: it is asked at once.
                if device.trouble != nil, job == nil {
                    device.nextProbe = now
                    device.wakeUsers()
                }
            }
            publish(device)
            state.devices[uri] = device
        }
    }

    private func publish(_ device: KnownDevice) {
        for id in device.users.keys { conditions.set(device.condition, for: id) }
    }

    // MARK: What came of trying

    /// One queue at a time asks a device in trouble, and tries it.
    func enter(_ uri: String, by id: PrinterID) -> Entry {
        state.withLock { state in
            guard let device = state.devices[uri], device.trouble != nil else { return .free }
            guard device.trier ?? id == id, device.nextProbe ?? clock.now() <= clock.now() else { return .notNow }
            state.devices[uri]?.trier = id
            return .trial
        }
    }

    /// It failed: all leave it alone for the time that is given back.
    @discardableResult
    func failed(_ told: ToldTrouble, on uri: String, by id: PrinterID) -> Duration {
        let (trouble, now) = (told.trouble, clock.now())
        return state.withLock { state in
            guard var device = state.devices[uri] else { return retry.pause(after: 1, trouble) }
            device.since = device.trouble == nil ? now : device.since
            device.trouble = trouble
            device.failedProbes += 1
            if device.trier == id { device.trier = nil }
            let pause = retry.pause(after: device.failedProbes, trouble)
            device.nextProbe = now + pause
            publish(device)
            state.devices[uri] = device
            device.wakeUsers()
            return pause
        }
    }

    /// Nothing keeps it from printing any more, as far as is known.
    ///
    /// - Parameter isContact: whether it was the device that said so; otherwise it counts for who tries it only.
    func good(_ uri: String, by id: PrinterID, isContact: Bool) {
        let now = clock.now()
        state.withLock { state in
            guard var device = state.devices[uri] else { return }
            if isContact { device.lastContact = now }
            if isContact || device.trier == id { recover(&device) }
            state.devices[uri] = device
        }
    }

    /// A queue that asks it, or was to try it with a job, prints nothing now: another one may.
    func stepBack(_ id: PrinterID, from uri: String) {
        state.withLock { state in
            guard var device = state.devices[uri], device.trier == id else { return }
            device.trier = nil
            device.wakeUsers()
            state.devices[uri] = device
        }
    }

    /// Forgets what keeps it from printing.
    func forget(_ uri: String) {
        state.withLock { state in
            guard var device = state.devices[uri] else { return }
            recover(&device)
            state.devices[uri] = device
        }
    }

    private func recover(_ device: inout KnownDevice) {
        guard device.trouble != nil else { return }
        (device.trouble, device.since, device.nextProbe, device.trier) = (nil, nil, nil, nil)
        device.failedProbes = 0
        publish(device)
        device.wakeUsers()
    }

    /// All that print to it.
    func users(of uri: String) -> [PrinterID] { state.withLock { $0.devices[uri]?.users.keys.map { $0 } ?? [] } }
}
