internal import Children
internal import Logging
internal import PrintModel
internal import Synchronization

/// Asks a printer by SNMP what it is and what it uses up: with `quire-snmp`, a program of its own, so that nothing that a
/// network sends is read by the daemon.
struct SNMPLook: Sendable {
    struct Answer: Sendable {
        var model: String
        var deviceID: String
        var state: DeviceState
        /// What it complains of.
        var trouble: DeviceTrouble?
    }

    let settings: ProgramSettings
    /// So many at once: they share their places with programs that bring jobs to devices.
    let lookers = Lookers(4)
    /// Printers that are asked again and again.
    let watched = Tally()

    private static let programName = "quire-snmp"
    /// The program itself gives up before.
    private static let timeout = Duration.seconds(15)
    /// Of what it says about itself in one line.
    private static let octetsMax = 16 << 10

    /// - Returns: `nil` where nobody answers.
    func ask(_ place: SNMPPlace, shownAs uri: String) async -> Answer? {
        guard let path = settings.helpers.helper(Self.programName), (try? await lookers.enter()) != nil else {
            return nil
        }
        defer { lookers.leave() }
        let program = DeviceProgram(scheme: "snmp", path: path, runsAsRoot: false, kind: .ours)
        let order = ProgramOrder(program: program, settings: settings)
        let arguments = [place.host, String(place.port), ProgramURI(uri).shown]
        let secret = DeviceSecret(.password(user: "", password: place.community))
        let (state, output, end) = await run(order.asking(arguments, uri: ProgramURI("snmp:"), secret: secret))
        guard end == .exited(0) else { return nil }
        let device = output.split(separator: "\n").first.flatMap { DiscoveryLine.parse(String($0)) }
        let errors = state.reasons.filter { DeviceReason($0).severity == .error }
        return Answer(
            model: device.map { $0.makeAndModel == "Unknown" ? "" : $0.makeAndModel } ?? "",
            deviceID: device?.deviceID ?? "", state: state.device,
            trouble: errors.isEmpty ? nil : DeviceTrouble(complainingOf: errors, at: place.host))
    }

    private func run(_ program: Program) async -> (ProgramState, String, ChildEnd?) {
        let talk = ProgramTalk(tell: { _ in }, log: Logger(label: "quire.program"))
        let output = Mutex<[UInt8]>([])
        var ears = talk.ears
        // All of a printer's supplies come in one line.
        ears.lineOctetsMax = Self.octetsMax
        ears.onOutput = { bytes in output.withLock { $0 += bytes.prefix(max(0, Self.octetsMax - $0.count)) } }
        do {
            let child = try await DeviceChild.start(program, in: settings.nursery, heardBy: ears)
            child.endDocument()
            let end = await withTaskCancellationHandler {
                await child.end(within: Self.timeout)
            } onCancel: {
                child.kill()
            }
            return (talk.finish(), String(decoding: output.withLock { $0 }, as: UTF8.self), end)
        } catch {
            // No room for one more program: it is asked again later.
            return (talk.finish(), "", nil)
        }
    }
}

/// What is known by SNMP of one printer, and how it is kept up to date.
final class SNMPWatch: Sendable {
    private struct Known {
        var model = ""
        var deviceID = ""
    }

    private let look: SNMPLook
    private let place: SNMPPlace
    private let uri: String
    private let clock: any WallClock
    private let known = Mutex(Known())

    /// Between two questions, at random up to a third more or less; ever longer while nobody answers.
    private static let pause = Duration.seconds(300)
    private static let pauseMost = Duration.seconds(3600)
    /// For each printer that is watched already, until the first question: all of them are there at once when the daemon
    /// starts, and each question is a program.
    private static let firstPause = Duration.milliseconds(500)

    /// `nil` where nothing is asked.
    init?(_ uri: DeviceURI, at place: NetworkPlace, _ setting: BackendSetting) throws(DeviceURIProblem) {
        guard let its = try SNMPPlace(uri, at: place), let look = setting.snmp else { return nil }
        (self.look, self.place, self.uri, clock) = (look, its, uri.text, setting.clock)
    }

    /// With what the printer has said it is.
    func described(_ capabilities: DeviceCapabilities) -> DeviceCapabilities {
        let known = known.withLock { $0 }
        var described = capabilities
        if !known.model.isEmpty { described.makeAndModel = known.model }
        if !known.deviceID.isEmpty { described.deviceID = known.deviceID }
        return described
    }

    /// Asks once.
    ///
    /// - Returns: whether anybody answered, and what it complains of.
    func ask(_ tell: @Sendable (DeviceNews) -> Void) async -> (answered: Bool, trouble: DeviceTrouble?) {
        guard let answer = await look.ask(place, shownAs: uri) else { return (false, nil) }
        let isNew = known.withLock { known in
            defer { (known.model, known.deviceID) = (answer.model, answer.deviceID) }
            return known.model != answer.model || known.deviceID != answer.deviceID
        }
        if isNew { tell(.capabilities) }
        tell(.state(answer.state))
        return (true, answer.trouble)
    }

    /// Asks again and again (``Backend/watch(_:)``).
    func run(_ tell: @escaping @Sendable (DeviceNews) -> Void) async {
        var pause = Self.pause
        var told: DeviceTrouble?
        let others = look.watched.enter()
        defer { look.watched.leave() }
        if others > 0 { await sleep(min(Self.firstPause * others, Self.pause) * Double.random(in: 0...1)) }
        while !Task.isCancelled {
            let (answered, trouble) = await ask(tell)
            if trouble != told {
                told = trouble
                tell(.trouble(trouble))
            }
            pause = answered ? Self.pause : min(pause * 2, Self.pauseMost)
            await sleep(pause * Double.random(in: 0.67...1.33))
        }
    }

    private func sleep(_ pause: Duration) async {
        // Cut off when the queue goes, which is looked for next.
        try? await clock.sleep(for: pause)
    }
}

/// How many there are.
final class Tally: Sendable {
    private let count = Atomic(0)

    /// - Returns: how many there were before.
    func enter() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue }
    func leave() { count.wrappingSubtract(1, ordering: .relaxed) }
}
