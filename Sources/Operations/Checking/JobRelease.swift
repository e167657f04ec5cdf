import Crypto
import IPP
import PrintModel

/// A job's password as a client gives it: when it makes the job, and when it releases it (PWG 5100.11 "job-password").
struct GivenPassword: Sendable {
    /// What "job-password-encryption" may be: what the password was put through before it was sent.
    static let encryptions = ["none", "sha2-256", "sha2-384", "sha2-512"]
    /// Octets of a password that is sent as it is.
    static let lengths = 4...255

    let encryption: String
    private let octets: [UInt8]

    /// `nil` where the request gives none. A password without "job-password-encryption" is taken for one that is sent as
    /// it is: that is what CUPS' `lp -o job-password=1234` sends.
    ///
    /// Throws "client-error-forbidden" where others could read it on its way: it is taken over TLS, and from this computer.
    init?(_ request: IPPRequest, in context: OperationContext) throws {
        let encryption = try request.keyword("job-password-encryption")
        let given = try request.value("job-password") { value -> [UInt8]? in
            switch value {
            case .octetString(let octets): octets
            default: value.stringValue.map { Array($0.utf8) }
            }
        }
        guard let given else {
            guard encryption == nil else {
                throw OperationError(.badRequest, "job-password-encryption comes with a job-password")
            }
            return nil
        }
        guard context.isPrivate(request) else {
            throw OperationError(.forbidden, "a job password is taken over an encrypted connection (ipps) only")
        }
        self.encryption = encryption ?? "none"
        octets = given
        guard Self.encryptions.contains(self.encryption) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "job-password-encryption '\(self.encryption)' is not supported",
                unsupported: [Attribute("job-password-encryption", .keyword(self.encryption))])
        }
        // The value is not given back: it may be the right one for something else.
        guard Self.hasRightLength(given, self.encryption) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "the job password is too short or too long",
                unsupported: [Attribute("job-password", .outOfBand(.unsupported))])
        }
    }

    private static func hasRightLength(_ octets: [UInt8], _ encryption: String) -> Bool {
        switch encryption {
        case "sha2-256": octets.count == 32
        case "sha2-384": octets.count == 48
        case "sha2-512": octets.count == 64
        default: lengths.contains(octets.count)
        }
    }

    /// What is kept with the job.
    func secret() -> JobSecret {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        return JobSecret(encryption: encryption, salt: salt, hash: Self.hash(octets, salt: salt))
    }

    /// Whether it is the password of `secret`. Takes as long for a wrong one as for the right one.
    func opens(_ secret: JobSecret) -> Bool {
        guard let octets = sent(as: secret.encryption) else { return false }
        let hash = Self.hash(octets, salt: secret.salt)
        guard hash.count == secret.hash.count else { return false }
        return zip(hash, secret.hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The octets in the form the job's password came in: one that is given as it is can be put into any of them.
    private func sent(as encryption: String) -> [UInt8]? {
        switch (self.encryption, encryption) {
        case (encryption, _): octets
        case ("none", "sha2-256"): Array(SHA256.hash(data: octets))
        case ("none", "sha2-384"): Array(SHA384.hash(data: octets))
        case ("none", "sha2-512"): Array(SHA512.hash(data: octets))
        default: nil
        }
    }

    /// PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2), one block: what takes a thief of the store some time for every guess.
    ///
    /// Some milliseconds: ``JobSecretDesk`` does it.
    private static func hash(_ octets: [UInt8], salt: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: octets)
        var last = Array(HMAC<SHA256>.authenticationCode(for: salt + [0, 0, 0, 1], using: key))
        var result = last
        for _ in 1..<rounds {
            last = Array(HMAC<SHA256>.authenticationCode(for: last, using: key))
            for index in result.indices { result[index] ^= last[index] }
        }
        return result
    }

    private static let rounds = 5000
}

/// What has to be done at the printer before a job is printed: "job-release-action" and "job-password" of the request that
/// makes it, or the queue's own "job-release-action-default".
enum JobRelease {
    static let actions = ["none", "button-press", "job-password", "owner-authorized"]

    /// What a queue may ask for where the job says nothing: a password is the job's own to give.
    static let defaults = ["none", "button-press", "owner-authorized"]

    /// - Returns: also the password, of which ``JobSecretDesk`` makes what is kept.
    static func lock(
        _ request: IPPRequest, on printer: Printer, in context: OperationContext
    ) throws -> (JobLock, GivenPassword?) {
        let password = try GivenPassword(request, in: context)
        let word = try request.keyword("job-release-action")
        if let word, !actions.contains(word) {
            throw OperationError(
                .attributesOrValuesNotSupported, "job-release-action '\(word)' is not supported",
                unsupported: [Attribute("job-release-action", .keyword(word))])
        }
        if let password { return (.password, password) }
        guard word != "job-password" else {
            throw OperationError(.badRequest, "job-release-action 'job-password' needs a job-password")
        }
        return (lock(for: word ?? printer.releaseAction), nil)
    }

    private static func lock(for word: String) -> JobLock {
        switch word {
        case "button-press": .button
        case "owner-authorized": .authorization
        default: .none
        }
    }
}

extension Printer {
    /// "job-release-action-default": what every job of the queue waits for that does not say otherwise.
    var releaseAction: String {
        attributes["job-release-action-default"]?.values.first?.stringValue ?? "none"
    }
}
