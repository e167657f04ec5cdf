import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// Makes connections to one server.
struct Dialer: Sendable {
    let server: ServerAddress
    let trust: CertificateTrust
    let eventLoop: any EventLoop
    let timeout: TimeAmount
    let certificates: CertificateStore
    let sawCertificate: (@Sendable ([UInt8]) -> Void)?
    /// Where to connect to instead of looking the server's name up.
    var numericAddress: String?

    func connect(security: ServerAddress.Security) async throws(IPPClientError) -> HTTPConnection {
        var failure: (any Error)?
        for target in targets {
            do {
                return try await connect(to: target, security: security)
            } catch {
                failure = failure ?? error
            }
        }
        throw IPPClientError(failure ?? ChannelError.connectPending, at: server.description, trust)
    }

    enum Target {
        case address(SocketAddress)
        /// To be looked up; addresses of both families are tried (RFC 8305).
        case name(String, Int)
    }

    /// Literals and sockets are never looked up, and neither is localhost (RFC 6761 §6.3).
    private var targets: [Target] {
        switch server.place {
        case .unixSocket(let path):
            return [try? SocketAddress(unixDomainSocketPath: path)].compactMap { $0.map(Target.address) }
        case .network(let host, let port):
            let literals =
                numericAddress.map { [$0] } ?? (host == "localhost" ? ["127.0.0.1", "::1"] : [host])
            // No literal: a name, then.
            let addresses = literals.compactMap { try? SocketAddress(ipAddress: $0, port: port) }
            return addresses.isEmpty ? [.name(host, port)] : addresses.map(Target.address)
        }
    }

    private func connect(to target: Target, security: ServerAddress.Security) async throws -> HTTPConnection {
        let tls = security == .plain ? nil : try certificates.context(for: trust)
        let made = Made()
        let upgraded = eventLoop.makePromise(of: Void.self)
        var bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelInitializer { [server, trust, saw = sawCertificate] channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    let connection = HTTPConnection(channel, to: server, trust: trust)
                    made.connection.withLock { $0 = connection }
                    switch (security, tls) {
                    case (.upgrade, .some(let tls)):
                        try pipeline.addHandler(
                            UpgradeToTLS(hostField: server.hostField, promise: upgraded) {
                                try trust.handler(tls, for: server, saw: saw)
                            })
                    case (_, .some(let tls)):
                        try pipeline.addHandler(try trust.handler(tls, for: server, saw: saw))
                        upgraded.succeed()
                    case (_, .none):
                        upgraded.succeed()
                    }
                    try pipeline.addHandler(HTTPRequestEncoder())
                    try pipeline.addHandler(
                        ByteToMessageHandler(HTTPResponseDecoder(informationalResponseStrategy: .forward)))
                    try pipeline.addHandler(connection)
                }
            }
        if case .network = server.place {
            bootstrap = bootstrap.channelOption(.tcpOption(.tcp_nodelay), value: 1)
        }
        let channel: any Channel
        do {
            channel = try await bootstrap.connect(to: target).get()
        } catch {
            upgraded.fail(error)
            throw error
        }
        guard let connection = made.connection.withLock({ $0 }) else { throw ChannelError.alreadyClosed }
        guard security == .upgrade else { return connection }
        let late = eventLoop.scheduleTask(in: timeout) { upgraded.fail(ChannelError.connectTimeout(timeout)) }
        defer { late.cancel() }
        do {
            try await upgraded.futureResult.get()
        } catch {
            channel.close(promise: nil)
            throw error
        }
        return connection
    }

    /// What the initializer, which runs on the event loop, made.
    private final class Made: Sendable {
        let connection = Mutex<HTTPConnection?>(nil)
    }
}

extension ClientBootstrap {
    fileprivate func connect(to target: Dialer.Target) -> EventLoopFuture<any Channel> {
        switch target {
        case .address(let address): connect(to: address)
        case .name(let name, let port): connect(host: name, port: port)
        }
    }
}

extension IPPClientError {
    /// Says in our words what swift-nio said in its own.
    init(_ error: any Error, at address: String, _ trust: CertificateTrust) {
        switch error {
        case let error as IPPClientError: self = error
        case let error as IOError where error.errnoCode == ECONNRESET || error.errnoCode == EPIPE:
            self = .closedEarly(address: address)
        case let error as IOError:
            self = .unreachable(
                address: address, errno: error.errnoCode, reason: IPPClientError.reason(errno: error.errnoCode))
        case let error as NIOConnectionError:
            self = Self.unreachable(error, at: address)
        case ChannelError.connectTimeout:
            self = .timedOut(address: address, waitingFor: "a connection")
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError, is UpgradeToTLS.Refused:
            self = .tls(address: address, reason: trust.explain(error))
        case is ChannelError, HTTPParserError.invalidEOFState:
            self = .closedEarly(address: address)
        case is HTTPParserError:
            self = .notIPP(reason: "not HTTP (\(error))")
        default:
            self = .unreachable(address: address, errno: nil, reason: "\(error)")
        }
    }

    private static func unreachable(_ error: NIOConnectionError, at address: String) -> IPPClientError {
        if let io = error.connectionErrors.lazy.compactMap({ $0.error as? IOError }).first {
            return .unreachable(address: address, errno: io.errnoCode, reason: reason(errno: io.errnoCode))
        }
        if error.connectionErrors.contains(where: { $0.error is ChannelError }) {
            return .timedOut(address: address, waitingFor: "a connection")
        }
        return .unreachable(address: address, errno: nil, reason: "no such host")
    }

    private static func reason(errno: CInt) -> String {
        let text = describe(errno: errno)
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
