internal import FoundationEssentials
import NIOSSL
internal import SwiftASN1
internal import X509

/// Certificates by which clients prove who they are (RFC 8446 §4.4.2): those that an authority of ours has signed. One is
/// asked for in each handshake, and nobody has to have one; one that is not of ours, or whose time is over, ends the
/// handshake.
struct ClientCertificates {
    let authorities: [NIOSSLCertificate]

    /// - Parameter path: the authorities' certificates, PEM. Blocks.
    init(path: String) throws {
        authorities = try NIOSSLCertificate.fromPEMFile(path)
        guard !authorities.isEmpty else { throw CertificateError("\(path) holds no certificate") }
    }

    /// The names a certificate stands for, the first that is somebody's counts: its e-mail addresses (RFC 5280 §4.2.1.6),
    /// then its subject's common names. None for one that cannot be read, or that is not for clients.
    static func names(in certificate: NIOSSLCertificate) -> [String] {
        guard let bytes = try? certificate.toDERBytes(), let read = try? Certificate(derEncoded: bytes) else {
            return []
        }
        if let uses = try? read.extensions.extendedKeyUsage, !uses.contains(.clientAuth), !uses.contains(.any) {
            return []
        }
        var names: [String] = []
        if let alternatives = try? read.extensions.subjectAlternativeNames {
            for case .rfc822Name(let address) in alternatives { names.append(address) }
        }
        for part in read.subject {
            for attribute in part where attribute.type == .RDNAttributeType.commonName {
                if let name = String(attribute.value) { names.append(name) }
            }
        }
        return Array(names.filter { $0.utf8.count <= 255 }.prefix(namesMax))
    }

    private static let namesMax = 10
}
