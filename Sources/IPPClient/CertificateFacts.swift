import NIOSSL

/// What a certificate says of its time and of whom it is for (RFC 5280 §4.1.2.5, §4.2.1.6).
public struct CertificateFacts: Hashable, Sendable {
    /// Seconds after 1970-01-01 00:00 UTC.
    public var notValidBefore: Int64
    public var notValidAfter: Int64
    /// DNS names that it is for.
    public var names: [String]

    public init(notValidBefore: Int64, notValidAfter: Int64, names: [String]) {
        self.notValidBefore = notValidBefore
        self.notValidAfter = notValidAfter
        self.names = names
    }

    /// `nil` where it cannot be read.
    ///
    /// - Parameter bytes: DER.
    public init?(_ bytes: [UInt8]) {
        guard let certificate = try? NIOSSLCertificate(bytes: bytes, format: .der) else { return nil }
        let names = certificate._subjectAlternativeNames().compactMap { name -> String? in
            guard name.nameType == .dnsName else { return nil }
            return name.contents.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
        self.init(
            notValidBefore: Int64(certificate.notValidBefore), notValidAfter: Int64(certificate.notValidAfter),
            names: Array(names.prefix(Self.namesMax)))
    }

    /// More names are shown to nobody.
    private static let namesMax = 100
}
