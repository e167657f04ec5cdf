internal import PrintModel

/// The server said no.
struct LPDRefusal: Error, Hashable {
    /// 1 and 2 have meanings that servers agree on: does not know or want it, and has no room.
    var code: UInt8
    /// What some add.
    var words: String
    var step: LPDTalk.Step

    func message(at place: String, queue: String) -> String {
        let meaning =
            switch (code, step) {
            case (2, _): "has no room for the job"
            case (_, .queue): "does not take jobs for the queue \(queue) now"
            case (_, .control): "does not take the job's description"
            case (_, .data): "does not take the job's data"
            }
        return "\(place) \(meaning) (answer \(code)\(words.isEmpty ? "" : ", \"\(words)\""))"
    }
}

/// A conversation with a line printer daemon: a job goes there in small steps, each of which it answers with an octet,
/// 0 for yes (RFC 1179 §5.2, §6).
///
///     02 QUEUE LF              00
///     02 COUNT SP cfA012h LF   00      the control file, 00      00
///     03 COUNT SP dfA012h LF   00      a data file, 00           00
///
/// A job whose connection ends before its control file and one data file are there to their last octet is thrown away by
/// the server; whether it was, nobody knows once they are.
struct LPDTalk {
    enum Step: Hashable, Sendable { case queue, control, data }

    private let line: Line
    private let settings: LPDBackend.Settings
    private let gate: Gate
    private let delivery: Delivery
    private var step = Step.queue
    /// Of data, handed over for sending.
    private(set) var octets: Int64 = 0
    /// The server may have all it needs to print something.
    private var mayPrint = false
    private var hasControl = false

    init(_ line: Line, _ settings: LPDBackend.Settings, _ gate: Gate, _ delivery: Delivery) {
        self.line = line
        self.settings = settings
        self.gate = gate
        self.delivery = delivery
    }

    /// Announced for data that ends with the connection: larger than any job.
    private static let endless = "999999999999"

    mutating func send(_ files: [LPDFile], control: (name: String, bytes: [UInt8]), dataFirst: Bool) async throws {
        try await say("\u{02}\(settings.queue)\n")
        if !dataFirst { try await send(control) }
        for file in files { try await send(file) }
        if dataFirst { try await send(control) }
    }

    private mutating func send(_ control: (name: String, bytes: [UInt8])) async throws {
        step = .control
        try await say("\u{02}\(control.bytes.count) \(control.name)\n")
        // With all data there, this is what makes a job of it.
        if octets > 0 {
            try await gate.pass(isLast: true)
            mayPrint = true
        }
        hasControl = true
        let bytes = control.bytes + [0]
        line.send(bytes, count: bytes.count)
        try await answer(isLast: octets > 0)
    }

    private mutating func send(_ file: LPDFile) async throws {
        step = .data
        if octets == 0 { try await gate.remember(LPDDelivery.begun) }
        let total = file.octets.multipliedReportingOverflow(by: Int64(file.repeats))
        guard !total.overflow else { throw StoreError.tooLarge(octetsMax: .max) }
        try await say("\u{03}\(settings.streams ? Self.endless : "\(total.partialValue)") \(file.name)\n")
        if settings.streams { mayPrint = true }
        var left = total.partialValue
        for _ in 0..<file.repeats {
            let document = try await file.open(gate)
            while let piece = try await document.next() {
                left -= Int64(piece.bytes.count)
                // The count was said: a document that is longer is not what was stored.
                guard settings.streams || left >= 0 else { throw StoreError.damaged("it is longer than it was") }
                if left == 0, hasControl { mayPrint = true }
                octets += Int64(piece.bytes.count)
                line.send(piece.bytes, count: piece.bytes.count)
                try await room()
            }
        }
        if settings.streams { return try await endStream() }
        guard left == 0 else { throw StoreError.damaged("it is shorter than it was") }
        line.send([0], count: 1)
        try await answer(isLast: true)
    }

    /// The end of the data is the end of the connection: no answer comes.
    private func endStream() async throws {
        if !line.state.hasEnded { line.endSending() }
        try await line.waitUntilTaken(
            look: settings.patience.look, end: settings.patience.end, stall: settings.patience.stall,
            waitsForEnd: true, tell: tellStall)
    }

