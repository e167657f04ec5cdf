import Logging
import NIOCore
import NIOEmbedded
import PrintModel
import Synchronization

@testable import FrontDoor

/// One connection without a socket: its time is the test's.
struct Wire {
    let channel: NIOAsyncTestingChannel
    /// How often the connection asked for bytes.
    let reads: Reads

    final class Reads: ChannelOutboundHandler, Sendable {
        typealias OutboundIn = ByteBuffer
        private let total = Atomic(0)

        var count: Int { total.load(ordering: .sequentiallyConsistent) }

        func read(context: ChannelHandlerContext) {
            total.add(1, ordering: .sequentiallyConsistent)
            context.read()
        }
    }

    static func open(
        _ service: StubService = .counting, limits: HTTPLimits = .standard, requestsInHandMax: Int = 100
    ) async throws -> Wire {
        let reads = Reads()
        let gate = RequestGate(
            hosts: HostAllowList(hostName: "h", aliases: []), hasPages: false, canStartTLS: false, isReady: { true })
        let house = HTTPConnection.House(
            service: service, pages: nil, gate: gate,
            doorkeeper: Doorkeeper(authenticator: nil, canStartTLS: false, log: Logger(label: "test")),
            limits: limits,
            occupancy: Occupancy(
                connectionsMax: 10, requestsInHandMax: requestsInHandMax,
                attributeBytesMax: limits.attributeBytesInHandMax, limitsPerSource: true),
            pace: SourcePace(limits), tls: nil, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let channel = try await NIOAsyncTestingChannel { channel in
            let roll = ConnectionRoll(loop: channel.eventLoop, limits: limits)
            roll.startSweeping()
            let requester = Requester(origin: .network(address: "192.0.2.1", isLoopback: false), isPrivate: false)
            try channel.pipeline.syncOperations.addHandlers([
                reads, HTTPConnection(house: house, roll: roll, requester: requester),
            ])
        }
        try await channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).get()
        return Wire(channel: channel, reads: reads)
    }

    func send(_ bytes: some Collection<UInt8> & Sendable) async throws {
        try await channel.writeInbound(ByteBuffer(bytes: bytes))
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// The next bytes that go to the client; waits for them.
    func received() async throws -> String { String(decoding: try await receivedBytes(), as: UTF8.self) }

    func receivedBytes() async throws -> [UInt8] {
        while true {
            let bytes = try await channel.waitForOutboundWrite(as: ByteBuffer.self)
            if bytes.readableBytes > 0 { return Array(buffer: bytes) }
        }
    }

    func pass(_ time: TimeAmount) async { await channel.testingEventLoop.advanceTime(by: time) }

    var isOpen: Bool { channel.isActive }
}
