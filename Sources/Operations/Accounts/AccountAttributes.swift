import IPP
import PrintModel

/// Accounts and tokens in answers: one System group each. No secret is ever in one.
enum AccountAttributes {
    static func group(_ account: Account) -> AttributeGroup {
        AttributeGroup(
            .system,
            [
                Attribute("quire-account-name", .name(account.name)),
                Attribute("quire-account-role", .keyword(account.role.rawValue)),
                Attribute("quire-account-is-enabled", .boolean(account.isEnabled)),
                Attribute("quire-account-has-password", .boolean(account.passwordHash != nil)),
                Attribute("quire-account-created-at", .dateTime(account.createdAt.ippDateTime)),
                Attribute(
                    "quire-account-groups",
                    account.groups.isEmpty ? [.outOfBand(.noValue)] : account.groups.sorted().map { .name($0) }),
            ])
    }

    static func group(_ token: AccessToken) -> AttributeGroup {
        AttributeGroup(
            .system,
            [
                Attribute("quire-token-id", .name(token.id)),
                Attribute("quire-account-name", .name(token.account)),
                Attribute(
                    "quire-token-scopes",
                    Scope.allCases.filter(token.scopes.contains).map { AttributeValue.keyword($0.rawValue) }),
                Attribute("quire-token-label", .text(token.label)),
                Attribute("quire-token-created-at", .dateTime(token.createdAt.ippDateTime)),
                Attribute(
                    "quire-token-expires-at", token.expiresAt.map { .dateTime($0.ippDateTime) } ?? .outOfBand(.noValue)),
            ])
    }
}

extension IPPRequest {
    /// "quire-account-name", checked to be one.
    func accountName() throws -> String {
        guard let name = try string("quire-account-name") else {
            throw OperationError(.badRequest, "the request names no quire-account-name")
        }
        guard Account.isName(name) else {
            throw OperationError(
                .attributesOrValuesNotSupported,
                "a quire-account-name is 1 to 64 letters, digits and ._-@+, and not 'root'",
                unsupported: operation["quire-account-name"].map { [$0] } ?? [])
        }
        return name
    }

    /// "quire-account-password", which is in no answer, whatever is wrong with it, and travels where nobody can read it.
    func newPassword() throws -> String? {
        guard let attribute = operation["quire-account-password"] else { return nil }
        guard caller.requester.isPrivate else {
            throw OperationError(.forbidden, "a password is set over TLS or the server's Unix socket only")
        }
        guard attribute.values.count == 1, case .text(let password)? = attribute.values.first else {
            throw OperationError(.badRequest, "'quire-account-password' is not one text")
        }
        return password
    }
}

extension OperationContext {
    /// The account that a request names.
    func account(of request: IPPRequest) throws -> Account {
        let name = try request.accountName()
        guard let account = accounts.account(named: name) else {
            throw OperationError(.notFound, "there is no account '\(name)'")
        }
        return account
    }
}
