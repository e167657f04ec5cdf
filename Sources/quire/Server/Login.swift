import Glibc
import IPPClient

/// Answers a server that wants to know who asks.
///
/// On a socket the system vouches for us (`PeerCred`). Elsewhere a person at a terminal is asked for the password,
/// as the commands of CUPS do; a script without a terminal is not, and has its token in `QUIRE_TOKEN`.
struct Login: Sendable {
    private let choice: ServerChoice
    private let isInteractive: Bool
    /// It was sent with the request, and was not enough.
    private let hasToken: Bool

    init(_ choice: ServerChoice, _ session: Session) {
        self.choice = choice
        isInteractive = session.errors.isTerminal
        hasToken = session.variable("QUIRE_TOKEN") != nil
    }

    func credentials(for challenge: String, attempt: Int) -> String? {
        let schemes = Self.schemes(in: challenge)
        if case .unixSocket = choice.address.place, schemes.contains("peercred"), attempt == 1 {
            return "PeerCred \(choice.user)"
        }
        guard !hasToken, schemes.contains("basic"), isInteractive, let password = askForPassword() else { return nil }
        return "Basic " + Self.base64(Array("\(choice.user):\(password)".utf8))
    }

    /// The words that start a challenge: `Basic realm="CUPS", PeerCred` has two.
    static func schemes(in challenge: String) -> [String] {
        challenge.split(separator: ",").compactMap { part in
            let word = part.drop { $0 == " " }.prefix { $0 != " " }
            return word.contains("=") || word.isEmpty ? nil : word.lowercased()
        }
    }

    private func askForPassword() -> String? {
        guard let password = getpass("Password for \(choice.user) on \(choice.address)? ") else { return nil }
        let text = String(cString: password)
        return text.isEmpty ? nil : text
    }

    /// RFC 4648 §4.
    static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }
}
