import NIOCore
import NIOSSL
import Synchronization

/// Which certificates of a server are taken.
public enum CertificateTrust: Hashable, Sendable {
    /// Any. The connection is encrypted, but may be to anybody: for names on this machine.
    case none
    /// Those that the system's authorities vouch for, for the name asked for.
    case system
    /// Those that the authorities in a file (PEM) vouch for, for the name asked for.
    case authorities(file: String)
    /// One of these, byte for byte (DER): what was seen the first time. Names and dates do not matter.
    case pinned([[UInt8]])
    /// Those that somebody else takes, whatever the system's authorities say.
    case judged(CertificateJudge)
}

/// Says whether a server's certificate is taken, and why not.
public final class CertificateJudge: Sendable, Hashable {
    /// A certificate, in the two ways it may be remembered (DER).
    public struct Certificate: Sendable {
        public let bytes: [UInt8]
        /// SubjectPublicKeyInfo (RFC 5280 §4.1): the same in a certificate that was renewed for the same key.
        public let publicKey: [UInt8]
    }

    private let objection: @Sendable (Certificate) -> String?
    private let last = Mutex<String?>(nil)

    /// - Parameter objection: why a certificate is not taken; `nil` when it is. Called while the handshake waits.
    public init(_ objection: @escaping @Sendable (Certificate) -> String?) { self.objection = objection }

    func takes(_ certificate: NIOSSLCertificate?) -> Bool {
        guard let certificate, let bytes = try? certificate.toDERBytes(),
            let key = try? certificate.extractPublicKey().toSPKIBytes()
        else { return false }
        let objection = objection(Certificate(bytes: bytes, publicKey: key))
        last.withLock { $0 = objection }
        return objection == nil
    }

    /// Why the last certificate was not taken.
    var lastObjection: String? { last.withLock { $0 } }

    public static func == (lhs: CertificateJudge, rhs: CertificateJudge) -> Bool { lhs === rhs }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension CertificateTrust {
    /// The handler that makes a connection to `server` an encrypted one.
    ///
    /// - Parameter saw: gets the certificate (DER) where any is taken.
    func handler(
        _ context: NIOSSLContext, for server: ServerAddress, saw: (@Sendable ([UInt8]) -> Void)?
    ) throws -> NIOSSLClientHandler {
        let name = server.nameForCertificate
        let judge: @Sendable ([UInt8]) -> Bool
        switch self {
        case .system, .authorities: return try NIOSSLClientHandler(context: context, serverHostname: name)
        case .judged(let someone):
            return try NIOSSLClientHandler(
                context: context, serverHostname: name,
                customVerificationCallback: { certificates, promise in
                    promise.succeed(someone.takes(certificates.first) ? .certificateVerified : .failed)
                })
        case .pinned(let pinned): judge = { pinned.contains($0) }
        case .none:
            judge = { certificate in
                saw?(certificate)
                return true
            }
        }
        return try NIOSSLClientHandler(
            context: context, serverHostname: name,
            customVerificationCallback: { certificates, promise in
                let leaf = certificates.first.flatMap { try? $0.toDERBytes() }
                promise.succeed(leaf.map(judge) == true ? .certificateVerified : .failed)
            })
    }

    /// Why a handshake failed, in our words.
    func explain(_ error: any Error) -> String {
        let text = "\(error)"
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            if case .pinned = self { return "its certificate is not the one seen before" }
            if case .judged(let judge) = self, let objection = judge.lastObjection { return objection }
            return "nobody we trust vouches for its certificate"
        }
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
            return "what answers there does not speak TLS"
        }
        if text.contains("EOF during handshake") || text.contains("uncleanShutdown") {
            return "the server closed the connection during the handshake"
        }
        return text
    }
}

extension ServerAddress {
    /// The name sent in the TLS handshake; literals may not be (RFC 6066 §3).
    fileprivate var nameForCertificate: String? {
        guard case .network(let host, _) = place else { return nil }
        return (try? SocketAddress(ipAddress: host, port: 0)) == nil ? host : nil
    }
}

/// Makes the TLS context when the first connection needs one, and keeps it: reading the system's authorities takes
/// longer than printing a page of text.
final class CertificateStore: Sendable {
    private let made = Mutex<NIOSSLContext?>(nil)

    func context(for trust: CertificateTrust) throws -> NIOSSLContext {
        try made.withLock { made in
            if let made { return made }
            var configuration = TLSConfiguration.makeClientConfiguration()
            switch trust {
            case .none, .pinned, .judged:
                // Judged by the callback of the handler alone.
                configuration.certificateVerification = .noHostnameVerification
                configuration.trustRoots = .certificates([])
            case .system:
                configuration.certificateVerification = .fullVerification
            case .authorities(let file):
                configuration.certificateVerification = .fullVerification
                configuration.trustRoots = .file(file)
            }
            let context = try NIOSSLContext(configuration: configuration)
            made = context
            return context
        }
    }
}
