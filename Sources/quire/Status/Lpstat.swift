import IPP
import IPPClient

/// `lpstat`: shows the state of printers and jobs. Scripts read its text, so it is that of CUPS to the byte.
///
/// As there, what an option asks for is shown when it is its turn: `-l`, `-D`, `-R` and `-W` are for what stands behind
/// them. Where the server is and who asks may stand anywhere.
enum Lpstat: ClassicCommand {
    static let name = "lpstat"
    static let summary = "show the state of printers and jobs"

    static let options = OptionTable(
        usage: ["Usage: lpstat [options] [destination(s) | job(s)]"],
        entries: [
            .encryption, .server(), .flag("l", "Show verbose (long) output"), .user,
            .flag("H", "Show the default server and port"),
            .value("W", "which", "Show completed, not-completed or all jobs", expected: "which jobs"),
            .optional("a", "destination(s)", "Show the accepting state of destinations"),
            .optional("c", "class(es)", "Show classes and their member printers"),
            .flag("d", "Show the default destination"),
            .flag("D", "Show descriptions of printers"),
            .flag("e", "Show the destinations there are"),
            .optional("o", "destination(s)", "Show jobs"),
            .optional("p", "printer(s)", "Show the processing state of destinations"),
            .flag("r", "Show whether the server is running; exit status 1 if it is not"),
            .flag("R", "Show the ranking of jobs"),
            .flag("s", "Show a status summary"),
            .flag("t", "Show all status information"),
            .optional("u", "user(s)", "Show jobs queued by the current or specified users"),
            .optional("v", "printer(s)", "Show the devices for each destination"),
            .value("f", "form", nil), .optional("P", "", nil), .optional("S", "", nil),
        ],
        longNames: [("json", "Write what the options ask for as JSON")],
        classicUsage: LpstatUsage.text)

    static func run(_ items: [OptionTable.Item], _ session: Session) async throws -> Bool {
        let server = PrintServer(try ServerChoice(try wishes(items), in: session), in: session)
        do {
            if items.contains(.long("json", nil)) {
                return try await StatusDocument(items, server, session).show()
            }
            return try await show(items, server, session)
        } catch let error as IPPClientError where error.meansNobodyAnswers {
            throw Failure(
                .unreachable, code: "server-unreachable", "Scheduler is not running.",
                hint: session.hint(Failure(error).message))
        }
    }

    private static func wishes(_ items: [OptionTable.Item]) throws(Failure) -> ServerChoice.Wishes {
        var wishes = ServerChoice.Wishes()
        for item in items {
            switch item {
            case .value("h", let server): wishes.server = server
            case .value("U", let user): wishes.user = user
            case .flag("E"): wishes.isEncrypted = true
            case .value("W", let which) where !["completed", "not-completed", "all"].contains(which):
                throw .usage("Error - need \"completed\", \"not-completed\", or \"all\" after \"-W\" option.")
            default: continue
            }
        }
        return wishes
    }

    private static func show(
        _ items: [OptionTable.Item], _ server: PrintServer, _ session: Session
    ) async throws -> Bool {
        var report = StatusReport(server: server, session: session)
        var hasShown = false
        for item in items {
            switch item {
            case .flag("l"): report.detail = .long
            case .flag("D"): report.detail = .described
            case .flag("R"): report.showsRanks = true
            case .value("W", let which): report.which = which
            case .operand(let text) where text == "-": continue
            case .operand(let list):
                hasShown = true
                try await report.showJobs(list, checks: false)
            case .flag(let letter) where showing.contains(letter):
                hasShown = true
                guard try await report.show(letter, nil) else { return false }
            case .value(let letter, let list) where showing.contains(letter):
                hasShown = true
                guard try await report.show(letter, list) else { return false }
            // Of forms and character sets nothing is known, and nothing is shown, as ever.
            case .flag("P"), .flag("S"), .value("f", _), .value("P", _), .value("S", _): hasShown = true
            default: continue
            }
        }
        if !hasShown { try await report.showJobs(nil, users: server.user) }
        return true
    }

    /// Options that show something; the others say how.
    private static let showing = "acdeHoprstuv"
}

extension StatusReport {
    /// Shows what one option asks for.
    ///
    /// - Returns: whether to go on.
    fileprivate mutating func show(_ letter: Character, _ list: String?) async throws -> Bool {
        switch letter {
        case "a": try await showAccepting(list)
        case "c": try await showClasses(list)
        case "d": try await showDefault()
        case "e": try await showDestinations()
        case "H": session.output.print(server.address.description)
        case "o": try await showJobs(list)
        case "p": try await showPrinters(list)
        case "r": return await showScheduler()
        case "s":
            try await showDefault()
            try await showClasses(nil)
            try await showDevices(nil)
        case "t": return try await showEverything()
        case "u": try await showJobs(nil, users: list)
        default: try await showDevices(list)
        }
        return true
    }

    private mutating func showEverything() async throws -> Bool {
        guard await showScheduler() else { return false }
        try await showDefault()
        try await showClasses(nil)
        try await showDevices(nil)
        try await showAccepting(nil)
        try await showPrinters(nil)
        try await showJobs(nil)
        return true
    }
}

extension IPPClientError {
    /// There is no server, or none that can be talked to.
    var meansNobodyAnswers: Bool {
        switch self {
        case .unreachable, .timedOut, .closedEarly: true
        default: false
        }
    }
}
