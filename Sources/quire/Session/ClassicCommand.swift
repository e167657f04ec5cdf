/// A command with a classic name: its own option table, exit status 0 or 1, and messages that start with its name.
protocol ClassicCommand: Command {
    static var options: OptionTable { get }
    /// - Returns: whether all went well; what did not has been said.
    static func run(_ items: [OptionTable.Item], _ session: Session) async throws -> Bool
}

extension ClassicCommand {
    static func run(_ session: Session) async -> ExitStatus {
        do {
            let items = try options.parse(session.arguments)
            if items.contains(.long("help", nil)) {
                session.output.print(options.help)
                return .done
            }
            if items.contains(.long("version", nil)) {
                session.output.print("\(session.name) (quire) \(Quire.version)")
                return .done
            }
            return try await run(items, session) ? .done : .failed
        } catch {
            return fail(error, session)
        }
    }

    /// Says what went wrong: for people, or where a program asked for `--json`, for that.
    private static func fail(_ error: any Error, _ session: Session) -> ExitStatus {
        let failure = Failure(error)
        if session.arguments.contains("--json") {
            session.errors.print(JSON.object([.init("error", failure.json)]).text)
            return failure.status
        }
        if failure.status == .usage, let usage = options.classicUsage { session.output.print(usage) }
        _ = session.report(failure)
        return .failed
    }
}
