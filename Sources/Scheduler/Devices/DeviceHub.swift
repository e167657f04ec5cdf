import PrintModel
import Synchronization

/// What is known of each device, shared by all queues that print to it: one in trouble is left alone by all of them, asked by
/// one, tried with one job, and then all go on.
///
/// Devices are the same where their URIs are. What is known is shown on the ``ConditionBoard`` of each queue.
final class DeviceHub: Sendable {
    private struct Device {
        /// Queues that print to it, and what wakes them.
        var users: [PrinterID: @Sendable () -> Void] = [:]
        var watch: Task<Void, Never>?
        /// What keeps it from getting jobs.
        var trouble: DeviceTrouble?
        var since: Moment?
        var nextProbe: Moment?
        var failedProbes = 0
        /// The queue that asks it, or tries it with a job.
        var trier: PrinterID?
        /// What it says it waits for, without keeping jobs away.
        var told: DeviceTrouble?
        /// The same, of jobs that are with it.
        var toldInJob: DeviceTrouble?
        var toldSince: Moment?
        var lastContact: Moment?
        /// What of the jobs with it is nobody's business but their owners'.
        var inHand: [JobID: PrivateWords] = [:]
        /// The same of those that were with it last: it may still speak of them.
        var recent: [PrivateWords] = []

        var words: [PrivateWords] { inHand.values + recent }

        func told(_ text: String) -> String { words.reduce(text) { $1.removed(from: $0) } }

        var condition: PrinterCondition {
            if let trouble {
                return PrinterCondition(
                    trouble: trouble, troubleSince: since, nextProbe: nextProbe, failedProbes: failedProbes,
                    lastContact: lastContact)
            }
            guard let told = toldInJob ?? told else { return PrinterCondition() }
            return PrinterCondition(trouble: told, troubleSince: toldSince, lastContact: lastContact)
        }
    }

    private struct State {
        var devices: [String: Device] = [:]
        var places: [PrinterID: String] = [:]
    }

    /// Jobs that a device has done with and is still thought to speak of.
    private static let recentMax = 2

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
            state.devices[uri, default: Device()].users[id] = wake
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
                device.users.values.forEach { $0() }
            }
            state.devices[uri] = device.users.isEmpty ? nil : device
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
        state.withLock { $0.devices[uri]?.inHand[job] = words }
    }

    /// The words as everybody may read them.
    func told(_ text: String, on uri: String) -> String {
        state.withLock { $0.devices[uri]?.told(text) ?? text }
    }

    func told(_ trouble: DeviceTrouble, on uri: String) -> DeviceTrouble {
        var trouble = trouble
        trouble.message = told(trouble.message, on: uri)
        return trouble
    }

    /// - Parameter isInJob: said while it has a job, of which the end is told by ``ended(_:on:)``.
    func heard(_ news: DeviceNews, on uri: String, isInJob: Bool = false) {
        let now = clock.now()
        state.withLock { state in
            guard var device = state.devices[uri] else { return }
            switch news {
            case .state(var its):
                device.lastContact = now
                for words in device.words { its = words.removed(from: its) }
                for id in device.users.keys { conditions.set(its, for: id) }
            case .capabilities: conditions.noteNewCapabilities()
            case .trouble(var trouble):
                if let said = trouble?.message { trouble?.message = device.told(said) }
                let before = isInJob ? device.toldInJob : device.told
                if trouble != before { device.toldSince = trouble == nil ? nil : now }
                if isInJob { device.toldInJob = trouble } else { device.told = trouble }
                if trouble == nil {
                    device.lastContact = now
                    // What it was left alone for may be over: it is asked at once.
                    if device.trouble != nil, !isInJob {
                        device.nextProbe = now
                        device.users.values.forEach { $0() }
                    }
                }
                publish(device)
            case .impressions, .sheets, .message: break
            }
            state.devices[uri] = device
        }
    }

    /// A job is no longer with it.
    func ended(_ job: JobID, on uri: String) {
        state.withLock { state in
            guard var device = state.devices[uri] else { return }
            if let words = device.inHand.removeValue(forKey: job) {
                device.recent = (device.recent + [words]).suffix(Self.recentMax)
            }
            if device.toldInJob != nil {
                device.toldInJob = nil
                publish(device)
            }
            state.devices[uri] = device
        }
    }

    private func publish(_ device: Device) {
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
    func failed(_ trouble: DeviceTrouble, on uri: String) -> Duration {
        let now = clock.now()
        return state.withLock { state in
            guard var device = state.devices[uri] else { return retry.pause(after: 1, trouble) }
            device.since = device.trouble == nil ? now : device.since
            var told = trouble
            told.message = device.told(trouble.message)
            device.trouble = told
            device.failedProbes += 1
            device.trier = nil
            let pause = retry.pause(after: device.failedProbes, trouble)
            device.nextProbe = now + pause
            publish(device)
            state.devices[uri] = device
            device.users.values.forEach { $0() }
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

    /// Forgets what keeps it from printing.
    func forget(_ uri: String) {
        state.withLock { state in
            guard var device = state.devices[uri] else { return }
            recover(&device)
            state.devices[uri] = device
        }
    }

    private func recover(_ device: inout Device) {
        guard device.trouble != nil else { return }
        (device.trouble, device.since, device.nextProbe, device.trier) = (nil, nil, nil, nil)
        device.failedProbes = 0
        publish(device)
        device.users.values.forEach { $0() }
    }

    /// All that print to it.
    func users(of uri: String) -> [PrinterID] { state.withLock { $0.devices[uri]?.users.keys.map { $0 } ?? [] } }
}
