internal import Crypto
internal import Foundation

/// The secret of an ``AccessToken`` as its owner has it: `quire_ID_SECRET`, so that scanners for leaked secrets know it.
struct TokenSecret: Sendable {
    static let prefix = "quire"
    private static let idLetters = Array("abcdefghijkmnpqrstuvwxyz23456789")
    private static let secretOctets = 32

    let id: String
    /// Shown once, when it is made, and never kept.
    let text: String
    let digest: [UInt8]

    /// A new one.
    init() {
        var generator = SystemRandomNumberGenerator()
        id = String((0..<8).map { _ in Self.idLetters.randomElement(using: &generator) ?? "a" })
        let octets = (0..<Self.secretOctets).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let secret = octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        text = "\(Self.prefix)_\(id)_\(secret)"
        digest = Self.digest(of: text)
    }

    /// One that somebody sent; `nil` when it has not the form of ours.
    init?(_ text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.prefix, parts[1].count == 8,
            parts[2].utf8.count == 2 * Self.secretOctets
        else { return nil }
        id = String(parts[1])
        self.text = text
        digest = Self.digest(of: text)
    }

    private static func digest(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
