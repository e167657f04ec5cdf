// How fast the store alone is, and what it costs: `SpoolBench DIRECTORY [scene ...]`. docs/SPOOL.md has the figures and
// the machine they are from. DIRECTORY should be on a fresh journaled file system.

import Glibc
import IPP
import Logging
import PrintModel
import Spool
import Synchronization

@main
struct SpoolBench {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let directory = arguments.first else {
            print("usage: SpoolBench DIRECTORY [\(Scene.allCases.map(\.rawValue).joined(separator: " | "))] ...")
            exit(2)
        }
        mkdir(directory, 0o700)
        let scenes = arguments.dropFirst().compactMap(Scene.init(rawValue:))
        for scene in scenes.isEmpty ? Scene.allCases : scenes {
            try await scene.run(in: "\(directory)/\(scene.rawValue)")
        }
    }
}

enum Scene: String, CaseIterable {
    case submit4k = "submit-4k"
    case submit100k = "submit-100k"
    case sizes
    case gigabyte
    case depth
    case deliver
    case oneQueue = "one-queue"

    func run(in directory: String) async throws {
        remove(directory)
        switch self {
        case .submit4k:
            for tasks in [1, 8, 64, 256] { try await submit(4096, tasks: tasks, seconds: 3, in: directory) }
        case .submit100k:
            for tasks in [1, 8, 64] { try await submit(102_400, tasks: tasks, seconds: 3, in: directory) }
        case .sizes: try await compareSizes(in: directory)
        case .gigabyte: try await moveGigabyte(in: directory)
        case .depth: try await goDeep(in: directory)
        case .deliver: try await deliverAll(in: directory)
        case .oneQueue: try await deliverInTurn(in: directory)
        }
        remove(directory)
    }
}

// MARK: - Scenes

/// Print-Jobs of one size from several tasks at once.
func submit(
    _ octets: Int, tasks: Int, seconds: Double, in directory: String, settings: SpoolSettings = SpoolSettings(),
    label: String = ""
) async throws {
    let store = try open(directory, settings)
    let printer = try await addPrinter(to: store)
    let rate = try await measure(tasks: tasks, seconds: seconds) {
        try await submitOne(octets, to: printer.id, of: store)
    }
    print("submit \(octets) B, \(tasks) tasks\(label): \(rate)")
    store.close()
    remove(directory)
}

/// Where each home of documents begins to pay.
func compareSizes(in directory: String) async throws {
    for size in [1, 4, 16, 32, 64, 128, 256, 512, 1024].map({ $0 << 10 }) {
        for (name, home) in [("row", Home.row), ("segment", .segment), ("file", .file)] {
            for tasks in [1, 8, 64] {
                try await submit(
                    size, tasks: tasks, seconds: 1, in: directory, settings: home.settings, label: " in a \(name)")
            }
        }
    }
}

enum Home {
    case row, segment, file

    var settings: SpoolSettings {
        var settings = SpoolSettings()
        settings.inlineOctetsMax = self == .row ? 4 << 20 : 0
        settings.inlineBatchOctetsMax = .max
        settings.segmentDocumentOctetsMax = self == .file ? 0 : 4 << 20
        settings.commitOctetsMax = 8 << 20
        return settings
    }
}

/// One document of 1 GiB against a bare write and fdatasync of the same bytes.
func moveGigabyte(in directory: String) async throws {
    let piece = [UInt8](repeating: 0x5A, count: 64 << 10)
    let pieces = 16384
    mkdir(directory, 0o700)
    let bareStart = ContinuousClock.now
    let file = Glibc.open("\(directory)/bare", O_WRONLY | O_CREAT, 0o600)
    for _ in 0..<(pieces / 16) {
        let block = [UInt8](repeating: 0x5A, count: 1 << 20)
        precondition(write(file, block, block.count) == block.count)
    }
    fdatasync(file)
    close(file)
    let bare = (ContinuousClock.now - bareStart).inSeconds
    unlink("\(directory)/bare")
    let store = try open(directory)
    let printer = try await addPrinter(to: store)
    let before = residentKiB()
    let left = Mutex(pieces)
    let stream = DocumentStream {
        left.withLock { left -> [UInt8]? in
            guard left > 0 else { return nil }
            left -= 1
            return piece
        }
    }
    let start = ContinuousClock.now
    let received = try await store.receive(stream, octetsMax: .max)
    let job = try await store.submit(
        ticket(printer.id), documents: [NewDocument(received: received, format: "application/pdf")], isOpen: false,
        closesAt: nil, at: now())
    let own = (ContinuousClock.now - start).inSeconds
    let back = try await store.read(document: 1, of: job.id)
    let readStart = ContinuousClock.now
    while try await back.next() != nil {}
    let read = (ContinuousClock.now - readStart).inSeconds
    print(
        "1 GiB: bare \(Int(1024 / bare)) MiB/s, store \(Int(1024 / own)) MiB/s, ratio \(bare / own), read back "
            + "\(Int(1024 / read)) MiB/s, RSS +\((residentKiB() - before) / 1024) MiB")
    store.close()
}

