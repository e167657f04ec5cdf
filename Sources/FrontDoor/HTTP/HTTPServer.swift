internal import FoundationEssentials
public import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
public import Operations
public import PrintModel
internal import Synchronization

/// The way in over HTTP: IPP and pages, in the clear and in TLS on the same ports, over TCP and Unix sockets.
public final class HTTPServer: Sendable {
    struct Running {
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
        /// Ends when everything has ended.
        case stopping(Task<Void, Never>)
        case failed
    }

    let configuration: HTTPConfiguration
    private let service: any PrintService
    private let pages: (any PageHandler)?
    private let authenticator: (any Authenticator)?
    let log: Logger
    private let state = Mutex(State.new)
    private let isStopping = Atomic(false)
    let userNames = UserNames()
    private let certificates = Mutex<CertificateKeeper?>(nil)
    private let accessLog: AccessLog?

    /// - Parameters:
    ///   - pages: answers what is not IPP; without it there is little more than `/healthz`.
    ///   - authenticator: looks at passwords and tokens; without it none is taken.
    public init(
        configuration: HTTPConfiguration, service: any PrintService, pages: (any PageHandler)? = nil,
        authenticator: (any Authenticator)? = nil, accessLog: AccessLog? = nil, log: Logger
    ) {
        self.accessLog = accessLog
        self.configuration = configuration
        self.service = service
        self.pages = pages
        self.authenticator = authenticator
        self.log = log
    }

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
            await closeListeners(running)
            await cutConnections(running)
            await endLoops(running)
            state.withLock { $0 = .failed }
            throw error
        }
    }

    private func makeOccupancy() -> Occupancy {
        let limits = configuration.limits
        let descriptors = DescriptorLimit.raise()
        return Occupancy(
            connectionsMax: limits.connectionsMax ?? max(descriptors / 2, descriptors - limits.descriptorReserve),
            requestsInHandMax: limits.requestsInHandMax, attributeBytesMax: limits.attributeBytesInHandMax,
            limitsPerSource: configuration.limitsPerSource)
    }

    private func makeHouse(_ occupancy: Occupancy) async throws -> HTTPConnection.House {
        let hostName = HostAllowList.ownHostName()
        var tls: CertificateKeeper?
        if let folder = configuration.certificateFolder {
            let authorities = configuration.clientAuthorities
            tls = try await NIOThreadPool.singleton.runIfActive { [log] in
                try CertificateKeeper(
                    folder: folder, hostName: hostName, clientAuthorities: authorities, now: Date(), log: log)
            }
        }
        certificates.withLock { [tls] in $0 = tls }
        let isReady = configuration.isReady
        let gate = RequestGate(
            hosts: HostAllowList(
                hostName: hostName, aliases: configuration.hostAliases, announced: configuration.announcedName),
            hasPages: pages != nil, canStartTLS: tls != nil, takesProofs: authenticator != nil,
            isReady: { [weak self] in self?.isStopping.load(ordering: .relaxed) == false && isReady() })
        return HTTPConnection.House(
            service: service, pages: pages, gate: gate,
            doorkeeper: Doorkeeper(
                authenticator: authenticator, canStartTLS: tls != nil,
                certificateOwner: configuration.clientAuthorities.map { _ in configuration.certificateOwner }, log: log),
            limits: configuration.limits, ippLimits: configuration.ippLimits, occupancy: occupancy,
            pace: SourcePace(configuration.limits), limitBoard: configuration.limitBoard, tls: tls,
            accessLog: accessLog, log: log)
    }

    /// Looks whether there are new files of a certificate, and takes them up for connections to come.
    public func followCertificate() async {
        guard let keeper = certificates.withLock({ $0 }) else { return }
        // Fails only when the threads have ended, at the very end.
        _ = try? await NIOThreadPool.singleton.runIfActive { keeper.follow(now: Date()) }
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
        for (index, roll) in rolls.enumerated() {
            let others = Array(rolls[..<index] + rolls[(index + 1)...])
            try await roll.eventLoop.submit { roll.value.others = others }.get()
        }
        return rolls
    }

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

    /// Takes no new connections, answers the requests in hand, then ends what is left. Without effect before ``start()``
    /// has returned; whoever asks again waits for the same end.
    public func stop(within time: Duration) async {
        let stopping: Task<Void, Never>? = state.withLock { state in
            switch state {
            case .new, .starting, .failed: return nil
            case .stopping(let task): return task
            case .running(let running):
                // A task of its own: whoever stops us may be cancelled, and the requests in hand have this time still.
                let task = Task { await self.finish(running, within: time) }
                state = .stopping(task)
                return task
            }
        }
        await stopping?.value
    }

    private func finish(_ running: Running, within time: Duration) async {
        isStopping.store(true, ordering: .relaxed)
        await closeListeners(running)
        for roll in running.rolls { roll.eventLoop.execute { roll.value.stop() } }
        await wait(until: time, on: running) { $0.connectionCount == 0 }
        await cutConnections(running)
        // Their tasks have been cancelled; an event loop must not end before them.
        await wait(until: .seconds(2), on: running) { $0.requestCount == 0 }
        await endLoops(running)
    }

    private func wait(until time: Duration, on running: Running, _ isDone: (Occupancy) -> Bool) async {
        let end = NIODeadline.now() + TimeAmount(time)
        while !isDone(running.occupancy), .now() < end {
            // Fails only when the loop has ended.
            try? await running.group.next().scheduleTask(in: .milliseconds(10)) {}.futureResult.get()
        }
    }

    private func closeListeners(_ running: Running) async {
        for listener in running.listeners { try? await listener.close().get() }  // Closed already: as wanted.
        for file in running.socketFiles { file.remove() }
    }

    private func cutConnections(_ running: Running) async {
        for roll in running.rolls {
            // Fails only when the loop has ended, and its connections with it.
            try? await roll.eventLoop.submit {
                roll.value.stopSweeping()
                roll.value.cut()
            }.get()
        }
    }

    private func endLoops(_ running: Running) async {
        do {
            try await running.group.shutdownGracefully()
        } catch {
            log.error("event loops do not end", metadata: ["error": "\(error)"])
        }
    }
}
