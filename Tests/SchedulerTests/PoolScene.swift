import PrintModel
import QuireTestKit
import Testing

@testable import Scheduler

/// A scheduler with a pool of printers, each with a device of its own.
struct PoolScene {
    let store: MemoryStore
    let clock: FakeClock
    let conditions = ConditionBoard()
    let devices: FakeDevices
    let members: [Printer]
    let pool: PrinterID
    /// Jobs and printers, by name, that do not go together.
    var misfits: [String: Set<String>] = [:]

    init(_ names: [String] = ["a", "b", "c"], policy: Pool.Policy = .leastLoaded) async throws {
        store = MemoryStore()
        clock = FakeClock()
        devices = FakeDevices(names)
        var members: [Printer] = []
        for name in names {
            let name = try #require(PrinterName(name))
            members.append(try await store.add(NewPrinter(name: name, deviceURI: name.text), at: clock.now()))
        }
        self.members = members
        var new = NewPrinter(name: try #require(PrinterName("pool")), deviceURI: Pool.deviceURI)
        new.setPool(Pool(members: members.map(\.id), policy: policy))
        pool = try await store.add(new, at: clock.now()).id
    }

    /// The next run of the daemon.
    init(succeeding other: PoolScene) {
        store = MemoryStore(succeeding: other.store)
        (clock, members, pool) = (other.clock, other.members, other.pool)
        devices = FakeDevices(members.map(\.name.text))
    }

    @discardableResult
    func submit(_ name: String, priority: Int = 50, to printer: PrinterID? = nil) async throws -> JobID {
        let received = try await store.receive(.bytes(Array(name.utf8)), octetsMax: 1000)
        let ticket = Ticket(
            printer: printer ?? pool, name: name, owner: Owner(user: "anna", host: "localhost", isProved: true),
            priority: priority)
        let document = NewDocument(received: received, format: "text/plain")
        return try await store.submit(ticket, documents: [document], isOpen: false, closesAt: nil, at: clock.now()).id
    }

    func run(_ body: () async throws -> Void) async throws {
        let scheduler = Scheduler(
            jobs: store, printers: store, devices: devices, conditions: conditions, fitting: Fitting(misfits: misfits),
            clock: clock)
        let running = Task { await scheduler.run() }
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        store.feed.finish()
        await running.value
        try result.get()
    }

    func finished(_ count: Int) async throws { try await until { try await finishedCount() >= count } }

    func advanceUntil(finished count: Int) async throws {
        try await until {
            if try await finishedCount() >= count { return true }
            clock.advance(by: .seconds(30))
            return false
        }
    }

    private func finishedCount() async throws -> Int {
        try await store.jobs(JobQuery(which: .completed), after: nil, limit: 1000).jobs.count
    }

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

    func change(_ name: String, _ change: @escaping @Sendable (inout Printer) -> Void) async throws {
        let name = try #require(PrinterName(name))
        let id = try #require(store.printer(named: name)?.id)
        _ = try await store.update(id, at: clock.now(), change)
    }
}

private struct Fitting: JobFitting {
    let misfits: [String: Set<String>]
    func misfit(of job: Job, _ documents: [Document], on printer: Printer) -> String? {
        misfits[job.name]?.contains(printer.name.text) == true ? "color" : nil
    }
}

/// Devices by their URIs.
struct FakeDevices: DeviceCatalog {
    let all: [String: FakeDevice]
    let schemes = ["fake"]

    init(_ names: [String]) {
        all = Dictionary(names.map { ($0, FakeDevice(atOnce: 1)) }) { first, _ in first }
    }

    subscript(name: String) -> FakeDevice { all[name] ?? FakeDevice(atOnce: 1) }

    func backend(for deviceURI: String) throws(DeviceURIProblem) -> any Backend {
        guard let device = all[deviceURI] else { throw DeviceURIProblem("no device \(deviceURI)") }
        return device
    }

    func devices(_ query: DeviceQuery) async -> [FoundDevice] { [] }
    var delivered: [String] { all.values.flatMap(\.delivered) }
}
