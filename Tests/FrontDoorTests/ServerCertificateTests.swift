import FoundationEssentials
import Logging
import SwiftASN1
import Testing
import X509

@testable import FrontDoor

@Suite("The server's own certificate")
struct ServerCertificateTests {
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func load(_ folder: TemporaryFolder, after days: Double = 0) throws -> ServerCertificate {
        try ServerCertificate.loadOrMake(
            in: folder.path, hostName: "print.example", now: now.addingTimeInterval(days * 86_400), log: log)
    }

    @Test("It is made at the first start and kept")
    func kept() throws {
        let folder = try TemporaryFolder()

        let (first, second) = (try load(folder), try load(folder, after: 3_000))

        #expect(first.certificatePEM == second.certificatePEM && first.keyPEM == second.keyPEM)
        #expect(try folder.mode("key.pem") == 0o600)
        #expect(try folder.names() == ["cert.pem", "key.pem"])
        _ = try second.context()
    }

    @Test("It stands for this host by all its names, for ten years")
    func names() throws {
        let certificate = try Certificate(pemEncoded: load(TemporaryFolder()).certificatePEM)
        let names = try #require(try certificate.extensions.subjectAlternativeNames).map { "\($0)" }.joined(
            separator: " ")

        for name in ["localhost", "print.example", "print.local"] { #expect(names.contains(name)) }
        #expect(try #require(try certificate.extensions.subjectAlternativeNames).count == 6)
        #expect(certificate.notValidBefore < now)
        #expect(certificate.notValidAfter > now.addingTimeInterval(3_650 * 86_400))
    }

    @Test("When its time is over another is made, and the old one stays for a person to see")
    func renewed() throws {
        let folder = try TemporaryFolder()

        let (first, second) = (try load(folder), try load(folder, after: 4_000))

        #expect(first.certificatePEM != second.certificatePEM)
        #expect(try folder.names().count == 4)
        #expect(try load(folder, after: 4_001).keyPEM == second.keyPEM)
    }

    @Test("What cannot be read is set aside", arguments: ["cert.pem", "key.pem"])
    func unreadable(name: String) throws {
        let folder = try TemporaryFolder()
        let first = try load(folder)

        try folder.write("not PEM", to: name)
        let second = try load(folder)

        #expect(first.keyPEM != second.keyPEM)
        #expect(try folder.names().contains { $0.hasPrefix("\(name).unusable-") })
    }

    @Test("A key without its certificate, and one of another certificate, are set aside")
    func mismatch() throws {
        let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
        _ = (try load(folder), try load(other))

        try folder.write(load(other).keyPEM, to: "key.pem")
        let repaired = try load(folder)
        try folder.remove("cert.pem")
        let again = try load(folder)

        #expect(repaired.keyPEM != again.keyPEM)
        _ = (try repaired.context(), try again.context())
    }
}
