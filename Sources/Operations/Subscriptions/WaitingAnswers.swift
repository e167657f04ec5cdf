import IPP
import PrintModel
import Synchronization

/// Answers that come later: the one answer to a request that waits, or one after another where the client takes them in
/// parts.
struct WaitingAnswers: Sendable {
    /// The next one; `nil` when there are no more. Which it is, one or many, must be said each time.
    var next: @Sendable (_ staysOpen: Bool) async throws -> IPPResponse?
    /// Called once, however it ends.
    var end: @Sendable () async -> Void
}

/// How answers that come later are put into an HTTP answer whose head goes out at once.
///
/// A client whose `Accept` names it gets multipart/related, a part a message (RFC 3996 §5.2, RFC 2387). All others get the
/// one message when it is there: nearly every server does the same, and every client can read it.
struct WaitingAnswerWriter {
    let answers: WaitingAnswers
    /// As octets, with version and request-id.
    let encode: @Sendable (IPPResponse) -> [UInt8]
    let onError: @Sendable (any Error) -> IPPResponse

    private static let boundary = "quire-event-notifications"

    func answer(inParts: Bool) -> ServiceAnswer {
        let state = State(answers: answers)
        guard inParts else {
            return ServiceAnswer(
                bytes: [], rest: DocumentStream { try await state.only { await single() } }, isWaiting: true)
        }
        return ServiceAnswer(
            contentType: "multipart/related; type=\"application/ipp\"; boundary=\"\(Self.boundary)\"", bytes: [],
            rest: DocumentStream { await state.part { await part() } }, isWaiting: true)
    }

    private func single() async -> [UInt8] {
        do {
            guard let response = try await answers.next(false) else { return encode(IPPResponse()) }
            return encode(response)
        } catch {
            return encode(onError(error))
        }
    }

    /// The next part; `nil` when there are no more.
    private func part() async -> [UInt8]? {
        let response: IPPResponse
        do {
            guard let next = try await answers.next(true) else { return nil }
            response = next
        } catch {
            response = onError(error)
        }
        let message = encode(response)
        let head = "--\(Self.boundary)\r\nContent-Type: application/ipp\r\nContent-Length: \(message.count)\r\n\r\n"
        return Array(head.utf8) + message + Array("\r\n".utf8)
    }

    /// How far it is; sees to it that ``WaitingAnswers/end`` is called once, also when the client has gone.
    private actor State {
        private let answers: WaitingAnswers
        private var isOver = false

        init(answers: WaitingAnswers) { self.answers = answers }

        deinit {
            guard !isOver else { return }
            let end = answers.end
            Task { await end() }
        }

        func only(_ make: () async -> [UInt8]) async throws -> [UInt8]? {
            guard !isOver else { return nil }
            let bytes = await make()
            await finish()
            return bytes
        }

        func part(_ make: () async -> [UInt8]?) async -> [UInt8]? {
            guard !isOver else { return nil }
            if let bytes = await make() { return bytes }
            await finish()
            return Array("--\(WaitingAnswerWriter.boundary)--\r\n".utf8)
        }

        private func finish() async {
            isOver = true
            await answers.end()
        }
    }
}
