import Logging
import NIOCore
import NIOSSL
import PrintModel

/// TLS from the first byte, or from an upgrade on.
extension HTTPConnection {
    func isTLSRecord(_ bytes: ByteBuffer) -> Bool {
        bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) == 0x16
    }

    /// The client speaks TLS from the first byte on: what was read goes through the pipeline once more, decrypted.
    func beginTLS(with data: NIOAny, in context: ChannelHandlerContext) {
        guard insertTLS(in: context) else { return context.close(promise: nil) }
        context.pipeline.syncOperations.fireChannelRead(data)
    }

    /// RFC 2817 §3.3: a 101 in the clear, then the answer to the same request in TLS.
    func startTLS(in context: ChannelHandlerContext) {
        out.writeStaticString(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: TLS/1.2, HTTP/1.1\r\n\r\n")
        flush(in: context)
        guard insertTLS(in: context) else { return context.close(promise: nil) }
        write(RequestGate.options)
    }

    /// The names in the certificate that the client showed in the handshake; none where it showed none.
    func shownNames() -> [String] {
        guard house.doorkeeper.certificateOwner != nil, machine.requester.isPrivate, let context else { return [] }
        if let certificateNames { return certificateNames }
        // It fails where there is no TLS: on the Unix socket.
        let certificate = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
        let names = certificate.map(ClientCertificates.names) ?? []
        certificateNames = names
        return names
    }

    private func insertTLS(in context: ChannelHandlerContext) -> Bool {
        guard let tls = house.tls else { return false }
        do {
            let handler = NIOSSLServerHandler(context: tls.context)
            try context.pipeline.syncOperations.addHandler(handler, position: .before(self))
        } catch {
            house.log.warning("TLS cannot begin", metadata: ["error": "\(error)"])
            return false
        }
        machine.startedTLS()
        return true
    }
}
