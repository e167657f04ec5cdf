import Glibc
import IPP
import IPPClient

/// One job on its way to a server.
struct Submission: Sendable {
    private let order: PrintOrder
    private let session: Session
    let server: PrintServer
    private(set) var printer: String
    /// What named the printer, for messages.
    private let origin: PrinterChoice.Origin
    private let request: JobRequest
    /// Told how many bytes of a document have gone, and how many there are where that is known.
    var sent: (@Sendable (Int64, Int64?) -> Void)?

    init(_ order: PrintOrder, _ session: Session) async throws {
        self.order = order
        self.session = session
        // What is wrong with the command line is said before anybody is asked anything.
        let wanted = try JobRequest(order.options, now: session.now())
        server = PrintServer(try ServerChoice(order.wishes, in: session), in: session)
        let defaults = DefaultOptions(in: session)
        let choice = PrinterChoice.local(order.printer, defaults, in: session)
        origin = choice?.origin ?? .server
        if let choice {
            // What comes on standard input can be sent only once.
            printer = try await order.files.isEmpty ? Self.queue(choice.name, server) : choice.name
        } else {
            printer = try await Self.defaultPrinter(of: server, session)
        }
        let instance = choice?.nameWithInstance ?? printer
        let saved = defaults.has(instance) ? defaults.options(for: instance) : defaults.options(for: printer)
        let asked = Set(order.options.map(\.name))
        request = try JobRequest(saved.filter { !asked.contains($0.name) } + order.options, now: session.now())
        // Not what was saved long ago: that must not keep anybody from printing.
        if !order.isLax { try await OptionCheck(server: server, printer: printer).check(wanted) }
    }

    /// The queue of that name, or else one for a printer in the network that is called so.
    private static func queue(_ name: String, _ server: PrintServer) async throws -> String {
        // A server that does not answer the question may print all the same.
        guard server.isOnThisMachine, (try? await server.hasPrinter(name)) == false else { return name }
        return try await server.queue(forFound: name) ?? name
    }

    /// The same for a printer in the network, where the server has none of its name.
    func forFoundPrinter() async throws -> Submission? {
        guard let name = try await server.queue(forFound: printer) else { return nil }
        var other = self
        other.printer = name
        return other
    }

    private static func defaultPrinter(of server: PrintServer, _ session: Session) async throws -> String {
        if let name = try await server.defaultPrinter() { return name }
        throw Failure(
            .notFound, code: "no-default-printer", "Error - No default destination.",
            hint: session.hint(
                "Name a printer with -P, lp with -d, in the variable PRINTER, or make one the server's default."))
    }

    /// What the server said of the job.
    struct Receipt: Sendable {
        let job: AttributeGroup
        var number: Int32 { job["job-id"]?.integerValue ?? 0 }
    }

    /// Asks whether the server would take the job, and throws what it does not like.
    func validate() async throws {
        var message = jobRequest(.validateJob)
        message.update(.operation) { $0.set("document-format", .mimeMediaType(request.format)) }
        _ = try await submit(message, document: nil)
    }

    /// Sends the job; when this returns, the server has promised to print it.
    func send() async throws -> Receipt {
        if order.isTalkative {
            session.errors.print("\(session.name): sending to \(printer) on \(server.address) as \(server.user)")
        }
        if order.files.count > 1 { return try await sendFiles() }
        let document: IPPDocument
        if let file = order.files.first {
            document = try .file(atPath: file)
        } else {
            document = .descriptor(session.standardInput, named: "standard input")
        }
        // One document: one round trip.
        var message = jobRequest(.printJob)
        message.update(.operation) { group in
            if let file = order.files.first { group.set("document-name", .name(Self.name(of: file))) }
            group.set("document-format", .mimeMediaType(request.format))
        }
        return try await receipt(try await submit(message, document: document))
    }

    /// Several documents: a job that stays open until the last one has come. A job that does not get all of them is
    /// taken back, so that nobody finds half of it in the tray.
    private func sendFiles() async throws -> Receipt {
        let receipt = try await receipt(try await submit(jobRequest(.createJob), document: nil))
        do {
            for (index, file) in order.files.enumerated() {
                var message = server.request(.sendDocument, .printer(printer))
                message.update(.operation) { group in
                    group.set("job-id", .integer(receipt.number))
                    group.set("document-name", .name(Self.name(of: file)))
                    group.set("document-format", .mimeMediaType(request.format))
                    group.set("last-document", .boolean(index == order.files.count - 1))
                }
                _ = try await submit(message, document: try .file(atPath: file))
            }
        } catch {
            var cancel = server.request(.cancelJob, .printer(printer))
            cancel.update(.operation) { $0.set("job-id", .integer(receipt.number)) }
            // Whatever comes of this, the reason to tell is why the documents did not go through.
            _ = try? await server.perform(cancel, at: "/jobs/")
            throw error
        }
        return receipt
    }

    /// Without its folders.
    private static func name(of file: String) -> String {
        (file.split(separator: "/").last.map(String.init) ?? file).prefix(octets: 255)
    }

