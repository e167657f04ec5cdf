internal import NIOCore
internal import PrintModel
internal import Synchronization

/// Listens to what comes back from a printer while it prints a job, and tells it.
final class SocketNews: Sendable {
    private struct State {
        var reader = PJLReader()
        var isOurs: Bool
        var pages = 0
        var hasStatus = false
        var trouble: DeviceTrouble?
        var jobEnded = false
        var jobCanceled = false
    }

    private let state: Mutex<State>
    private let token: String
    private let place: String
    private let tell: @Sendable (DeviceNews) -> Void

    /// - Parameters:
    ///   - token: what the printer was told to say before anything that belongs to this job.
    ///   - awaitsEcho: whether it was; otherwise everything counts.
    init(token: String, place: String, awaitsEcho: Bool, tell: @escaping @Sendable (DeviceNews) -> Void) {
        state = Mutex(State(isOurs: !awaitsEcho))
        self.token = token
        self.place = place
        self.tell = tell
    }

    /// Pages that the printer says are out.
    var pages: Int { state.withLock { $0.pages } }
    var trouble: DeviceTrouble? { state.withLock { $0.trouble } }
    var hasStatus: Bool { state.withLock { $0.hasStatus } }
    /// The printer has said that the job is over.
    var jobEnded: Bool { state.withLock { $0.jobEnded } }
    var jobCanceled: Bool { state.withLock { $0.jobCanceled } }

    @Sendable func hear(_ bytes: ByteBuffer) {
        let news = state.withLock { state in
            state.reader.read(bytes.readableBytesView).compactMap { note($0, in: &state) }
        }
        for one in news { tell(one) }
    }

    private func note(_ said: PJLReader.Said, in state: inout State) -> DeviceNews? {
        if case .echo(let text) = said, text == token { state.isOurs = true }
        guard state.isOurs else { return nil }
        switch said {
        case .echo, .jobStart:
            return nil
        case .status(let code, let display, let isOnline):
            let trouble = PJLStatus.trouble(code: code, display: display, isOnline: isOnline, at: place)
            state.hasStatus = true
            defer { state.trouble = trouble }
            return trouble == state.trouble ? nil : .trouble(trouble)
        case .page(let number):
            // A printer that counts each copy anew begins again at 1.
            state.pages = max(state.pages, number)
            return .impressions(state.pages)
        case .jobEnd(_, let pages):
            state.jobEnded = true
            guard let pages, pages > state.pages else { return nil }
            state.pages = pages
            return .impressions(pages)
        case .jobCanceled:
            state.jobCanceled = true
            return nil
        }
    }
}
