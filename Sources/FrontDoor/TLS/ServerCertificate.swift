internal import Crypto
internal import FoundationEssentials
internal import Logging
internal import NIOSSL
internal import SwiftASN1
internal import X509

/// The certificate with which we prove to be the same server as yesterday: `cert.pem` and `key.pem` in a folder.
///
/// Made at the first start, without asking anybody; an administrator replaces both files to use another. Files that
/// cannot be used, or whose time is over, are set aside under a name with the time in it and made anew.
struct ServerCertificate {
    let certificatePEM: String
    let keyPEM: String

    /// Blocks: call it off the event loop.
    static func loadOrMake(in folder: String, hostName: String, now: Date, log: Logger) throws -> ServerCertificate {
        try DurableFiles.makeFolder(folder)
        let (certificate, key) = ("\(folder)/cert.pem", "\(folder)/key.pem")
        if FileManager.default.fileExists(atPath: certificate) || FileManager.default.fileExists(atPath: key) {
            do {
                return try load(certificate: certificate, key: key, now: now)
            } catch {
                log.error("certificate set aside", metadata: ["folder": "\(folder)", "because": "\(error)"])
                try setAside([certificate, key], now: now)
            }
        }
        let made = try make(hostName: hostName, now: now)
        // The key first: a certificate without its key would be set aside, a key without a certificate as well.
        try DurableFiles.write(made.keyPEM, named: "key.pem", in: folder, mode: 0o600)
        try DurableFiles.write(made.certificatePEM, named: "cert.pem", in: folder, mode: 0o644)
        log.notice("certificate made", metadata: ["folder": "\(folder)", "host": "\(hostName)"])
        return made
    }

    /// - Parameter clients: whose certificates are asked for, if any are.
    func context(clients: ClientCertificates? = nil) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificatePEM.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(keyPEM.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        if let clients {
            configuration.certificateVerification = .optionalVerification
            configuration.trustRoots = .certificates(clients.authorities)
            configuration.sendCANameList = true
        }
        return try NIOSSLContext(configuration: configuration)
    }

    /// What is there, if it can be used. Blocks.
    static func load(in folder: String, now: Date) throws -> ServerCertificate {
        try load(certificate: "\(folder)/cert.pem", key: "\(folder)/key.pem", now: now)
    }

    /// Makes our own certificate anew a month before its time is over, with the key it has. One that somebody has put
    /// there is left alone. Blocks.
    ///
    /// - Returns: whether it was time.
    static func renewOwn(in folder: String, hostName: String, now: Date) throws -> Bool {
        let old = try load(in: folder, now: now)
        let certificate = try Certificate(pemEncoded: old.certificatePEM)
        let isOwn =
            certificate.issuer == certificate.subject
            && certificate.notValidAfter.timeIntervalSince(certificate.notValidBefore) == ownSeconds
        guard isOwn, certificate.notValidAfter.timeIntervalSince(now) < renewalSeconds else { return false }
        let key = try P256.Signing.PrivateKey(pemRepresentation: old.keyPEM)
        let made = try make(hostName: hostName, now: now, key: key)
        try DurableFiles.write(made.certificatePEM, named: "cert.pem", in: folder, mode: 0o644)
        return true
    }

    /// A certificate of ours is good from yesterday, because some client's clock is slow, for ten years.
    private static let ownSeconds: TimeInterval = (1 + 3_652) * 86_400
    private static let renewalSeconds: TimeInterval = 30 * 86_400

    private static func load(certificate: String, key: String, now: Date) throws -> ServerCertificate {
        let certificatePEM = try String(contentsOfFile: certificate, encoding: .utf8)
        let keyPEM = try String(contentsOfFile: key, encoding: .utf8)
        let first = try Certificate(pemEncoded: certificatePEM)
        guard now < first.notValidAfter else { throw CertificateError("it was valid until \(first.notValidAfter)") }
        guard try Certificate.PrivateKey(pemEncoded: keyPEM).publicKey == first.publicKey else {
            throw CertificateError("the key is not the certificate's")
        }
        let loaded = ServerCertificate(certificatePEM: certificatePEM, keyPEM: keyPEM)
        _ = try loaded.context()
        return loaded
    }

    private static func setAside(_ paths: [String], now: Date) throws {
        for path in paths where FileManager.default.fileExists(atPath: path) {
            let aside = "\(path).unusable-\(Int(now.timeIntervalSince1970))"
            let name = ([aside] + (2...99).map { "\(aside)-\($0)" }).first {
                !FileManager.default.fileExists(atPath: $0)
            }
            try FileManager.default.moveItem(atPath: path, toPath: name ?? aside)
        }
    }

    /// A self-signed P-256 certificate for ten years: clients trust it on first use and must not be asked again soon.
    static func make(
        hostName: String, now: Date, key: P256.Signing.PrivateKey = P256.Signing.PrivateKey()
    ) throws -> ServerCertificate {
        let name = try DistinguishedName { CommonName(hostName) }
        let short = String(hostName.prefix { $0 != "." })
        var dnsNames = ["localhost"]
        for name in [hostName, short, "\(short).local"] where !name.isEmpty && !dnsNames.contains(name) {
            dnsNames.append(name)
        }
        let addresses: [[UInt8]] = [[127, 0, 0, 1], Array(repeating: 0, count: 15) + [1]]
        let names =
            dnsNames.map { GeneralName.dnsName($0) }
            + addresses.map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) }
        let certificate = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey),
            notValidBefore: now.addingTimeInterval(-86_400),
            notValidAfter: now.addingTimeInterval(ownSeconds - 86_400), issuer: name, subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try .init {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(names)
            },
            issuerPrivateKey: .init(key))
        return ServerCertificate(
            certificatePEM: try certificate.serializeAsPEM().pemString, keyPEM: key.pemRepresentation)
    }
}

struct CertificateError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
