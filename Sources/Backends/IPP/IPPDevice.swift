internal import IPP
internal import IPPClient
internal import PrintModel

/// Where a printer that speaks IPP is, and how to speak to it: what its device URI says.
///
/// | option | what it says |
/// |---|---|
/// | `version=1.1` | the version of IPP to begin with; 2.0 without it. A printer that knows 1.1 only says so by itself. |
/// | `encryption=required` | TLS on a port that begins plainly (RFC 2817); `always`: TLS from the first byte; `never` |
/// | `tls=any`, `tls=system` | any certificate, or those the system's authorities vouch for. Without it, the first one seen. |
/// | `tls-pin=sha256:…` | the public key to expect, 64 hexadecimal digits |
/// | `auth=plain` | passwords may be sent without TLS |
/// | `compression=none` | documents are never compressed on the way |
/// | `waitjob=false` | a job is done when the printer has it all |
/// | `contimeout=10` | seconds until a connection is there |
/// | `timeout=900` | seconds a printer may take no byte before it is given up |
struct IPPDevice: Sendable {
    static let schemes = ["ipp", "ipps", "http", "https"]
    private static let options = [
        "version", "encryption", "tls", "tls-pin", "auth", "compression", "waitjob", "contimeout", "timeout",
    ]

    enum Trust: Hashable, Sendable {
        /// The first key seen, from then on no other.
        case first
        case any
        case system
        /// SHA-256 of the public key, 64 hexadecimal digits.
        case pin(String)
    }

    var server: ServerAddress
    /// Of HTTP, percent-encoded.
    var path: String
    /// "printer-uri"
    var uri: String
    var version = IPPVersion.v2_0
    var trust = Trust.first
    var allowsPlainPasswords = false
    var compresses = true
    var followsJobs = true
    var connectTimeout = Duration.seconds(10)
    var stallTimeout = Duration.seconds(900)
    /// The password that was written into the URI, as CUPS has them.
    var secret: DeviceSecret?

    init(_ uri: DeviceURI) throws(DeviceURIProblem) {
        try uri.allow(options: Self.options)
        guard let authority = uri.authority, !authority.isEmpty, !authority.contains(where: { "/?#\\".contains($0) }),
            let server = ServerAddress("\(uri.scheme)://\(authority)")
        else { throw DeviceURIProblem("\(uri.scheme): needs a host, as in \(uri.scheme)://printer.example/ipp/print") }
        self.server = server
        // Where printers have it (PWG 5100.14 §4.2).
        let names = uri.names.isEmpty ? ["ipp", "print"] : uri.names
        path = names.map { "/" + Self.encoded($0) }.joined()
        self.uri = ""
        try readEncryption(uri)
        let scheme = self.server.security == .plain ? "ipp" : "ipps"
        let host = "\(self.server)"
        let suffix = ":\(ServerAddress.defaultPort)"
        self.uri = "\(scheme)://\(host.hasSuffix(suffix) ? String(host.dropLast(suffix.count)) : host)\(path)"
        try readRest(uri)
        secret = Self.secret(in: authority)
    }

    private mutating func readEncryption(_ uri: DeviceURI) throws(DeviceURIProblem) {
        switch uri.option("encryption")?.lowercased() {
        case nil, "ifrequested": break
        case "required": if server.security == .plain { server.security = .upgrade }
        case "always": server.security = .tls
        case "never":
            guard server.security == .plain else {
                throw DeviceURIProblem("encryption=never contradicts \(uri.scheme):; write ipp:")
            }
        case let word?:
            throw DeviceURIProblem("encryption=\(word) is none of required, always, never, ifrequested")
        }
    }

    private mutating func readRest(_ uri: DeviceURI) throws(DeviceURIProblem) {
        switch uri.option("version") {
        case nil, "2.0", "2.1", "2.2": break
        case "1.1", "1.0": version = .v1_1
        case let other?: throw DeviceURIProblem("version=\(other) is none of 1.1, 2.0")
        }
        switch uri.option("tls") {
        case nil: break
        case "any": trust = .any
        case "system": trust = .system
        case let other?: throw DeviceURIProblem("tls=\(other) is none of any, system")
        }
        if let pin = uri.option("tls-pin") {
            let digits = pin.lowercased().hasPrefix("sha256:") ? String(pin.lowercased().dropFirst(7)) : ""
            guard digits.utf8.count == 64, digits.allSatisfy(\.isHexDigit) else {
                throw DeviceURIProblem("tls-pin must be sha256: and 64 hexadecimal digits")
            }
            guard trust == .first else { throw DeviceURIProblem("tls= and tls-pin= exclude each other") }
            trust = .pin(digits)
        }
        allowsPlainPasswords = try uri.word("auth", of: ["plain"]) != nil
        compresses = try uri.word("compression", of: ["none", "gzip"]) != "none"
        followsJobs = try uri.word("waitjob", of: ["true", "false"]) != "false"
        connectTimeout = try uri.seconds("contimeout", in: 1...604_800) ?? connectTimeout
        stallTimeout = try uri.seconds("timeout", in: 1...86_400) ?? stallTimeout
    }

    private static func secret(in authority: String) -> DeviceSecret? {
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return nil }
        let user = parts.dropLast().joined(separator: "@")
        let halves = user.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return DeviceSecret(.password(user: String(halves[0]), password: halves.count == 2 ? String(halves[1]) : ""))
    }

    private static func encoded(_ name: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@".utf8)
        return name.utf8.map { octet in
            plain.contains(octet)
                ? String(UnicodeScalar(octet))
                : "%" + (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
        }.joined()
    }
}

extension DeviceURI {
    /// One of these words.
    func word(_ key: String, of words: [String]) throws(DeviceURIProblem) -> String? {
        guard let word = option(key) else { return nil }
        guard words.contains(word) else {
            throw DeviceURIProblem("\(key)=\(word) is none of \(words.joined(separator: ", "))")
        }
        return word
    }

    func seconds(_ key: String, in range: ClosedRange<Int>) throws(DeviceURIProblem) -> Duration? {
        guard let text = option(key) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw DeviceURIProblem("\(key)=\(text) must be \(range.lowerBound) to \(range.upperBound) seconds")
        }
        return .seconds(number)
    }
}
