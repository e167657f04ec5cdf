internal import FoundationEssentials
public import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
public import Operations
internal import PrintModel
internal import Synchronization

/// The way in over HTTP: IPP and pages, in the clear and in TLS on the same ports, over TCP and Unix sockets.
public final class HTTPServer: Sendable {
    private struct Running {
        var listeners: [any Channel]
        var socketFiles: [UnixSocketFile]
        var rolls: [NIOLoopBound<ConnectionRoll>]
        var occupancy: Occupancy
        var group: MultiThreadedEventLoopGroup
    }

    private enum State {
        case new
        case starting
        case running(Running)
        case stopped
    }

    private let configuration: HTTPConfiguration
    private let service: any PrintService
    private let pages: (any PageHandler)?
    private let log: Logger
    private let state = Mutex(State.new)
    private let isStopping = Atomic(false)
    private let userNames = UserNames()

    /// - Parameter pages: answers what is not IPP; without it there is little more than `/healthz`.
    public init(
        configuration: HTTPConfiguration, service: any PrintService, pages: (any PageHandler)? = nil, log: Logger
    ) {
        self.configuration = configuration
        self.service = service
        self.pages = pages
        self.log = log
    }

    // MARK: Starting

    /// Listens everywhere it was told to, or nowhere.
    public func start() async throws -> [BoundAddress] {
        let isFirst = state.withLock { state in
            guard case .new = state else { return false }
            state = .starting
            return true
        }
        guard isFirst else { throw ListenError("HTTP", "the server has been started before") }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, configuration.threads))
        var running = Running(
            listeners: [], socketFiles: [], rolls: [], occupancy: makeOccupancy(), group: group)
        do {
            let house = try await makeHouse(running.occupancy)
            running.rolls = try await makeRolls(group)
            let addresses = try await listen(house, &running)
            state.withLock { $0 = .running(running) }
            return addresses
        } catch {
            await close(running)
            state.withLock { $0 = .stopped }
            throw error
        }
    }

    private func makeOccupancy() -> Occupancy {
        let limits = configuration.limits
        let descriptors = DescriptorLimit.raise()
        return Occupancy(
            connectionsMax: limits.connectionsMax ?? max(descriptors / 2, descriptors - limits.descriptorReserve),
            requestsInHandMax: limits.requestsInHandMax, limitsPerSource: configuration.limitsPerSource)
    }

    private func makeHouse(_ occupancy: Occupancy) async throws -> HTTPConnection.House {
        let hostName = HostAllowList.ownHostName()
        var tls: NIOSSLContext?
        if let folder = configuration.certificateFolder {
            tls = try await NIOThreadPool.singleton.runIfActive { [log] in
                try ServerCertificate.loadOrMake(in: folder, hostName: hostName, now: Date(), log: log).context()
            }
        }
        let isReady = configuration.isReady
        let gate = RequestGate(
            hosts: HostAllowList(hostName: hostName, aliases: configuration.hostAliases), hasPages: pages != nil,
            canStartTLS: tls != nil,
            isReady: { [weak self] in self?.isStopping.load(ordering: .relaxed) == false && isReady() })
        return HTTPConnection.House(
            service: service, pages: pages, gate: gate, limits: configuration.limits, occupancy: occupancy, tls: tls,
            log: log)
    }

    private func makeRolls(_ group: MultiThreadedEventLoopGroup) async throws -> [NIOLoopBound<ConnectionRoll>] {
        var rolls: [NIOLoopBound<ConnectionRoll>] = []
        for loop in group.makeIterator() {
            let limits = configuration.limits
            let roll = try await loop.submit {
                let roll = ConnectionRoll(loop: loop, limits: limits)
                roll.startSweeping()
                return NIOLoopBound(roll, eventLoop: loop)
            }.get()
            rolls.append(roll)
        }
        return rolls
    }

    private func listen(_ house: HTTPConnection.House, _ running: inout Running) async throws -> [BoundAddress] {
        var addresses: [BoundAddress] = []
        for listener in configuration.listeners {
            switch listener {
            case .tcp(let host, let port):
                for address in try await bind(host: host, port: port, house, &running) { addresses.append(address) }
            case .unix(let path):
                try await bind(path: path, house, &running)
                addresses.append(.unix(path: path))
            }
        }
        return addresses
    }

    // MARK: Listening

    /// A name can stand for several addresses; they get the same port. It is enough when one of them works.
    private func bind(
        host: String, port: Int, _ house: HTTPConnection.House, _ running: inout Running
    ) async throws -> [BoundAddress] {
        let place = "\(host):\(port)"
        guard (0...65_535).contains(port) else { throw ListenError(place, "there is no such port") }
        let found = try await NIOThreadPool.singleton.runIfActive { try TCPAddresses.resolve(host) }
        var (bound, port, problem) = ([BoundAddress](), port, nil as (any Error)?)
        for address in found {
            do {
                let channel = try await bootstrap(house, running, isIPv6: address.contains(":"))
                    .bind(to: SocketAddress(ipAddress: address, port: port)).get()
                running.listeners.append(channel)
                port = channel.localAddress?.port ?? port
                bound.append(.tcp(address: address, port: port))
            } catch {
                problem = error
                log.debug("cannot listen", metadata: ["address": "\(address)", "port": "\(port)", "error": "\(error)"])
            }
        }
        guard !bound.isEmpty else { throw ListenError(place, problem.map { "\($0)" } ?? "no such host") }
        return bound
    }

    private func bind(path: String, _ house: HTTPConnection.House, _ running: inout Running) async throws {
        let (file, descriptor) = try UnixSocketFile.bind(path: path, backlog: Self.backlog)
        running.socketFiles.append(file)
        let channel = try await unixBootstrap(house, running).withBoundSocket(descriptor).get()
        running.listeners.append(channel)
        try file.putInPlace()
    }

    private func bootstrap(_ house: HTTPConnection.House, _ running: Running, isIPv6: Bool) -> ServerBootstrap {
        var bootstrap = commonBootstrap(running)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // On the listener: what it has when a connection comes is what decides about the window's scale.
            .serverChannelOption(.socketOption(.so_rcvbuf), value: Int(configuration.limits.receiveBufferBytes))
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [rolls = running.rolls] channel in
                Self.admit(channel, house, rolls, Self.requester(of: channel))
            }
        let ownIPv6 = ChannelOptions.Types.SocketOption(level: .ipv6, name: .ipv6_v6only)
        if isIPv6 { bootstrap = bootstrap.serverChannelOption(ownIPv6, value: 1) }
        return bootstrap
    }

    private func unixBootstrap(_ house: HTTPConnection.House, _ running: Running) -> ServerBootstrap {
        commonBootstrap(running).childChannelInitializer { [userNames, rolls = running.rolls] channel in
            PeerCredentials.of(channel).flatMap { credentials in
                Self.name(of: credentials.uid, userNames, on: channel.eventLoop).flatMap { name in
                    let requester = Requester(origin: .localUser(uid: credentials.uid, name: name), isPrivate: true)
                    return Self.admit(channel, house, rolls, requester)
                }
            }
        }
    }

    private func commonBootstrap(_ running: Running) -> ServerBootstrap {
        ServerBootstrap(group: running.group)
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelOption(.maxMessagesPerRead, value: 64)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 65_536, high: 262_144))
    }

    private static func name(
        of uid: UInt32, _ names: UserNames, on loop: any EventLoop
    ) -> EventLoopFuture<String> {
        if let name = names.remembered(uid) { return loop.makeSucceededFuture(name) }
        return NIOThreadPool.singleton.runIfActive(eventLoop: loop) { names.lookUp(uid) }
    }

    private static func admit(
        _ channel: any Channel, _ house: HTTPConnection.House, _ rolls: [NIOLoopBound<ConnectionRoll>],
        _ requester: Requester
    ) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            guard let roll = rolls.first(where: { $0.eventLoop === channel.eventLoop }) else {
                throw ChannelError.operationUnsupported
            }
            let connection = HTTPConnection(house: house, roll: roll.value, requester: requester)
            try channel.pipeline.syncOperations.addHandler(connection)
        }
    }

    private static func requester(of channel: any Channel) -> Requester {
        let address = channel.remoteAddress?.ipAddress ?? "unknown"
        let isLoopback = address.hasPrefix("127.") || address == "::1"
        return Requester(origin: .network(address: address, isLoopback: isLoopback), isPrivate: false)
    }

    private static let backlog: Int32 = 4_096

    // MARK: Stopping

    /// Serves until ``stop(within:)``, or until the task is cancelled, which stops it the same way.
    public func run() async throws {
        if state.withLock({ if case .new = $0 { true } else { false } }) { _ = try await start() }
        guard case .running(let running) = state.withLock({ $0 }) else { return }
        do {
            for listener in running.listeners {
                try await withTaskCancellationHandler {
                    try await listener.closeFuture.get()
                } onCancel: {
                    listener.close(promise: nil)
                }
            }
        } catch {
            log.error("a listener ends", metadata: ["error": "\(error)"])
        }
        await stop(within: .seconds(10))
    }

    /// Takes no new connections, answers the requests in hand, then ends what is left.
    public func stop(within time: Duration) async {
        let running: Running? = state.withLock { state in
            guard case .running(let running) = state else { return nil }
            state = .stopped
            return running
        }
        guard let running else { return }
        isStopping.store(true, ordering: .relaxed)
        await closeListeners(running)
        for roll in running.rolls { roll.eventLoop.execute { roll.value.stop() } }
        // Not cancellable: whoever stops us may be cancelled itself, and still the requests in hand have this time.
        let loop = running.group.next()
        let end = NIODeadline.now() + TimeAmount(time)
        while running.occupancy.connectionCount > 0, .now() < end {
            try? await loop.scheduleTask(in: .milliseconds(10)) {}.futureResult.get()  // Fails only when the loop has ended.
        }
        await close(running)
    }

    private func closeListeners(_ running: Running) async {
        for listener in running.listeners { try? await listener.close().get() }  // Closed already: as wanted.
        for file in running.socketFiles { file.remove() }
    }

    private func close(_ running: Running) async {
        await closeListeners(running)
        for roll in running.rolls {
            // Fails only when the loop has ended, and its connections with it.
            try? await roll.eventLoop.submit {
                roll.value.stopSweeping()
                roll.value.cut()
            }.get()
        }
        do {
            try await running.group.shutdownGracefully()
        } catch {
            log.error("event loops do not end", metadata: ["error": "\(error)"])
        }
    }
}
