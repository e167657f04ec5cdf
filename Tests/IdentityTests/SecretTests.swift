import PrintModel
import Testing

@testable import Identity

@Suite("Secrets as they are kept")
struct SecretTests {
    @Test("A password matches its hash, and another does not")
    func passwords() throws {
        let hash = try PasswordHash(of: "correct horse", logRounds: 4)
        let read = try #require(PasswordHash(hash.text))

        #expect(read.matches("correct horse"))
        #expect(!read.matches("correct horsf"))
        #expect(!read.matches("correct horse "))
        #expect(!read.matches(""))
        #expect(!hash.text.contains("horse"))
    }

    @Test("The same password is kept in another way each time")
    func salt() throws {
        let texts = try (0..<4).map { _ in try PasswordHash(of: "correct horse", logRounds: 4).text }

        #expect(Set(texts).count == 4)
    }

    @Test("How an accent was typed does not matter")
    func accents() throws {
        let hash = try PasswordHash(of: "caf\u{E9} au lait", logRounds: 4)

        #expect(hash.matches("cafe\u{301} au lait"))
    }

    @Test("The hash is that of RFC 7914 §12, of which the first half is kept")
    func vector() throws {
        let text = "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI"
        let hash = try #require(PasswordHash(text))

        #expect(hash.matches("pleaseletmein"))
        #expect(hash.text == text)
    }

    @Test("A new password is hashed with 2^15 rounds")
    func standard() throws {
        #expect(try PasswordHash(of: "correct horse").text.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
    }

    @Test(
        "What is no hash lets nobody in",
        arguments: [
            "", "correct horse", "$scrypt$", "$scrypt$ln=15,r=8,p=1$$", "$scrypt$ln=99,r=8,p=1$AAAA$AAAA",
            "$scrypt$ln=15,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=-1,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$md5$ln=15,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=15,r=8,p=1$A!$AAAA", "$scrypt$ln=15,r=8,p=1$AAAA$AAAA$AAAA",
        ])
    func noHash(text: String) { #expect(PasswordHash(text) == nil) }

    @Test("A token reads back as what it is, and each is another")
    func tokens() throws {
        let made = TokenSecret()
        let read = try #require(TokenSecret(made.text))

        #expect(read.id == made.id)
        #expect(read.digest == made.digest)
        #expect(made.text.hasPrefix("quire_\(made.id)_"))
        #expect(Set((0..<100).map { _ in TokenSecret().text }).count == 100)
        var other = Array(made.text)
        other[other.count - 1] = other.last == "0" ? "1" : "0"
        #expect(TokenSecret(String(other))?.digest != made.digest)
    }

    @Test(
        "What is no token is none",
        arguments: ["", "quire", "quire_a_b", "quire__", "quire_abcdefgh_00", "x_abcdefgh_"])
    func noToken(text: String) { #expect(TokenSecret(text) == nil) }

    @Test(
        "Passwords that are too short, too long or not to be typed are not taken",
        arguments: ["", "1234567", "tab\tin there", String(repeating: "x", count: 1024)])
    func badPasswords(password: String) async {
        let secrets = HouseSecrets(desk: PasswordDesk(logRounds: 4))

        await #expect(throws: PasswordProblem.self) { try await secrets.hash(password) }
    }

    @Test("What is hashed is a hash that can be read")
    func hashing() async throws {
        let text = try await HouseSecrets(desk: PasswordDesk(logRounds: 4)).hash("correct horse")

        #expect(PasswordHash(text)?.matches("correct horse") == true)
    }
}

@Suite("Authorization fields")
struct AuthorizationTests {
    @Test("Basic and Bearer are understood, in any case (RFC 7617, RFC 6750)")
    func schemes() {
        #expect(Authorization("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==") == .basic(user: "Aladdin", password: "open sesame"))
        #expect(
            Authorization("bASIC   QWxhZGRpbjpvcGVuIHNlc2FtZQ==") == .basic(user: "Aladdin", password: "open sesame"))
        #expect(Authorization("Bearer quire_x_y") == .bearer("quire_x_y"))
        // "a:b:c": the first colon divides; "a:" has an empty password.
        #expect(Authorization("Basic YTpiOmM=") == .basic(user: "a", password: "b:c"))
        #expect(Authorization("Basic YTo=") == .basic(user: "a", password: ""))
    }

    @Test(
        "Nothing else is",
        arguments: [
            "", " ", "Basic", "Basic ", "Bearer", "Digest username=\"a\"", "Negotiate YTpi", "PeerCred root", "Local 0",
            "Basic !!!!", "Basic YTpi YTpi", "Basic YWI=", "Basic OmI=", "Basic YQA6Yg==", "Basic YTpiCg==",
            "Basic gICAgDpi", "Bearer a b", "Bearer \u{E9}", "BasicYTpi",
            "Basic " + String(repeating: "QUFB", count: 4000),
        ])
    func others(field: String) { #expect(Authorization(field) == nil) }
}
