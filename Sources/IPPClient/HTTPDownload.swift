import NIOCore
import NIOHTTP1

/// What a web server answers to a GET: its head, and its content as it comes.
public struct HTTPDownload: Sendable {
    public let status: Int
    private let fields: HTTPHeaders
    private let body: ReplyBody

    /// The first value of a header field; names are compared without regard to case.
    public func field(_ name: String) -> String? { fields.first(name: name) }

    /// The next piece of the content; `nil` at its end.
    public func next() async throws(IPPClientError) -> [UInt8]? { try await body.next() }

    /// Asks for what lies at `path`, and waits for the head of the answer. The connection ends with the content, or when
    /// nobody holds the download any more. Redirections are the caller's.
    ///
    /// - Parameters:
    ///   - address: a numeric address to connect to instead of looking the server's name up: whoever has to know where
    ///     the bytes go looks it up first. The certificate is still held against the name.
    ///   - path: with the query, percent-encoded.
    public static func begin(
        from server: ServerAddress, at address: String? = nil, path: String, on thread: ClientThread,
        options: IPPClientOptions
    ) async throws(IPPClientError) -> HTTPDownload {
        let dialer = Dialer(
            server: server, trust: options.trust, eventLoop: thread.eventLoop,
            timeout: TimeAmount(options.connectTimeout), certificates: CertificateStore(), sawCertificate: nil,
            numericAddress: address)
        let connection = try await dialer.connect(security: server.security)
        connection.begin(idle: TimeAmount(options.idleTimeout))
        do throws(IPPClientError) {
            return try await connection.cancellable { () async throws(IPPClientError) in
                let fields = HTTPHeaders([
                    ("Host", server.webHostField), ("User-Agent", options.userAgent), ("Accept", "*/*"),
                    ("Accept-Encoding", "identity"), ("Connection", "close"),
                ])
                connection.send(HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: fields))
                connection.sendEnd()
                return try await answer(on: connection)
            }
        } catch {
            connection.finish()
            connection.close()
            throw error
        }
    }

    private static func answer(on connection: HTTPConnection) async throws(IPPClientError) -> HTTPDownload {
        while true {
            guard case .head(let head) = try await connection.nextPart() else { continue }
            let body = ReplyBody([], from: connection) { connection in
                connection.finish()
                connection.close()
            }
            return HTTPDownload(status: Int(head.status.code), fields: head.headers, body: body)
        }
    }
}

extension ServerAddress {
    /// Without the port that the scheme implies (RFC 9110 §7.2): some web servers compare it letter by letter.
    fileprivate var webHostField: String {
        guard case .network(_, let port) = place, port == (security == .plain ? 80 : 443) else { return hostField }
        return String(hostField.dropLast(String(port).utf8.count + 1))
    }
}
