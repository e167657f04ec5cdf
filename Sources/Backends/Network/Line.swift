internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A TCP connection to a device: bytes go there no faster than it takes them, and what it says is heard at once.
///
/// One task uses it; the event loop, which it shares with all others, moves the bytes.
final class Line: Sendable {
    struct State {
        /// Handed over for sending and not yet taken by the kernel.
        var unsent = 0
        /// Taken by the kernel.
        var sent: Int64 = 0
        /// Heard and not yet taken, where nobody listens at once.
        var heard: [UInt8] = []
        /// The other end says no more.
        var hasEnded = false
        /// There is no connection any more.
        var isDown = false
        var failure: LineFailure?
        /// When the other end stopped speaking, or the connection broke.
        var factsAtEnd: TransportFacts?
        var endsWhenTaken = false
        var isLate = false
        var isCancelled = false
        var waiter: CheckedContinuation<Void, Never>?
        var changes: UInt64 = 0
    }

    private let channel: any Channel
    private let ear: Ear

    private init(_ channel: any Channel, _ ear: Ear) {
        self.channel = channel
        self.ear = ear
    }

    deinit { channel.close(promise: nil) }

    /// - Parameter hear: gets what the device says, on the event loop; without it, it waits in ``State/heard``.
    static func connect(
        to place: NetworkPlace, within patience: Duration, on eventLoop: any EventLoop,
        from ports: ClosedRange<Int>? = nil, hear: (@Sendable (ByteBuffer) -> Void)? = nil
    ) async throws(LineFailure) -> Line {
        guard let ports else {
            return try await connect(to: place, within: patience, on: eventLoop, from: nil, hear)
        }
        let address = try await resolved(place)
        var failure = LineFailure.system(EADDRINUSE)
        for port in ports {
            do throws(LineFailure) {
                let any = address.protocol == .inet6 ? "::" : "0.0.0.0"
                let local = try? SocketAddress(ipAddress: any, port: port)
                let numeric = NetworkPlace(user: nil, host: address.ipAddress ?? place.host, port: place.port)
                return try await connect(to: numeric, within: patience, on: eventLoop, from: local, hear)
            } catch {
                failure = error
                // Somebody else has that port, or had it for that device a moment ago.
                guard error == .system(EADDRINUSE) || error == .system(EADDRNOTAVAIL) else { break }
            }
        }
        throw failure
    }

    /// Looking a name up blocks.
    private static func resolved(_ place: NetworkPlace) async throws(LineFailure) -> SocketAddress {
        do {
            return try await NIOThreadPool.singleton.runIfActive {
                try SocketAddress.makeAddressResolvingHost(place.host, port: place.port)
            }
        } catch {
            throw .noSuchHost
        }
    }

    private static func connect(
        to place: NetworkPlace, within patience: Duration, on eventLoop: any EventLoop, from local: SocketAddress?,
        _ hear: (@Sendable (ByteBuffer) -> Void)?
    ) async throws(LineFailure) -> Line {
        try await Opening(to: place, within: patience, on: eventLoop, from: local, Ear(hear)).line()
    }

    /// A line that is being made. Let go of before it is used, it is closed.
    final class Opening: Sendable {
        private let future: EventLoopFuture<any Channel>
        private let ear: Ear
        private let isUsed = Atomic(false)

        init(
            to place: NetworkPlace, within patience: Duration, on eventLoop: any EventLoop,
            from local: SocketAddress? = nil, _ ear: Ear
        ) {
            self.ear = ear
            future = Line.channel(to: place, within: patience, on: eventLoop, from: local, ear)
        }

        deinit {
            guard !isUsed.load(ordering: .acquiring) else { return }
            future.whenSuccess { $0.close(promise: nil) }
        }

        /// Once only.
        func line() async throws(LineFailure) -> Line {
            isUsed.store(true, ordering: .releasing)
            do {
                return Line(try await Line.established(future), ear)
            } catch {
                throw LineFailure(error)
            }
        }
    }

