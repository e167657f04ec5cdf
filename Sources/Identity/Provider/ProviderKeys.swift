internal import FoundationEssentials
internal import JWTKit
internal import PrintModel

/// The provider's keys, as it publishes them (RFC 7517 §5), fetched when they are needed and again when they are old or
/// when a token names one that is not among them: that is how providers change keys.
///
/// One collection for each key and each algorithm. jwt-kit settles what a key without "alg" is used with by the first token
/// that names it, whoever made that: with one collection for all, a stranger's token could shut everybody out.
actor ProviderKeys {
    /// A document, and keys in it.
    private static let octetsMax = 256 << 10
    private static let keysMax = 100
    /// Keys are good so long without a look, and so much longer while the provider cannot be reached.
    private static let freshSeconds: Int64 = 3600
    private static let staleSeconds: Int64 = 86_400
    /// Between two fetches, whatever tokens name: nobody makes us ask more often.
    private static let pauseSeconds: Int64 = 30

    enum Answer: Sendable {
        case key(JWTKeyCollection)
        /// It has no such key.
        case none
        /// There are no keys that could be trusted.
        case unknown
    }

    private let issuer: String
    private let fetch: SmallFetch
    private let clock: any WallClock
    private var keys: (set: ProviderKeySet, at: Int64)?
    private var triedAt: Int64?
    private var running: Task<Void, Never>?

    init(issuer: String, fetch: @escaping SmallFetch, clock: any WallClock) {
        self.issuer = issuer
        self.fetch = fetch
        self.clock = clock
    }

    /// - Parameter name: of the key, by the token; it names none where there is one only (OpenID Connect Core 1.0 §10.1).
    func key(named name: String?, for algorithm: String) async -> Answer {
        if !isGood(for: name) { await refresh() }
        guard let keys, clock.now().seconds - keys.at < Self.staleSeconds else { return .unknown }
        return keys.set.key(named: name, for: algorithm).map { .key($0) } ?? .none
    }

    private func isGood(for name: String?) -> Bool {
        guard let keys, clock.now().seconds - keys.at < Self.freshSeconds else { return false }
        return name.map(keys.set.has) ?? true
    }

    /// Once for all who need it at the same time.
    private func refresh() async {
        if let running { return await running.value }
        let now = clock.now().seconds
        if let triedAt, (0..<Self.pauseSeconds).contains(now - triedAt) { return }
        triedAt = now
        let task = Task { await load(at: now) }
        running = task
        await task.value
        running = nil
    }

    private func load(at now: Int64) async {
        // What went wrong is the provider's: the keys there are stay until they are stale.
        guard let place = try? await keysPlace(), let bytes = try? await fetch(place, Self.octetsMax),
            let set = await ProviderKeySet(json: bytes, keysMax: Self.keysMax)
        else { return }
        keys = (set, now)
    }

    private struct Discovery: Decodable {
        var issuer: String
        var jwks_uri: String
    }

    /// OpenID Connect Discovery 1.0 §4.
    private func keysPlace() async throws -> String {
        let root = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let bytes = try await fetch("\(root)/.well-known/openid-configuration", Self.octetsMax)
        let found = try JSONDecoder().decode(Discovery.self, from: Data(bytes))
        // §4.3: one that says it is another is not ours. Keys are fetched as safely as the issuer is.
        guard found.issuer == issuer, found.jwks_uri.hasPrefix("https://") || issuer.hasPrefix("http://") else {
            throw CancellationError()
        }
        return found.jwks_uri
    }
}
