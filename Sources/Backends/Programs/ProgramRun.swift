internal import Children
internal import Logging
internal import PrintModel
internal import Synchronization

/// One run of a program: feeds it the document, listens to what it says, and judges its end.
struct ProgramRun: Sendable {
    let order: ProgramOrder
    let delivery: Delivery
    let gate: Gate
    let log: Logger
    /// What to remember before the program gets its first byte, and what more it may say of that.
    let remember: @Sendable (_ note: String) async throws -> Void
    /// Which run of the job this is, and of how many.
    var part = (1, 1)
    /// Whether a program has had anything of the job, in this run or one before.
    private let begun = Once()

    /// Documents to feed, one after another, and how often.
    struct Load: Sendable {
        var documents: [Document]
        var repetitions = 1
        /// Told to the program.
        var copies = 1
    }

    func carry(_ load: Load, to uri: ProgramURI, secret: DeviceSecret?) async -> DeliveryOutcome {
        let program = order.printing(
            delivery, to: uri, document: load.documents.first, copies: load.copies, secret: secret)
        let talk = ProgramTalk(
            tell: delivery.tell, log: log, words: [PrivateWords(delivery.job, delivery.documents)])
        let child: DeviceChild
        do {
            try await gate.pass()
            child = try await DeviceChild.start(program, in: order.settings.nursery, heardBy: talk.ears)
        } catch let error as SpawnError {
            return .tryAgain(
                DeviceTrouble(error.isTemporary ? .local : .misconfigured, reason: "other", message: "\(error)"))
        } catch is GateShut {
            return .stopped
        } catch {
            return .readingFailed(error)
        }
        let naming = Task { await nameJob(child, talk) }
        let asking = Task { await askForState(child, talk) }
        defer { asking.cancel() }
        return await withTaskCancellationHandler {
            let fed = await feed(child, load)
            let end = await child.end()
            let state = talk.finish()
            let isNamed = await naming.value
            return judge(end, fed, child, state, isNamed: isNamed)
        } onCancel: {
            child.stop(grace: order.settings.grace)
        }
    }

    // MARK: What a server calls the job

    /// Our own program says what a server calls the job, and sends nothing before that is written down. Gives back whether
    /// it was told so.
    private func nameJob(_ child: DeviceChild, _ talk: ProgramTalk) async -> Bool {
        for await uri in talk.jobURIs where order.program.kind == .ours {
            do {
                try await gate.pass(isLast: true)
                try await remember(RememberedProgram.named(uri, part))
                return try await child.say([1])
            } catch {
                // Fenced, or nothing can be written down: then nothing is sent.
                child.stop(grace: order.settings.grace)
                return false
            }
        }
        return false
    }

    // MARK: What the device is doing

    /// Asks as long as it is answered; a program that does not answer is asked once.
    private func askForState(_ child: DeviceChild, _ talk: ProgramTalk) async {
        guard order.program.kind == .cups else { return }
        var reader = SideChannel.Reader()
        do {
            while try await child.say(SideChannel.question(.state)) {
                var answers: [SideChannel.Answer] = []
                while answers.isEmpty {
                    guard let bytes = try await child.hear(octetsMax: 4096) else { return }
                    answers = reader.read(bytes)
                }
                for answer in answers { talk.hear(answer) }
                if answers.contains(where: { $0.status == SideChannel.Answer.notImplemented }) { return }
                try await Task.sleep(for: order.settings.stateInterval)
            }
        } catch {
            // The job does not depend on it.
            log.debug("the side channel: \(error)")
        }
    }

    // MARK: Feeding

    private enum Fed {
        case all
        /// It stopped reading before the end.
        case notAll
        case failed(DeliveryOutcome)
    }

    private func feed(_ child: DeviceChild, _ load: Load) async -> Fed {
        do {
            for _ in 0..<max(1, load.repetitions) {
                for document in load.documents {
                    guard try await feed(child, document) else { return .notAll }
                }
            }
            child.endDocument()
            return .all
        } catch {
            // One that is being stopped gets its time. Otherwise it must not take what there is for a whole document.
            if !child.isStopped, !Task.isCancelled { child.kill() }
            if error is GateShut { return .failed(.stopped) }
            return .failed(.readingFailed(error))
        }
    }

    private func feed(_ child: DeviceChild, _ document: Document) async throws -> Bool {
        let gated = try await gate.open(document.number)
        while let piece = try await gated.next() {
            var bytes = piece.bytes
            // Our own program holds everything back until the job has its name.
            if order.program.kind == .cups, begun.isFirst() {
                // A program that still looks for its device reads nothing, and then nothing is with the device. So it is
                // given one octet, of which no device makes anything; the rest once it has taken that, and it is written
                // down that it did. Nothing at all would not do: some connect only when there is something to print.
                guard try await child.feed(Array(bytes.prefix(1))), try await child.waitUntilRead() else {
                    return false
                }
                try await remember(RememberedProgram.begun)
                bytes = bytes.dropFirst()
            }
            guard bytes.isEmpty ? true : try await child.feed(Array(bytes)) else { return false }
        }
        return true
    }

    // MARK: The end

