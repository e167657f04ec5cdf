@testable import Backends
import Foundation
import IPP
import PrintModel
import QuireTestKit
import Synchronization

/// A fake printer, and backends for it that ask more often than usual.
final class IPPBench: Sendable {
    let bench: Bench
    let printer: FakePrinter

    init(_ attributes: AttributeGroup = FakePrinter.everyday) throws {
        bench = try Bench()
        printer = try FakePrinter(attributes)
    }

    deinit { printer.switchOff() }

    /// A backend as a newly started daemon has it.
    func backend(_ options: String = "", secrets: any DeviceSecretStore = NoDeviceSecrets()) throws -> IPPBackend {
        // Machines that run tests may be slow.
        let patience = options.contains("contimeout") ? "" : options.isEmpty ? "?contimeout=120" : "&contimeout=120"
        return try backend(at: printer.uri + options + patience, secrets: secrets)
    }

    func backend(at uri: String, secrets: any DeviceSecretStore = NoDeviceSecrets()) throws -> IPPBackend {
        let tools = OutputTools(
            roots: [bench.path], scratch: "\(bench.path)/scratch", instance: "bench", threadsMax: 4,
            disk: LinuxOutputDisk())
        let setting = BackendSetting(
            home: AbsolutePath(bench.path), roots: [bench.path], tools: tools, clock: RunningClock(), secrets: secrets,
            notes: "\(bench.path)/notes", instance: "bench")
        return try IPPBackend(DeviceURI(uri), setting, pace: .quick)
    }

    /// A backend that has asked the printer what it can do.
    func ready(_ options: String = "") async throws -> IPPBackend {
        let backend = try backend(options)
        _ = await backend.refresh()
        return backend
    }
}

extension IPPPace {
    static var quick: IPPPace {
        var pace = IPPPace()
        pace.jobFirst = .milliseconds(5)
        pace.jobMost = .milliseconds(20)
        pace.jobQuiet = .milliseconds(20)
        pace.feedLook = .milliseconds(20)
        pace.feedQuiet = .milliseconds(60)
        pace.awayFirst = .milliseconds(10)
        pace.awayMost = .milliseconds(50)
        // Nobody waits for these, but for a machine that is slow.
        pace.cancelMost = .seconds(30)
        pace.answerMost = .seconds(120)
        pace.warmMost = .seconds(120)
        pace.incompleteMost = .milliseconds(100)
        pace.idleLook = .milliseconds(40)
        pace.busyLook = .milliseconds(20)
        return pace
    }
}

/// The machine's own clock.
struct RunningClock: WallClock {
    func now() -> Moment { Moment(seconds: Int64(Date().timeIntervalSince1970)) }
    func uptime() -> Duration { .seconds(Date().timeIntervalSince1970) }
    func localTime(at moment: Moment) -> LocalTime { LocalTime(weekday: 0, minuteOfDay: 0, second: 0) }
    func sleep(for duration: Duration) async throws { try await Task.sleep(for: duration) }
}

/// What a delivery was told, in order.
final class News: Sendable {
    private let told = Mutex<[DeviceNews]>([])
    var all: [DeviceNews] { told.withLock { $0 } }
    var tell: @Sendable (DeviceNews) -> Void { { news in self.told.withLock { $0.append(news) } } }
    var troubles: [DeviceTrouble] { all.compactMap { if case .trouble(let trouble?) = $0 { trouble } else { nil } } }
    var messages: [String] { all.compactMap { if case .message(let text) = $0 { text } else { nil } } }
}

extension TestJob {
    func delivery(
        attempt: Int = 1, asking attributes: [Attribute] = [], news: News? = nil, isConverted: Bool = false
    ) -> Delivery {
        var delivery = delivery(epoch: 1, attempt: attempt)
        delivery.lease.job.attributes = AttributeGroup(.job, attributes)
        delivery.isConverted = isConverted
        if let news { delivery.tell = news.tell }
        return delivery
    }
}

/// Waits for what another thread does, without an end of its own: the test has one.
func until(_ condition: () async -> Bool) async {
    while await !condition() { await Task.yield() }
}

extension DeliveryOutcome {
    var trouble: DeviceTrouble? { if case .tryAgain(let trouble) = self { trouble } else { nil } }
}
