internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// The end of a ``Line``'s pipeline, and what its task waits for.
final class Ear: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    /// More than this of what nobody has taken is left with the kernel: devices that are asked say little.
    private static let heardMax = 64 << 10

    private let state = Mutex(Line.State())
    /// Gets what is heard, on the event loop; without it, it waits in ``Line/State/heard``.
    private let hear: Mutex<(@Sendable (ByteBuffer) -> Void)?>

    init(_ hear: (@Sendable (ByteBuffer) -> Void)?) { self.hear = Mutex(hear) }

    /// From now on, after what was heard before.
    func listen(_ hear: @escaping @Sendable (ByteBuffer) -> Void) {
        self.hear.withLock { mine in
            let heard = state.withLock { state in
                defer { state.heard = [] }
                return state.heard
            }
            if !heard.isEmpty { hear(ByteBuffer(bytes: heard)) }
            mine = hear
        }
    }

    func look<Value: Sendable>(_ body: (Line.State) -> Value) -> Value { state.withLock { body($0) } }

    /// A change that nobody waits for.
    func set<Value: Sendable>(_ body: (inout Line.State) -> Value) -> Value { state.withLock { body(&$0) } }

    func change(_ body: (inout Line.State) -> Void) {
        let waiter = state.withLock { state in
            body(&state)
            state.changes &+= 1
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    func wait<Value: Sendable>(
        atMost patience: TimeAmount, on eventLoop: any EventLoop,
        _ look: @Sendable (inout Line.State) throws(LineFailure) -> Value?
    ) async throws(LineFailure) -> Value? {
        var alarm: Scheduled<Void>?
        defer { alarm?.cancel() }
        while true {
            let found = Result { () throws(LineFailure) in try self.take(look, isFirst: alarm == nil) }
            let seen: UInt64
            switch try found.get() {
            case .value(let value): return value
            case .late: return nil
            case .notYet(let changes): seen = changes
            }
            if alarm == nil {
                alarm = eventLoop.scheduleTask(in: patience) { self.change { $0.isLate = true } }
            }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    // What came meanwhile is looked at again.
                    let isNews = state.withLock { state in
                        if state.changes != seen { return true }
                        state.waiter = continuation
                        return false
                    }
                    if isNews { continuation.resume() }
                }
            } onCancel: {
                change { $0.isCancelled = true }
            }
        }
    }

    private enum Look<Value: Sendable>: Sendable { case value(Value), notYet(changes: UInt64), late }

    private func take<Value: Sendable>(
        _ look: (inout Line.State) throws(LineFailure) -> Value?, isFirst: Bool
    ) throws(LineFailure) -> Look<Value> {
        let result: Result<Look<Value>, LineFailure> = state.withLock { state in
            if isFirst { state.isLate = false }
            do throws(LineFailure) {
                if let value = try look(&state) { return .success(.value(value)) }
            } catch {
                return .failure(error)
            }
            if state.isCancelled { return .failure(.cancelled) }
            return .success(state.isLate ? .late : .notYet(changes: state.changes))
        }
        return try result.get()
    }

    // MARK: On the event loop

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        hear.withLock { hear in
            if let hear { return hear(bytes) }
            state.withLock { state in
                let room = max(0, Self.heardMax - state.heard.count)
                state.heard += bytes.readBytes(length: min(room, bytes.readableBytes)) ?? []
            }
        }
        // Whoever waits may have been told what it waits for.
        change { _ in }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed {
            let facts = facts(of: context.channel)
            change { state in
                state.hasEnded = true
                state.factsAtEnd = state.factsAtEnd ?? facts
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let facts = facts(of: context.channel)
        change { state in
            state.failure = state.failure ?? LineFailure(error)
            state.factsAtEnd = facts
        }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        change { state in
            // After a clean end this is only the other half of it.
            if !state.hasEnded { state.failure = state.failure ?? .closed }
            state.hasEnded = true
            state.isDown = true
        }
    }

    /// `nil` once the socket is closed: then nothing can be known of it any more.
    func facts(of channel: any Channel) -> TransportFacts? {
        let facts = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            TransportFacts(of: $0)
        }
        return facts ?? nil
    }
}
