/// Who somebody is, proved by a password, a token or a certificate.
public struct Identity: Hashable, Sendable {
    public var name: String
    /// Groups of the machine, or those a token's issuer named.
    public var groups: Set<String>
    public var role: Role
    /// What this proof is good for; `nil` for all that its role allows.
    public var scopes: Set<Scope>?
    /// What it was proved by, for those who read later who did what.
    public var proof: Proof
    /// When the token ends that proved it; `nil` where it does not, and for other proofs.
    public var expiresAt: Moment?

    public init(
        name: String, groups: Set<String> = [], role: Role, scopes: Set<Scope>? = nil, proof: Proof = .password,
        expiresAt: Moment? = nil
    ) {
        self.expiresAt = expiresAt
        self.name = name
        self.groups = groups
        self.role = role
        self.scopes = scopes
        self.proof = proof
    }

    /// Whether this proof is good for that.
    public func may(_ scope: Scope) -> Bool { scopes?.contains(scope) ?? true }

    /// Whether something that ends at `end`, never for `nil`, ends no later than this proof.
    public func covers(_ end: Moment?) -> Bool {
        guard let expiresAt else { return true }
        return end.map { $0 <= expiresAt } ?? false
    }

    /// Whether it is good for all that its role allows, and for good: a password is, and not every token.
    public var isWhole: Bool { Scope.allCases.allSatisfy(may) && expiresAt == nil }
}

/// How somebody proved who he is.
public enum Proof: String, Hashable, Sendable, CaseIterable {
    case password
    /// A token of this server.
    case token
    /// A token of an OpenID provider.
    case provider = "openid"
    /// A client certificate.
    case certificate
}

/// What somebody may do on the whole server.
public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Prints, and manages what is his.
    case user
    /// Also runs the queues and everybody's jobs.
    case operator_ = "operator"
    /// Also sets things up.
    case administrator
    /// Sees everything, changes nothing.
    case auditor
}

/// What a token may be used for.
public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// Looking at what is not everybody's: whose jobs they are, one's own documents.
    case read
    /// Making jobs, and changing one's own.
    case print
    /// What an operator or an administrator does.
    case manage
}

/// Somebody this server knows itself, without the machine's users.
public struct Account: Hashable, Sendable {
    /// See ``isName(_:)``; compared exactly.
    public var name: String
    public var role: Role
    /// As ``PasswordHashing`` writes it; `nil` for one who only has tokens.
    public var passwordHash: String?
    public var isEnabled: Bool
    public var createdAt: Moment
    /// Groups of this server that policies name with `@`; each is a name as ``isName(_:)`` has it.
    public var groups: Set<String>

    /// Groups of one account.
    public static let groupsMax = 100

    public init(
        name: String, role: Role, passwordHash: String?, isEnabled: Bool = true, createdAt: Moment,
        groups: Set<String> = []
    ) {
        self.groups = groups
        self.name = name
        self.role = role
        self.passwordHash = passwordHash
        self.isEnabled = isEnabled
        self.createdAt = createdAt
    }

    /// 1 to 64 letters, digits and `. _ - @ +`, beginning with none of `. -`: what needs no quoting anywhere, and looks
    /// the same to everybody who compares it. `root` is the machine's.
    public static func isName(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "._-@+".utf8.contains(octet)
            }
        }
        return isPlain && (1...64).contains(text.utf8.count) && !text.hasPrefix(".") && !text.hasPrefix("-")
            && text != "root"
    }
}

/// A secret that stands for an account, for programs.
public struct AccessToken: Hashable, Sendable {
    /// 8 letters and digits; not secret.
    public var id: String
    public var account: String
    /// SHA-256 of the secret: 256 random bits need no slow hash.
    public var digest: [UInt8]
    public var scopes: Set<Scope>
    /// What it is for, in its maker's words.
    public var label: String
    public var createdAt: Moment
    public var expiresAt: Moment?

    public init(
        id: String, account: String, digest: [UInt8], scopes: Set<Scope>, label: String, createdAt: Moment,
        expiresAt: Moment?
    ) {
        self.id = id
        self.account = account
        self.digest = digest
        self.scopes = scopes
        self.label = label
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}
