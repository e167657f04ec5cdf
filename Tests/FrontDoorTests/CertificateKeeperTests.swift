import FoundationEssentials
import Logging
import SwiftASN1
import Testing
import X509

@testable import FrontDoor

@Suite("A certificate that follows its files")
struct CertificateKeeperTests {
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private let now = Date(timeIntervalSince1970: 1_800_000_000)
    private static let day: TimeInterval = 86_400

    private func keeper(_ folder: TemporaryFolder) throws -> CertificateKeeper {
        try CertificateKeeper(folder: folder.path, hostName: "print.example", now: now, log: log)
    }

    private func made(_ name: String) throws -> ServerCertificate {
        try ServerCertificate.make(hostName: name, now: now)
    }

    private func inFolder(_ folder: TemporaryFolder) throws -> Certificate {
        try Certificate(pemEncoded: ServerCertificate.load(in: folder.path, now: now).certificatePEM)
    }

    @Test("New files are taken up, once")
    func followed() throws {
        let folder = try TemporaryFolder()
        let keeper = try keeper(folder)
        let before = keeper.context
        let other = try made("other.example")
        #expect(!keeper.follow(now: now))

        try folder.write(other.keyPEM, to: "key.pem")
        try folder.write(other.certificatePEM, to: "cert.pem")

        #expect(keeper.follow(now: now))
        #expect(keeper.context !== before)
        #expect(!keeper.follow(now: now))
    }

    @Test("As long as only one of the two is new, the certificate stays as it was; nothing is set aside")
    func halfway() throws {
        let folder = try TemporaryFolder()
        let keeper = try keeper(folder)
        let before = keeper.context
        let other = try made("other.example")

        try folder.write(other.certificatePEM, to: "cert.pem")
        let half = keeper.follow(now: now)
        let stayed = keeper.context === before
        try folder.write(other.keyPEM, to: "key.pem")
        let whole = keeper.follow(now: now)

        #expect(!half && stayed)
        #expect(whole && keeper.context !== before)
        #expect(try folder.names() == ["cert.pem", "key.pem"])
    }

    @Test("Nonsense, nothing, and what is over are not taken up", arguments: ["nonsense", "", "over"])
    func refused(what: String) throws {
        let folder = try TemporaryFolder()
        let keeper = try keeper(folder)
        let before = keeper.context
        let old = try ServerCertificate.make(hostName: "a", now: now.addingTimeInterval(-4_000 * Self.day))

        try folder.write(what == "over" ? old.keyPEM : what, to: "key.pem")
        try folder.write(what == "over" ? old.certificatePEM : what, to: "cert.pem")

        #expect(!keeper.follow(now: now))
        #expect(keeper.context === before)
    }

    @Test("New authorities of clients are taken up; a file of them that is broken is not")
    func authorities() throws {
        let folder = try TemporaryFolder()
        try folder.write(try made("authority").certificatePEM, to: "clients.pem")
        let keeper = try CertificateKeeper(
            folder: folder.path, hostName: "print.example", clientAuthorities: folder.path + "/clients.pem", now: now,
            log: log)
        func takesUp(_ text: String) throws -> Bool {
            let before = keeper.context
            try folder.write(text, to: "clients.pem")
            let isTakenUp = keeper.follow(now: now)
            #expect(isTakenUp == (keeper.context !== before))
            return isTakenUp
        }

        #expect(!keeper.follow(now: now))
        #expect(try takesUp(try made("another").certificatePEM))
        #expect(try !takesUp("nonsense"))
        #expect(try !takesUp(""))
        #expect(try takesUp(try made("third").certificatePEM))
    }

    @Test("Our own is renewed a month before its time is over, with its key")
    func renewed() throws {
        let folder = try TemporaryFolder()
        let keeper = try keeper(folder)
        let first = try inFolder(folder)

        let early = keeper.follow(now: now.addingTimeInterval(3_600 * Self.day))
        let inTime = keeper.follow(now: now.addingTimeInterval(3_640 * Self.day))

        let second = try inFolder(folder)
        #expect(!early && inTime)
        #expect(second.publicKey == first.publicKey)
        #expect(second.notValidAfter > first.notValidAfter)
        #expect(try folder.names() == ["cert.pem", "key.pem"])
    }

    @Test("One that somebody has put there is left alone")
    func foreign() throws {
        let folder = try TemporaryFolder()
        let keeper = try keeper(folder)
        let before = try inFolder(folder)
        // As ours, but for five years.
        let key = try Certificate.PrivateKey(pemEncoded: ServerCertificate.load(in: folder.path, now: now).keyPEM)
        let other = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: before.publicKey, notValidBefore: now,
            notValidAfter: now.addingTimeInterval(1_826 * Self.day), issuer: before.issuer, subject: before.subject,
            signatureAlgorithm: .ecdsaWithSHA256, extensions: before.extensions, issuerPrivateKey: key)
        try folder.write(other.serializeAsPEM().pemString, to: "cert.pem")

        _ = keeper.follow(now: now.addingTimeInterval(1_825 * Self.day))

        #expect(try inFolder(folder) == other)
    }
}
