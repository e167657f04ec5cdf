import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Scheduler

/// A scheduler with a store in memory, a clock that stands still and one queue whose device does what it is told.
struct Scene {
    let store: MemoryStore
    let clock: FakeClock
    let conditions = ConditionBoard()
    let progress = ProgressBoard()
    let device: FakeDevice
    let printer: PrinterID

    init(atOnce: Int = 1) async throws {
        store = MemoryStore()
        clock = FakeClock()
        device = FakeDevice(atOnce: atOnce)
        let name = try #require(PrinterName("hall"))
        printer = try await store.add(NewPrinter(name: name, deviceURI: "fake:"), at: clock.now()).id
    }

    /// The next run of the daemon.
    init(succeeding other: Scene) async throws {
        store = MemoryStore(succeeding: other.store)
        clock = other.clock
        device = FakeDevice(atOnce: 1)
        printer = other.printer
    }

    @discardableResult
    func submit(
        _ name: String, priority: Int = 50, hold: Hold = .none, to other: PrinterID? = nil
    ) async throws -> JobID {
        let received = try await store.receive(.bytes(Array(name.utf8)), octetsMax: 1000)
        let ticket = Ticket(
            printer: other ?? printer, name: name, owner: Owner(user: "anna", host: "localhost", isProved: true),
            priority: priority, hold: hold)
        let document = NewDocument(received: received, format: "text/plain")
        return try await store.submit(ticket, documents: [document], isOpen: false, closesAt: nil, at: clock.now()).id
    }

    func change(_ printer: PrinterID, _ change: @escaping @Sendable (inout Printer) -> Void) async throws {
        _ = try await store.update(printer, at: clock.now(), change)
    }

    /// Runs a scheduler while `body` does, and ends it in the way the daemon does.
    func run(_ body: () async throws -> Void) async throws {
        let scheduler = Scheduler(
            jobs: store, printers: store, devices: device, secrets: store, conditions: conditions, progress: progress,
            clock: clock)
        let running = Task { await scheduler.run() }
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        store.feed.finish()
        await running.value
        try result.get()
    }

    /// Waits until so many jobs are finished.
    func finished(_ count: Int) async throws {
        try await until { try await finishedCount() >= count }
    }

    /// Moves the clock on, as often as somebody sleeps, until so many jobs are finished.
    func advanceUntil(finished count: Int) async throws {
        try await until {
            if try await finishedCount() >= count { return true }
            clock.advance(by: .seconds(30))
            return false
        }
    }

    private func finishedCount() async throws -> Int {
        try await store.jobs(JobQuery(which: .completed), after: nil, limit: 100).jobs.count
    }

    /// Lets the others run until `condition` holds, or the test's time is over.
    func until(_ condition: () async throws -> Bool) async throws {
        while try await !condition() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    /// Lets the others run until they have nothing to do but wait.
    func settle() async {
        for _ in 0..<2000 { await Task.yield() }
    }
}

/// A device that does what a test tells it.
final class FakeDevice: Backend, DeviceCatalog {
    private struct State {
        var delivered: [String] = []
        var marks: [String: String?] = [:]
        var secrets: [String: DeviceSecret] = [:]
        var begun: Set<String> = []
        var atOnce = 0
        var mostAtOnce = 0
        var trouble: [DeviceTrouble] = []
        var probes = 0
        var refused: Set<String> = []
        var endless: Set<String> = []
        var unknown: Set<String> = []
        var interrupted = Interrupted.notDelivered
        var lookUpsLeft = 0
        var hangs = false
        var ear: (@Sendable (DeviceNews) -> Void)?
        var jobEar: (@Sendable (DeviceNews) -> Void)?
        var whenLookedUp: @Sendable () -> Void = {}
    }
    private let state = Mutex(State())
    let capabilities: DeviceCapabilities
    let schemes = ["fake"]
    let beginning: String? = "fake: begun"

    func devices(_ query: DeviceQuery) async -> [FoundDevice] { [] }

    init(atOnce: Int) {
        capabilities = DeviceCapabilities(formats: [], makeAndModel: "Fake", concurrentJobsMax: atOnce)
    }

