internal import Glibc
internal import PrintModel
internal import Synchronization

/// `test:`: a device that fails on purpose, for tests of everything around it. Only where the configuration allows it.
///
/// | option | what it does |
/// |---|---|
/// | `folder=NAME` | what it received goes there, as with ``FileBackend``; without it, nowhere |
/// | `delay-ms=N` | each job takes at least so long |
/// | `trouble=REASON` | the first attempts of each job fail with that reason |
/// | `kind=KIND` | what it takes to get over it (``DeviceTrouble/Kind``); default `needsHuman` |
/// | `attempts=N` | how many attempts; default 1 |
/// | `probes=N` | how often it says in all, when asked whether it would print, that it is still in trouble |
/// | `jam-after=N` | with trouble: only after so many bytes |
/// | `refuse=TEXT` | every job is refused |
/// | `password=TEXT` | jobs without that password, theirs or the device's, are sent back for it |
/// | `only=NAME` | all of this happens to jobs of that name only |
/// | `at-once=N` | how many jobs it takes at a time; default 1, as a device with paper |
/// | `lose-reply=1` | the first attempt of each job arrives, and nobody hears of it |
/// | `crash=begin`, `crash=end` | the daemon is killed in the first attempt of each job, before or after it arrived |
final class TestBackend: FolderBackend {
    static let scheme = "test"
    private static let options = [
        "folder", "delay-ms", "trouble", "attempts", "probes", "jam-after", "refuse", "lose-reply", "crash",
        "only", "at-once", "kind", "password",
    ]

    let capabilities: DeviceCapabilities
    let output: FolderOutput?
    private let inner: any Backend
    private let clock: any WallClock
    private let delay: Duration
    private let trouble: DeviceTrouble?
    private let troubledAttempts: Int
    private let jamAfter: Int?
    private let refusal: String?
    private let losesReply: Bool
    private let crash: String?
    private let only: String?
    private let password: String?
    private let secrets: any DeviceSecretStore
    private let probesLeft: Countdown

    init(_ uri: DeviceURI, _ setting: BackendSetting) throws(DeviceURIProblem) {
        try uri.allow(options: Self.options)
        clock = setting.clock
        delay = .milliseconds(try uri.number("delay-ms") ?? 0)
        let kindText = uri.option("kind") ?? DeviceTrouble.Kind.needsHuman.rawValue
        guard let kind = DeviceTrouble.Kind(rawValue: kindText) else {
            throw DeviceURIProblem("test: kind=\(kindText) is no kind of trouble")
        }
        trouble = uri.option("trouble").map { DeviceTrouble(kind, reason: $0, message: "the test device says \($0)") }
        troubledAttempts = try uri.number("attempts") ?? 1
        jamAfter = try uri.number("jam-after")
        refusal = uri.option("refuse")
        losesReply = uri.option("lose-reply") == "1"
        crash = uri.option("crash")
        only = uri.option("only")
        password = uri.option("password")
        secrets = setting.secrets
        probesLeft = Countdown(try uri.number("probes") ?? 0)
        capabilities = DeviceCapabilities(
            formats: [], makeAndModel: "Quire Test Device", concurrentJobsMax: max(1, try uri.number("at-once") ?? 1))
        guard let folder = uri.option("folder") else {
            inner = try NullBackend(DeviceURI("null:"))
            output = nil
            return
        }
        let files = try FileBackend(DeviceURI("file://\((setting.home + [folder]).text)"), setting)
        inner = files
        output = files.output
    }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        let attempt = delivery.lease.attempt
        guard only == nil || only == delivery.job.name else { return await inner.deliver(delivery) }
        if attempt == 1, crash == "begin" { kill(getpid(), SIGKILL) }
        if let refusal { return .refused(because: refusal) }
        if let password, !knows(password, delivery) {
            return .needsCredentials(because: "the test device asks for a name and a password")
        }
        do {
            if delay > .zero { try await clock.sleep(for: delay) }
            if let trouble, attempt <= troubledAttempts {
                if let jamAfter { try await read(jamAfter, of: delivery) }
                return .tryAgain(trouble)
            }
        } catch {
            return .readingFailed(error)
        }
        let outcome = await inner.deliver(delivery)
        guard outcome == .delivered, attempt == 1 else { return outcome }
        if crash == "end" { kill(getpid(), SIGKILL) }
        return losesReply ? .unknown(confirmedImpressions: 0, because: "the test device lost the reply") : outcome
    }

    private func knows(_ password: String, _ delivery: Delivery) -> Bool {
        let secret = delivery.secret ?? secrets.secret(for: delivery.printer.deviceURI)
        guard case .password(_, let given)? = secret?.kind else { return false }
        return given == password
    }

    private func read(_ octets: Int, of delivery: Delivery) async throws {
        var left = octets
        for document in delivery.documents {
            let stream = try await delivery.open(document.number)
            while left > 0, let piece = try await stream.next() { left -= piece.count }
        }
    }

    func resolve(_ delivery: Delivery) async -> Interrupted { await inner.resolve(delivery) }

    func probe() async -> DeviceTrouble? {
        if let trouble, probesLeft.take() { return trouble }
        return await inner.probe()
    }
}

/// So many times yes, then no.
private final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    func take() -> Bool {
        left.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
    }
}

extension DeviceURI {
    fileprivate func number(_ key: String) throws(DeviceURIProblem) -> Int? {
        guard let text = option(key) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw DeviceURIProblem("\(scheme): \(key)=\(text) must be a number, 0 or more")
        }
        return number
    }
}
