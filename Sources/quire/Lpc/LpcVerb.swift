/// A verb of `lpc`.
struct LpcVerb: Sendable {
    let name: String
    let arguments: String
    let help: String
    let run: @Sendable (LpcConsole, [String]) async throws -> Bool

    init(
        _ name: String, _ arguments: String, _ help: String,
        _ run: @escaping @Sendable (LpcConsole, [String]) async throws -> Bool
    ) {
        self.name = name
        self.arguments = arguments
        self.help = help
        self.run = run
    }

    /// One that this server has no meaning for, and why.
    private static func without(_ name: String, _ help: String, _ why: String) -> LpcVerb {
        LpcVerb(name, "", help) { _, _ in
            throw Failure(.failed, code: "no-meaning", "\(name) has no meaning here: \(why).")
        }
    }

    /// By its name, or a beginning of it that no other verb has.
    static func named(_ word: String) -> LpcVerb? {
        let word = word.lowercased()
        if let verb = all.first(where: { $0.name == word }) { return verb }
        let beginnings = all.filter { $0.name.hasPrefix(word) }
        return beginnings.count == 1 ? beginnings[0] : nil
    }

    static func unknown(_ word: String) -> Failure {
        let names = all.map(\.name)
        let beginnings = names.filter { $0.hasPrefix(word.lowercased()) }
        if beginnings.count > 1 {
            return .usage("\"\(word)\" is ambiguous: \(beginnings.joined(separator: ", ")).")
        }
        let guess = Suggestion.nearest(to: word, in: names).map { "did you mean \($0)? " } ?? ""
        return .usage("there is no command \"\(word)\".", hint: "\(guess)lpc help lists them.")
    }

    private static let queue = "{all | printer…}"
    private static let someJobs = "printer {all | job | user | pattern}…"

    static let all: [LpcVerb] = [
        LpcVerb("?", "[command]", "Get help on commands.") { $0.help($1) },
        LpcVerb("abort", queue, "Stop printing at once; the job goes back into the queue.") {
            try await $0.stop($1, "abort")
        },
        LpcVerb("active", "", "Show whether the server is running.") { console, _ in await console.active() },
        without("class", "Print the jobs of one class only.", "jobs have priorities, not classes"),
        LpcVerb("client", "", "Show which server and printer this command talks to.") { console, _ in
            try await console.defaults()
        },
        without("debug", "Change the debug level.", "the log's level is a setting of quired"),
        LpcVerb("defaultq", "", "Show the default printer.") { console, _ in try await console.defaultQueue() },
        LpcVerb("defaults", "", "Show the server, the user and the default printer.") { console, _ in
            try await console.defaults()
        },
        LpcVerb("disable", "\(queue) [reason]", "Refuse new jobs.") { try await $0.disable($1) },
        LpcVerb("down", "\(queue) [reason]", "Refuse new jobs and stop printing.") { try await $0.down($1) },
        LpcVerb("enable", queue, "Accept new jobs.") { try await $0.enable($1) },
        LpcVerb("exit", "", "Leave lpc.") { _, _ in true },
        LpcVerb("help", "[command]", "Get help on commands.") { $0.help($1) },
        LpcVerb("hold", someJobs, "Hold jobs until they are released.") { try await $0.hold($1) },
        LpcVerb("holdall", queue, "Hold jobs that come from now on.") { try await $0.holdAll($1) },
        LpcVerb("kill", queue, "Stop printing and start again with the same job.") { try await $0.kill($1) },
        without("lpd", "Show the process of the server.", "quirectl server status shows the server"),
        LpcVerb("lpq", "[arguments]", "Show queues, as the command lpq does.") {
            await $0.call(Lpq.self, $1)
        },
        LpcVerb("lpr", "[arguments]", "Print files, as the command lpr does.") {
            await $0.call(Lpr.self, $1)
        },
        LpcVerb("lprm", "[arguments]", "Cancel jobs, as the command lprm does.") {
            await $0.call(Lprm.self, $1)
        },
        LpcVerb("move", "printer [job | user | pattern]… destination", "Move jobs to another printer.") {
            try await $0.move($1)
        },
        LpcVerb("msg", "printer text", "Set the message of a printer; without text, take it away.") {
            try await $0.message($1)
        },
        LpcVerb("noholdall", queue, "Hold new jobs no longer, and release those held so.") {
            try await $0.releaseAll($1)
        },
        LpcVerb("quit", "", "Leave lpc.") { _, _ in true },
        without("redirect", "Send new jobs to another printer.", "use move for the jobs that wait"),
        LpcVerb("redo", someJobs, "Print jobs again.") { try await $0.redo($1) },
        LpcVerb("release", someJobs, "Release held jobs.") { try await $0.release($1) },
        without("reread", "Read the configuration again.", "settings count at once, and need no signal"),
        LpcVerb("server", "", "Show the server and its printers.") { console, _ in try await console.showServer() },
        LpcVerb("start", queue, "Start printing.") { try await $0.start($1) },
        LpcVerb("status", "[all | printer…]", "Show status of daemon and queue.") { try await $0.status($1) },
        LpcVerb("stop", "\(queue) [reason]", "Stop printing after the current job.") { try await $0.stop($1, "stop") },
        LpcVerb("topq", someJobs, "Put jobs at the top of their queue.") { try await $0.top($1) },
        LpcVerb("up", queue, "Accept new jobs and start printing.") { try await $0.up($1) },
    ]
}
