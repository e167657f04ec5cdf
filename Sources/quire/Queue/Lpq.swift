import IPP
import IPPClient

/// `lpq`: shows what waits in a queue. Scripts read its text, so it is that of CUPS to the byte, but for one thing: where a
/// queue or a job is kept from printing, the end of its line says by what.
enum Lpq: ClassicCommand {
    static let name = "lpq"
    static let summary = "show print queues"

    static let options = OptionTable(
        usage: ["Usage: lpq [options] [+interval] [job-id | user | pattern …]"],
        entries: [
            .flag("a", "Show jobs on all destinations"), .encryption, .server(),
            .flag("l", "Show verbose (long) output"),
            .flag("L", "The same"), .flag("v", "The same"),
            .flag("s", "Show one line for a destination"),
            .flag("c", "Clear the screen before the queue is shown again"),
            .value("P", "destination", "Show status for the specified destination: name or name@server[:port]"),
            .value("t", "seconds", "Show again so often, until the queue is empty; the same as +seconds"), .user,
        ],
        longNames: [
            ("json", "Write the jobs as JSON, as quirectl job list --json does"),
            ("watch", "Show again every two seconds, until interrupted"),
        ])

    private struct Order {
        var wishes = ServerChoice.Wishes()
        var printer: String?
        var showsAll = false
        var isLong = false
        var isSummary = false
        var isJSON = false
        /// `-c`
        var isClearing = false
        /// `--watch`: also when the queue is empty.
        var isEndless = false
        var interval = 0
        var filter = JobFilter()
    }

    private static func order(_ items: [OptionTable.Item]) throws(Failure) -> Order {
        var order = Order()
        for item in items {
            switch item {
            case .flag("a"): order.showsAll = true
            case .flag("E"): order.wishes.isEncrypted = true
            case .flag("s"): order.isSummary = true
            case .flag("c"): order.isClearing = true
            case .flag: order.isLong = true
            case .value("h", let server): order.wishes.server = server
            case .value("U", let user): order.wishes.user = user
            case .value("t", let seconds): order.interval = try interval(seconds)
            case .value(_, let text): (order.printer, order.wishes.server) = order.wishes.split(printer: text)
            case .operand(let text) where text.hasPrefix("+"): order.interval = try interval(String(text.dropFirst()))
            case .operand(let text): order.filter.add(text)
            case .long("watch", _): order.isEndless = true
            case .long: order.isJSON = true
            }
        }
        if order.isEndless {
            order.isClearing = true
            order.interval = order.interval > 0 ? order.interval : 2
        }
        return order
    }

    private static func interval(_ text: String) throws(Failure) -> Int {
        guard let seconds = Int(text), 1...86_400 ~= seconds else {
            throw .usage("\"+\(text)\" is no interval: expected seconds, such as +5.")
        }
        return seconds
    }

    static func run(_ items: [OptionTable.Item], _ session: Session) async throws -> Bool {
        let order = try order(items)
        let server = PrintServer(try ServerChoice(order.wishes, in: session), in: session)
        let printer = order.showsAll ? nil : try await printer(order, server, session)
        var listing = QueueListing(server: server, session: session, isLong: order.isLong)
        if order.isJSON {
            try await listing.showJSON(printer, order.filter)
            return true
        }
        while true {
            if let printer {
                guard let state = try await printerState(printer, server, session) else { return false }
                listing.queue = state.blocker
                if !order.isSummary { listing.state = "\(printer) \(state.text)" }
            }
            let count =
                order.isSummary
                ? try await listing.summarize(printer, order.filter)
                : try await listing.show(printer, order.filter)
            guard order.interval > 0, count > 0 || order.isEndless else { return true }
            session.output.flush()
            try await session.stopwatch.sleep(.seconds(order.interval))
            if order.isClearing, session.output.isTerminal { session.output.write("\u{1B}[H\u{1B}[2J") }
        }
    }

    private static func printer(
        _ order: Order, _ server: PrintServer, _ session: Session
    ) async throws -> String {
        if let choice = PrinterChoice.local(order.printer, DefaultOptions(in: session), in: session) {
            guard case .variable(let variable) = choice.origin else { return choice.name }
            return try await known(choice.name, from: variable, server)
        }
        if let name = try await server.defaultPrinter() { return name }
        throw Failure(.notFound, code: "no-default-printer", "Error - no default destination available.")
    }

    /// A printer that only the environment names: when it is not there, the variable is what to mend.
    private static func known(_ name: String, from variable: String, _ server: PrintServer) async throws -> String {
        do {
            _ = try await server.printer(name, ["printer-state"])
            return name
        } catch let failure as Failure where failure.code == "printer-not-found" {
            throw Failure(
                .notFound, code: failure.code,
                "Error - \(variable) environment variable names non-existent destination \"\(name)\".")
        }
    }

    private static func printerState(
        _ printer: String, _ server: PrintServer, _ session: Session
    ) async throws -> (text: String, blocker: JobBlocker?)? {
        do {
            let attributes = try await server.printer(printer, ["printer-state", JobBlocker.printerAttribute])
            let blocker = attributes[JobBlocker.printerAttribute].flatMap { JobBlocker.values(of: $0).first }
            switch attributes["printer-state"]?.integerValue {
            case _ where blocker != nil: return ("is not ready", blocker)
            case PrinterState.idle.rawValue: return ("is ready", nil)
            case PrinterState.processing.rawValue: return ("is ready and printing", nil)
            default: return ("is not ready", nil)
            }
        } catch let failure as Failure where failure.code == "printer-not-found" {
            session.errors.print("\(session.name): Unknown destination \"\(printer)\".")
            if session.errors.isTerminal, let hint = failure.hint { session.errors.print("\(session.name): \(hint)") }
            return nil
        }
    }
}

/// Which jobs are meant: by number, by `printer-number`, by user, or by a pattern with `*` and `?` for users.
struct JobFilter: Hashable, Sendable {
    var numbers: [Int32] = []
    var users: [String] = []

    mutating func add(_ text: String) {
        if let number = JobName.number(in: text) { numbers.append(number) } else { users.append(text) }
    }

    func includes(_ job: AttributeGroup) -> Bool {
        if numbers.isEmpty, users.isEmpty { return true }
        if let number = job["job-id"]?.integerValue, numbers.contains(number) { return true }
        let owner = job["job-originating-user-name"]?.stringValue ?? ""
        return users.contains { owner.matches(pattern: $0) }
    }
}

enum JobName {
    /// `412`, or `floor2-412`.
    static func number(in text: String) -> Int32? {
        if text.allSatisfy({ $0.isASCII && $0.isNumber }) { return Int32(text) }
        guard let dash = text.lastIndex(of: "-"), dash != text.startIndex else { return nil }
        let digits = text[text.index(after: dash)...]
        return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int32(digits) : nil
    }
}

extension String {
    /// Whether it is what `pattern` describes, in which `*` stands for any characters and `?` for one.
    func matches(pattern: String) -> Bool {
        let text = Array(self)
        let pattern = Array(pattern)
        var (place, wanted) = (0, 0)
        var star: (place: Int, wanted: Int)?
        while place < text.count {
            if wanted < pattern.count, pattern[wanted] == "*" {
                star = (place, wanted)
                wanted += 1
            } else if wanted < pattern.count, pattern[wanted] == "?" || pattern[wanted] == text[place] {
                place += 1
                wanted += 1
            } else if let last = star {
                star = (last.place + 1, last.wanted)
                (place, wanted) = (last.place + 1, last.wanted + 1)
            } else {
                return false
            }
        }
        return pattern[wanted...].allSatisfy { $0 == "*" }
    }
}
