internal import IPPClient
internal import PrintModel

/// One job on its way down a socket.
struct SocketDelivery: Sendable {
    /// Remembered before the first byte: without it, nothing was sent.
    static let begun = "socket: begun"

    private let delivery: Delivery
    private let backend: SocketBackend
    private let gate: Gate
    private let news: SocketNews
    private let token: String

    init(_ delivery: Delivery, to backend: SocketBackend) {
        self.delivery = delivery
        self.backend = backend
        gate = Gate(delivery)
        token = "quire-\(delivery.job.id)-\(delivery.lease.epoch)-\(delivery.lease.attempt)"
        news = SocketNews(
            token: token, place: backend.place.text, awaitsEcho: backend.speaksPJL, tell: delivery.tell)
    }

    func run() async -> DeliveryOutcome {
        var order = RawCopies.order(of: delivery, isRaw: backend.capabilities.formats.isEmpty)[...]
        do {
            // The first piece is made before the printer is kept waiting for it: others may want to print.
            var first: GatedDocument?
            while first == nil, let number = order.popFirst() {
                let document = try await gate.open(number)
                if try await document.prepare() { first = document }
            }
            guard let first else { return .delivered }
            let line = try await gate.connect(within: backend.connectPatience) { [news] patience throws(LineFailure) in
                if let ready = await (delivery.readiness as? ReadyLine)?.line(hear: news.hear) { return ready }
                return try await Line.connect(
                    to: backend.place, within: patience, on: backend.thread.eventLoop, hear: news.hear)
            }
            return await send(first, then: Array(order), down: line)
        } catch let failure as LineFailure {
            return failure == .cancelled ? .stopped : .tryAgain(failure.trouble(with: backend.place))
        } catch {
            return .readingFailed(error)
        }
    }

    private func send(_ first: GatedDocument, then rest: [Int], down line: Line) async -> DeliveryOutcome {
        do {
            try await gate.remember(Self.begun)
            if backend.speaksPJL { try await put(PJL.head(job: delivery.job.name, token: token), down: line) }
            try await copy(first, down: line, isLast: rest.isEmpty)
            for (index, number) in rest.enumerated() {
                try await copy(try await gate.open(number), down: line, isLast: index == rest.count - 1)
            }
            if backend.speaksPJL { try await put(PJL.foot(job: delivery.job.name), down: line) }
            return try await end(line)
        } catch let failure as LineFailure {
            return await broken(failure, line)
        } catch {
            return await stopped(by: error, line)
        }
    }

    // MARK: Sending

    private func copy(_ document: GatedDocument, down line: Line, isLast: Bool) async throws {
        while let piece = try await document.next() {
            line.send(piece.bytes, count: piece.bytes.count)
            try await waitForRoom(line)
        }
    }

    private func put(_ bytes: [UInt8], down line: Line) async throws {
        line.send(bytes, count: bytes.count)
        try await waitForRoom(line)
    }

    private func waitForRoom(_ line: Line, completely: Bool = false) async throws(LineFailure) {
        try await line.waitForRoom(completely: completely, stall: backend.patience.stall, tell: tellStall)
    }

    private func tellStall(_ facts: TransportFacts?) {
        // What the printer itself says of it is better.
        let trouble = news.trouble ?? facts.map { backend.place.stalled(for: backend.patience.stall, $0) }
        delivery.tell(.trouble(trouble))
    }

    // MARK: The end

    /// Everything is on its way: waits until the printer has it, and where it says so, until it is printed.
    private func end(_ line: Line) async throws(LineFailure) -> DeliveryOutcome {
        if backend.speaksPJL {
            try await waitForRoom(line, completely: true)
            try await waitForJobEnd(line)
        }
        // Where the printer has said its last word already, our end of the line is what tells how much it has.
        if !line.state.hasEnded { line.endSending() }
        do throws(LineFailure) {
            try await line.waitUntilTaken(
                look: backend.patience.look, end: backend.patience.end, stall: backend.patience.stall,
                waitsForEnd: backend.waitsForEnd, tell: tellStall)
        } catch .cancelled {
            // Nothing is left to be stopped where it has everything.
            guard await line.isTaken() else { throw .cancelled }
        }
        line.close()
        return news.jobCanceled ? .canceledThere(because: "canceled at the printer") : .delivered
    }

    private func waitForJobEnd(_ line: Line) async throws(LineFailure) {
        while true {
            let pages = news.pages
            let isOver = try await line.wait(atMost: backend.patience.end) { [news] state throws(LineFailure) in
                if news.jobEnded || news.jobCanceled || state.hasEnded { return true }
                if let failure = state.failure { throw failure }
                return nil
            }
            // It goes on printing, or waits for somebody: the end is still to come.
            if isOver == true || (news.pages == pages && news.trouble == nil) { return }
        }
    }

    // MARK: When it goes wrong

    /// The connection is no more, or somebody wants it to end.
    private func broken(_ failure: LineFailure, _ line: Line) async -> DeliveryOutcome {
        if failure == .cancelled { return await stopped(by: CancellationError(), line) }
        let facts = await line.facts()
        let sent = line.state.sent
        line.reset()
        if sent == 0 || facts?.acknowledged == 0 {
            return .tryAgain(failure.trouble(with: backend.place))
        }
        let pages = news.pages > 0 ? ", and \(news.pages) pages printed" : ""
        return .unknown(
            confirmedImpressions: news.pages,
            because: "\(backend.place.text) \(failure.phrase) when \(sent) bytes of the job were sent\(pages)")
    }

    /// We do not go on: cancelled, taken over, or the document cannot be read to its end.
    private func stopped(by error: any Error, _ line: Line) async -> DeliveryOutcome {
        let outcome = DeliveryOutcome.readingFailed(error)
        let state = line.state
        let hasBegun = state.sent > 0 || state.unsent > 0
        if backend.speaksPJL, hasBegun, state.unsent == 0 {
            // Ends the job in the printer's eyes, which throws away what it has of it.
            line.close(saying: Array(PJL.exit.utf8), within: .seconds(2))
        } else {
            line.reset()
        }
        // What is out there cannot be taken back: a queue that must not print twice does not begin it again by itself.
        guard outcome == .stopped, hasBegun, delivery.printer.deliveryPromise == .atMostOnce, !(error is GateShut)
        else {
            return outcome
        }
        return .unknown(
            confirmedImpressions: news.pages,
            because: "it was stopped when \(state.sent) bytes of it had been sent to \(backend.place.text)")
    }
}
