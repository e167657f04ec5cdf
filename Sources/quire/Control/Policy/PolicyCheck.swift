import ArgumentParser
import IPP
import IPPClient

/// `quirectl policy check --as USER --op OPERATION`
struct PolicyCheck: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "What would be decided, and by which rule. Nothing is done.",
        discussion: """
            The exit status is 0 where it is allowed and 4 where it is not. Without --as it is about yourself; others are \
            taken to have proved who they are, unless --unproved is said.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(name: [.customLong("as")], help: "The user who would ask.") var user: String?
    @Option(name: [.customLong("from")], help: "The address he would ask from.") var address: String?
    @Flag(help: "He would only say who he is.") var unproved = false
    @Option(name: [.customLong("op")], help: "What he would ask for: print-job, cancel-job, pause-printer …")
    var operation: String
    @Option(help: "On which printer.") var printer: String?
    @Option(help: "Of which job.") var job: Int32?

    func validate() throws {
        if printer != nil, job != nil { throw ValidationError("A job is on its printer: say one of them.") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let word = operation.lowercased()
        guard let id = OperationID.registered.first(where: { "\($0)".lowercased() == word }) else {
            throw Failure.usage("\"\(operation)\" is no operation.", hint: "such as print-job or cancel-job.")
        }
        let target: PrintServer.Target = job.map { .job($0) } ?? printer.map { .printer($0) } ?? .server
        var request = control.server.request(.quireCheckPolicy, target)
        request.update(.operation) { group in
            group.set("quire-operation", .keyword("\(id)".lowercased()))
            if let user { group.set("quire-user", .name(user.prefix(octets: 255))) }
            if let address { group.set("quire-address", .text(address.prefix(octets: 255))) }
            if unproved { group.set("quire-is-proved", .boolean(false)) }
        }
        let answer = try await control.server.client.send(request, to: "/")
        if answer.status == .notFound, let printer { throw await control.server.unknownPrinter(printer) }
        try answer.requireDone(.quireCheckPolicy)
        let found = answer[.system] ?? AttributeGroup(.system)
        let isAllowed = found["quire-policy-is-allowed"]?.values == [.boolean(true)]
        show(found, isAllowed, control)
        return isAllowed ? .done : .notAllowed
    }

    private func show(_ found: AttributeGroup, _ isAllowed: Bool, _ control: Control) {
        func text(_ name: String) -> String { found[name]?.stringValue?.harmless ?? "" }
        let grant = text("quire-policy-grant")
        let facts: [Control.Fact?] = [
            Control.Fact("allowed", isAllowed ? .init("yes", .green) : .init("no", .red)),
            Control.Fact("decided by", text("quire-policy-rule")),
            Control.Fact("user", text("quire-policy-user")),
            Control.Fact("groups", (found["quire-policy-groups"]?.stringValues ?? []).joined(separator: ", ").harmless),
            Control.Fact("right", text("quire-policy-right")),
            grant == "own" || grant == "same name and address" ? Control.Fact("for", "his own jobs (\(grant))") : nil,
            found["quire-policy-is-owner"].map {
                Control.Fact("owner", .init($0.values == [.boolean(true)] ? "yes" : "no"))
            },
        ]
        control.show(
            facts.compactMap { $0 }, kind: "PolicyDecision", JSON(found.attributes), name: text("quire-policy-rule"))
    }
}
