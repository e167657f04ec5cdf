import IPP
import PrintModel

/// Quire-Create-Token: makes a secret that stands for an account. Ours. The answer has it, once, as "quire-token-secret".
///
/// Operation attributes: "quire-account-name" (name); "quire-token-scopes" (1setOf keyword: read, print, manage; `read` and
/// `print` without it); "quire-token-lifetime" (integer, seconds; without it, it does not end); "quire-token-label" (text).
///
/// Who shows a token makes none that is good for more or for longer: else one for an hour would be one for ever.
struct QuireCreateToken: Operation {
    static let id = OperationID.quireCreateToken
    static let access = Access.administration

    private static let labelOctetsMax = 255

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        guard request.caller.requester.isPrivate else {
            throw OperationError(.forbidden, "a token is made over TLS or the server's Unix socket only")
        }
        let account = try context.account(of: request)
        let now = context.clock.now()
        let scopes = try Self.scopes(of: request)
        let identity = request.caller.requester.identity
        let end = try Self.end(of: request, now) ?? identity?.expiresAt
        if let identity {
            guard scopes.allSatisfy(identity.may), identity.covers(end) else {
                throw OperationError(
                    .notAuthorized, "a token makes none that is good for more than it is, or for longer")
            }
        }
        let made = context.secretMaker.makeToken()
        let token = AccessToken(
            id: made.id, account: account.name, digest: made.digest, scopes: scopes,
            label: (try request.string("quire-token-label") ?? "").truncated(toOctets: Self.labelOctetsMax),
            createdAt: now, expiresAt: end)
        try await context.accounts.add(token)
        context.show("token \(token.id) of '\(account.name)' is made; by \(try context.actor(of: request))")
        var group = AccountAttributes.group(token)
        group.attributes.append(Attribute("quire-token-secret", .text(made.secret)))
        return IPPResponse(groups: [group])
    }

    private static func scopes(of request: IPPRequest) throws -> Set<Scope> {
        guard let attribute = request.operation["quire-token-scopes"] else { return [.read, .print] }
        let scopes = attribute.values.compactMap { value in
            if case .keyword(let word) = value { Scope(rawValue: word) } else { nil }
        }
        guard scopes.count == attribute.values.count else {
            throw OperationError(
                .attributesOrValuesNotSupported,
                "a token is good for \(Scope.allCases.map(\.rawValue).joined(separator: ", "))",
                unsupported: [attribute])
        }
        return Set(scopes)
    }

    private static func end(of request: IPPRequest, _ now: Moment) throws -> Moment? {
        guard let seconds = try request.integer("quire-token-lifetime") else { return nil }
        guard seconds > 0 else {
            throw OperationError(
                .attributesOrValuesNotSupported, "quire-token-lifetime is \(seconds); it must be 1 second or more",
                unsupported: request.operation["quire-token-lifetime"].map { [$0] } ?? [])
        }
        return now + .seconds(seconds)
    }
}

/// Quire-Get-Tokens: all tokens, or those of "quire-account-name". Ours.
struct QuireGetTokens: Operation {
    static let id = OperationID.quireGetTokens
    static let access = Access.administration
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let isOfOne = request.operation["quire-account-name"] != nil
        let name = isOfOne ? try context.account(of: request).name : nil
        let tokens = context.accounts.tokens().filter { name == nil || $0.account == name }
        return IPPResponse(groups: tokens.map(AccountAttributes.group))
    }
}

/// Quire-Revoke-Token: ends a token at once. Ours. Operation attribute: "quire-token-id" (name).
struct QuireRevokeToken: Operation {
    static let id = OperationID.quireRevokeToken
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        guard let id = try request.string("quire-token-id") else {
            throw OperationError(.badRequest, "the request names no quire-token-id")
        }
        guard let token = context.accounts.token(id) else {
            throw OperationError(.notFound, "there is no token '\(id)'")
        }
        try await context.accounts.removeToken(id)
        context.show("token \(id) of '\(token.account)' is revoked; by \(try context.actor(of: request))")
        return IPPResponse()
    }
}
