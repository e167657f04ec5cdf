import Fetching
import NIOCore
import NIOHTTP1
import NIOPosix
import PrintModel
import Synchronization
import Testing

@Suite("Fetching over HTTP")
struct WebFetcherTests {
    @Test("A document comes whole, with what its server calls it, behind redirections")
    func whole() async throws {
        try await WebServer.running { port in
            let fetched = try await loopback.fetch("http://127.0.0.1:\(port)/first")

            #expect(fetched.format == "application/pdf")
            #expect(try await all(of: fetched.stream) == WebServer.document)
        }
    }

    @Test("A redirection to where nothing may be fetched is not followed")
    func redirectionOut() async throws {
        try await WebServer.running { port in
            await #expect(throws: DocumentAccessProblem("documents are not fetched from '169.254.169.254'")) {
                _ = try await loopback.fetch("http://127.0.0.1:\(port)/out")
            }
        }
    }

    @Test("Redirections without an end are given up")
    func circle() async throws {
        try await WebServer.running { port in
            await #expect(throws: DocumentAccessProblem("127.0.0.1 points on and on, more than 5 times")) {
                _ = try await loopback.fetch("http://127.0.0.1:\(port)/circle")
            }
        }
    }

    @Test("What is not there is an error that says so")
    func missing() async throws {
        try await WebServer.running { port in
            await #expect(throws: DocumentAccessProblem("127.0.0.1 answered HTTP 404")) {
                _ = try await loopback.fetch("http://127.0.0.1:\(port)/missing")
            }
        }
    }

    @Test("A document that breaks off does not pass for a whole one")
    func brokenOff() async throws {
        try await WebServer.running { port in
            let fetched = try await loopback.fetch("http://127.0.0.1:\(port)/short")

            await #expect(throws: DocumentAccessProblem.self) { _ = try await all(of: fetched.stream) }
        }
    }

    @Test("Nothing connects to a place that is not allowed")
    func notAllowed() async throws {
        try await WebServer.running { port in
            let fetcher = WebFetcher(FetchPolicy(ranges: [], allowsOthers: true))

            for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"] {
                await #expect(throws: DocumentAccessProblem.self) {
                    _ = try await fetcher.fetch("http://\(host):\(port)/first")
                }
            }
        } expecting: {
            #expect($0 == 0)
        }
    }

    @Test("What is to be encrypted is not asked for in the clear, wherever it points on to")
    func onlyEncrypted() async throws {
        try await WebServer.running { port in
            let fetcher = WebFetcher(.namedByAdministrator(onlyEncrypted: true))

            await #expect(throws: DocumentAccessProblem.self) {
                _ = try await fetcher.fetch("http://127.0.0.1:\(port)/first")
            }
        } expecting: {
            #expect($0 == 0)
        }
    }

    private let loopback = WebFetcher(FetchPolicy(ranges: [AddressRange("127.0.0.0/8")].compactMap { $0 }))

    private func all(of stream: DocumentStream) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await stream.next() { bytes += piece }
        return bytes
    }
}

/// A web server of some fixed pages.
private final class WebServer: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    static let document = [UInt8](repeating: 0x25, count: 300_000)

    static func running(
        _ body: (Int) async throws -> Void, expecting connections: (Int) -> Void = { _ in }
    ) async throws {
        let count = Counter()
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                count.add()
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(WebServer())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body(server.localAddress?.port ?? 0)
        } catch {
            try await server.close()
            throw error
        }
        try await server.close()
        connections(count.value)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        switch head.uri {
        case "/first": answer(.found, ["Location": "second"], [], context)
        case "/second": answer(.ok, ["Content-Type": "application/pdf; x=y"], Self.document, context)
        case "/out": answer(.found, ["Location": "http://169.254.169.254/latest/meta-data"], [], context)
        case "/circle": answer(.temporaryRedirect, ["Location": "/circle"], [], context)
        case "/short": answer(.ok, ["Content-Length": "1000"], [1, 2, 3], context)
        default: answer(.notFound, [:], [], context)
        }
    }

    private func answer(
        _ status: HTTPResponseStatus, _ fields: [String: String], _ bytes: [UInt8], _ context: ChannelHandlerContext
    ) {
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: HTTPHeaders(fields.map { ($0, $1) }))
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
        let isShort = fields["Content-Length"].map { $0 != String(bytes.count) } ?? false
        let written = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        written.futureResult.whenComplete { _ in channel.close(promise: nil) }
        if isShort {
            context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer()))), promise: written)
        } else {
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
        }
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)
    func add() { count.withLock { $0 += 1 } }
    var value: Int { count.withLock { $0 } }
}
