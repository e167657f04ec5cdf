/// What the daemon asks `quire-pam`: whether that is the user's password, and whether he may come in.
///
/// A packet each way, so that nothing has to be put together: a number (four octets, the highest first; none is 0), the length
/// of the name (two), the name and the password.
public struct PasswordQuestion: Hashable, Sendable {
    /// Names are shorter than in any account; passwords are as long as any that PAM takes (PAM_MAX_RESP_SIZE is 512; a
    /// helper that needs more does not exist).
    public static let userOctetsMax = 255
    public static let passwordOctetsMax = 1_023
    /// A packet with more is none of ours.
    public static let octetsMax = 6 + userOctetsMax + passwordOctetsMax

    public let number: UInt32
    public let user: String
    public let password: String

    /// `nil` for what PAM, whose strings end with a zero, would read as something else, or what is too long.
    public init?(number: UInt32, user: String, password: String) {
        guard !user.isEmpty, user.utf8.count <= Self.userOctetsMax, password.utf8.count <= Self.passwordOctetsMax,
            !user.utf8.contains(0), !password.utf8.contains(0)
        else { return nil }
        self.number = number
        self.user = user
        self.password = password
    }

    public init?(_ packet: some Collection<UInt8>) {
        let octets = Array(packet.prefix(Self.octetsMax + 1))
        guard octets.count >= 6, octets.count <= Self.octetsMax else { return nil }
        let userEnd = 6 + (Int(octets[4]) << 8 | Int(octets[5]))
        guard userEnd <= octets.count, let user = String(validating: octets[6..<userEnd], as: UTF8.self),
            let password = String(validating: octets[userEnd...], as: UTF8.self)
        else { return nil }
        self.init(number: octets.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }, user: user, password: password)
    }

    public var packet: [UInt8] {
        let length = user.utf8.count
        return PasswordReply.octets(of: number) + [UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF)] + Array(user.utf8)
            + Array(password.utf8)
    }
}

/// What PAM says.
public enum PasswordWord: UInt8, Hashable, Sendable {
    /// It is, and he may come in.
    case right = 0
    case wrong = 1
    /// Nobody could look.
    case unknown = 2
}

/// The answer: the question's number, a word, and of who is let in the name that he has on this machine.
public struct PasswordReply: Hashable, Sendable {
    /// A packet with more is none of ours.
    public static let octetsMax = 5 + PasswordQuestion.userOctetsMax

    /// What a helper sends first, unasked: that it could ask PAM.
    public static let hello = PasswordReply(number: 0, word: .unknown)

    public let number: UInt32
    public let word: PasswordWord
    /// Directories take "ANNA" and "anna@corp" for the same user: this is the one name. Empty where nobody is let in.
    public let user: String

    public init(number: UInt32, word: PasswordWord, user: String = "") {
        self.number = number
        self.word = word
        self.user = user
    }

    public init?(_ packet: some Collection<UInt8>) {
        let octets = Array(packet.prefix(Self.octetsMax + 1))
        guard octets.count >= 5, octets.count <= Self.octetsMax, let word = PasswordWord(rawValue: octets[4]),
            let user = String(validating: octets[5...], as: UTF8.self), !user.utf8.contains(0),
            user.isEmpty == (word != .right)
        else { return nil }
        self.init(number: octets.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }, word: word, user: user)
    }

    public var packet: [UInt8] { Self.octets(of: number) + [word.rawValue] + Array(user.utf8) }

    static func octets(of number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) } }
}
