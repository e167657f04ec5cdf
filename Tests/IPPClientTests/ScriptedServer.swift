import IPP
import IPPClient
import NIOCore
import NIOPosix
import NIOSSL

/// A server that does, connection by connection, what a test says: bytes in, bytes out.
enum ScriptedServer {
    typealias Script = @Sendable (ServerSide) async throws -> Void
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Runs `body` with a client of a server whose first connection follows the first script, and so on; the last
    /// script serves all further connections; with `.tls`, behind a handshake. `body` gets the scripts' failures only through what they do to it.
    static func run<Value: Sendable>(
        _ scripts: [Script], options: IPPClientOptions = .patient,
        security: ServerAddress.Security = .plain, socket: String? = nil,
        _ body: @escaping @Sendable (IPPClient) async throws -> Value
    ) async throws -> Value {
        let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        let accept: @Sendable (any Channel) -> EventLoopFuture<Connection> = { channel in
            channel.eventLoop.makeCompletedFuture {
                if security == .tls { try addTLS(to: channel) }
                return try Connection(wrappingChannelSynchronously: channel)
            }
        }
        let listener: NIOAsyncChannel<Connection, Never>
        if let socket {
            listener = try await bootstrap.bind(
                unixDomainSocketPath: socket, cleanupExistingSocketFile: true, childChannelInitializer: accept)
        } else {
            listener = try await bootstrap.bind(host: "127.0.0.1", port: 0, childChannelInitializer: accept)
        }
        let port = listener.channel.localAddress?.port ?? 0
        let place: ServerAddress.Place =
            socket.map { .unixSocket(path: $0) } ?? .network(host: "127.0.0.1", port: port)
        let client = IPPClient(to: ServerAddress(place, security: security), on: ClientThread(), options: options)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await serve(listener, scripts)
                return nil
            }
            group.addTask { try await body(client) }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }

    fileprivate static func addTLS(to channel: any Channel) throws {
        let context = try TestCertificate.serverContext()
        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context), position: .first)
    }

    private static func serve(_ listener: NIOAsyncChannel<Connection, Never>, _ scripts: [Script]) async throws {
        try await listener.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                var count = 0
                for try await connection in connections {
                    let script = scripts[min(count, scripts.count - 1)]
                    count += 1
                    group.addTask {
                        // A client that hangs up is what some tests are about.
                        try? await connection.executeThenClose { inbound, outbound in
                            try await script(ServerSide(connection.channel, inbound, outbound))
                        }
                    }
                }
            }
        }
    }
}

extension IPPClientOptions {
    /// Never tired of waiting while a test runs, however slow the machine.
    static var patient: IPPClientOptions {
        var options = IPPClientOptions()
        options.connectTimeout = .seconds(86_400)
        options.idleTimeout = .seconds(86_400)
        return options
    }
}

/// The server's end of one connection.
final class ServerSide {
    private let channel: any Channel
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var received: [UInt8] = []

    struct ClosedByClient: Error {}

    init(
        _ channel: any Channel, _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.channel = channel
        self.inbound = inbound.makeAsyncIterator()
        self.outbound = outbound
    }

    /// The head of the next request, without the empty line.
    func head() async throws -> String {
        let end: [UInt8] = [13, 10, 13, 10]
        while true {
            if let start = received.indices.first(where: { received[$0...].starts(with: end) }) {
                defer { received.removeFirst(start + 4) }
                return String(decoding: received[..<start], as: UTF8.self)
            }
            try await receive()
        }
    }

    func bytes(_ count: Int) async throws -> [UInt8] {
        while received.count < count { try await receive() }
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    /// A body in chunks (RFC 9112 §7.1), put together.
    func chunks() async throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let count = Int(try await line(), radix: 16) ?? 0
            if count == 0 {
                _ = try await line()
                return body
            }
            body += try await bytes(count)
            _ = try await line()
        }
    }

    private func line() async throws -> String {
        while true {
            if let end = received.firstIndex(of: 10) {
                defer { received.removeFirst(end + 1) }
                return String(decoding: received[..<end].filter { $0 != 13 }, as: UTF8.self)
            }
            try await receive()
        }
    }

    private func receive() async throws {
        guard let piece = try await inbound.next() else { throw ClosedByClient() }
        received += piece.readableBytesView
    }

    /// A whole request with a Content-Length.
    func request() async throws -> (head: String, body: [UInt8]) {
        let head = try await head()
        return (head, try await bytes(Self.contentLength(of: head)))
    }

    static func contentLength(of head: String) -> Int {
        let field = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        return field.flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
    }

    func write(_ text: String) async throws { try await write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    func answer(_ message: IPPMessage, document: [UInt8] = []) async throws {
        let body = message.encoded() + document
        try await write(
            Array("HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: \(body.count)\r\n\r\n".utf8)
                + body)
    }

    /// Waits until the client closes the connection.
    func waitForEnd() async throws {
        while try await inbound.next() != nil {}
    }

    /// Sends the last plain bytes and starts TLS in one go: the client answers them with its handshake.
    func startTLSAfter(_ text: String) async throws {
        let (channel, buffer) = (channel, ByteBuffer(string: text))
        try await channel.eventLoop.flatSubmit {
            channel.writeAndFlush(buffer).flatMapThrowing { try ScriptedServer.addTLS(to: channel) }
        }.get()
    }
}

extension IPPMessage {
    /// An answer that says yes, with a job of that number.
    static func done(job: Int32? = nil) -> IPPMessage {
        var groups = [AttributeGroup(.operation, [Attribute("attributes-charset", .charset("utf-8"))])]
        if let job { groups.append(AttributeGroup(.job, [Attribute("job-id", .integer(job))])) }
        return IPPMessage(code: 0, requestID: 1, groups: groups)
    }

    /// A question to send.
    static let question = IPPMessage.request(.getPrinterAttributes, "printer-uri", "ipp://localhost/printers/a")
    /// Something that must not be done twice.
    static let command = IPPMessage.request(.printJob, "printer-uri", "ipp://localhost/printers/a")
}