/// What a backlog of 100,000 held jobs costs.
func goDeep(in directory: String) async throws {
    var store = try open(directory)
    let printer = try await addPrinter(to: store)
    let empty = try await measure(tasks: 8, seconds: 2) { [store] in
        try await submitOne(4096, to: printer.id, of: store)
    }
    print("8 tasks, empty: \(empty)")
    let fillStart = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<64 {
            group.addTask { [store] in
                for _ in 0..<1563 {
                    var ticket = ticket(printer.id)
                    ticket.hold = .indefinite
                    try await submitOne(4096, ticket, of: store)
                }
            }
        }
        try await group.waitForAll()
    }
    print("held 100,032 more in \((ContinuousClock.now - fillStart).inSeconds) s, RSS \(residentKiB() / 1024) MiB")
    let full = try await measure(tasks: 8, seconds: 2) { [store] in
        try await submitOne(4096, to: printer.id, of: store)
    }
    print("8 tasks, 100,000 held: \(full)")
    store.close()
    let start = ContinuousClock.now
    store = try open(directory)
    print("start: \((ContinuousClock.now - start).inSeconds) s, counts \(store.counts(of: printer.id))")
    try await time("job by id", 5000) { [store] in _ = try await store.job(JobID(5000)) }
    try await time("first page of 50", 1000) { [store] in
        _ = try await store.jobs(JobQuery(printer: printer.id), after: nil, limit: 50)
    }
    try await time("50 of a user", 1000) { [store] in
        _ = try await store.jobs(JobQuery(user: "ana"), after: nil, limit: 50)
    }
    let middle = try await store.job(JobID(60000))
    try await time("page of 50 in the middle", 1000) { [store] in
        _ = try await store.jobs(JobQuery(printer: printer.id), after: middle.map(JobCursor.init), limit: 50)
    }
    try await time("claim", 2000) { [store] in
        _ = try await store.claim(on: printer.id, limit: 1, at: now())
    }
    let pages = ContinuousClock.now
    var cursor: JobCursor?
    var count = 0
    repeat {
        let page = try await store.jobs(JobQuery(printer: printer.id), after: cursor, limit: 500)
        count += page.jobs.count
        cursor = page.next
    } while cursor != nil
    print(
        "all \(count) jobs in pages of 500: \((ContinuousClock.now - pages).inSeconds) s, RSS \(residentKiB() / 1024) MiB"
    )
    store.close()
}

/// Claim, remember and finish, one job after another and eight at a time.
func deliverAll(in directory: String) async throws {
    let store = try open(directory)
    let printer = try await addPrinter(to: store)
    for _ in 0..<20000 / 64 {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<64 { group.addTask { try await submitOne(4096, to: printer.id, of: store) } }
            try await group.waitForAll()
        }
    }
    for (tasks, limit) in [(1, 1), (8, 1), (1, 32)] {
        let rate = try await measure(tasks: tasks, seconds: 2) {
            let leases = try await store.claim(on: printer.id, limit: limit, at: now())
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lease in leases {
                    group.addTask {
                        try await store.remember(deviceJob: "1", for: lease)
                        let stream = try await store.read(document: 1, of: lease.job.id)
                        while try await stream.next() != nil {}
                        try await store.finish(lease, with: .delivered, at: now())
                    }
                }
                try await group.waitForAll()
            }
        }
        print("claim \(limit), remember, read, finish, \(tasks) tasks: \(rate) (times \(limit))")
    }
    store.close()
}

