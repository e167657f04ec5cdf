import ArgumentParser
import IPP
import IPPClient

/// `quirectl token create --user NAME`
struct TokenCreate: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a token for a user, and show it: this once.",
        discussion: """
            Scopes: read, to look at what only the user sees; print, to print and to manage his jobs; manage, for all \
            that an operator or an administrator may do. A token is good for no more than its user is.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(name: [.customLong("user")], help: "The user whom it stands for.") var account: String
    @Option(help: "What it is good for, such as read,print,manage.") var scope = "read,print"
    @Option(help: "How long it is good: 12h, 90d. Without it, until it is revoked.") var expires: Lifetime?
    @Option(help: "What it is for, to find it again.") var label = ""

    func run(_ control: Control) async throws -> ExitStatus {
        var attributes: [Attribute] = [
            .account(account),
            Attribute("quire-token-scopes", try ScopeWord.list(scope).map { .keyword($0.rawValue) }),
        ]
        if !label.isEmpty { attributes.append(Attribute("quire-token-label", .text(label.prefix(octets: 255)))) }
        if let expires { attributes.append(Attribute("quire-token-lifetime", .integer(expires.seconds))) }
        guard let token = try await control.privateServer().accounts(.quireCreateToken, attributes).first,
            let secret = token["quire-token-secret"]?.stringValue
        else { throw Failure(.failed, code: "no-token", "the server has made no token.") }
        if control.isForPrograms || control.format == .csv {
            control.show([], kind: "TokenList", JSON(token.attributes), name: secret)
            return .done
        }
        // Alone on standard output, for a script to take.
        control.session.output.print(secret)
        if control.session.output.isTerminal, !control.isQuiet {
            control.session.errors.print("Keep it: it is not shown again.")
        }
        return .done
    }
}

/// `quirectl token list`
struct TokenList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The tokens of the server, or those of a user. Never the secrets.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(name: [.customLong("user")], help: "Only those of this user.") var account: String?

    private static let columns: [Table.Column] = [
        .init("TOKEN"), .init("USER", isFlexible: true), .init("SCOPES"), .init("EXPIRES"),
        .init("LABEL", isFlexible: true), .init("SINCE", isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let attributes = account.map { [Attribute.account($0)] } ?? []
        let now = control.session.now()
        let items = try await control.server.accounts(.quireGetTokens, attributes).map { token in
            func text(_ name: String) -> String { token[name]?.stringValue?.harmless ?? "" }
            let expires = token.moment("quire-token-expires-at", now: now)
            return Control.Item(
                name: text("quire-token-id"),
                cells: [
                    .init(text("quire-token-id")), .init(text("quire-account-name")),
                    .init((token["quire-token-scopes"]?.stringValues ?? []).joined(separator: ",").harmless),
                    .init(expires.isEmpty ? "never" : expires), .init(text("quire-token-label")),
                    .init(token.moment("quire-token-created-at", now: now)),
                ], json: JSON(token.attributes))
        }
        try control.show(items, kind: "TokenList", Self.columns, empty: "There are no tokens.")
        return .done
    }
}

/// `quirectl token revoke ID…`
struct TokenRevoke: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "End tokens, at once.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "Their ids, as quirectl token list shows them.") var ids: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        let server = control.server
        return try await control.make(ids.map { Control.Change(target: $0, noun: "token") }) { change in
            if self.change.dryRun { return .planned("revoke token \(change.target)") }
            try await server.accounts(
                .quireRevokeToken, [Attribute("quire-token-id", .name(change.target.prefix(octets: 255)))])
            return .done("revoked")
        }
    }
}

/// How long a token is good: `90d`, `12h`.
struct Lifetime: ExpressibleByArgument, Hashable, Sendable {
    let seconds: Int32

    init?(argument: String) {
        guard let seconds = MomentText.duration(argument[...]), (1...Int64(Int32.max)).contains(seconds) else {
            return nil
        }
        self.seconds = Int32(seconds)
    }
}
