import NIOCore
import NIOSSL

/// Turns a plain connection into an encrypted one before the first request (RFC 2817 §3.2).
///
///     client                                          server
///     OPTIONS * HTTP/1.1, Upgrade: TLS/1.2,TLS/1.0 ──▶
///                                                  ◀── 101 Switching Protocols
///     ════════════════════ TLS handshake ════════════════════
///                                                  ◀── 200 OK, the answer to OPTIONS
///
/// It stands in front of the HTTP codec and takes all bytes until the last of these has come; then it goes away.
final class UpgradeToTLS: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The server does not offer TLS on this port.
    struct Refused: Error, CustomStringConvertible {
        let statusLine: String
        var description: String { "the server answered '\(statusLine)'" }
    }

    private let hostField: String
    private let promise: EventLoopPromise<Void>
    private let makeTLS: () throws -> NIOSSLClientHandler
    private var received: [UInt8] = []
    private var isEncrypted = false
    /// Bytes of the final answer's body still to be skipped.
    private var bodyBytes: Int?

    init(hostField: String, promise: EventLoopPromise<Void>, makeTLS: @escaping () throws -> NIOSSLClientHandler) {
        self.hostField = hostField
        self.promise = promise
        self.makeTLS = makeTLS
    }

    func channelActive(context: ChannelHandlerContext) {
        let request = """
            OPTIONS * HTTP/1.1\r\nHost: \(hostField)\r\nConnection: Upgrade\r\n\
            Upgrade: TLS/1.3, TLS/1.2, TLS/1.1, TLS/1.0\r\nContent-Length: 0\r\n\r\n
            """
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(string: request)), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        do {
            try advance(context)
        } catch {
            promise.fail(error)
            context.close(promise: nil)
        }
    }

    private func advance(_ context: ChannelHandlerContext) throws {
        if bodyBytes == nil {
            guard let head = try takeHead() else { return }
            if !isEncrypted {
                guard head.status == 101 else { throw Refused(statusLine: head.line) }
                isEncrypted = true
                try context.pipeline.syncOperations.addHandler(try makeTLS(), position: .first)
                return
            }
            bodyBytes = head.contentLength
        }
        guard let bodyBytes, received.count >= bodyBytes else { return }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
        promise.succeed()
    }

    /// The next head, once it is all there. Whatever follows a 101 is the handshake's and does not come here.
    private func takeHead() throws -> (status: Int, contentLength: Int, line: String)? {
        let end: [UInt8] = [13, 10, 13, 10]
        guard let start = received.indices.first(where: { received[$0...].starts(with: end) }) else {
            guard received.count <= Self.headBytesMax else { throw Refused(statusLine: "an endless head") }
            return nil
        }
        let lines = String(decoding: received[..<start], as: UTF8.self).split(whereSeparator: \.isNewline)
        received.removeFirst(start + end.count)
        let line = lines.first.map(String.init) ?? ""
        let status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }?.split(separator: ":").last
        return (status, length.flatMap { Int($0.filter(\.isNumber)) } ?? 0, line)
    }

    private static let headBytesMax = 16_384

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(Refused(statusLine: "nothing, and closed the connection"))
        context.fireChannelInactive()
    }
}
