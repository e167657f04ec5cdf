import IPP
import IPPClient

/// What the verbs of `lpc` work with.
struct LpcConsole: Sendable {
    let server: PrintServer
    let session: Session
    let wishes: ServerChoice.Wishes
    /// `-P`
    let printer: String?

    /// Runs one command.
    ///
    /// - Returns: whether it went well; what did not has been said.
    func run(_ words: [String]) async throws -> Bool {
        guard let word = words.first else { return true }
        guard let verb = LpcVerb.named(word) else { throw LpcVerb.unknown(word) }
        return try await verb.run(self, Array(words.dropFirst()))
    }

    // MARK: Which printers

    /// The printers that words name: `all`, names, names with commas between; `-P` or the default one without words.
    func printers(_ words: [String], _ verb: String) async throws -> [String] {
        let names = words.flatMap { $0.split(separator: ",").map(String.init) }
        if names.contains("all") { return try await allPrinters() }
        if !names.isEmpty { return names }
        guard let printer else {
            throw Failure.usage("\(verb): which printer? Name it, or say all.")
        }
        return [printer]
    }

    private func allPrinters() async throws -> [String] {
        try await server.printers(["printer-name"]).compactMap { $0["printer-name"]?.stringValue }
    }

    /// Does the same at each printer, and says what became of it, as lpc always did:
    ///
    ///     floor2:
    ///     	printing disabled
    func change(
        _ printers: [String], said: [String], _ body: (String) async throws -> Void
    ) async throws -> Bool {
        var isFine = true
        for printer in printers {
            do {
                try await body(printer)
                session.output.print("\(printer):")
                for line in said { session.output.print("\t\(line)") }
            } catch let error as IPPClientError where error.meansNobodyAnswers {
                throw error
            } catch {
                isFine = false
                _ = session.report(error)
            }
        }
        return isFine
    }

    /// Sends an operation about a printer; one that is not there is named.
    func perform(
        _ operation: OperationID, at printer: String, message: String? = nil,
        refine: (inout IPPMessage) -> Void = { _ in }
    ) async throws {
        var request = server.request(operation, .printer(printer))
        if let message, !message.isEmpty {
            request.update(.operation) { $0.set("printer-state-message", .text(message.prefix(octets: 1_023))) }
        }
        refine(&request)
        let answer = try await server.client.send(request, to: "/admin/")
        if answer.status == .notFound { throw await server.unknownPrinter(printer) }
        try answer.requireSuccess()
    }

    // MARK: Which jobs

    /// The jobs of a printer that words name: numbers, users, patterns for users, `all`.
    func jobs(
        of printer: String, _ words: [String], which: String = "not-completed"
    ) async throws -> [Int32] {
        var filter = JobFilter()
        for word in words where word != "all" { filter.add(word) }
        let found = try await server.jobs(
            of: printer, which: which, ["job-id", "job-originating-user-name", "job-state"])
        let numbers = found.filter(filter.includes).compactMap { $0["job-id"]?.integerValue }
        if let missing = filter.numbers.first(where: { !numbers.contains($0) }) {
            throw Failure(.notFound, code: "job-not-found", "Job #\(missing) does not exist on \(printer).")
        }
        if numbers.isEmpty { throw Failure(.notFound, code: "no-jobs", "no such jobs on \(printer).") }
        return numbers
    }
}
