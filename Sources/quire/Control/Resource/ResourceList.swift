import ArgumentParser
import IPP
import IPPClient

/// `quirectl resource list`
struct ResourceList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The resources of the server, or those of a printer.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(help: "Only those of this printer.") var printer: String?

    private static let columns: [Table.Column] = [
        .init("ID", isNumber: true), .init("TYPE"), .init("NAME", isFlexible: true), .init("STATE"),
        .init("USES", isNumber: true), .init("FORMAT", isWide: true), .init("INFO", isFlexible: true, isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let answer: IPPMessage
        if let printer {
            answer = try await control.server.client.send(
                control.server.request(.getPrinterResources, .printer(printer)), to: "/")
            try answer.requireDone(.getPrinterResources)
        } else {
            answer = try await control.server.askSystem(.getResources)
        }
        let items = answer.groups.filter { $0.tag == .resource }.map { resource in
            func text(_ name: String) -> String { resource[name].map { AttributeDisplay.text(of: $0).harmless } ?? "" }
            return Control.Item(
                name: text("resource-id"),
                cells: [
                    .init(text("resource-id")), .init(text("resource-type")), .init(text("resource-name")),
                    .init(text("resource-state")), .init(text("resource-use-count")), .init(text("resource-format")),
                    .init(text("resource-info")),
                ],
                json: JSON(resource.attributes))
        }
        try control.show(items, kind: "ResourceList", Self.columns, empty: "There are no resources.")
        return .done
    }
}

/// `quirectl resource add FILE --type static-image`
struct ResourceAdd: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Keep a file as a resource, and install it.",
        discussion: """
            Types: static-image (PNG, JPEG), static-icc-profile, static-strings, static-other, template-printer. With \
            --printer it is given to printers at once.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The file.", completion: .file()) var file: String
    @Option(help: "What it is.") var type: String
    @Option(help: "Its format, such as image/png; the first that the type has without one.") var format: String?
    @Option(help: "What to call it; the file's name without one.") var name: String?
    @Option(help: "A printer that is to use it; can be given several times.") var printer: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        let title = name ?? file.split(separator: "/").last.map(String.init) ?? file
        return try await control.make([Control.Change(target: title, noun: "resource")]) { _ in
            if change.dryRun { return .planned("add \(file) as a \(type)") }
            let server = control.server
            let document = try IPPDocument.file(atPath: file)
            let made = try await server.askSystem(
                .createResource, [Attribute("resource-type", .keyword(type))],
                groups: [AttributeGroup(.resource, [Attribute("resource-name", .name(title.prefix(octets: 127)))])])
            guard let id = made[.resource]?["resource-id"]?.integerValue else {
                throw Failure(.failed, code: "bad-answer", "the server did not say which resource it made.")
            }
            let number = Attribute("resource-id", .integer(id))
            let accepted = made[.operation]?["resource-format-accepted"]?.stringValues ?? []
            let format = format ?? accepted.first ?? "application/octet-stream"
            do {
                _ = try await server.askSystem(
                    .sendResourceData, [number, Attribute("resource-format", .mimeMediaType(format))],
                    document: document)
                _ = try await server.askSystem(.installResource, [number])
            } catch {
                // What was refused is not left lying about; that it cannot be cancelled says less than why.
                _ = try? await server.askSystem(.cancelResource, [number])
                throw error
            }
            for name in printer {
                let plan = PrinterRequestPlan(
                    operation: .allocatePrinterResources, done: "", would: "",
                    operationAttributes: [Attribute("resource-ids", .integer(id))])
                try await control.send(plan, about: name)
            }
            let used = printer.isEmpty ? "" : ", used by \(printer.joined(separator: ", "))"
            return .done("added as \(id)\(used)")
        }
    }
}

/// `quirectl resource install ID…`
struct ResourceInstall: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Let printers use resources whose data is there.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The resources' numbers.") var ids: [Int32]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changeResources(ids, .installResource, "installed", "install", isDryRun: change.dryRun)
    }
}

/// `quirectl resource cancel ID…`
struct ResourceCancel: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Remove resources; those in use go when no printer uses them any more.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The resources' numbers.") var ids: [Int32]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changeResources(ids, .cancelResource, "cancelled", "cancel", isDryRun: change.dryRun)
    }
}

extension Control {
    fileprivate func changeResources(
        _ ids: [Int32], _ operation: OperationID, _ done: String, _ would: String, isDryRun: Bool
    ) async throws -> ExitStatus {
        try await make(ids.map { Change(target: String($0), noun: "resource") }) { change in
            let number = Attribute("resource-id", .integer(Int32(change.target) ?? 0))
            if isDryRun {
                _ = try await server.askSystem(.getResourceAttributes, [number])
                return .planned("\(would) resource \(change.target)")
            }
            let answer = try await server.askSystem(operation, [number])
            let isWaiting =
                answer[.resource]?["resource-state-reasons"]?.stringValues.contains("cancel-requested") ?? false
            return .done(isWaiting ? "goes when no printer uses it" : done)
        }
    }
}
