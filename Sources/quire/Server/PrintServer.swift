import IPP
import IPPClient

/// The server a command talks to: its operations in the words of a command.
struct PrintServer: Sendable {
    let choice: ServerChoice
    let client: IPPClient

    /// - Parameter timeout: how long to wait for a connection and for each answer; as long as is usual without one.
    init(_ choice: ServerChoice, in session: Session, timeout: Duration? = nil) {
        self.choice = choice
        var options = IPPClientOptions()
        if let timeout {
            options.connectTimeout = timeout
            options.idleTimeout = timeout
        }
        let login = Login(choice, session)
        options.token = session.variable("QUIRE_TOKEN")
        options.credentials = { challenge, attempt in login.credentials(for: challenge, attempt: attempt) }
        let known = KnownCertificate(of: choice.address, in: session)
        options.trust = known.trust
        options.sawCertificate = { certificate in known.remember(certificate) }
        client = IPPClient(to: choice.address, on: session.thread, options: options)
    }

    var address: ServerAddress { choice.address }
    var user: String { choice.user }

    /// Sends a request and gives back its answer, if it says that the operation was done.
    func perform(
        _ request: IPPMessage, at path: String = "/", document: IPPDocument? = nil
    ) async throws -> IPPMessage {
        let answer = try await client.send(request, to: path, document: document)
        try answer.requireSuccess()
        return answer
    }

    // MARK: What requests are about

    /// In the URIs of requests. Servers look at the path only, and know a socket by this name.
    private var host: String {
        switch address.place {
        case .unixSocket: "localhost"
        case .network(let host, let port): "\(host.contains(":") ? "[\(host)]" : host):\(port)"
        }
    }

    func request(_ operation: OperationID, _ target: Target, user: String? = nil) -> IPPMessage {
        switch target {
        case .printer(let name):
            IPPMessage.request(
                operation, version: choice.version, "printer-uri", "ipp://\(host)/printers/\(name.percentEncoded)",
                user: user ?? choice.user)
        case .job(let number):
            IPPMessage.request(
                operation, version: choice.version, "job-uri", "ipp://\(host)/jobs/\(number)", user: user ?? choice.user
            )
        case .server:
            IPPMessage.request(
                operation, version: choice.version, "printer-uri", "ipp://\(host)/", user: user ?? choice.user)
        case .system:
            IPPMessage.request(
                operation, version: choice.version, "system-uri", "ipp://\(host)/ipp/system", user: user ?? choice.user)
        }
    }

    enum Target: Hashable, Sendable {
        case printer(String)
        case job(Int32)
        /// All its printers.
        case server
        /// The System object (PWG 5100.22).
        case system
    }

    // MARK: Questions

    /// Attributes of a printer; throws a ``Failure`` that names those there are when it is none of them.
    func printer(_ name: String, _ attributes: [String]) async throws -> AttributeGroup {
        var request = request(.getPrinterAttributes, .printer(name))
        request.ask(for: attributes)
        let answer = try await client.send(request, to: "/")
        if answer.status == .notFound { throw await unknownPrinter(name) }
        try answer.requireSuccess()
        return answer[.printer] ?? AttributeGroup(.printer)
    }

    /// All printers; none is not a failure, though servers say "not found" then.
    func printers(_ attributes: [String]) async throws -> [AttributeGroup] {
        var request = request(.cupsGetPrinters, .server)
        request.ask(for: attributes)
        let answer = try await client.send(request, to: "/")
        if answer.status == .notFound { return [] }
        try answer.requireSuccess()
        return answer.groups.filter { $0.tag == .printer }
    }

    /// The name of the server's default printer, if it has one.
    func defaultPrinter() async throws -> String? {
        var request = request(.cupsGetDefault, .server)
        request.ask(for: ["printer-name"])
        let answer = try await client.send(request, to: "/")
        if answer.status == .notFound { return nil }
        try answer.requireSuccess()
        return answer[.printer]?["printer-name"]?.stringValue
    }

    /// Jobs of a printer or of all, in the order the server prints them.
    ///
    /// - Parameter which: `not-completed`, `completed` or `all`.
    func jobs(
        of printer: String? = nil, which: String = "not-completed", _ attributes: [String],
        refine: (inout AttributeGroup) -> Void = { _ in }
    ) async throws -> [AttributeGroup] {
        var request = request(.getJobs, printer.map(Target.printer) ?? .server)
        request.update(.operation) { group in
            group.set("which-jobs", .keyword(which))
            refine(&group)
        }
        request.ask(for: attributes)
        let answer = try await client.send(request, to: "/")
        if answer.status == .notFound, let printer { throw await unknownPrinter(printer) }
        try answer.requireSuccess()
        return answer.groups.filter { $0.tag == .job }
    }

    func job(_ number: Int32, _ attributes: [String]) async throws -> AttributeGroup {
        var request = request(.getJobAttributes, .job(number))
        request.ask(for: attributes)
        let answer = try await client.send(request, to: "/")
        if answer.status == .notFound { throw Self.unknownJob(number) }
        try answer.requireSuccess()
        return answer[.job] ?? AttributeGroup(.job)
    }

    // MARK: What is not there

    func unknownPrinter(_ name: String) async -> Failure {
        // The names only help; without them the failure is still the same.
        let names = (try? await printers(["printer-name"])) ?? []
        let there = names.compactMap { $0["printer-name"]?.stringValue }.sorted()
        return Failure(
            .notFound, code: "printer-not-found", "no printer \"\(name)\" here.",
            hint: Suggestion.forPrinter(name, among: there), candidates: Array(there.prefix(5)))
    }

    static func unknownJob(_ number: Int32) -> Failure {
        Failure(.notFound, code: "job-not-found", "Job #\(number) does not exist.")
    }
}

extension IPPMessage {
    mutating func ask(for attributes: [String]) {
        update(.operation) { $0.set(Attribute("requested-attributes", attributes.map(AttributeValue.keyword))) }
    }
}

extension String {
    /// The last segment of a URI, decoded: the printer in a job-printer-uri.
    var lastPathSegment: String {
        PercentEncoding.decodedLeniently(self[(lastIndex(of: "/").map { index(after: $0) } ?? startIndex)...])
    }
}
