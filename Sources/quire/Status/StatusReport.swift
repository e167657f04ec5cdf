import IPP
import IPPClient

/// Gathers what `lpstat` shows, and writes it. Printers are asked for once, however many options want them.
struct StatusReport {
    enum Detail: Hashable, Sendable {
        case short
        /// `-D`: with description and alerts.
        case described
        /// `-l`: with all.
        case long
    }

    let server: PrintServer
    let session: Session
    let saved: DefaultOptions
    var detail = Detail.short
    /// Which jobs: `not-completed`, `completed` or `all`.
    var which = "not-completed"
    var showsRanks = false
    private var known: [PrinterStatusText]?

    init(server: PrintServer, session: Session) {
        self.server = server
        self.session = session
        saved = DefaultOptions(in: session)
    }

    private func print(_ lines: [String]) { for line in lines { session.output.print(line) } }

    // MARK: Printers

    mutating func printers() async throws -> [PrinterStatusText] {
        if let known { return known }
        let printers = try await server.printers(PrinterStatusText.requested).map(PrinterStatusText.init)
        known = printers
        return printers
    }

    /// Those that a list names; one that is not there ends the command.
    mutating func printers(_ list: String?) async throws -> [PrinterStatusText] {
        let list = NameList(list)
        let all = try await printers()
        try requireKnown(list, among: all.map(\.name))
        return all.filter { list.includes($0.name) }
    }

    private func requireKnown(_ list: NameList, among names: [String]) throws(Failure) {
        guard let unknown = list.unknown(among: names).first else { return }
        throw Failure(
            .notFound, code: "printer-not-found", "Invalid destination name in list \"\(unknown)\".",
            hint: session.hint(Suggestion.forPrinter(unknown, among: names.sorted())))
    }

    mutating func showAccepting(_ list: String?) async throws {
        for printer in try await printers(list) { print(printer.accepting) }
    }

    mutating func showClasses(_ list: String?) async throws {
        for printer in try await printers(list) where printer.isClass { print(printer.members) }
    }

    mutating func showDevices(_ list: String?) async throws {
        for printer in try await printers(list) { print([printer.device]) }
    }

    mutating func showPrinters(_ list: String?) async throws {
        for printer in try await printers(list) {
            let job = printer.isPrinting ? try await printingJob(of: printer.name) : nil
            print(printer.status(detail, job: job))
        }
    }

    private func printingJob(of printer: String) async throws -> Int32? {
        let jobs = try await server.jobs(of: printer, ["job-id", "job-state"])
        let printing = jobs.first { $0["job-state"]?.integerValue == JobState.processing.rawValue }
        return printing?["job-id"]?.integerValue
    }

    /// Printers and the sets of options saved for them, by name; and those in the network that need no queue, as CUPS has it.
    mutating func showDestinations() async throws {
        let printers = try await printers()
        var lines: [(name: String, line: String)] = []
        for printer in printers {
            for name in [printer.name] + saved.instances(of: printer.name).map({ "\(printer.name)/\($0)" }) {
                lines.append((name.lowercased(), printer.listing(as: name, isLong: detail == .long)))
            }
        }
        lines += await found(besides: printers)
        print(lines.sorted { $0.name < $1.name }.map(\.line))
    }

    private func found(besides printers: [PrinterStatusText]) async -> [(name: String, line: String)] {
        guard server.isOnThisMachine else { return [] }
        let known = Set(printers.map { $0.name.lowercased() })
        // Where nobody can look there are the queues, which is what most want to see.
        let found = (try? await server.findPrinters(within: .seconds(2))) ?? []
        return found.filter { $0.speaksIPP && !known.contains($0.name.lowercased()) }.map { printer in
            let line = detail == .long ? "\(printer.name) network none \(printer.uri)" : printer.name
            return (printer.name.lowercased(), line)
        }
    }

    // MARK: The server

    mutating func showDefault() async throws {
        let names = try await printers().map { $0.name.lowercased() }
        let choice = PrinterChoice.local(nil, saved, in: session)
        if let choice, names.contains(choice.name.lowercased()) {
            session.output.print("system default destination: \(choice.nameWithInstance)")
        } else if let choice, case .variable(let variable) = choice.origin {
            session.output.print(
                "\(session.name): error - \(variable) environment variable names non-existent destination "
                    + "\"\(choice.nameWithInstance)\".")
        } else if choice == nil, let name = try await server.defaultPrinter() {
            session.output.print("system default destination: \(name)")
        } else {
            session.output.print("no system default destination")
        }
    }

    /// Whether anybody answers, whatever the answer.
    func showScheduler() async -> Bool {
        let isRunning: Bool
        do {
            _ = try await server.client.send(server.request(.cupsGetDefault, .server))
            isRunning = true
        } catch .http {
            isRunning = true
        } catch {
            isRunning = false
        }
        session.output.print("scheduler is \(isRunning ? "running" : "not running")")
        return isRunning
    }
}
