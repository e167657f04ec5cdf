import IPP
import IPPClient

/// Why a command ends without having done its work, in words for the person who typed it.
struct Failure: Error, Hashable, Sendable {
    let status: ExitStatus
    /// A word for programs, such as `printer-not-found`.
    let code: String
    /// One sentence without the name of the command.
    let message: String
    /// What to do about it.
    var hint: String?
    /// Names that could have been meant.
    var candidates: [String] = []

    init(
        _ status: ExitStatus, code: String, _ message: String, hint: String? = nil, candidates: [String] = []
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        self.candidates = candidates
    }

    /// The command line itself is wrong.
    static func usage(_ message: String, hint: String? = nil) -> Failure {
        Failure(.usage, code: "usage", message, hint: hint)
    }
}

extension Failure {
    /// Translates whatever a request can throw; here and nowhere else.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure:
            self = failure
        case let refusal as IPPRefusal where refusal.status == .versionNotSupported:
            self.init(
                .failed, code: refusal.status.description, refusal.description,
                hint: "add /version=1.1 to the server's name, for servers from before 2009")
        case let refusal as IPPRefusal:
            self.init(ExitStatus(refusal.status), code: refusal.status.description, refusal.description)
        case let error as IPPClientError:
            self.init(error)
        default:
            self.init(.failed, code: "failed", "\(error)")
        }
    }

    private init(_ error: IPPClientError) {
        let status = ExitStatus(error)
        switch error {
        case .unreachable(let address, _, let reason):
            self.init(status, code: "server-unreachable", "no print server at \(address): \(reason)")
        case .timedOut(let address, let what):
            self.init(
                status, code: "server-timeout", "the print server at \(address) does not answer: waited for \(what)")
        case .http(let http, _) where status == .notAllowed:
            let message =
                http == 401 ? "the server asks for a login, and has not taken ours" : "the server does not allow it"
            self.init(status, code: "not-allowed", message)
        case .http(429, _):
            self.init(.notAllowed, code: "too-many-tries", "too many wrong passwords; wait, and try again")
        case .tls(_, let reason) where reason.contains("seen before"):
            self.init(
                status, code: "certificate-changed", "\(error)",
                hint: "if it was renewed on purpose, delete what is kept of the old one in ~/.config/quire/certificates"
            )
        default:
            self.init(status, code: "failed", "\(error)")
        }
    }
}
