import ArgumentParser
import IPP
import IPPClient

extension QuireCtl {
    struct UserNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "user", abstract: "Users: those whom the server knows by a password or a token of its own.",
            subcommands: [
                UserAdd.self, UserList.self, UserShow.self, UserSet.self, UserPassword.self, UserEnable.self,
                UserDisable.self, UserRemove.self,
            ])
    }

    struct TokenNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "token", abstract: "Tokens: secrets with which programs prove to be a user.",
            discussion: "A program gives it as the variable QUIRE_TOKEN, or in HTTP as Authorization: Bearer.",
            subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self])
    }
}

/// What a user may do on the whole server.
enum RoleWord: String, ExpressibleByArgument, CaseIterable, Sendable {
    case user
    case `operator`
    case administrator
    case auditor
}

/// What a token is good for.
enum ScopeWord: String, CaseIterable, Sendable {
    case read, print, manage

    /// `read,print`
    static func list(_ text: String) throws(Failure) -> [ScopeWord] {
        var scopes: [ScopeWord] = []
        for word in text.split(separator: ",") {
            guard let scope = ScopeWord(rawValue: String(word)) else {
                throw .usage("\"\(word)\" is no scope: there are \(allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            scopes.append(scope)
        }
        guard !scopes.isEmpty else { throw .usage("--scope names none.") }
        return scopes
    }
}

extension Control {
    /// The server over a connection that nobody else can read: a password, or a new token, is in what is said.
    func privateServer() -> PrintServer {
        var choice = server.choice
        if case .network = choice.address.place, choice.address.security == .plain {
            choice.address.security = .upgrade
        }
        return PrintServer(choice, in: session)
    }
}

extension PrintServer {
    /// Sends a request about users or tokens, and gives back the groups it answers with.
    @discardableResult
    func accounts(_ operation: OperationID, _ attributes: [Attribute]) async throws -> [AttributeGroup] {
        var request = request(operation, .server)
        request.update(.operation) { group in for attribute in attributes { group.set(attribute) } }
        let answer = try await client.send(request, to: "/admin/")
        try answer.requireDone(operation)
        return answer.groups.filter { $0.tag == .system }
    }
}

extension Attribute {
    static func account(_ name: String) -> Attribute {
        Attribute("quire-account-name", .name(name.prefix(octets: 255)))
    }

    static func groups(_ names: [String]) -> Attribute {
        Attribute(
            "quire-account-groups",
            names.isEmpty ? [.outOfBand(.noValue)] : names.map { .name($0.prefix(octets: 255)) })
    }
}