    // MARK: Step by step

    private func say(_ words: String) async throws {
        let bytes = Array(words.utf8)
        line.send(bytes, count: bytes.count)
        try await answer(isLast: false)
    }

    private func room() async throws(LineFailure) {
        try await line.waitForRoom(stall: settings.patience.stall, tell: tellStall)
    }

    private func tellStall(_ facts: TransportFacts?) {
        delivery.tell(.trouble(facts.map { settings.place.stalled(for: settings.patience.stall, $0) }))
    }

    /// - Parameter isLast: behind data that the server may just be printing, while it waits for paper perhaps: that is
    ///   told and waited for, since whoever gave up would not know what was printed.
    private func answer(isLast: Bool) async throws {
        var isTold = false
        while true {
            let octet = try await line.wait(atMost: settings.answerPatience) { state throws(LineFailure) -> UInt8? in
                guard let octet = state.heard.first else {
                    if let failure = state.failure { throw failure }
                    if state.hasEnded { throw .closed }
                    return nil
                }
                if octet == 0 { state.heard.removeFirst() }
                return octet
            }
            switch octet {
            case 0?:
                if isTold { delivery.tell(.trouble(nil)) }
                return
            case let code?: throw await refusal(code)
            case nil where !isLast: throw LineFailure.silent
            case nil:
                if !isTold {
                    let seconds = settings.answerPatience.components.seconds
                    delivery.tell(
                        .trouble(
                            DeviceTrouble(
                                reason: "timed-out",
                                message:
                                    "\(settings.place.text) has the job and has not said for \(seconds) s that it took it"
                            )))
                }
                isTold = true
            }
        }
    }

    /// Some say why in words behind the octet, and close.
    private func refusal(_ code: UInt8) async -> LPDRefusal {
        // That it breaks off meanwhile is no news.
        _ = try? await line.wait(atMost: .milliseconds(200)) { $0.hasEnded ? true : nil }
        let text = line.state.heard.dropFirst().prefix(200).map { (0x20...0x7E).contains($0) ? $0 : 0x20 }
        return LPDRefusal(code: code, words: String(decoding: text, as: UTF8.self).withoutOuterSpace(), step: step)
    }

    // MARK: When it goes wrong

    func mayWantOtherOrder(after error: any Error) -> Bool {
        guard octets == 0, step != .queue else { return false }
        return error is LPDRefusal || (error as? LineFailure).map { $0 != .cancelled } ?? false
    }

    func outcome(of error: any Error) async -> DeliveryOutcome {
        let place = settings.place
        switch error {
        case let refusal as LPDRefusal:
            // It has said that it does not print it.
            return .tryAgain(
                DeviceTrouble(
                    .busy, reason: "connecting-to-device",
                    message: refusal.message(at: place.text, queue: settings.queue)))
        case let failure as LineFailure where failure != .cancelled:
            if mayPrint || (octets > 0 && delivery.printer.deliveryPromise == .atMostOnce) {
                return unknown("\(place.text) \(failure.phrase) when \(octets) bytes of the job were sent")
            }
            var trouble = failure.trouble(with: place)
            if octets > 0 || step != .queue {
                trouble.message = "\(place.text) \(failure.phrase) in the middle of the job"
                if trouble.kind == .away, failure != .silent { trouble.kind = .failed }
            }
            return .tryAgain(trouble)
        default:
            let outcome = DeliveryOutcome.readingFailed(error is LineFailure ? CancellationError() : error)
            guard outcome == .stopped, !(error is GateShut) else { return outcome }
            let mustNotBeTwice = octets > 0 && delivery.printer.deliveryPromise == .atMostOnce
            return mayPrint || mustNotBeTwice
                ? unknown("it was stopped when \(octets) bytes of it had been sent to \(place.text)") : .stopped
        }
    }

    private func unknown(_ reason: String) -> DeliveryOutcome { .unknown(confirmedImpressions: 0, because: reason) }
}
