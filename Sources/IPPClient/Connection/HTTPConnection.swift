import IPP
import NIOCore
import NIOHTTP1
import Synchronization

/// One connection to a server: the last handler of its pipeline, and what callers await.
///
/// The event loop puts parts of the answer in; two callers take out or wait, the one that sends a document and the one
/// that reads the answer. All of what they share is in one value behind one lock, and whatever changes it wakes both.
final class HTTPConnection: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private struct State {
        /// Parts of the answer that have come and were not read yet.
        var parts: [HTTPClientResponsePart] = []
        var waitingBytes = 0
        var isReading = true
        /// The server said 100: it wants the document.
        var mayContinue = false
        /// A final head has come.
        var isAnswered = false
        /// The request has left us to its end.
        var isSent = false
        var failure: IPPClientError?
        /// Bytes handed to the channel and not yet taken by the kernel.
        var unsentBytes = 0
        /// The document's source, not the server, is what we wait for.
        var isWaitingForSource = false
        var lastProgress = NIODeadline.now()
        var watch: Scheduled<Void>?
        var changes: UInt64 = 0
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    let address: String
    let hostField: String
    private let channel: any Channel
    private let trust: CertificateTrust
    private let state = Mutex(State())

    init(_ channel: any Channel, to server: ServerAddress, trust: CertificateTrust) {
        self.channel = channel
        self.trust = trust
        address = server.description
        hostField = server.hostField
    }

    /// More of an answer than this is left with the kernel until somebody reads.
    private static let waitingBytesMax = 1_048_576
    /// More of a document than this is left with its source until the kernel takes some.
    private static let unsentBytesMax = 524_288

    /// Whether a request could be sent now: the connection is up and the last answer was read to its end.
    var isIdle: Bool { channel.isActive && state.withLock { $0.failure == nil && $0.parts.isEmpty } }

    /// Whether it was in use less than `time` ago.
    func isWarm(for time: TimeAmount) -> Bool { state.withLock { NIODeadline.now() - $0.lastProgress < time } }

    // MARK: Sending

    /// Forgets the last exchange and starts to watch the server: `idle` without a byte either way fails this one.
    func begin(idle: TimeAmount) {
        state.withLock { state in
            state.mayContinue = false
            state.isAnswered = false
            state.isSent = false
            state.lastProgress = .now()
        }
        watch(for: idle)
    }

    private func watch(for idle: TimeAmount) {
        let waited = state.withLock { state in
            let isOurTurn = state.isWaitingForSource || !state.parts.isEmpty
            return isOurTurn ? .zero : NIODeadline.now() - state.lastProgress
        }
        if waited >= idle {
            fail(.timedOut(address: address, waitingFor: "the server"))
            return
        }
        let next = channel.eventLoop.scheduleTask(in: idle - waited) { self.watch(for: idle) }
        state.withLock { $0.watch = next }
    }

    /// The exchange is over; nobody is waiting.
    func finish() {
        state.withLock { state in
            state.watch?.cancel()
            state.watch = nil
        }
    }

    func send(_ head: HTTPRequestHead) { channel.write(HTTPClientRequestPart.head(head), promise: nil) }

    func send(_ bytes: [UInt8]) {
        let buffer = channel.allocator.buffer(bytes: bytes)
        let taken = channel.eventLoop.makePromise(of: Void.self)
        state.withLock { $0.unsentBytes += bytes.count }
        taken.futureResult.whenComplete { _ in
            self.change { state in
                state.unsentBytes -= bytes.count
                state.lastProgress = .now()
            }
        }
        channel.write(HTTPClientRequestPart.body(.byteBuffer(buffer)), promise: taken)
    }

    func sendEnd() {
        state.withLock { $0.isSent = true }
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }

    /// Whether the server has been sent all of the request; it may answer before.
    var isRequestSent: Bool { state.withLock { $0.isSent } }

    func flush() { channel.flush() }

    /// Waits until the kernel has taken most of what was sent. `false`: the server has answered, send no more.
    func waitForRoom() async throws(IPPClientError) -> Bool {
        try await wait { state in
            if state.isAnswered { return false }
            return state.unsentBytes < Self.unsentBytesMax ? true : nil
        }
    }

