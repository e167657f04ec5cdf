import IPP
import PrintModel

/// Quire-Put-Account: makes an account, or changes what the request names of it. Ours.
///
/// Operation attributes: "quire-account-name" (name); "quire-account-role" (keyword: user, operator, administrator,
/// auditor; `user` for a new one without it); "quire-account-password" (text; over TLS or the Unix socket only);
/// "quire-account-groups" (1setOf name), which policies name with `@`, `no-value` for none; "quire-account-is-enabled"
/// (boolean); "quire-account-is-new" (boolean): whether it must not, or must, be there already.
///
/// Not for tokens that are good for less than a password: who makes an account has all that it may.
struct QuirePutAccount: Operation {
    static let id = OperationID.quirePutAccount
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let name = try request.accountName()
        guard request.caller.requester.identity?.isWhole ?? true else {
            throw OperationError(
                .notAuthorized, "accounts are made with a token only if that is good for everything and does not end")
        }
        let known = context.accounts.account(named: name)
        try Self.check(name, isKnown: known != nil, mustBeNew: try request.boolean("quire-account-is-new"))
        var account = known ?? Account(name: name, role: .user, passwordHash: nil, createdAt: context.clock.now())
        if let role = try Self.role(of: request) { account.role = role }
        if let isEnabled = try request.boolean("quire-account-is-enabled") { account.isEnabled = isEnabled }
        if let groups = try Self.groups(of: request) { account.groups = groups }
        let password = try request.newPassword()
        if let password { account.passwordHash = try await Self.hash(password, with: context.secretMaker) }
        try await context.accounts.put(account)
        let what =
            password == nil
            ? "is \(account.role.rawValue)\(account.isEnabled ? "" : ", disabled")" : "has a new password"
        context.show("account '\(name)' \(what); by \(try context.actor(of: request))")
        return IPPResponse(groups: [AccountAttributes.group(account)])
    }

    private static func check(_ name: String, isKnown: Bool, mustBeNew: Bool?) throws {
        switch (mustBeNew, isKnown) {
        case (true?, true): throw OperationError(.notPossible, "there is an account '\(name)' already")
        case (false?, false): throw OperationError(.notFound, "there is no account '\(name)'")
        default: return
        }
    }

    private static func role(of request: IPPRequest) throws -> Role? {
        guard let word = try request.keyword("quire-account-role") else { return nil }
        guard let role = Role(rawValue: word) else {
            throw OperationError(
                .attributesOrValuesNotSupported,
                "a role is one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))",
                unsupported: request.operation["quire-account-role"].map { [$0] } ?? [])
        }
        return role
    }

    /// Those there are to be, in the place of those there were.
    private static func groups(of request: IPPRequest) throws -> Set<String>? {
        guard let attribute = request.operation["quire-account-groups"] else { return nil }
        if attribute.values == [.outOfBand(.noValue)] { return [] }
        let names = attribute.stringValues
        guard names.count == attribute.values.count, names.count <= Account.groupsMax,
            names.allSatisfy(Account.isName)
        else {
            throw OperationError(
                .attributesOrValuesNotSupported,
                "a group is 1 to 64 letters, digits and ._-@+; an account has \(Account.groupsMax) at most",
                unsupported: [attribute])
        }
        return Set(names)
    }

    private static func hash(_ password: String, with secrets: any SecretMaker) async throws -> String {
        do {
            return try await secrets.hash(password)
        } catch {
            throw OperationError(.attributesOrValuesNotSupported, error.reason)
        }
    }
}

/// Quire-Remove-Account: removes an account and its tokens. Its jobs stay. Ours.
struct QuireRemoveAccount: Operation {
    static let id = OperationID.quireRemoveAccount
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let account = try context.account(of: request)
        try await context.accounts.removeAccount(named: account.name)
        context.show("account '\(account.name)' is removed; by \(try context.actor(of: request))")
        return IPPResponse()
    }
}

/// Quire-Get-Accounts: all accounts, or the one that "quire-account-name" names. Ours.
struct QuireGetAccounts: Operation {
    static let id = OperationID.quireGetAccounts
    static let access = Access.administration
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let isOne = request.operation["quire-account-name"] != nil
        let accounts = isOne ? [try context.account(of: request)] : context.accounts.accounts()
        return IPPResponse(groups: accounts.map(AccountAttributes.group))
    }
}
