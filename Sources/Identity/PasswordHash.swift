internal import Crypto
internal import CryptoExtras
internal import Foundation

/// Passwords as they are kept: scrypt (RFC 7914), written in PHC's form.
///
///     $scrypt$ln=15,r=8,p=1$SALT$HASH      base64 without padding; 16 octets of salt, 32 of hash
struct PasswordHash: Sendable {
    /// 32 MiB and about 0.1 s a try: a thief of the file tries ten a second a core.
    static let standardLogRounds = 15
    private static let blockSize = 8
    private static let saltOctets = 16
    private static let hashOctets = 32
    /// A longer one is cut off by nobody, and hashing is slow: it is refused.
    static let octetsMax = 1023

    let logRounds: Int
    let salt: [UInt8]
    let hash: [UInt8]

    /// Hashes a new password.
    init(of password: String, logRounds: Int? = nil) throws {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<Self.saltOctets).map { _ in UInt8.random(in: 0...255, using: &generator) }
        self.logRounds = logRounds ?? Self.standardLogRounds
        self.salt = salt
        hash = try Self.derive(password, salt: salt, logRounds: self.logRounds)
    }

    /// Reads what ``text`` wrote; `nil` for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let rounds = Self.logRounds(in: parts[2]), let salt = Self.octets(parts[3]),
            let hash = Self.octets(parts[4]),
            hash.count == Self.hashOctets
        else { return nil }
        (logRounds, self.salt, self.hash) = (rounds, salt, hash)
    }

    var text: String {
        "$scrypt$ln=\(logRounds),r=\(Self.blockSize),p=1$\(Self.base64(salt))$\(Self.base64(hash))"
    }

    /// Slow on purpose: not for an event loop. Takes the same time whatever is wrong.
    func matches(_ password: String) -> Bool {
        // A password that cannot be hashed is not the right one.
        guard let other = try? Self.derive(password, salt: salt, logRounds: logRounds) else { return false }
        return constantTimeEqual(hash, other)
    }

    private static func derive(_ password: String, salt: [UInt8], logRounds: Int) throws -> [UInt8] {
        // As its owner's next keyboard may not put the accents on it (RFC 7617 §2.1).
        let octets = Array(password.precomposedStringWithCanonicalMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: octets, salt: salt, outputByteCount: hashOctets, rounds: 1 << logRounds,
            blockSize: blockSize, parallelism: 1)
        return key.withUnsafeBytes { Array($0) }
    }

    /// Bounded, so that a damaged row cannot ask for all of the memory.
    private static func logRounds(in text: Substring) -> Int? {
        guard text.hasPrefix("ln="), text.hasSuffix(",r=8,p=1"),
            let rounds = Int(text.dropFirst(3).prefix { $0 != "," }), (4...20).contains(rounds)
        else { return nil }
        return rounds
    }

    private static func base64(_ octets: [UInt8]) -> String {
        let padded = Data(octets).base64EncodedString()
        return String(padded.prefix { $0 != "=" })
    }

    private static func octets(_ text: Substring) -> [UInt8]? {
        guard text.count <= 88 else { return nil }
        let padding = String(repeating: "=", count: (4 - text.count % 4) % 4)
        return Data(base64Encoded: text + padding).map { Array($0) }
    }
}