    /// Waits until the server asks for the document, at most for `patience`: servers from before HTTP/1.1 never do.
    ///
    /// - Returns: `false` when it answered instead.
    func waitForContinue(patience: TimeAmount) async throws(IPPClientError) -> Bool {
        let enough = channel.eventLoop.scheduleTask(in: patience) { self.change { $0.mayContinue = true } }
        defer { enough.cancel() }
        return try await wait { state in
            if state.isAnswered { return false }
            return state.mayContinue ? true : nil
        }
    }

    /// While `source` runs, silence is not the server's fault.
    func waiting<Value>(for source: () async throws -> Value) async rethrows -> Value {
        state.withLock { $0.isWaitingForSource = true }
        defer {
            state.withLock { state in
                state.isWaitingForSource = false
                state.lastProgress = .now()
            }
        }
        return try await source()
    }

    // MARK: Reading

    func nextPart() async throws(IPPClientError) -> HTTPClientResponsePart {
        let part = try await wait { state -> HTTPClientResponsePart? in
            guard !state.parts.isEmpty else { return nil }
            state.lastProgress = .now()
            return state.parts.removeFirst()
        }
        if case .body(let bytes) = part { tookFromQueue(bytes.readableBytes) }
        return part
    }

    private func tookFromQueue(_ count: Int) {
        let isToRead = state.withLock { state in
            state.waitingBytes -= count
            guard !state.isReading, state.waitingBytes < Self.waitingBytesMax / 2 else { return false }
            state.isReading = true
            return true
        }
        if isToRead { setReading(true) }
    }

    private func setReading(_ isReading: Bool) {
        channel.setOption(ChannelOptions.autoRead, value: isReading).whenFailure { _ in
            // Only a closed channel refuses; its end is reported by channelInactive.
        }
    }

    // MARK: Ending

    /// Ends the connection; whoever waits gets `error`.
    func fail(_ error: IPPClientError) {
        change { state in state.failure = state.failure ?? error }
        close()
    }

    /// The document cannot be sent on. No matter to those who have their answer already.
    func failUpload(_ error: IPPClientError) {
        if state.withLock({ $0.isAnswered }) { return }
        fail(error)
    }

    func close() { channel.close(promise: nil) }

    // MARK: Waiting

    /// Waits until `ready` gives a value, which it is asked for now and after each change.
    private func wait<Value: Sendable>(
        until ready: (inout State) -> Value?
    ) async throws(IPPClientError) -> Value {
        while true {
            let seen = try state.withLock { state throws(IPPClientError) -> Seen<Value> in
                if let value = ready(&state) { return .ready(value) }
                if let failure = state.failure { throw failure }
                return .notReady(changes: state.changes)
            }
            switch seen {
            case .ready(let value): return value
            case .notReady(let changes): await waitForChange(after: changes)
            }
        }
    }

    private enum Seen<Value: Sendable>: Sendable {
        case ready(Value)
        case notReady(changes: UInt64)
    }

    private func waitForChange(after changes: UInt64) async {
        await withCheckedContinuation { continuation in
            let hasChanged = state.withLock { state in
                guard state.changes == changes else { return true }
                state.waiters.append(continuation)
                return false
            }
            if hasChanged { continuation.resume() }
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let waiters = state.withLock { state in
            body(&state)
            state.changes &+= 1
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    // MARK: What the event loop says

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        var isFull = false
        change { state in
            state.lastProgress = .now()
            switch part {
            case .head(let head) where head.status.code == 100: state.mayContinue = true
            case .head(let head) where 101...199 ~= head.status.code: break
            case .head:
                state.isAnswered = true
                state.parts.append(part)
            case .body(let bytes):
                state.waitingBytes += bytes.readableBytes
                state.parts.append(part)
                isFull = state.isReading && state.waitingBytes > Self.waitingBytesMax
                if isFull { state.isReading = false }
            case .end:
                state.parts.append(part)
            }
        }
        if isFull { setReading(false) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(IPPClientError(error, at: address, trust))
    }

    func channelInactive(context: ChannelHandlerContext) {
        change { state in state.failure = state.failure ?? .closedEarly(address: address) }
        context.fireChannelInactive()
    }
}
