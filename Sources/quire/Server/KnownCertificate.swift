import Glibc
import IPPClient

/// What we remember of a server's certificate: the first one seen is trusted, and only that one from then on. Print
/// servers have certificates of their own making, for which no authority vouches.
///
/// Kept as `~/.config/quire/certificates/HOST:PORT.der`, the certificate and nothing else. Nothing is kept of this
/// machine itself: whoever could stand in between has it already.
struct KnownCertificate: Sendable {
    private let session: Session
    private let folder: String?
    private let path: String?
    private let asksAuthorities: Bool

    init(of server: ServerAddress, in session: Session) {
        self.session = session
        let base = session.variable("XDG_CONFIG_HOME") ?? session.user.home.map { $0 + "/.config" }
        folder = server.isLocal ? nil : base.map { $0 + "/quire/certificates" }
        path = folder.map { "\($0)/\(server.description.filter { $0 != "/" }).der" }
        asksAuthorities = session.variable("CUPS_VALIDATECERTS").flatMap(AttributeText.flag) ?? false
    }

    /// `CUPS_VALIDATECERTS` asks the system's authorities instead.
    var trust: CertificateTrust {
        if asksAuthorities { return .system }
        guard let path, let certificate = session.bytes(at: path), !certificate.isEmpty else { return .none }
        return .pinned([certificate])
    }

    /// Best effort: a home that cannot be written to must not keep anybody from printing.
    func remember(_ certificate: [UInt8]) {
        guard let folder, let path else { return }
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/" + part
            mkdir(made, 0o700)
        }
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        let written = certificate.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        if written != certificate.count { unlink(path) }
    }
}
