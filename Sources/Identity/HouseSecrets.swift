public import PrintModel

/// Makes what is kept of passwords and tokens.
public struct HouseSecrets: SecretMaker {
    /// Shorter ones are guessed, whatever they are hashed with.
    static let charactersMin = 8

    private let desk: PasswordDesk

    public init() { self.init(desk: PasswordDesk()) }
    init(desk: PasswordDesk) { self.desk = desk }

    public func hash(_ password: String) async throws(PasswordProblem) -> String {
        guard password.count >= Self.charactersMin else {
            throw PasswordProblem("a password has \(Self.charactersMin) characters or more")
        }
        guard password.utf8.count <= PasswordHash.octetsMax else {
            throw PasswordProblem("a password has \(PasswordHash.octetsMax) octets or less")
        }
        guard !password.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw PasswordProblem("a password has no control characters")
        }
        let hash: String?
        do {
            hash = try await desk.hash(password)
        } catch {
            throw PasswordProblem("the password could not be hashed; try again")
        }
        guard let hash else { throw PasswordProblem("too many passwords at the same time; try again") }
        return hash
    }

    public func makeToken() -> NewToken {
        let secret = TokenSecret()
        return NewToken(id: secret.id, secret: secret.text, digest: secret.digest)
    }
}
