public import NIOCore
import NIOPosix

/// The thread that moves bytes for any number of clients, and of connections of other kinds. A program needs one; making it
/// takes about 0.1 ms.
public final class ClientThread: Sendable {
    private let group: MultiThreadedEventLoopGroup
    public let eventLoop: any EventLoop

    public init() {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        eventLoop = group.next()
    }

    deinit { group.shutdownGracefully { _ in } }
}
