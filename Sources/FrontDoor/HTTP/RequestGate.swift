import PrintModel

/// Decides, on the head alone, where a request goes.
struct RequestGate: Sendable {
    enum Route {
        /// To the operations.
        case ipp
        /// To the pages.
        case page
        /// On in TLS, then answered 200 (RFC 2817 §3.3).
        case startTLS
        /// Answered from here.
        case fixed(Answer)
    }

    let hosts: HostAllowList
    let hasPages: Bool
    let canStartTLS: Bool
    /// Whether there is somebody to look at passwords and tokens.
    var takesProofs = false
    let isReady: @Sendable () -> Bool

    func route(_ head: HTTPRequestHead, from requester: Requester) throws(HTTPRefusal) -> Route {
        if let authority = head.authority, !hosts.allows(authority) {
            throw .badRequest("this server has no such name; see the setting for host names")
        }
        if head.method == "OPTIONS" {
            let starts =
                head.offersTLS && canStartTLS && !requester.isPrivate && !head.isVersion1_0 && head.framing == .none
            return starts ? .startTLS : .fixed(Self.options)
        }
        if let refusal = try refusal(of: head, from: requester) { return .fixed(refusal) }
        if head.method == "POST", head.mediaType == "application/ipp" { return .ipp }
        if let answer = health(head) { return .fixed(answer) }
        return hasPages ? .page : .fixed(Self.notHere(head))
    }

    // MARK: Proofs

    /// The `Authorization` field of a request that was let through, where there is something to look at in it.
    func proof(in head: HTTPRequestHead, from requester: Requester) -> String? {
        guard let authorization = head.field("authorization"), !Self.proves(authorization, requester) else {
            return nil
        }
        return authorization
    }

    /// What is told to who proves himself in a way that is not taken, or where it can be overheard.
    private func refusal(of head: HTTPRequestHead, from requester: Requester) throws(HTTPRefusal) -> Answer? {
        let all = head.fields.filter { $0.name == "authorization" }
        guard all.count < 2 else { throw .badRequest("two Authorization fields") }
        guard let authorization = all.first?.value, !Self.proves(authorization, requester) else { return nil }
        let scheme = authorization.prefix { $0 != " " }.lowercased()
        guard takesProofs, scheme == "basic" || scheme == "bearer" else { return Self.unauthorized }
        if requester.isPrivate { return nil }
        return canStartTLS ? Doorkeeper.upgradeRequired : .text(403, "passwords and tokens are taken in TLS only")
    }

    private func health(_ head: HTTPRequestHead) -> Answer? {
        guard head.method == "GET" || head.method == "HEAD" else { return nil }
        switch head.path {
        case "/healthz": return .text(200, "ok")
        case "/readyz": return isReady() ? .text(200, "ready") : .text(503, "not ready")
        default: return nil
        }
    }

    /// What is said where no page is.
    static func notHere(_ head: HTTPRequestHead) -> Answer {
        // What is for administrators is refused before it is said whether it is there.
        if head.path == "/admin" || head.path.hasPrefix("/admin/") { return .text(403, "not allowed") }
        switch head.method {
        case "GET", "HEAD":
            return head.path == "/" ? .text(200, "This is a print server.") : .text(404, "nothing here")
        case "POST": return .text(415, "only application/ipp is taken here")
        case "PUT": return .text(403, "not allowed")
        case "DELETE", "PATCH", "TRACE", "CONNECT": return .text(405, "not allowed", fields: [allow])
        default: return .text(501, "no such method", fields: [allow])
        }
    }

    /// The kernel's word is all that counts: a client may repeat it, but not claim another.
    private static func proves(_ authorization: String, _ requester: Requester) -> Bool {
        guard case .localUser(_, let name) = requester.origin else { return false }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        return parts.count == 2 && parts[0].lowercased() == "peercred" && parts[1] == name
    }

    private static let allow = HTTPField("Allow", "GET, HEAD, OPTIONS, POST")
    static let options = Answer(status: 200, contentType: "", fields: [allow], bytes: [])
    private static let unauthorized = Answer.text(
        401, "this proof of identity is not taken here", fields: Doorkeeper.challengeFields([]))
}