    private func jobRequest(_ operation: OperationID) -> IPPMessage {
        var message = server.request(operation, .printer(printer))
        message.update(.operation) { group in
            group.set("job-name", .name((order.title ?? "(stdin)").prefix(octets: 255)))
            for attribute in request.operation.attributes { group.set(attribute) }
        }
        if !request.job.attributes.isEmpty { message.groups.append(request.job) }
        var subscription = request.subscription
        if order.mailsWhenDone {
            subscription.set("notify-recipient-uri", .uri("mailto:\(server.user)@\(Self.hostName)"))
        }
        if !subscription.attributes.isEmpty { message.groups.append(subscription) }
        return message
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func submit(_ message: IPPMessage, document: IPPDocument?) async throws -> IPPMessage {
        let watched = document.map { document in
            sent.map { sent in document.watched { sent($0, document.byteCount) } } ?? document
        }
        let answer = try await server.client.send(
            message, to: "/printers/\(printer.percentEncoded)", document: watched)
        if answer.status == .notFound { throw await unknownPrinter() }
        guard answer.status.isSuccessful else { throw await refusal(answer) }
        warn(of: answer.unsupportedAttributes)
        return answer
    }

    private func receipt(_ answer: IPPMessage) async throws -> Receipt {
        guard let job = answer[.job], job["job-id"] != nil else {
            throw Failure(.failed, code: "no-job-id", "the server took the job and did not say its number.")
        }
        return Receipt(job: job)
    }

    /// What the job would have.
    var jobAttributes: AttributeGroup { request.job }

    /// What is printed where, and how: for a dry run.
    var plan: String {
        let what = order.files.isEmpty ? "standard input" : order.files.joined(separator: ", ")
        let options = request.job.attributes.map(Self.describe).joined(separator: " ")
        return "print \(what) on \(printer)\(options.isEmpty ? "" : " with \(options)")".harmless
    }

    // MARK: Refusals

    private func unknownPrinter() async -> Failure {
        let unknown = await server.unknownPrinter(printer)
        var message = "Error - The printer or class does not exist."
        if case .variable(let variable) = origin {
            message = "Error - \(variable) environment variable names default destination that does not exist."
        }
        let hint = "\(unknown.message) \(unknown.hint ?? "")"
        return Failure(
            unknown.status, code: unknown.code, message, hint: session.hint(hint), candidates: unknown.candidates)
    }

    /// The server's reason, and the values it does not take.
    private func refusal(_ answer: IPPMessage) async -> Failure {
        if answer.status == .notAcceptingJobs {
            return Failure(
                ExitStatus(answer.status), code: answer.status.description,
                "Destination \"\(printer)\" is not accepting jobs.",
                hint: session.hint(await whyClosed()))
        }
        let unsupported = answer.unsupportedAttributes.map(Self.describe)
        let reason =
            answer.statusMessage.isEmpty ? "\(printer): the server answered \(answer.status)" : answer.statusMessage
        return Failure(
            ExitStatus(answer.status), code: answer.status.description, reason.harmless,
            hint: unsupported.isEmpty ? nil : "not supported: \(unsupported.joined(separator: ", "))")
    }

    /// The reason that was given when the printer was closed. Without one there is still the refusal.
    private func whyClosed() async -> String? {
        guard session.errors.isTerminal else { return nil }
        let attributes = try? await server.printer(printer, ["printer-state-message"])
        let reason = attributes?["printer-state-message"]?.stringValue ?? ""
        return reason.isEmpty ? nil : "the reason given: \(reason.harmless)"
    }

    private func warn(of unsupported: [Attribute]) {
        guard !unsupported.isEmpty else { return }
        let names = unsupported.map(Self.describe).joined(separator: ", ")
        session.errors.print("\(session.name): Warning - \(printer) does not support \(names); printing without.")
    }

    /// `sides=bogus`; the name alone where it is the attribute that is not known.
    private static func describe(_ attribute: Attribute) -> String {
        let values = attribute.values.filter { !$0.isOutOfBand }.map {
            AttributeDisplay.text(of: $0, in: attribute.name)
        }
        return values.isEmpty ? attribute.name : "\(attribute.name)=\(values.joined(separator: ","))".harmless
    }

    // MARK: Telling

    /// One line for a person at a terminal, nothing for a script.
    func tell(_ receipt: Receipt) async {
        guard session.errors.isTerminal || order.isTalkative else { return }
        let place = await place(of: receipt).map { " (\($0))" } ?? ""
        session.errors.print("job \(receipt.number) → \(printer)\(place)")
    }

    private func place(of receipt: Receipt) async -> String? {
        // The job is printed whether or not we can say why it waits and how many are before it.
        let job = try? await server.job(receipt.number, ["job-state", "job-state-message"])
        let why = (job?["job-state-message"]?.stringValue ?? "").harmless
        let state = job?["job-state"] ?? receipt.job["job-state"]
        if state?.integerValue == JobState.pendingHeld.rawValue {
            return why.isEmpty ? "held until you release it" : why
        }
        guard let ahead = await ahead(of: receipt) else { return why.isEmpty ? nil : why }
        let waits = state?.integerValue == JobState.pending.rawValue && !why.isEmpty && !why.hasSuffix("before it")
        return Self.place(ahead) + (waits ? "; \(why)" : "")
    }

    private func ahead(of receipt: Receipt) async -> Int? {
        if let ahead = receipt.job["number-of-intervening-jobs"]?.integerValue { return Int(ahead) }
        guard let jobs = try? await server.jobs(of: printer, ["job-id", "job-state"]),
            let own = jobs.firstIndex(where: { $0["job-id"]?.integerValue == receipt.number })
        else { return nil }
        return jobs[..<own].count { $0["job-state"]?.integerValue != JobState.pendingHeld.rawValue }
    }

    private static func place(_ ahead: Int) -> String { ahead == 0 ? "nothing ahead of you" : "\(ahead) ahead of you" }
}

extension String {
    /// Cut to so many octets of UTF-8, between characters.
    func prefix(octets: Int) -> String {
        var text = self
        while text.utf8.count > octets { text.removeLast() }
        return text
    }
}