    private static func channel(
        to place: NetworkPlace, within patience: Duration, on eventLoop: any EventLoop, from local: SocketAddress?,
        _ ear: Ear
    ) -> EventLoopFuture<any Channel> {
        var bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(TimeAmount(patience))
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    setUp(channel)
                    try channel.pipeline.syncOperations.addHandler(ear)
                }
            }
        if let local { bootstrap = bootstrap.bind(to: local) }
        // Literals are never looked up.
        if let address = try? SocketAddress(ipAddress: place.host, port: place.port) {
            return bootstrap.connect(to: address)
        }
        return bootstrap.connect(host: place.host, port: place.port)
    }

    /// Does not wait for what nobody wants any more: a connection that is made all the same is closed.
    private static func established(_ future: EventLoopFuture<any Channel>) async throws -> any Channel {
        let wanted = future.eventLoop.makePromise(of: (any Channel).self)
        let isOver = Atomic(false)
        return try await withTaskCancellationHandler {
            future.whenComplete { result in
                if !isOver.exchange(true, ordering: .acquiringAndReleasing) { return wanted.completeWith(result) }
                if case .success(let channel) = result { channel.close(promise: nil) }
            }
            return try await wanted.futureResult.get()
        } onCancel: {
            if !isOver.exchange(true, ordering: .acquiringAndReleasing) { wanted.fail(CancellationError()) }
        }
    }

    /// Keep-alives find a device that was switched off while it has nothing to say; ``silenceMax`` finds one that does not
    /// acknowledge. TCP_USER_TIMEOUT would not do: it also ends the connection to a printer that waits for paper, whose
    /// window is shut for as long as that takes.
    private static func setUp(_ channel: any Channel) {
        _ = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            socket in
            for (level, name, value) in options {
                var value = value
                // One that this kernel does not know is done without.
                _ = setsockopt(socket, level, name, &value, socklen_t(MemoryLayout<CInt>.size))
            }
        }
    }

    private static let options: [(CInt, CInt, CInt)] = [
        (CInt(IPPROTO_TCP), TCP_NODELAY, 1),
        (SOL_SOCKET, SO_KEEPALIVE, 1),
        (CInt(IPPROTO_TCP), TCP_KEEPIDLE, 30),
        (CInt(IPPROTO_TCP), TCP_KEEPINTVL, 15),
        (CInt(IPPROTO_TCP), TCP_KEEPCNT, 6),
        // What has not left us can still be taken back when the job is stopped: TCP_NOTSENT_LOWAT.
        (CInt(IPPROTO_TCP), 25, 128 << 10),
    ]

    /// Without an acknowledgement for so long, nobody is there: probes of a shut window are at most 120 s apart
    /// (RFC 9293 §3.8.6.1, TCP_RTO_MAX).
    static let silenceMax = Duration.seconds(300)

    // MARK: Sending

    /// More than this waits with us until the kernel takes some.
    private static let unsentMax = 2 * Gate.pieceOctetsMax

    /// Hands bytes over for sending; when they have gone, see ``waitForRoom(atMost:)``.
    func send(_ bytes: some Sequence<UInt8> & Sendable, count: Int) {
        ear.set { state in
            state.unsent += count
            // What was known then was of what had been sent then.
            state.factsAtEnd = nil
        }
        let buffer = channel.allocator.buffer(bytes: bytes)
        let taken = channel.eventLoop.makePromise(of: Void.self)
        taken.futureResult.whenComplete { [ear, channel] result in
            var endsNow = false
            ear.change { state in
                state.unsent -= count
                switch result {
                case .success: state.sent += Int64(count)
                case .failure(let error): state.failure = state.failure ?? LineFailure(error)
                }
                endsNow = state.endsWhenTaken && state.unsent == 0
            }
            if endsNow { Self.shutDown(channel) }
        }
        channel.writeAndFlush(buffer, promise: taken)
    }

    /// Waits until there is room for another piece, or (`completely`) until the kernel has taken everything; `false`: not
    /// within `patience`.
    func waitForRoom(completely: Bool = false, atMost patience: Duration) async throws(LineFailure) -> Bool {
        try await wait(atMost: patience) { state throws(LineFailure) in
            if let failure = state.failure { throw failure }
            return state.unsent <= (completely ? 0 : Self.unsentMax) ? true : nil
        } ?? false
    }

    /// The same, however long it takes: a printer without paper takes nothing, perhaps for a day. One that does not even
    /// acknowledge is gone.
    ///
    /// - Parameter tell: is told when it has taken nothing for `stall`, and with `nil` when it goes on.
    func waitForRoom(
        completely: Bool = false, stall: Duration, tell: (TransportFacts?) -> Void
    ) async throws(LineFailure) {
        var isTold = false
        while try await !waitForRoom(completely: completely, atMost: stall) {
            guard let facts = await facts() else { continue }
            guard facts.silence < Self.silenceMax else { throw LineFailure.silent }
            guard !isTold else { continue }
            isTold = true
            tell(facts)
        }
        if isTold { tell(nil) }
    }

    /// Says that nothing more comes, once the kernel has taken what was handed over.
    func endSending() {
        channel.eventLoop.execute { [ear, channel] in
            // Whatever was handed over before came to the loop before.
            let mustWait = ear.set { state in
                state.endsWhenTaken = state.unsent > 0
                return state.endsWhenTaken
            }
            if !mustWait { Self.shutDown(channel) }
        }
    }

    /// Not by the channel's own half-close: once the other end is silent as well, that closes the socket, and with it goes
    /// what we want to know of it.
    private static func shutDown(_ channel: any Channel) {
        guard channel.isActive else { return }
        // A socket that is not connected any more tells so by itself.
        _ = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            _ = shutdown($0, CInt(SHUT_WR))
        }
    }

    // MARK: Hearing

    /// Waits until `look` gives something; `nil` when it does not within `patience`.
    func wait<Value: Sendable>(
        atMost patience: Duration, _ look: @Sendable (inout State) throws(LineFailure) -> Value?
    ) async throws(LineFailure) -> Value? {
        try await ear.wait(atMost: TimeAmount(patience), on: channel.eventLoop, look)
    }

    /// Waits until the other end says no more, at most for `patience`; one that did before, for `patience` or until it is
    /// down.
    func waitForEnd(atMost patience: Duration) async throws(LineFailure) -> State {
        let had = state.hasEnded
        _ = try await wait(atMost: patience) { state throws(LineFailure) in
            if state.hasEnded, state.unsent == 0, state.factsAtEnd?.unacknowledged == 0 { return true }
            if let failure = state.failure { throw failure }
            return state.isDown || (state.hasEnded && !had) ? true : nil
        }
        return state
    }

    /// Waits until the other end has everything, and has closed or kept silent for long.
    ///
    /// - Parameters:
    ///   - look: until it is looked for the first time; then less and less often.
    ///   - end: how long it may keep silent with everything in hand.
    ///   - waitsForEnd: whether it is waited for at all.
    ///   - tell: is told when it has taken nothing for `stall`, and with `nil` when it goes on.
    func waitUntilTaken(
        look: Duration, end: Duration, stall: Duration, waitsForEnd: Bool, tell: (TransportFacts?) -> Void
    ) async throws(LineFailure) {
        var (look, waited, stood) = (look, Duration.zero, Duration.zero)
        var acknowledged: Int64 = 0
        while true {
            let state = try await waitForEnd(atMost: look)
            // What is not known any more is not taken for good.
            guard let facts = await facts() else { throw state.failure ?? .closed }
            if state.unsent + facts.unacknowledged == 0 {
                if state.hasEnded || !waitsForEnd || waited >= end { break }
                waited += look
            } else {
                if state.isDown { throw state.failure ?? .closed }
                guard facts.silence < Self.silenceMax else { throw .silent }
                let stoodBefore = stood
                stood = facts.acknowledged > acknowledged ? .zero : stood + look
                if stood >= stall, stoodBefore < stall { tell(facts) }
                if stood == .zero, stoodBefore >= stall { tell(nil) }
                acknowledged = facts.acknowledged
            }
            look = min(look * 2, Self.lookMax)
        }
        if stood >= stall { tell(nil) }
    }

    private static let lookMax = Duration.seconds(5)

    /// Whether the other end has acknowledged all that was sent.
    func isTaken() async -> Bool {
        let facts = await facts()
        return state.unsent == 0 && facts?.unacknowledged == 0
    }

    /// As they are now, or were when the other end stopped speaking, if nothing was sent since; `nil` where nobody could
    /// look before it was over.
    func facts() async -> TransportFacts? {
        if let facts = state.factsAtEnd { return facts }
        let now = channel.eventLoop.submit { [ear, channel] in channel.isActive ? ear.facts(of: channel) : nil }
        // Only a loop that has ended does not answer.
        let found = try? await now.get()
        return found.flatMap { $0 } ?? state.factsAtEnd
    }

    var state: State { ear.look { $0 } }

    // MARK: Ending

    func close() { channel.close(promise: nil) }

    /// Ends it so that the other end throws away what it has not used: with a reset.
    func reset() {
        channel.eventLoop.execute { [channel] in
            _ = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
                var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
                _ = setsockopt($0, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
            }
            channel.close(promise: nil)
        }
    }

    /// Says one last thing and ends it properly if the other end takes that at once, else with a reset.
    func close(saying words: [UInt8], within patience: Duration) {
        channel.eventLoop.execute { [self, channel] in
            let late = channel.eventLoop.scheduleTask(in: TimeAmount(patience)) { self.reset() }
            channel.writeAndFlush(channel.allocator.buffer(bytes: words)).whenComplete { _ in
                late.cancel()
                Self.shutDown(channel)
                channel.close(promise: nil)
            }
        }
    }
}
