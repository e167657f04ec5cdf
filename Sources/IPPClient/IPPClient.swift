public import IPP
import NIOCore
import NIOHTTP1
import Synchronization

/// Sends requests to one server and waits for their answers.
///
///     let client = IPPClient(to: server, on: thread)
///     let answer = try await client.send(request, to: "/printers/paper", document: .file(atPath: path))
///     try answer.requireSuccess()
///
/// Connections are kept and used again. Requests sent at the same time take one connection each; those of one caller
/// who awaits each answer all take the same.
public final class IPPClient: Sendable {
    public let server: ServerAddress
    public let options: IPPClientOptions
    private let thread: ClientThread
    private let dialer: Dialer
    private let state = Mutex(State())

    private struct State {
        var idle: [HTTPConnection] = []
        /// Security the server asked for (426), or what it was made with.
        var security: ServerAddress.Security?
        var authorization: String?
    }

    public init(to server: ServerAddress, on thread: ClientThread, options: IPPClientOptions = IPPClientOptions()) {
        self.server = server
        self.options = options
        self.thread = thread
        dialer = Dialer(
            server: server, trust: options.trust, eventLoop: thread.eventLoop,
            timeout: TimeAmount(options.connectTimeout), certificates: CertificateStore(),
            sawCertificate: options.sawCertificate)
    }

    deinit { close() }

    /// Closes the connections that nobody uses at the moment.
    public func close() {
        let idle = state.withLock { state in
            defer { state.idle = [] }
            return state.idle
        }
        for connection in idle { connection.close() }
    }

    /// Connections kept without use. More than any one command or printer needs.
    private static let idleConnectionsMax = 8
    /// A document nobody asked for is read up to here, to keep the connection.
    private static let drainBytesMax = 65_536
    private static let credentialAttemptsMax = 3

    /// Sends a request and gives back its answer, whatever its status. A document behind the answer is dropped.
    ///
    /// - Parameters:
    ///   - path: of HTTP: `/`, `/printers/paper`, `/admin/`, `/jobs/`, `/ipp/print`.
    ///   - patience: without a byte either way, for this request alone; ``IPPClientOptions/idleTimeout`` by default.
    /// - Throws: ``IPPClientError`` where there is no answer in IPP.
    public func send(
        _ message: IPPMessage, to path: String = "/", document: IPPDocument? = nil, patience: Duration? = nil
    ) async throws(IPPClientError) -> IPPMessage {
        let (message, body) = try await exchange(message, to: path, document: document, patience: patience)
        try await body.drain(bytesMax: Self.drainBytesMax)
        return message
    }

    /// Sends a request and gives back its answer with the document behind it, still to be read.
    public func sendForDocument(
        _ message: IPPMessage, to path: String = "/", document: IPPDocument? = nil
    ) async throws(IPPClientError) -> IPPReply {
        let (message, body) = try await exchange(message, to: path, document: document)
        return IPPReply(message: message, document: IPPReplyDocument(body))
    }

    // MARK: One exchange

    private func exchange(
        _ message: IPPMessage, to path: String, document: IPPDocument?, patience: Duration? = nil
    ) async throws(IPPClientError) -> (IPPMessage, ReplyBody) {
        let request = OutgoingRequest(message, to: path, document: document)
        var attempt = 0
        while true {
            let (connection, isFresh) = try await connection(for: request)
            let answer: Answer
            do throws(IPPClientError) {
                answer = try await connection.cancellable { () async throws(IPPClientError) in
                    try await self.answer(to: request, on: connection, patience: patience ?? options.idleTimeout)
                }
            } catch .closedEarly where !isFresh && request.isQuestion {
                continue  // The server gave the idle connection up while our request was on its way.
            }
            switch answer {
            case .ipp(let message, let body):
                return (message, body)
            case .challenged(let challenge):
                attempt += 1
                guard attempt <= Self.credentialAttemptsMax, request.canRepeat,
                    let credentials = await options.credentials(challenge, attempt)
                else { throw .http(status: 401, reason: "Unauthorized") }
                state.withLock { $0.authorization = credentials }
            case .upgradeRequired:
                guard request.canRepeat, security == .plain else {
                    throw .http(status: 426, reason: "Upgrade Required")
                }
                state.withLock { $0.security = .upgrade }
                close()
            }
        }
    }

    private enum Answer: Sendable {
        case ipp(IPPMessage, ReplyBody)
        case challenged(String)
        case upgradeRequired
    }

    /// Whether nobody on the way reads what is sent; a connection that is to be upgraded is before it sends a request.
    private var isPrivate: Bool {
        if case .unixSocket = server.place { return true }
        return security != .plain
    }

    private var security: ServerAddress.Security { state.withLock { $0.security } ?? server.security }

