internal import Glibc
import NIOCore
internal import NIOPosix
import Operations
import PrintModel
import Synchronization

/// One client's connection: octets in, when they are asked for, and octets out.
final class Connection: Sendable {
    private let channel: any Channel
    private let inlet: NIOLoopBound<Inlet>
    private let limits: SideLimits
    /// Who is at the other end, as far as its address tells.
    let requester: Requester
    private let inHand = Atomic(false)

    /// On the channel's event loop.
    init(_ channel: any Channel, limits: SideLimits) throws {
        self.channel = channel
        self.limits = limits
        let inlet = Inlet()
        self.inlet = NIOLoopBound(inlet, eventLoop: channel.eventLoop)
        requester = Requester(at: channel.remoteAddress?.ipAddress, of: channel.localAddress?.ipAddress)
        try channel.pipeline.syncOperations.addHandler(inlet)
    }

    var address: String { requester.host }

    /// Whether it has given us something that it would have to give again: then it is ended last.
    var isInHand: Bool { inHand.load(ordering: .relaxed) }
    func mark(inHand: Bool) { self.inHand.store(inHand, ordering: .relaxed) }

    /// The next piece; `nil` at the client's end. Throws ``ConnectionProblem/tooSlow`` when none came in time: it may be
    /// read on then.
    func read(within time: Duration) async throws -> [UInt8]? {
        let (loop, inlet) = (channel.eventLoop, inlet)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { reader in
                loop.execute { inlet.value.read(reader, within: TimeAmount(time)) }
            }
        } onCancel: {
            loop.execute { inlet.value.fail(ConnectionProblem.stopping) }
        }
    }

    func write(_ octets: [UInt8]) async throws {
        let late = channel.eventLoop.scheduleTask(in: TimeAmount(limits.writeTime)) { [channel] in
            channel.close(promise: nil)
        }
        defer { late.cancel() }
        try await channel.writeAndFlush(ByteBuffer(bytes: octets)).get()
    }

    /// Ends it so that the client sees what was written: what it still sends is thrown away for a while, because the reset
    /// that it would cause destroys answers that were not read yet.
    func end() async {
        // It may be gone already, or go now: all the same.
        try? await channel.close(mode: .output).get()
        var left = limits.drainOctetsMax
        while left > 0, let piece = try? await read(within: limits.lingerTime) { left -= piece.count }
        try? await channel.close().get()
    }

    /// Ends it so that the client sees that something went wrong, where its protocol has no other way to say so.
    func reset() async {
        if let channel = channel as? any SocketOptionProvider {
            // Then it sees a plain end, which is as much as there is to be had.
            try? await channel.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try? await channel.close().get()
    }
}