    var delivered: [String] { state.withLock { $0.delivered } }
    /// What was remembered of a job before its delivery, where it was claimed with that.
    func mark(of name: String) -> String? { state.withLock { $0.marks[name] ?? nil } }
    /// What came with a job of this name.
    func secret(of name: String) -> DeviceSecret? { state.withLock { $0.secrets[name] } }
    var begun: Set<String> { state.withLock { $0.begun } }
    var mostAtOnce: Int { state.withLock { $0.mostAtOnce } }
    /// What the next attempts end with, one each.
    var trouble: [DeviceTrouble] {
        get { state.withLock { $0.trouble } }
        set { state.withLock { $0.trouble = newValue } }
    }
    /// How often it says, when asked, that it is still in trouble.
    var probes: Int {
        get { state.withLock { $0.probes } }
        set { state.withLock { $0.probes = newValue } }
    }
    var refused: Set<String> {
        get { state.withLock { $0.refused } }
        set { state.withLock { $0.refused = newValue } }
    }
    /// Whether it never answers when it is asked.
    var hangs: Bool {
        get { state.withLock { $0.hangs } }
        set { state.withLock { $0.hangs = newValue } }
    }
    var isWatched: Bool { state.withLock { $0.ear != nil } }
    /// Says something to whoever watches it.
    func say(_ news: DeviceNews) { state.withLock { $0.ear }?(news) }
    /// Says something of the job in hand.
    func tell(_ news: DeviceNews) { state.withLock { $0.jobEar }?(news) }

    func watch(_ tell: @escaping @Sendable (DeviceNews) -> Void) async {
        state.withLock { $0.ear = tell }
        await Self.wait()
    }

    /// Until the task is cancelled.
    private static func wait() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        for await _ in stream {}
        continuation.finish()
    }

    /// Jobs whose first attempt nobody hears the end of.
    var unknown: Set<String> {
        get { state.withLock { $0.unknown } }
        set { state.withLock { $0.unknown = newValue } }
    }
    /// Jobs that take until they are stopped.
    var endless: Set<String> {
        get { state.withLock { $0.endless } }
        set { state.withLock { $0.endless = newValue } }
    }
    var interrupted: Interrupted {
        get { state.withLock { $0.interrupted } }
        set { state.withLock { $0.interrupted = newValue } }
    }

    /// Does something the next times that somebody asks for the backend, which is before a job is taken.
    func whenLookedUp(times: Int, _ body: @escaping @Sendable () -> Void) {
        state.withLock { ($0.lookUpsLeft, $0.whenLookedUp) = (times, body) }
    }

    func backend(for deviceURI: String) throws(DeviceURIProblem) -> any Backend {
        let body = state.withLock { state -> (@Sendable () -> Void)? in
            guard state.lookUpsLeft > 0 else { return nil }
            state.lookUpsLeft -= 1
            return state.whenLookedUp
        }
        body?()
        return self
    }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let name = delivery.job.name
        state.withLock { state in
            state.jobEar = delivery.tell
            state.marks[name] = delivery.claimedAt == nil ? nil : delivery.job.deviceJob
            state.secrets[name] = delivery.secret
            state.begun.insert(name)
            state.atOnce += 1
            state.mostAtOnce = max(state.mostAtOnce, state.atOnce)
        }
        defer { state.withLock { $0.atOnce -= 1 } }
        if endless.contains(name) {
            while !Task.isCancelled { await Task.yield() }
            return .stopped
        }
        await Task.yield()
        return state.withLock { state in
            if !state.trouble.isEmpty { return .tryAgain(state.trouble.removeFirst()) }
            if state.unknown.remove(name) != nil {
                return .unknown(confirmedImpressions: 0, because: "it hung up")
            }
            if state.refused.contains(name) { return .refused(because: "bad document") }
            state.delivered.append(name)
            return .delivered
        }
    }

    func resolve(_ delivery: Delivery) async -> Interrupted { interrupted }

    func probe() async -> DeviceTrouble? {
        if hangs { await Self.wait() }
        return state.withLock { state in
            guard state.probes > 0 else { return nil }
            state.probes -= 1
            return DeviceTrouble(reason: "media-empty-error", message: "no paper")
        }
    }
}
