public import FrontDoor
public import Logging
internal import NIOCore
internal import NIOPosix
public import Operations

/// The way in for clients of line printer daemons (RFC 1179).
///
/// From any port: that of a client below 1024 is no proof of anything today. Who somebody is, is a name that he claims at the
/// address he comes from, as with a client of IPP that proves nothing.
public final class LineServer: Sendable {
    private let doorway: Doorway
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// - Parameter limitsPerSource: whether one source is kept from having most of all connections.
    public init(
        desk: any JobDesk, service: any PrintService, limits: SideLimits = SideLimits(), limitsPerSource: Bool = true,
        log: Logger
    ) {
        doorway = Doorway(on: group, limits: limits, limitsPerSource: limitsPerSource, log: log) { connection in
            await LineConversation(
                connection: connection, desk: desk, service: service, limits: limits, log: log
            ).run()
        }
    }

    /// Port 0 for any free one.
    public func listen(host: String, port: Int) async throws -> [BoundAddress] {
        try await doorway.open(host: host, port: port)
    }

    /// At a socket that somebody else has bound.
    public func listen(descriptor: Int32) async throws -> BoundAddress { try await doorway.take(descriptor) }

    /// Gives clients that are sending a job so much time to end it. Those that are not get no answer, and send it again.
    public func stop(within time: Duration) async {
        await doorway.stop(within: time)
        // Fails only when it has been stopped before.
        try? await group.shutdownGracefully()
    }
}
