/// Tells who somebody is by what came in an `Authorization` field (RFC 9110 §11).
public protocol Authenticator: Sendable {
    /// Values of `WWW-Authenticate`, the preferred first; empty where nobody can prove anything here.
    var challenges: [String] { get }

    /// May take a second; never called on an event loop.
    ///
    /// - Parameters:
    ///   - authorization: the field's value, as sent.
    ///   - source: the address it came from: wrong tries are counted by it.
    func authenticate(_ authorization: String, from source: String) async -> Authentication
}

public enum Authentication: Hashable, Sendable {
    case proved(Identity)
    /// Wrong, over, or a scheme that is not taken here. It is never said which.
    case refused
    /// Too many wrong tries came from there; the next is looked at after that time.
    case tooMany(retryAfter: Duration)
}

/// Asks the machine whether a password is right (PAM).
public protocol PasswordAuthority: Sendable {
    /// Whether there is anybody on this machine who knows passwords.
    var isThere: Bool { get }

    /// May take seconds; never runs on an event loop.
    func check(user: String, password: String) async -> PasswordVerdict
}

public enum PasswordVerdict: Hashable, Sendable {
    /// It is, and the user may come in: the one name that he has on this machine, however it was typed, and his groups.
    case right(name: String, groups: Set<String>)
    case wrong
    /// Nobody could look: too many ask, or who knows has gone.
    case unknown
    /// Nobody on this machine knows passwords.
    case nobody
}

/// Makes what is kept of passwords and tokens. Neither is ever kept itself.
public protocol SecretMaker: Sendable {
    /// What is kept of a new password (``Account/passwordHash``). Slow on purpose.
    func hash(_ password: String) async throws(PasswordProblem) -> String
    func makeToken() -> NewToken
}

/// A token as it is made.
public struct NewToken: Sendable {
    public var id: String
    /// What its owner shows; said once.
    public var secret: String
    public var digest: [UInt8]

    public init(id: String, secret: String, digest: [UInt8]) {
        self.id = id
        self.secret = secret
        self.digest = digest
    }
}

/// A password that is not taken.
public struct PasswordProblem: Error, Hashable, Sendable {
    /// One sentence, without the password.
    public var reason: String
    public init(_ reason: String) { self.reason = reason }
}

/// For a house that makes no accounts.
public struct NoSecretMaker: SecretMaker {
    public init() {}
    public func hash(_ password: String) async throws(PasswordProblem) -> String {
        throw PasswordProblem("this server keeps no passwords")
    }
    public func makeToken() -> NewToken { NewToken(id: "", secret: "", digest: []) }
}
