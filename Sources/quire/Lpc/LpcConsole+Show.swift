import IPP
import IPPClient

/// The verbs that only show something.
extension LpcConsole {
    /// `lpc status`, as CUPS 2.4 writes it.
    ///
    ///     Office-Laser:
    ///     	printer is on device 'socket' speed -1
    ///     	queuing is enabled
    ///     	printing is enabled
    ///     	1 entries
    ///     	daemon present
    func status(_ words: [String]) async throws -> Bool {
        let wanted =
            words.contains("all") ? NameList(nil) : NameList(words.isEmpty ? printer : words.joined(separator: ","))
        let printers = try await server.printers([
            "printer-name", "device-uri", "printer-state", "printer-is-accepting-jobs", "queued-job-count",
            JobBlocker.printerAttribute,
        ])
        let names = printers.compactMap { $0["printer-name"]?.stringValue }
        for printer in printers where wanted.includes(printer["printer-name"]?.stringValue ?? "") {
            for line in Self.lines(printer, now: session.now()) { session.output.print(line.harmless(keeping: "\t")) }
        }
        if let unknown = wanted.unknown(among: names).first { throw await server.unknownPrinter(unknown) }
        return true
    }

    /// What keeps it from printing stands behind CUPS' lines, one a line.
    private static func lines(_ printer: AttributeGroup, now: Int64) -> [String] {
        let blockers = printer[JobBlocker.printerAttribute].map(JobBlocker.values(of:)) ?? []
        let uri = printer["device-uri"]?.stringValue ?? ""
        let device = uri.hasPrefix("file:") ? String(uri.dropFirst(5)) : String(uri.prefix { $0 != ":" })
        let isAccepting = printer["printer-is-accepting-jobs"]?.boolValue ?? true
        let isStopped = printer["printer-state"]?.integerValue == PrinterState.stopped.rawValue
        let count = printer["queued-job-count"]?.integerValue ?? 0
        return [
            "\(printer["printer-name"]?.stringValue ?? ""):", "\tprinter is on device '\(device)' speed -1",
            "\tqueuing is \(isAccepting ? "enabled" : "disabled")",
            "\tprinting is \(isStopped ? "disabled" : "enabled")", "\t\(count == 0 ? "no" : "\(count)") entries",
            "\tdaemon present",
        ] + blockers.map { "\t\($0.line(now: now))" }
    }

    func help(_ words: [String]) -> Bool {
        guard let word = words.first else {
            session.output.print("Commands may be abbreviated.  Commands are:\n")
            let names = LpcVerb.all.map(\.name).filter { $0 != "?" } + ["?"]
            for start in stride(from: 0, to: names.count, by: 7) {
                let line = names[start..<min(start + 7, names.count)].map { $0.padded(to: 10) }.joined()
                session.output.print(line.withoutBlanksAtEnd)
            }
            return true
        }
        guard let verb = LpcVerb.named(word) else {
            session.output.print("?Invalid help command unknown.")
            return false
        }
        session.output.print("\(verb.name)\t\t\(verb.help)")
        if !verb.arguments.isEmpty { session.output.print("\t\tusage: \(verb.name) \(verb.arguments)") }
        return true
    }

    func active() async -> Bool {
        do {
            _ = try await server.client.send(server.request(.cupsGetDefault, .server))
        } catch  where error.meansNobodyAnswers {
            session.output.print("no server at \(server.address)")
            return false
        } catch {
            // Whatever it answers, it is there.
        }
        session.output.print("server at \(server.address) is running")
        return true
    }

    func defaultQueue() async throws -> Bool {
        let choice = PrinterChoice.local(printer, DefaultOptions(in: session), in: session)?.nameWithInstance
        let name = if let choice { choice as String? } else { try await server.defaultPrinter() }
        session.output.print(name ?? "no default printer")
        return name != nil
    }

    func defaults() async throws -> Bool {
        session.output.print("server: \(server.address)\nuser: \(server.user)")
        session.output.write("printer: ")
        _ = try await defaultQueue()
        return true
    }

    func showServer() async throws -> Bool {
        let names = try await server.printers(["printer-name"]).compactMap { $0["printer-name"]?.stringValue }
        session.output.print(
            "server: \(server.address)\nprinters: \(names.joined(separator: ", "))".harmless(keeping: "\n"))
        return true
    }

    /// Another command, with the same server and user.
    func call<Other: ClassicCommand>(_ command: Other.Type, _ words: [String]) async -> Bool {
        var arguments: [String] = []
        if let host = wishes.server { arguments += [Other.name == Lpr.name ? "-H" : "-h", host] }
        if let user = wishes.user { arguments += ["-U", user] }
        if wishes.isEncrypted { arguments.append("-E") }
        return await Other.run(session.called(Other.name, with: arguments + words)) == .done
    }
}

extension String {
    /// ``StringProtocol/harmless``, except for one character.
    fileprivate func harmless(keeping kept: Character) -> String {
        split(separator: kept, omittingEmptySubsequences: false).map(\.harmless).joined(separator: String(kept))
    }
}
