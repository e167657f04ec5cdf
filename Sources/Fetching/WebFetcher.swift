internal import IPPClient
public import PrintModel

/// Fetches documents by HTTP and HTTPS, from where an administrator lets it.
///
/// The address that is connected to is the one that was judged: a name is looked up once, so that it cannot mean
/// something harmless first and the machine itself a moment later. Every redirection is judged anew.
public struct WebFetcher: DocumentFetcher {
    private static let redirectionsMax = 5
    /// Before the first octet, and between two.
    private static let connectTimeout = Duration.seconds(10)
    private static let idleTimeout = Duration.seconds(30)

    private let policy: FetchPolicy
    private let trust: CertificateTrust
    private let thread = ClientThread()

    public init(_ policy: FetchPolicy) { self.init(policy, trust: .system) }

    /// - Parameter authorities: a file (PEM) of those that vouch for servers, in place of the system's.
    public init(_ policy: FetchPolicy, authorities: String?) {
        self.init(policy, trust: authorities.map { .authorities(file: $0) } ?? .system)
    }

    private init(_ policy: FetchPolicy, trust: CertificateTrust) {
        self.policy = policy
        self.trust = trust
    }

    public var schemes: [String] { ["http", "https"] }

    public func fetch(_ uri: String) async throws(DocumentAccessProblem) -> FetchedDocument {
        guard var place = WebAddress(uri) else {
            throw DocumentAccessProblem("'\(uri)' is not an http or https URI without a user's name")
        }
        for _ in 0...Self.redirectionsMax {
            let download = try await begin(place)
            switch download.status {
            case 200: return document(download, from: place)
            case 301, 302, 303, 307, 308:
                guard let location = download.field("Location"), let next = place.resolving(location) else {
                    throw DocumentAccessProblem("\(place.host) points on to something that is not an http or https URI")
                }
                place = next
            default: throw DocumentAccessProblem("\(place.host) answered HTTP \(download.status)")
            }
        }
        throw DocumentAccessProblem("\(place.host) points on and on, more than \(Self.redirectionsMax) times")
    }

    private func begin(_ place: WebAddress) async throws(DocumentAccessProblem) -> HTTPDownload {
        guard !policy.onlyEncrypted || place.server.security == .tls else {
            throw DocumentAccessProblem("'\(place.host)' is not asked in the clear")
        }
        guard policy.allows(port: place.port) else {
            throw DocumentAccessProblem("documents are not fetched from port \(place.port)")
        }
        let addresses = await NameLookup.addresses(of: place.host)
        guard !addresses.isEmpty else { throw DocumentAccessProblem("there is no host '\(place.host)'") }
        let own = NameLookup.own()
        // One that may not be is enough: a name that means two things is not trusted with either.
        guard addresses.allSatisfy({ policy.allows($0, own: own) }) else {
            throw DocumentAccessProblem("documents are not fetched from '\(place.host)'")
        }
        var options = IPPClientOptions()
        options.trust = trust
        options.connectTimeout = Self.connectTimeout
        options.idleTimeout = Self.idleTimeout
        options.userAgent = "Quire"
        var failure = "cannot be reached"
        for address in addresses.prefix(2) {
            do {
                return try await HTTPDownload.begin(
                    from: place.server, at: address.description, path: place.path, on: thread, options: options)
            } catch {
                failure = "\(error)"
            }
        }
        throw DocumentAccessProblem("'\(place.host)' does not give the document: \(failure)")
    }

    private func document(_ download: HTTPDownload, from place: WebAddress) -> FetchedDocument {
        let type = download.field("Content-Type")?.prefix { $0 != ";" && $0 != " " }.lowercased() ?? ""
        let isOfUse = type.contains("/") && type != "application/octet-stream" && !type.hasPrefix("text/html")
        return FetchedDocument(
            format: isOfUse ? type : nil,
            stream: DocumentStream {
                do {
                    return try await download.next()
                } catch {
                    throw DocumentAccessProblem("'\(place.host)' broke off: \(error)")
                }
            })
    }
}
