public import IPP

/// What a client allows itself and its server.
public struct IPPClientOptions: Sendable {
    /// Until a connection is made.
    public var connectTimeout: Duration = .seconds(10)
    /// Without a byte either way, while we wait for the server.
    public var idleTimeout: Duration = .seconds(60)
    /// A connection that was in use so short a time ago is hardly just being closed by the server: what must not be done twice
    /// goes on it, and else on a new one.
    public var warmTime: Duration = .seconds(2)
    /// How long a server may take to say 100 before it gets the document unasked.
    public var continuePatience: Duration = .seconds(1)
    /// Documents larger than this, or of unknown size, are announced and sent when the server says 100. Smaller ones
    /// are sent at once: a refusal costs less than a round trip.
    public var expectContinueBytes: Int64 = 65_536
    public var trust: CertificateTrust = .none
    /// Gets the certificate (DER) of a server when any is taken, to be pinned the next time.
    public var sawCertificate: (@Sendable (_ certificate: [UInt8]) -> Void)?
    /// Bounds of an answer; the document behind it is not counted.
    public var limits: IPPLimits = .client
    /// What answers may stray in: printers in the field do.
    public var quirks: Set<Quirk> = Set(Quirk.allCases)
    public var userAgent = "Quire/0.1 IPP/2.0"
    /// The value of the `Authorization` field for one of the schemes a server asks for, in the order it named them;
    /// `nil` gives up. Asked again when the answer to the last was refused, with `attempt` one higher.
    public var credentials: @Sendable (_ challenge: String, _ attempt: Int) async -> String? = { _, _ in nil }

    /// A token (RFC 6750) that is sent with every request, unasked, on connections that nobody else can read: TLS and Unix
    /// sockets. In the clear it is not sent.
    public var token: String?

    public init() {}
}
