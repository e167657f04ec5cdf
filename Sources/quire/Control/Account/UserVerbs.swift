import ArgumentParser
import IPP
import IPPClient

/// `quirectl user add NAME`
struct UserAdd: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Let somebody prove to the server who he is.",
        discussion: """
            A user prints and looks after his own jobs; an operator also runs the queues and everybody's jobs; an \
            administrator also sets things up; an auditor sees everything and changes nothing. Without --password-stdin \
            the password is asked for.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var password: PasswordOptions
    @Argument(help: "The name.") var name: String
    @Option(help: "What he may do.") var role: RoleWord = .user
    @Option(name: [.customLong("group")], help: "A group that policies name with @. Repeat for more.")
    var groups: [String] = []
    @Flag(help: "Without a password: for one who only has tokens.") var noPassword = false

    func run(_ control: Control) async throws -> ExitStatus {
        let secret = noPassword || change.dryRun ? nil : try password.read(for: name, control.session)
        let server = control.privateServer()
        return try await control.make([Control.Change(target: name, noun: "user")]) { _ in
            if change.dryRun { return .planned("add user \(name) as \(role.rawValue)") }
            var attributes: [Attribute] = [
                .account(name), Attribute("quire-account-role", .keyword(role.rawValue)),
                Attribute("quire-account-is-new", .boolean(true)),
            ]
            if !groups.isEmpty { attributes.append(.groups(groups)) }
            if let secret { attributes.append(Attribute("quire-account-password", .text(secret))) }
            try await server.accounts(.quirePutAccount, attributes)
            return .done("added as \(role.rawValue)")
        }
    }
}

/// `quirectl user set NAME --role ROLE`
struct UserSet: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change what users may do.",
        discussion: "Groups given are all that they are in from then on.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The users.") var names: [String]
    @Option(help: "What they may do.") var role: RoleWord?
    @Option(name: [.customLong("group")], help: "A group that policies name with @. Repeat for more.")
    var groups: [String] = []
    @Flag(help: "In no group.") var noGroups = false

    func validate() throws {
        if role == nil, groups.isEmpty, !noGroups { throw ValidationError("Say --role, --group or --no-groups.") }
        if noGroups, !groups.isEmpty { throw ValidationError("--no-groups goes with no --group.") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        var attributes: [Attribute] = []
        var words: [String] = []
        if let role {
            attributes.append(Attribute("quire-account-role", .keyword(role.rawValue)))
            words.append(role.rawValue)
        }
        if noGroups || !groups.isEmpty {
            attributes.append(.groups(groups))
            words.append(noGroups ? "in no group" : "in \(groups.joined(separator: ", "))")
        }
        let what = words.joined(separator: ", ")
        return try await control.changeUsers(
            names, change, attributes, plan: "make %@ \(what)", done: "is \(what)")
    }
}

/// `quirectl user passwd NAME`
struct UserPassword: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "passwd", abstract: "Give a user a new password.",
        discussion: "The old one ends at once; tokens stay (quirectl token revoke).")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var password: PasswordOptions
    @Argument(help: "The user.") var name: String

    func run(_ control: Control) async throws -> ExitStatus {
        let secret = change.dryRun ? "" : try password.read(for: name, control.session)
        return try await control.changeUsers(
            [name], change, [Attribute("quire-account-password", .text(secret))], plan: "give %@ a new password",
            done: "has a new password")
    }
}

/// `quirectl user enable NAME…`
struct UserEnable: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Let users in again that were disabled.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The users.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changeUsers(
            names, change, [Attribute("quire-account-is-enabled", .boolean(true))], plan: "enable %@", done: "enabled")
    }
}

/// `quirectl user disable NAME…`
struct UserDisable: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Take no password and no token of users any more, at once.",
        discussion: "Their jobs stay.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The users.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changeUsers(
            names, change, [Attribute("quire-account-is-enabled", .boolean(false))], plan: "disable %@",
            done: "disabled")
    }
}

/// `quirectl user remove NAME…`
struct UserRemove: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove users and their tokens.", discussion: "Their jobs stay.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The users.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        if !change.yes, !change.dryRun { try control.confirm("Remove \(names.joined(separator: ", "))?") }
        let server = control.server
        return try await control.make(names.map { Control.Change(target: $0, noun: "user") }) { change in
            if self.change.dryRun { return .planned("remove user \(change.target)") }
            try await server.accounts(.quireRemoveAccount, [.account(change.target)])
            return .done("removed")
        }
    }
}

/// `quirectl user list`
struct UserList: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The users of the server.")
    @OptionGroup(title: "General options") var control: ControlOptions

    private static let columns: [Table.Column] = [
        .init("USER", isFlexible: true), .init("ROLE"), .init("STATE"), .init("PASSWORD"), .init("SINCE", isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let users = try await control.server.accounts(.quireGetAccounts, []).map(UserFacts.init)
        let now = control.session.now()
        let items = users.map { user in
            Control.Item(
                name: user.name,
                cells: [
                    .init(user.name), .init(user.role), user.state, .init(user.hasPassword ? "yes" : "no"),
                    .init(user.attributes.moment("quire-account-created-at", now: now)),
                ], json: JSON(user.attributes.attributes))
        }
        try control.show(
            items, kind: "UserList", Self.columns, empty: "There are no users. Add one: quirectl user add NAME")
        return .done
    }
}

/// `quirectl user show NAME`
struct UserShow: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "All about one user.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The user.") var name: String

    func run(_ control: Control) async throws -> ExitStatus {
        guard let found = try await control.server.accounts(.quireGetAccounts, [.account(name)]).first else {
            throw Failure(.notFound, code: "user-not-found", "there is no user \"\(name)\".")
        }
        let tokens = try await control.server.accounts(.quireGetTokens, [.account(name)])
        let user = UserFacts(found)
        let facts: [Control.Fact?] = [
            Control.Fact("user", .init(user.name, .bold)), Control.Fact("role", user.role),
            Control.Fact(
                "groups", (user.attributes["quire-account-groups"]?.stringValues ?? []).joined(separator: ", ")),
            Control.Fact("state", user.state), Control.Fact("password", user.hasPassword ? "yes" : "no"),
            Control.Fact("since", user.attributes.moment("quire-account-created-at", now: control.session.now())),
            Control.Fact("tokens", tokens.compactMap { $0["quire-token-id"]?.stringValue }.joined(separator: ", ")),
        ]
        control.show(
            facts.compactMap { $0 }, kind: "UserList", JSON(user.attributes.attributes), name: user.name)
        return .done
    }
}

/// A user as people see him.
struct UserFacts: Sendable {
    let attributes: AttributeGroup
    init(_ attributes: AttributeGroup) { self.attributes = attributes }

    var name: String { attributes["quire-account-name"]?.stringValue ?? "" }
    var role: String { attributes["quire-account-role"]?.stringValue ?? "" }
    var hasPassword: Bool { attributes["quire-account-has-password"]?.values == [.boolean(true)] }

    var state: Table.Cell {
        attributes["quire-account-is-enabled"]?.values == [.boolean(true)]
            ? .init("enabled", .green) : .init("disabled", .yellow)
    }
}

extension Control {
    /// - Parameter plan: what a dry run says, with the user in place of `%@`.
    fileprivate func changeUsers(
        _ names: [String], _ options: ChangeOptions, _ attributes: [Attribute], plan: String, done: String
    ) async throws -> ExitStatus {
        let server = attributes.contains { $0.name == "quire-account-password" } ? privateServer() : server
        return try await make(names.map { Change(target: $0, noun: "user") }) { change in
            if options.dryRun { return .planned(plan.replacing("%@", with: change.target)) }
            try await server.accounts(
                .quirePutAccount,
                [.account(change.target), Attribute("quire-account-is-new", .boolean(false))] + attributes)
            return .done(done)
        }
    }
}

extension AttributeGroup {
    /// A moment in words; empty where there is none.
    func moment(_ name: String, now: Int64) -> String {
        guard case .dateTime(let moment)? = self[name]?.values.first else { return "" }
        return MomentText.short(moment.secondsSince1970, now: now)
    }
}
