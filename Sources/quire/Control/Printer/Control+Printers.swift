import IPP
import IPPClient

/// One request about a printer, as the verbs send it that change nothing but its state.
struct PrinterRequestPlan: Sendable {
    let operation: OperationID
    /// What is said when it is done: `paused`.
    let done: String
    /// What a dry run says it would do: `pause`.
    let would: String
    /// Why, for everybody whose job waits or is refused.
    var reason: String?
    var operationAttributes: [Attribute] = []
}

extension Control {
    /// Does the same to each printer, and goes on where one cannot be changed.
    func changePrinters(
        _ names: [String], _ plan: PrinterRequestPlan, isDryRun: Bool,
        afterwards: @escaping @Sendable (String) async throws -> String = { _ in "" }
    ) async throws -> ExitStatus {
        try await make(names.map(Change.printer)) { change in
            if isDryRun {
                _ = try await server.printer(change.target, ["printer-name"])
                return .planned("\(plan.would) printer \(change.target)")
            }
            try await send(plan, about: change.target)
            let reason = plan.reason.map { " (\($0))" } ?? ""
            return .done("\(plan.done)\(reason)\(try await afterwards(change.target))")
        }
    }

    func send(_ plan: PrinterRequestPlan, about name: String) async throws {
        var request = server.request(plan.operation, .printer(name))
        request.update(.operation) { group in
            if let reason = plan.reason { group.set("printer-state-message", .text(reason.prefix(octets: 1023))) }
            for attribute in plan.operationAttributes { group.set(attribute) }
        }
        let answer = try await server.client.send(request, to: "/admin/")
        if answer.status == .notFound { throw await server.unknownPrinter(name) }
        try answer.requireDone(plan.operation)
    }

    /// What waits for a printer, or is printed on it.
    func waitingJobs(of printer: String) async throws -> [JobDescription] {
        try await server.jobs(of: printer, JobDescription.forChoosing).map(JobDescription.init)
    }
}

extension PrintServer {
    /// All classes; a server without any says "not found", one without the operation has none.
    func classes(_ attributes: [String]) async throws -> [AttributeGroup] {
        var request = request(.cupsGetClasses, .server)
        request.ask(for: attributes)
        let answer = try await client.send(request, to: "/")
        if answer.status == .notFound || answer.status == .operationNotSupported { return [] }
        try answer.requireSuccess()
        return answer.groups.filter { $0.tag == .printer }
    }

    /// Makes or changes a printer.
    ///
    /// - Parameter ppd: the printer's driver, a file of this machine.
    func setPrinter(_ name: String, _ attributes: [Attribute], ppd: IPPDocument? = nil) async throws {
        var request = request(.cupsAddModifyPrinter, .printer(name))
        request.groups.append(AttributeGroup(.printer, attributes))
        let answer = try await client.send(request, to: "/admin/", document: ppd)
        try answer.requireDone(.cupsAddModifyPrinter)
        let ignored = answer.unsupportedAttributes
        guard ignored.isEmpty else {
            throw Failure(
                .failed, code: "attributes-not-supported",
                "the server does not support \(ignored.map(AttributeDisplay.withValue).joined(separator: ", "))"
                    + "; the rest is done.")
        }
    }
}
