import Logging
import Operations
import PrintModel

/// Finds out who asks before a request is answered, and asks who it is where an answer depends on it.
///
/// A password or a token is looked at in TLS or on the Unix socket only; in the clear its sender is told to come again in
/// TLS (426, RFC 2817 §4.2), before it is looked at. It is looked at with every request, in the request's own task: one
/// that is revoked is worthless at once, on connections that stand, too.
struct Doorkeeper: Sendable {
    let authenticator: (any Authenticator)?
    let canStartTLS: Bool
    /// Whose a certificate with these names is, that was shown from there; `nil` where clients are not asked for one.
    var certificateOwner: (@Sendable (_ names: [String], _ source: String) -> Identity?)?
    let log: Logger

    enum Verdict {
        case admitted(Requester)
        case turnedAway(Answer)
    }

    /// - Parameters:
    ///   - proof: the `Authorization` field that ``RequestGate`` let through.
    ///   - source: what wrong tries are counted by.
    func judge(_ requester: Requester, by proof: String, from source: String) async -> Verdict {
        switch await authenticator?.authenticate(proof, from: source) ?? .refused {
        case .proved(let identity):
            var requester = requester
            requester.identity = identity
            return .admitted(requester)
        case .refused:
            log.notice("a password or token was wrong", metadata: ["from": "\(source)"])
            return .turnedAway(unauthorized("this proof of identity is not taken here"))
        case .tooMany(let pause):
            log.debug("too many wrong passwords or tokens", metadata: ["from": "\(source)"])
            let seconds = max(1, pause.components.seconds + (pause.components.attoseconds > 0 ? 1 : 0))
            return .turnedAway(
                .text(429, "too many tries; wait", fields: [HTTPField("Retry-After", String(seconds))]))
        }
    }

    /// What goes out in place of a refusal that a proof might turn into something else; `nil` where nobody can prove
    /// anything here, or only could where it may not be sent.
    func question(to requester: Requester) -> Answer? {
        guard authenticator?.challenges.isEmpty == false else { return nil }
        guard !requester.isPrivate else { return unauthorized("say who you are") }
        return canStartTLS ? Self.upgradeRequired : nil
    }

    private func unauthorized(_ reason: String) -> Answer {
        .text(401, reason, fields: Self.challengeFields(authenticator?.challenges ?? []))
    }

    /// There is always one (RFC 9110 §15.5.2).
    static func challengeFields(_ challenges: [String]) -> [HTTPField] {
        (challenges.isEmpty ? ["PeerCred"] : challenges).map { HTTPField("WWW-Authenticate", $0) }
    }

    static let upgradeRequired = Answer.text(
        426, "passwords and tokens are taken in TLS only",
        fields: [HTTPField("Upgrade", "TLS/1.2, HTTP/1.1"), HTTPField("Connection", "Upgrade")])
}
