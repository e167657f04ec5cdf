internal import Crypto
internal import Synchronization

/// Trust on first use: the public key that a printer shows first is kept, and from then on no other is taken.
///
/// A key, not a certificate: printers make themselves a new certificate for the same key whenever their name or the year
/// changes.
final class KeyPin: Sendable {
    private let expected: Mutex<String?>
    private let isGiven: Bool
    private let deviceURI: String
    private let keep: @Sendable (String) -> Void

    /// - Parameters:
    ///   - pin: SHA-256 of the key to expect, in hexadecimal.
    ///   - isGiven: whether an administrator has written it into the device URI.
    ///   - deviceURI: as the queue has it, without a password.
    ///   - keep: gets the one that is seen first.
    init(_ pin: String?, isGiven: Bool, in deviceURI: String, keep: @escaping @Sendable (String) -> Void) {
        expected = Mutex(pin)
        self.isGiven = isGiven
        self.deviceURI = deviceURI
        self.keep = keep
    }

    /// Why a certificate with this public key is not taken.
    func objection(to publicKey: [UInt8]) -> String? {
        let seen = SHA256.hash(data: publicKey).map(PrinterNotes.hex).joined()
        let (before, isFirst) = expected.withLock { expected -> (String, Bool) in
            if let expected { return (expected, false) }
            expected = seen
            return (seen, true)
        }
        if isFirst { keep(seen) }
        guard before != seen else { return nil }
        let whose = isGiven ? "the one its device URI names" : "the one it had"
        return "its TLS key is not \(whose) (sha256:\(before)) but sha256:\(seen); if that is right, accept it: "
            + "quirectl printer set PRINTER 'device=\(accepting(seen))'"
    }

    /// The device URI that expects this key.
    private func accepting(_ key: String) -> String {
        let halves = deviceURI.split(separator: "?", maxSplits: 1)
        let options = halves.dropFirst().joined().split(separator: "&").filter { !$0.hasPrefix("tls-pin=") }
        return "\(halves.first ?? "")?" + (options + ["tls-pin=sha256:\(key)"]).joined(separator: "&")
    }
}
