import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A client that sends bytes and looks at the bytes that come back.
final class Client: Sendable {
    struct Answer: Equatable {
        var status: Int
        var fields: [String: String]
        var body: String
    }

    struct Ended: Error {}

    let channel: any Channel
    private let inbox: Inbox

    private init(channel: any Channel, inbox: Inbox) {
        self.channel = channel
        self.inbox = inbox
    }

    static func connect(port: Int, host: String = "127.0.0.1", tls: Bool = false) async throws -> Client {
        try await connect(tls: tls) { try await $0.connect(host: host, port: port).get() }
    }

    static func connect(path: String) async throws -> Client {
        try await connect(tls: false) { try await $0.connect(unixDomainSocketPath: path).get() }
    }

    private static func connect(
        tls: Bool, _ connect: (ClientBootstrap) async throws -> any Channel
    ) async throws -> Client {
        let inbox = Inbox()
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.hours(24))
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if tls { try channel.pipeline.syncOperations.addHandler(Self.tlsHandler()) }
                    try channel.pipeline.syncOperations.addHandler(inbox)
                }
            }
        return Client(channel: try await connect(bootstrap), inbox: inbox)
    }

    func startTLS() async throws {
        try await channel.eventLoop.submit { [channel] in
            try channel.pipeline.syncOperations.addHandler(Self.tlsHandler(), position: .first)
        }.get()
    }

    private static func tlsHandler() throws -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        return try NIOSSLClientHandler(context: NIOSSLContext(configuration: configuration), serverHostname: nil)
    }

    func send(_ bytes: some Collection<UInt8>) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Sends in pieces, until the server has heard enough.
    func sendAsMuchAsGoes(_ bytes: [UInt8]) async {
        for start in stride(from: 0, to: bytes.count, by: 65_536) {
            guard (try? await send(bytes[start..<min(start + 65_536, bytes.count)])) != nil else { return }
        }
    }

    func endSending() async throws { try await channel.close(mode: .output).get() }
    func close() async throws { try await channel.close().get() }

    // MARK: Reading

    /// The head of an answer, whose content may be long in coming.
    func beginning() async throws -> String {
        String(decoding: try await inbox.take(through: Array("\r\n\r\n".utf8)), as: UTF8.self)
    }

    func answer() async throws -> Answer {
        let head = String(decoding: try await inbox.take(through: Array("\r\n\r\n".utf8)), as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        let status = Int(lines[0].split(separator: " ")[1]) ?? 0
        var body: [UInt8] = []
        if fields["transfer-encoding"] == "chunked" {
            while true {
                let line = String(decoding: try await inbox.take(through: [13, 10]).dropLast(2), as: UTF8.self)
                let size = Int(line, radix: 16) ?? 0
                body += try await inbox.take(size + 2).dropLast(2)
                if size == 0 { break }
            }
        } else if let length = fields["content-length"].flatMap({ Int($0) }) {
            body = try await inbox.take(length)
        }
        return Answer(status: status, fields: fields, body: String(decoding: body, as: UTF8.self))
    }

    func ask(_ request: [UInt8]) async throws -> Answer {
        try await send(request)
        return try await answer()
    }

    /// Everything until the server ends.
    func rest() async -> String { String(decoding: await inbox.takeAll(), as: UTF8.self) }

    private final class Inbox: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        private struct State {
            var bytes: [UInt8] = []
            var isEnded = false
            var waiting: CheckedContinuation<Void, Never>?
        }

        private let state = Mutex(State())

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(buffer: unwrapInboundIn(data))
            change { $0.bytes += bytes }
        }

        func channelInactive(context: ChannelHandlerContext) { change { $0.isEnded = true } }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .inputClosed? = event as? ChannelEvent { change { $0.isEnded = true } }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            change { $0.isEnded = true }
            context.close(promise: nil)
        }

        private func change(_ body: (inout State) -> Void) {
            let waiting = state.withLock { state in
                body(&state)
                defer { state.waiting = nil }
                return state.waiting
            }
            waiting?.resume()
        }

        private func waitForMore(than count: Int) async {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.bytes.count > count || state.isEnded { return true }
                    state.waiting = continuation
                    return false
                }
                if isThere { continuation.resume() }
            }
        }

        func take(_ count: Int) async throws -> [UInt8] {
            while true {
                let (taken, have, isEnded) = state.withLock { state in
                    guard state.bytes.count >= count else { return (nil as [UInt8]?, state.bytes.count, state.isEnded) }
                    defer { state.bytes.removeFirst(count) }
                    return (Array(state.bytes.prefix(count)), 0, false)
                }
                if let taken { return taken }
                if isEnded { throw Ended() }
                await waitForMore(than: have)
            }
        }

        func take(through end: [UInt8]) async throws -> [UInt8] {
            while true {
                let (place, have, isEnded) = state.withLock { state in
                    let starts = 0...max(0, state.bytes.count - end.count)
                    let place =
                        state.bytes.count < end.count ? nil : starts.first { state.bytes[$0...].starts(with: end) }
                    return (place, state.bytes.count, state.isEnded)
                }
                if let place { return try await take(place + end.count) }
                if isEnded { throw Ended() }
                await waitForMore(than: have)
            }
        }

        func takeAll() async -> [UInt8] {
            while true {
                let (bytes, isEnded) = state.withLock { ($0.bytes, $0.isEnded) }
                if isEnded { return bytes }
                await waitForMore(than: bytes.count)
            }
        }
    }
}
