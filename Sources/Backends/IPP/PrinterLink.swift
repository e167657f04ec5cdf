internal import IPP
internal import IPPClient
internal import PrintModel
internal import Synchronization

/// The way to one printer: asks it, as the version of IPP it knows, with what it wants to hear.
final class PrinterLink: Sendable {
    let device: IPPDevice
    private let client: IPPClient
    private let version: Mutex<IPPVersion>

    /// - Parameters:
    ///   - pace: how long it may take to answer, and its connection be quiet.
    ///   - secret: what it wants to hear, if it asks.
    init(
        _ device: IPPDevice, trust: CertificateTrust, on thread: ClientThread, pace: IPPPace,
        secret: @escaping @Sendable () -> DeviceSecret?
    ) {
        self.device = device
        version = Mutex(device.version)
        var options = IPPClientOptions()
        options.connectTimeout = device.connectTimeout
        options.idleTimeout = pace.answerMost
        options.warmTime = pace.warmMost
        options.trust = trust
        // One printer, however many sizes of paper it has.
        options.limits = IPPLimits(attributeBytesMax: 4 << 20, attributesMax: 100_000, valuesMax: 20_000)
        let login = DeviceLogin(device, secret)
        options.credentials = { challenge, attempt in login.answer(to: challenge, attempt) }
        client = IPPClient(to: device.server, on: thread, options: options)
    }

    /// "printer.example:631", for sentences.
    var address: String { device.server.description }

    /// Asks for one thing and waits for the answer, whatever its status.
    ///
    /// - Parameters:
    ///   - job: what it is about, where it is about a job. By its number, for the URIs that printers give are not always
    ///     ones they can be reached by.
    ///   - patience: without a byte either way.
    func ask(
        _ operation: OperationID, about job: Int32? = nil, user: String? = nil, document: IPPDocument? = nil,
        patience: Duration? = nil, _ fill: (inout IPPMessage) -> Void = { _ in }
    ) async throws(IPPClientError) -> IPPMessage {
        while true {
            let spoken = version.withLock { $0 }
            var request = IPPMessage.request(operation, version: spoken, "printer-uri", device.uri)
            // Behind the target and before the user (RFC 8011 §4.1.5).
            if let job { request.update(.operation) { $0.set("job-id", .integer(job)) } }
            if let user { request.update(.operation) { $0.set("requesting-user-name", .name(user)) } }
            fill(&request)
            let reply = try await client.send(request, to: device.path, document: document, patience: patience)
            guard reply.status == .versionNotSupported, spoken > .v1_1, document == nil else { return reply }
            version.withLock { $0 = .v1_1 }
        }
    }

    /// Lets go of the connections that nobody uses: printers have few.
    func rest() { client.close() }
}

/// What a printer hears that wants a name and a password (RFC 7617), or a token (RFC 6750).
struct DeviceLogin: Sendable {
    private let isPrivate: Bool
    private let secret: @Sendable () -> DeviceSecret?

    init(_ device: IPPDevice, _ secret: @escaping @Sendable () -> DeviceSecret?) {
        isPrivate = device.server.security != .plain || device.server.isLocal || device.allowsPlainPasswords
        self.secret = secret
    }

    func answer(to challenge: String, _ attempt: Int) -> String? {
        // What was refused once is refused again.
        guard attempt == 1, isPrivate, let secret = secret() else { return nil }
        let schemes = challenge.lowercased()
        switch secret.kind {
        case .password(let user, let password):
            guard schemes.contains("basic"), !user.contains(":") else { return nil }
            return "Basic " + Base64.text(Array("\(user):\(password)".utf8))
        case .bearer(let token):
            let isWord = token.utf8.allSatisfy { 0x21...0x7E ~= $0 }
            guard schemes.contains("bearer"), isWord else { return nil }
            return "Bearer \(token)"
        }
    }
}

/// RFC 4648 §4
enum Base64 {
    static func text(_ octets: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: 3) {
            let piece = octets[start..<min(start + 3, octets.count)]
            var bits = piece.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            bits <<= UInt32(8 * (3 - piece.count))
            for index in 0..<4 {
                text.append(
                    index <= piece.count ? letters[Int(bits >> UInt32(18 - 6 * index) & 0x3F)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