    private func judge(
        _ end: ChildEnd, _ fed: Fed, _ child: DeviceChild, _ state: ProgramState, isNamed: Bool
    ) -> DeliveryOutcome {
        var hasReadAll = false
        switch fed {
        case .failed(let outcome): return outcome
        case .notAll: break
        case .all: hasReadAll = child.octetsUnread == 0
        }
        // A program that is asked to end may say 0 as well when it has canceled the job at the device: ours does not.
        if child.isStopped { return order.program.kind == .ours ? stopped(end, isNamed) : stopped(hasReadAll) }
        let ending = ProgramEnding(
            scheme: order.program.scheme, state: state, hasReadAll: hasReadAll,
            retryInterval: order.settings.retryInterval)
        let outcome = ending.outcome(of: end)
        if outcome == .delivered, state.isCanceledThere {
            return .canceledThere(because: "canceled at the printer")
        }
        if outcome == .delivered, !hasReadAll {
            let words =
                "\(order.program.scheme): the program said that it is done, and has not read all of the document"
            log.warning("job \(delivery.job.id): \(words)")
            delivery.tell(.message(words))
        }
        return outcome
    }

    /// The job was canceled, or the daemon ends. A device that may have all of it is not given it once more.
    private func stopped(_ hasReadAll: Bool) -> DeliveryOutcome {
        guard hasReadAll else { return .stopped }
        return .unknown(
            confirmedImpressions: 0,
            because: "it was stopped when \(order.program.scheme) had read all of the document, and before it said more"
        )
    }
}

extension ProgramRun {
    /// Our own program says how far the job had come (`quire-cups`).
    private func stopped(_ end: ChildEnd, _ isNamed: Bool) -> DeliveryOutcome {
        switch end {
        case .exited(0): return .delivered
        case .exited(5): return .stopped
        default:
            guard isNamed else { return .stopped }
            return .unknown(
                confirmedImpressions: 0,
                because: "it was stopped when the server had it, which may have begun to print it")
        }
    }
}

/// Says yes once.
private final class Once: Sendable {
    private let isDone = Atomic(false)

    func isFirst() -> Bool { !isDone.exchange(true, ordering: .relaxed) }
}

/// What is written down of a job that a program got: what an interrupted delivery is judged by.
enum RememberedProgram {
    /// It may have had some of it.
    static let begun = "program: begun"
    private static let mark = "program: "

    /// The job that a server has made for one of the job's runs: `program: 2/3 ipp://server:631/jobs/17`.
    static func named(_ uri: String, _ part: (Int, Int)) -> String { "\(mark)\(part.0)/\(part.1) \(uri)" }

    /// `nil` for what is no such note.
    static func name(in note: String) -> (uri: String, part: (Int, Int))? {
        guard note.hasPrefix(mark) else { return nil }
        let words = note.dropFirst(mark.count).split(separator: " ", maxSplits: 1)
        guard words.count == 2 else { return nil }
        let numbers = words[0].split(separator: "/").compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] >= 1, numbers[1] >= numbers[0] else { return nil }
        return (String(words[1]), (numbers[0], numbers[1]))
    }
}

/// Listens to a program, and passes on what is news.
final class ProgramTalk: Sendable {
    /// Of one run; the rest is counted.
    static let debugLinesMax = 1_000
    /// Messages for people a second: more cannot be read.
    private static let messagesEvery = Duration.milliseconds(100)

    private struct Heard {
        var state = ProgramState()
        var debugLines = 0
        var toldAt: ContinuousClock.Instant?
    }

    /// What a server calls the job, as soon as the program says so.
    let jobURIs: AsyncStream<String>
    private let jobURI: AsyncStream<String>.Continuation
    private let heard = Mutex(Heard())
    private let tell: @Sendable (DeviceNews) -> Void
    private let log: Logger
    /// What is not to be in the log.
    private let words: [PrivateWords]

    init(tell: @escaping @Sendable (DeviceNews) -> Void, log: Logger, words: [PrivateWords] = []) {
        self.tell = tell
        self.log = log
        self.words = words
        (jobURIs, jobURI) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1))
    }

    var ears: DeviceChild.Ears {
        DeviceChild.Ears(
            lineOctetsMax: ProgramOrder.messageOctetsMax, onLine: { [self] line, _ in hear(line) },
            onDevice: { [self] bytes in heard.withLock { $0.state.hear(fromDevice: bytes) }.forEach(tell) })
    }

    func hear(_ answer: SideChannel.Answer) {
        guard let flags = answer.state else { return }
        heard.withLock { $0.state.hear(flags) }.forEach(tell)
    }

    func hear(_ line: String) {
        let message = ProgramMessage(line)
        let (news, isLogged) = heard.withLock { heard -> ([DeviceNews], Bool) in
            heard.debugLines += 1
            return (paced(heard.state.hear(message), &heard), heard.debugLines <= Self.debugLinesMax)
        }
        if isLogged { log.debug("\(words.removed(from: line))") }
        news.forEach(tell)
        if case .attributes(let attributes) = message, let uri = attributes.first(where: { $0.name == "job-uri" }) {
            jobURI.yield(uri.value)
        }
    }

    /// What it has come to.
    func finish() -> ProgramState {
        jobURI.finish()
        let (state, news, lines) = heard.withLock { heard in
            let news = heard.state.end()
            return (heard.state, news, heard.debugLines)
        }
        if lines > Self.debugLinesMax { log.debug("\(lines - Self.debugLinesMax) lines more") }
        news.forEach(tell)
        return state
    }

    private func paced(_ news: [DeviceNews], _ heard: inout Heard) -> [DeviceNews] {
        let now = ContinuousClock.now
        let mayTell = heard.toldAt.map { now - $0 >= Self.messagesEvery } ?? true
        return news.filter { news in
            guard case .message = news else { return true }
            if mayTell { heard.toldAt = now }
            return mayTell
        }
    }
}
