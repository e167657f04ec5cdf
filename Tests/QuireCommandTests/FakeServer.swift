import Glibc
import IPP
import IPPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

@testable import quire

/// A print server in the test's own process: answers each request as the test says, and remembers all of them.
final class FakeServer: Sendable {
    struct Request: Sendable {
        let path: String
        let message: IPPMessage
        let document: [UInt8]

        var operation: OperationID { message.operation }

        subscript(tag: GroupTag, name: String) -> Attribute? { message[tag]?[name] }
    }

    typealias Answer = @Sendable (Request) -> IPPMessage

    let address: String
    private let answer: Answer
    private let received = Mutex<[Request]>([])
    private let listener: any Channel

    /// Every request there was, in order.
    var requests: [Request] { received.withLock { $0 } }

    /// Runs `body` with a server that answers as `answer` says.
    static func run<Value: Sendable>(
        _ answer: @escaping Answer, _ body: (FakeServer) async throws -> Value
    ) async throws -> Value {
        let made = Holder()
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Connection(made))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = FakeServer(listener, answer)
        made.server.withLock { $0 = server }
        do {
            let value = try await body(server)
            try await listener.close()
            return value
        } catch {
            try await listener.close()
            throw error
        }
    }

    private init(_ listener: any Channel, _ answer: @escaping Answer) {
        self.listener = listener
        self.answer = answer
        address = "127.0.0.1:\(listener.localAddress?.port ?? 0)"
    }

    private final class Holder: Sendable {
        let server = Mutex<FakeServer?>(nil)
    }

    fileprivate func reply(to path: String, _ body: [UInt8]) -> [UInt8]? {
        guard let (message, offset) = try? IPPMessage.decode(body) else { return nil }
        let request = Request(path: path, message: message, document: Array(body[offset...]))
        received.withLock { $0.append(request) }
        return answer(request).encoded()
    }

    private final class Connection: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let holder: Holder
        private var path = ""
        private var body: [UInt8] = []

        init(_ holder: Holder) { self.holder = holder }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                path = head.uri
                body = []
                if head.headers["Expect"].contains("100-continue") {
                    let go = HTTPResponseHead(version: .http1_1, status: .continue)
                    context.writeAndFlush(wrapOutboundOut(.head(go)), promise: nil)
                }
            case .body(let bytes): body += bytes.readableBytesView
            case .end: answer(context)
            }
        }

        private func answer(_ context: ChannelHandlerContext) {
            let reply = holder.server.withLock { $0 }?.reply(to: path, body)
            var head = HTTPResponseHead(version: .http1_1, status: reply == nil ? .badRequest : .ok)
            head.headers.add(name: "Content-Type", value: "application/ipp")
            head.headers.add(name: "Content-Length", value: String(reply?.count ?? 0))
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            if let reply {
                let bytes = context.channel.allocator.buffer(bytes: reply)
                context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
            }
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}

/// What a command wrote, and how it ended.
struct Result: Hashable, Sendable {
    let output: String
    let errors: String
    let code: Int32
}

extension FakeServer {
    /// Runs a command against this server; the first word is its name.
    func run(_ words: String..., environment: [String: String] = [:], isTerminal: Bool = false) async -> Result {
        await Command.run(words, environment: environment, server: address, isTerminal: isTerminal)
    }
}

enum Command {
    /// 2026-11-21 00:26:46 UTC, when the golden texts were made.
    static let now: Int64 = 1_795_220_806

    /// Local time is that of Greenwich in all tests.
    private static let inUTC: Void = {
        setenv("TZ", "UTC", 1)
        tzset()
    }()

    static func session(
        _ words: [String], environment: [String: String] = [:], server: String? = nil, isTerminal: Bool = false
    ) -> Session {
        inUTC
        var environment = environment
        environment["CUPS_SERVERROOT"] = environment["CUPS_SERVERROOT"] ?? "/nowhere"
        if let server { environment["CUPS_SERVER"] = server }
        var session = Session(
            name: words.first ?? "quire", arguments: Array(words.dropFirst()), environment: environment,
            output: TextOutput(
                descriptor: nil, isTerminal: isTerminal, width: isTerminal ? 80 : nil, takesColor: false),
            errors: TextOutput(descriptor: nil, isTerminal: isTerminal, width: nil, takesColor: false),
            user: Session.User(name: "anna", id: 1000, home: nil), now: { now },
            defaultSocket: "/nowhere/quire.sock", thread: ClientThread())
        session.pause = .seconds(60)
        session.completionPatience = .seconds(3600)
        session.stopwatch = .leaping()
        session.host = LocalHost(root: "/nowhere", userID: 1000, run: { _, _ in nil })
        session.announced = { _ in .nobody }
        return session
    }

    /// The certificates a test left behind, with their folders.
    static func removeFolder(_ home: String) -> Bool {
        unlink(home + "/quire/certificates/printsrv:631.der")
        return rmdir(home + "/quire/certificates") == 0 && rmdir(home + "/quire") == 0 && rmdir(home) == 0
    }

    static func run(
        _ words: [String], environment: [String: String] = [:], server: String? = nil, isTerminal: Bool = false
    ) async -> Result {
        let session = session(words, environment: environment, server: server, isTerminal: isTerminal)
        let status = await Quire.run(session)
        return Result(output: session.output.text, errors: session.errors.text, code: status.code)
    }
}

extension Stopwatch {
    /// Time passes only where somebody sleeps, and then at once.
    fileprivate static func leaping() -> Stopwatch {
        let passed = Passed()
        return Stopwatch(
            read: { passed.time.withLock { $0 } },
            sleep: { duration in
                try Task.checkCancellation()
                passed.time.withLock { $0 += duration }
            })
    }

    private final class Passed: Sendable {
        let time = Mutex(Duration.zero)
    }
}

// MARK: Answers

extension IPPMessage {
    static func answer(_ status: StatusCode = .ok, _ reason: String? = nil, _ groups: AttributeGroup...) -> IPPMessage {
        var operation = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
            ])
        if let reason { operation.set("status-message", .text(reason)) }
        return IPPMessage(code: status.rawValue, requestID: 1, groups: [operation] + groups)
    }
}

extension AttributeGroup {
    static func job(
        _ number: Int32, _ name: String, of owner: String = "root", on printer: String = "Office-Laser",
        state: JobState = .pending, kilobytes: Int32 = 4, copies: Int32 = 1, _ more: Attribute...
    ) -> AttributeGroup {
        AttributeGroup(
            .job,
            [
                Attribute("job-id", .integer(number)), Attribute("job-name", .name(name)),
                Attribute("job-originating-user-name", .name(owner)),
                Attribute("job-printer-uri", .uri("ipp://localhost/printers/\(printer)")),
                Attribute("job-state", .enum(state.rawValue)), Attribute("job-k-octets", .integer(kilobytes)),
                Attribute("copies", .integer(copies)),
            ] + more)
    }

    static func printer(_ name: String, state: PrinterState = .idle, _ more: Attribute...) -> AttributeGroup {
        AttributeGroup(
            .printer,
            [
                Attribute("printer-name", .name(name)), Attribute("printer-state", .enum(state.rawValue)),
            ] + more)
    }
}
