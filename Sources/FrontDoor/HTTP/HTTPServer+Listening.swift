internal import Logging
internal import NIOCore
internal import NIOPosix
internal import Operations
internal import PrintModel

/// Where we listen, and what is known of a client before it says a word.
extension HTTPServer {
    func listen(_ house: HTTPConnection.House, _ running: inout Running) async throws -> [BoundAddress] {
        var addresses: [BoundAddress] = []
        for listener in configuration.listeners {
            switch listener {
            case .tcp(let host, let port):
                for address in try await bind(host: host, port: port, house, &running) { addresses.append(address) }
            case .unix(let path):
                try await bind(path: path, house, &running)
                addresses.append(.unix(path: path))
            case .given(let descriptor): addresses += try await take(descriptor, house, &running)
            }
        }
        return addresses
    }

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

    private func take(
        _ descriptor: Int32, _ house: HTTPConnection.House, _ running: inout Running
    ) async throws -> [BoundAddress] {
        let kind = try ListeningSocket.kind(of: descriptor)
        let door = kind == .unix ? unixBootstrap(house, running) : bootstrap(house, running, isIPv6: false)
        let channel = try await door.withBoundSocket(descriptor).get()
        running.listeners.append(channel)
        guard kind != .unix, let address = channel.localAddress else {
            return [.unix(path: channel.localAddress?.pathname ?? "a socket that was given")]
        }
        let bound = BoundAddress.tcp(address: address.ipAddress ?? "", port: address.port ?? 0)
        guard kind == .ipv6, address.ipAddress == "::", ListeningSocket.takesIPv4(descriptor) else { return [bound] }
        return [.tcp(address: "0.0.0.0", port: address.port ?? 0), bound]
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
                let requester = Requester(
                    at: channel.remoteAddress?.ipAddress, of: channel.localAddress?.ipAddress)
                return Self.admit(channel, house, rolls, requester)
            }
        let ownIPv6 = ChannelOptions.Types.SocketOption(level: .ipv6, name: .ipv6_v6only)
        if isIPv6 { bootstrap = bootstrap.serverChannelOption(ownIPv6, value: 1) }
        return bootstrap
    }

    private func unixBootstrap(_ house: HTTPConnection.House, _ running: Running) -> ServerBootstrap {
        commonBootstrap(running).childChannelInitializer {
            [userNames, log, shuns = configuration.shuns, rolls = running.rolls] channel in
            PeerCredentials.of(channel).flatMapThrowing { credentials in
                guard !shuns(credentials.pid, credentials.uid) else {
                    log.warning(
                        "a program that was started for a job or a device came to the server's own socket: sent away",
                        metadata: ["process": "\(credentials.pid)"])
                    throw ChannelError.operationUnsupported
                }
                return credentials
            }.flatMap { credentials in
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
            .childChannelOption(.maxMessagesPerRead, value: 1)
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

    /// The kernel's queue of connections not accepted yet.
    private static let backlog: Int32 = 4_096
}
