import ArgumentParser

/// `quirectl`: looks after printers, jobs and the server.
enum QuireCtl: Command {
    static let name = "quirectl"
    static let summary = "look after printers, jobs and the server"

    static func run(_ session: Session) async -> ExitStatus {
        let wantsJSON = session.arguments.contains { $0 == "--json" || $0 == "-ojson" }
        do {
            let arguments = try Grammar.checked(session.arguments)
            let command = try Root.parseAsRoot(arguments)
            guard let verb = command as? any ControlCommand else {
                // A noun alone, or a request for help: the library writes the text.
                var command = command
                try command.run()
                return .done
            }
            return try await verb.run(try Control(verb.control, session))
        } catch let failure as Failure {
            return report(failure, wantsJSON, session)
        } catch {
            return report(error, wantsJSON, session)
        }
    }

    /// What swift-argument-parser says, help included, and everything a request throws.
    private static func report(_ error: any Error, _ wantsJSON: Bool, _ session: Session) -> ExitStatus {
        guard Root.exitCode(for: error) == .success else {
            let isUsage = Root.exitCode(for: error) == .validationFailure
            guard isUsage else { return report(Failure(error), wantsJSON, session) }
            if wantsJSON { return report(.usage(Root.message(for: error)), wantsJSON, session) }
            session.errors.print(Root.fullMessage(for: error))
            return .usage
        }
        session.output.print(Root.fullMessage(for: error))
        return .done
    }

    private static func report(_ failure: Failure, _ wantsJSON: Bool, _ session: Session) -> ExitStatus {
        guard wantsJSON else { return session.report(failure) }
        session.errors.print(JSON.object([.init("error", failure.json)]).text)
        return failure.status
    }

    /// The nouns, each with its verbs.
    struct Root: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "quirectl", abstract: "Look after printers, jobs and the server.",
            discussion:
                "Exit status: 0 done, 1 failed, 2 partly done, 3 not found, 4 not allowed, 5 server unreachable, "
                + "6 timed out, 7 refused in this state, 8 configuration invalid, 9 refused by policy, 64 wrong usage.",
            version: Quire.version, subcommands: [PrinterNoun.self, JobNoun.self, ServerNoun.self])
    }

    struct PrinterNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "printer", abstract: "Printers: the queues of this server.",
            subcommands: [
                PrinterAdd.self, PrinterList.self, PrinterShow.self, PrinterPause.self, PrinterResume.self,
                PrinterAccept.self, PrinterReject.self, PrinterDefault.self, PrinterDelete.self,
            ])
    }

    struct JobNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "job", abstract: "Jobs: what waits, prints, or was printed.",
            subcommands: [
                JobList.self, JobShow.self, JobExplain.self, JobHold.self, JobRelease.self, JobCancel.self,
            ])
    }

    struct ServerNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "server", abstract: "The server itself.", subcommands: [ServerStatus.self])
    }
}

/// What is checked of a command line before swift-argument-parser reads it: its message for a wrong verb is
/// "2 unexpected arguments".
enum Grammar {
    /// The arguments with the general options behind the verb, where swift-argument-parser wants them.
    static func checked(_ arguments: [String]) throws(Failure) -> [String] {
        var rest = arguments[...]
        var general: [String] = []
        while let option = rest.first, option.hasPrefix("-") {
            let name = String(option.prefix { $0 != "=" })
            if ControlOptions.namesWithValue.contains(name) {
                general.append(rest.removeFirst())
                if !option.contains("="), let value = rest.popFirst() { general.append(value) }
            } else if ControlOptions.namesAlone.contains(name) {
                general.append(rest.removeFirst())
            } else {
                break  // --help, --version, or a mistake that the library names.
            }
        }
        guard let noun = rest.first, !noun.hasPrefix("-"), noun != "help" else {
            return rest.isEmpty ? ["--help"] : Array(rest)
        }
        let nouns = subcommands(of: QuireCtl.Root.self)
        let verbs = subcommands(of: try find(noun, in: nouns, as: "noun", after: "quirectl"))
        guard let verb = rest.dropFirst().first, !verb.hasPrefix("-") else {
            return [noun, "--help"]
        }
        _ = try find(verb, in: verbs, as: "verb", after: "quirectl \(noun)")
        return [noun, verb] + rest.dropFirst(2) + general
    }

    private static func find(
        _ word: String, in commands: [any ParsableCommand.Type], as kind: String, after before: String
    ) throws(Failure) -> any ParsableCommand.Type {
        let names = commands.map { name(of: $0) }
        if let place = names.firstIndex(of: word) { return commands[place] }
        let guess = Suggestion.nearest(to: word, in: names).map { "did you mean '\($0)'? " } ?? ""
        throw Failure.usage(
            "no \(kind) '\(word)'.", hint: "\(guess)\(before) knows \(names.sorted().joined(separator: ", ")).")
    }

    private static func name<Kind: ParsableCommand>(of command: Kind.Type) -> String {
        command.configuration.commandName ?? ""
    }

    private static func subcommands<Kind: ParsableCommand>(of command: Kind.Type) -> [any ParsableCommand.Type] {
        command.configuration.subcommands
    }
}
