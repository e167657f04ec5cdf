import NIOCore

/// What a client sends, on its event loop: nothing is read from it before somebody asks for it, so a slow store slows it.
final class Inlet: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias Reader = CheckedContinuation<[UInt8]?, any Error>

    private var reader: Reader?
    private var deadline: Scheduled<Void>?
    /// At most what one read gives.
    private var pieces: [ByteBuffer] = []
    private var ending: Result<Void, any Error>?
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        end(.failure(ConnectionProblem.lost))
    }

    /// Gives the next piece to `reader`, `nil` at the client's end, an error when none came in time. The connection can be
    /// read on after that error, and after no other.
    func read(_ reader: Reader, within time: TimeAmount) {
        if !pieces.isEmpty { return reader.resume(returning: Array(pieces.removeFirst().readableBytesView)) }
        switch ending {
        case .success?: return reader.resume(returning: nil)
        case .failure(let error)?: return reader.resume(throwing: error)
        case nil: break
        }
        guard let context, self.reader == nil else { return reader.resume(throwing: ConnectionProblem.lost) }
        self.reader = reader
        let inlet = NIOLoopBound(self, eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: time) { inlet.value.tooLate() }
        // What is asked of a channel before that is lost.
        if context.channel.isActive { context.read() }
    }

    /// From here on every read fails with this.
    func fail(_ error: any Error) {
        pieces = []
        end(.failure(error))
    }

    private func tooLate() {
        let reader = takeReader()
        reader?.resume(throwing: ConnectionProblem.tooSlow)
    }

    private func end(_ ending: Result<Void, any Error>) {
        // A broken connection is not mended by its end; one that ended well may break afterwards.
        if case .failure? = self.ending { return }
        self.ending = ending
        guard let reader = takeReader() else { return }
        switch ending {
        case .success: reader.resume(returning: nil)
        case .failure(let error): reader.resume(throwing: error)
        }
    }

    private func takeReader() -> Reader? {
        deadline?.cancel()
        deadline = nil
        defer { reader = nil }
        return reader
    }

    // MARK: What comes from the network

    func channelActive(context: ChannelHandlerContext) {
        if reader != nil { context.read() }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        guard buffer.readableBytes > 0 else { return }
        if let reader = takeReader() {
            reader.resume(returning: Array(buffer.readableBytesView))
        } else {
            pieces.append(buffer)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent { return end(.success(())) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) { end(.failure(ConnectionProblem.lost)) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }
}

enum ConnectionProblem: Error, Hashable {
    /// The client is gone, or we have cut it off.
    case lost
    case tooSlow
    /// It sends less than it has to.
    case belowRate
    /// A line, or a file, is longer than it may be.
    case tooLong
    /// It ended in the middle of something.
    case endedEarly
    case stopping
}
