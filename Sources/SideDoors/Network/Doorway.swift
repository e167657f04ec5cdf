import FrontDoor
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import PrintModel
internal import Synchronization

/// Listens at some places and has each connection served in a task of its own, so many at a time and so many of one source.
final class Doorway: Sendable {
    private struct State {
        var listeners: [any Channel] = []
        var guests: [Int: Guest] = [:]
        var bySource: [String: Int] = [:]
        var nextNumber = 0
        var isStopping = false
    }

    private struct Guest {
        var connection: Connection
        var task: Task<Void, Never>?
    }

    private let group: MultiThreadedEventLoopGroup
    private let limits: SideLimits
    private let limitsPerSource: Bool
    private let log: Logger
    private let serve: @Sendable (Connection) async -> Void
    private let state = Mutex(State())

    init(
        on group: MultiThreadedEventLoopGroup, limits: SideLimits, limitsPerSource: Bool, log: Logger,
        serve: @escaping @Sendable (Connection) async -> Void
    ) {
        self.group = group
        self.limits = limits
        self.limitsPerSource = limitsPerSource
        self.log = log
        self.serve = serve
    }

    /// A name can stand for several addresses; they get the same port. It is enough when one of them works.
    func open(host: String, port: Int) async throws -> [BoundAddress] {
        let place = "\(host):\(port)"
        let found = try await NIOThreadPool.singleton.runIfActive { try TCPAddresses.resolve(host) }
        var (bound, port, problem) = ([BoundAddress](), port, nil as (any Error)?)
        for address in found {
            do {
                let channel = try await bootstrap(isIPv6: address.contains(":"))
                    .bind(to: SocketAddress(ipAddress: address, port: port)).get()
                port = channel.localAddress?.port ?? port
                bound.append(.tcp(address: address, port: port))
                state.withLock { $0.listeners.append(channel) }
            } catch {
                problem = error
            }
        }
        guard !bound.isEmpty else { throw ListenError(place, problem.map { "\($0)" } ?? "no such host") }
        return bound
    }

    /// Listens at a socket that somebody else has bound; it is ours from now on.
    func take(_ descriptor: Int32) async throws -> BoundAddress {
        guard let (host, port) = ListeningSocket.address(of: descriptor) else {
            throw ListenError("socket \(descriptor)", "it is not TCP's")
        }
        let channel = try await bootstrap(isIPv6: false).withBoundSocket(descriptor).get()
        state.withLock { $0.listeners.append(channel) }
        return .tcp(address: host, port: port)
    }

    private func bootstrap(isIPv6: Bool) -> ServerBootstrap {
        var bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.socketOption(.so_rcvbuf), value: limits.receiveBufferOctets)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture { admit(try Connection(channel, limits: limits)) }
            }
        let ownIPv6 = ChannelOptions.Types.SocketOption(level: .ipv6, name: .ipv6_v6only)
        if isIPv6 { bootstrap = bootstrap.serverChannelOption(ownIPv6, value: 1) }
        return bootstrap
    }

    private func admit(_ connection: Connection) {
        let (number, limit): (Int?, Limit?) = state.withLock { state in
            let ofSource = state.bySource[connection.requester.source, default: 0]
            guard !state.isStopping else { return (nil, nil) }
            guard state.guests.count < limits.connectionsMax else { return (nil, .sideConnections) }
            guard !limitsPerSource || ofSource < limits.connectionsPerSourceMax else {
                return (nil, .sideConnectionsPerSource)
            }
            state.nextNumber += 1
            state.bySource[connection.requester.source] = ofSource + 1
            state.guests[state.nextNumber] = Guest(connection: connection)
            return (state.nextNumber, nil)
        }
        guard let number else {
            if let limit, limits.board.note(limit) {
                log.warning(
                    "too many connections; the limit \(limit.name) says how many there may be",
                    metadata: ["from": "\(connection.address)"])
            }
            Task { await connection.reset() }
            return
        }
        let task = Task {
            await serve(connection)
            await connection.end()
            leave(number, connection.requester.source)
        }
        state.withLock { state in
            // It may be over already.
            if state.guests[number] != nil { state.guests[number]?.task = task }
            if state.isStopping, !connection.isInHand { task.cancel() }
        }
    }

    private func leave(_ number: Int, _ source: String) {
        state.withLock { state in
            state.guests[number] = nil
            let count = state.bySource[source, default: 0] - 1
            state.bySource[source] = count > 0 ? count : nil
        }
    }

    /// Takes no more, ends what has given us nothing yet, waits a while for the others and then ends them as well.
    func stop(within time: Duration) async {
        let (listeners, idle) = state.withLock { state in
            state.isStopping = true
            return (state.listeners, state.guests.values.filter { !$0.connection.isInHand }.compactMap(\.task))
        }
        for listener in listeners { try? await listener.close().get() }  // Closed already: as wanted.
        for task in idle { task.cancel() }
        await wait(until: time)
        for task in state.withLock({ $0.guests.values.compactMap(\.task) }) { task.cancel() }
        await wait(until: .seconds(2))
    }

    private func wait(until time: Duration) async {
        let end = ContinuousClock.now + time
        while state.withLock({ !$0.guests.isEmpty }), ContinuousClock.now < end {
            // Cut off only when the daemon is ended anyway.
            try? await Task.sleep(for: .milliseconds(10))
        }
    }
}