/// What a busy printer asks of the store: the change that ends a job and takes the next.
func deliverInTurn(in directory: String) async throws {
    let store = try open(directory)
    let printer = try await addPrinter(to: store)
    for _ in 0..<10000 / 50 {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { try await submitOne(4096, to: printer.id, of: store) } }
            try await group.waitForAll()
        }
    }
    let first = try await store.claim(on: printer.id, limit: 1, at: now()).first
    let held = Mutex(first)
    let rate = try await measure(tasks: 1, seconds: 4) {
        guard let lease = held.withLock({ $0 }) else { return }
        let finished = try await store.finish(
            lease, with: .delivered, report: PrintReport(), claiming: NextClaim(on: printer.id), at: now())
        held.withLock { $0 = finished.next }
    }
    guard held.withLock({ $0 }) != nil else { return print("finish and claim: too few jobs for this machine") }
    print("finish and claim the next: \(rate)")
    store.close()
}

// MARK: - Helpers

func open(_ directory: String, _ settings: SpoolSettings = SpoolSettings()) throws -> SQLiteStore {
    try SQLiteStore(
        directory: directory, settings: settings, clock: BenchClock(), logger: Logger(label: "bench"))
}

func addPrinter(to store: SQLiteStore) async throws -> Printer {
    guard let name = PrinterName("bench") else { preconditionFailure("bench is a name") }
    return try await store.add(NewPrinter(name: name, deviceURI: "file:///dev/null"), at: now())
}

struct BenchClock: WallClock {
    func now() -> Moment { SpoolBenchTime.now }
    func uptime() -> Duration { .milliseconds(SpoolBenchTime.now.milliseconds) }
    func localTime(at moment: Moment) -> LocalTime { LocalTime(weekday: 0, minuteOfDay: 0, second: 0) }
    func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}

enum SpoolBenchTime {
    static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

func now() -> Moment { SpoolBenchTime.now }

func ticket(_ printer: PrinterID) -> Ticket {
    Ticket(
        printer: printer, name: "report.pdf", owner: Owner(user: "ana", host: "192.0.2.7", isProved: false),
        attributes: AttributeGroup(
            .job,
            [
                Attribute("copies", .integer(1)), Attribute("sides", .keyword("two-sided-long-edge")),
                Attribute("media", .keyword("iso_a4_210x297mm")), Attribute("job-name", .name("report.pdf")),
                Attribute("document-name-supplied", .name("report.pdf")),
            ]))
}

func submitOne(_ octets: Int, to printer: PrinterID, of store: SQLiteStore) async throws {
    try await submitOne(octets, ticket(printer), of: store)
}

func submitOne(_ octets: Int, _ ticket: Ticket, of store: SQLiteStore) async throws {
    let received = try await store.receive(.bytes([UInt8](repeating: 0x41, count: octets)), octetsMax: .max)
    _ = try await store.submit(
        ticket, documents: [NewDocument(received: received, format: "application/pdf")], isOpen: false, closesAt: nil,
        at: now())
}

/// Runs `body` over and over in `tasks` tasks; gives rate and times of one call.
func measure(
    tasks: Int, seconds: Double, _ body: @escaping @Sendable () async throws -> Void
) async throws -> String {
    let cpu = processorSeconds()
    let start = ContinuousClock.now
    let end = start + .seconds(seconds)
    let times = try await withThrowingTaskGroup(of: [Double].self) { group in
        for _ in 0..<tasks {
            group.addTask {
                var times: [Double] = []
                while ContinuousClock.now < end {
                    let begin = ContinuousClock.now
                    try await body()
                    times.append((ContinuousClock.now - begin).inSeconds * 1000)
                }
                return times
            }
        }
        return try await group.reduce(into: []) { $0 += $1 }
    }
    let elapsed = (ContinuousClock.now - start).inSeconds
    let sorted = times.sorted()
    func percentile(_ share: Double) -> String {
        let value = sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
        return "\((value * 100).rounded() / 100)"
    }
    let perCall = (processorSeconds() - cpu) / Double(max(times.count, 1)) * 1e6
    return "\(Int(Double(times.count) / elapsed))/s, p50 \(percentile(0.5)) ms, p99 \(percentile(0.99)) ms, "
        + "CPU \(Int(perCall)) us each"
}

func time(_ name: String, _ count: Int, _ body: () async throws -> Void) async throws {
    let start = ContinuousClock.now
    for _ in 0..<count { try await body() }
    print("\(name): \(Int((ContinuousClock.now - start).inSeconds / Double(count) * 1e6)) us")
}

func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
}

func residentKiB() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    fgets(&line, 256, file)
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4
}

func remove(_ directory: String) {
    guard let folder = opendir(directory) else { return }
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name != ".", name != ".." else { continue }
        if unlink("\(directory)/\(name)") != 0 { remove("\(directory)/\(name)") }
    }
    closedir(folder)
    rmdir(directory)
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