    /// An idle connection, or a new one. What must not be done twice is not risked on a connection that the server may
    /// be closing at this moment.
    private func connection(
        for request: OutgoingRequest
    ) async throws(IPPClientError) -> (HTTPConnection, isFresh: Bool) {
        while let connection = state.withLock({ $0.idle.popLast() }) {
            let isWarm = connection.isWarm(for: TimeAmount(options.warmTime))
            if connection.isIdle, request.isQuestion || isWarm { return (connection, false) }
            connection.close()
        }
        if Task.isCancelled { throw .cancelled }
        return (try await dialer.connect(security: security), true)
    }

    private func takeBack(_ connection: HTTPConnection) {
        connection.finish()
        let isKept = state.withLock { state in
            guard connection.isIdle, state.idle.count < Self.idleConnectionsMax else { return false }
            state.idle.append(connection)
            return true
        }
        if !isKept { connection.close() }
    }

    private func answer(
        to request: OutgoingRequest, on connection: HTTPConnection, patience: Duration
    ) async throws(IPPClientError) -> Answer {
        connection.begin(idle: TimeAmount(patience))
        do throws(IPPClientError) {
            let upload = try request.start(on: connection, head: head(for: request, on: connection), options)
            defer { upload.stop() }
            let head = try await finalHead(on: connection)
            return try await read(head, on: connection, mayKeep: connection.isRequestSent && head.isKeepAlive)
        } catch {
            connection.finish()
            connection.close()
            throw error
        }
    }

    private func head(for request: OutgoingRequest, on connection: HTTPConnection) -> HTTPRequestHead {
        var headers = HTTPHeaders([
            ("Host", connection.hostField), ("User-Agent", options.userAgent), ("Content-Type", "application/ipp"),
        ])
        if let byteCount = request.byteCount {
            headers.add(name: "Content-Length", value: String(byteCount))
        } else {
            headers.add(name: "Transfer-Encoding", value: "chunked")
        }
        if request.isAnnounced(options) { headers.add(name: "Expect", value: "100-continue") }
        if let authorization = state.withLock({ $0.authorization }) {
            headers.add(name: "Authorization", value: authorization)
        } else if let token = options.token, isPrivate {
            headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        return HTTPRequestHead(version: .http1_1, method: .POST, uri: request.path, headers: headers)
    }

    private func finalHead(on connection: HTTPConnection) async throws(IPPClientError) -> HTTPResponseHead {
        while true {
            if case .head(let head) = try await connection.nextPart() { return head }
        }
    }

    private func read(
        _ head: HTTPResponseHead, on connection: HTTPConnection, mayKeep: Bool
    ) async throws(IPPClientError) -> Answer {
        let whenRead: @Sendable (HTTPConnection) -> Void = { [weak self] connection in
            guard let self, mayKeep else {
                connection.finish()
                connection.close()
                return
            }
            self.takeBack(connection)
        }
        guard head.status == .ok else {
            try await ReplyBody([], from: connection, whenRead: whenRead).drain(bytesMax: Self.drainBytesMax)
            switch head.status {
            case .unauthorized: return .challenged(head.headers["WWW-Authenticate"].joined(separator: ", "))
            case .upgradeRequired: return .upgradeRequired
            default: throw .http(status: Int(head.status.code), reason: head.status.reasonPhrase)
            }
        }
        let type = head.headers.first(name: "Content-Type") ?? "no content type"
        guard type.lowercased().hasPrefix("application/ipp") else { throw .notIPP(reason: "it is \(type)") }
        let (message, rest) = try await message(on: connection)
        return .ipp(message, ReplyBody(rest, from: connection, whenRead: whenRead))
    }

    /// Reads the attributes of an answer.
    ///
    /// - Returns: the message, and the bytes of the document that came with its end.
    private func message(
        on connection: HTTPConnection
    ) async throws(IPPClientError) -> (IPPMessage, rest: [UInt8]) {
        var bytes: [UInt8] = []
        var boundary = IPPBoundary(limits: options.limits)
        do {
            while true {
                guard case .body(let buffer) = try await connection.nextPart() else { throw boundary.streamEnded() }
                let piece = Array(buffer.readableBytesView)
                guard let end = try boundary.consume(piece) else {
                    bytes += piece
                    continue
                }
                bytes += piece[..<end]
                let (message, _) = try IPPMessage.decode(bytes, limits: options.limits, quirks: options.quirks)
                return (message, Array(piece[end...]))
            }
        } catch let error as IPPError {
            throw .notIPP(reason: "\(error)")
        } catch let error as IPPClientError {
            throw error
        } catch {
            throw .notIPP(reason: "\(error)")
        }
    }
}

extension HTTPConnection {
    /// Ends the connection when the task is cancelled: whoever waits on it then stops waiting.
    func cancellable<Value: Sendable>(
        _ body: @Sendable () async throws(IPPClientError) -> Value
    ) async throws(IPPClientError) -> Value {
        do {
            return try await withTaskCancellationHandler(operation: body, onCancel: { self.fail(.cancelled) })
        } catch let error as IPPClientError {
            throw error
        } catch {
            throw .cancelled
        }
    }
}
