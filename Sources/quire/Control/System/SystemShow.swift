import ArgumentParser
import IPP
import IPPClient
import PrintModel

/// `quirectl system show`
struct SystemShow: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "What the server as a whole is, does and has printed.")
    @OptionGroup(title: "General options") var control: ControlOptions

    func run(_ control: Control) async throws -> ExitStatus {
        let system = try await control.server.system()
        func text(_ name: String) -> String? {
            system[name].map { AttributeDisplay.text(of: $0).harmless }
        }
        let facts: [Control.Fact?] = [
            Control.Fact("name", text("system-name")), Control.Fact("info", text("system-info")),
            Control.Fact("location", text("system-location")), Control.Fact("geo", text("system-geo-location")),
            Control.Fact("model", text("system-make-and-model")), Control.Fact("state", text("system-state")),
            Control.Fact("reasons", text("system-state-reasons")),
            Control.Fact("message", text("system-state-message")),
            Control.Fact("operator says", text("system-message-from-operator")),
            Control.Fact("default printer", text("system-default-printer-id")),
            Control.Fact("changes", text("system-config-changes")),
            Control.Fact("impressions", text("system-impressions-completed")),
            Control.Fact("sheets", text("system-media-sheets-completed")), Control.Fact("UUID", text("system-uuid")),
        ]
        control.show(
            facts.compactMap { $0 }, kind: "System", JSON(system.attributes),
            name: system["system-name"]?.stringValue ?? "")
        return .done
    }
}

/// `quirectl system set name=value…`
struct SystemSet: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change what is known of the server as a whole.",
        discussion: """
            name, info, location, geo (geo:52.5,13.4), model, message and dns-name. The default printer is set with \
            quirectl printer default.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "What to change.") var settings: [String] = []

    private static let own = [
        "dns-name": "system-dns-sd-name", "geo": "system-geo-location", "info": "system-info",
        "location": "system-location", "message": "system-message-from-operator", "model": "system-make-and-model",
        "name": "system-name",
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let attributes = try settings.map { word in
            let option = try PrintOption.word(word)
            return try AttributeText.attribute(
                PrintOption(Self.own[option.name] ?? option.name, option.value), in: .systemDescription)
        }
        guard !attributes.isEmpty else {
            throw Failure.usage("nothing to change.", hint: "say what, such as location=\"Room 204\".")
        }
        let names = attributes.map(AttributeDisplay.withValue).joined(separator: ", ")
        return try await control.make([Control.Change(target: "system", noun: "server")]) { _ in
            if change.dryRun { return .planned("change the server: \(names)") }
            _ = try await control.server.askSystem(
                .setSystemAttributes, groups: [AttributeGroup(.system, attributes)])
            return .done("changed: \(names)")
        }
    }
}

/// `quirectl system restart`
struct SystemRestart: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart",
        abstract: "Let all printers begin afresh: their devices are asked anew, and what they print from the start.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.make([Control.Change(target: "system", noun: "server")]) { _ in
            if change.dryRun { return .planned("restart the server's printers") }
            _ = try await control.server.askSystem(.restartSystem)
            return .done("restarted")
        }
    }
}

extension PrintServer {
    /// The System object.
    ///
    /// - Parameter requested: what to ask for; all of it without any.
    func system(_ requested: [String] = []) async throws -> AttributeGroup {
        let wish = requested.isEmpty ? [] : [Attribute("requested-attributes", requested.map { .keyword($0) })]
        let answer = try await askSystem(.getSystemAttributes, wish)
        return answer[.system] ?? AttributeGroup(.system)
    }

    /// Where it listens, if it tells us: a server of ours does, on its own machine.
    func listening() async -> [ListeningPlace]? {
        // Whoever does not tell is asked nothing else.
        guard let system = try? await system([Self.listeningAttribute]) else { return nil }
        return ListeningPlace.read(system)
    }

    static let listeningAttribute = "quire-listening"

    /// A request about the System (PWG 5100.22), done.
    func askSystem(
        _ operation: OperationID, _ attributes: [Attribute] = [], groups: [AttributeGroup] = [],
        document: IPPDocument? = nil
    ) async throws -> IPPMessage {
        var request = request(operation, .system)
        request.update(.operation) { group in for attribute in attributes { group.set(attribute) } }
        request.groups += groups
        let answer = try await client.send(request, to: "/ipp/system", document: document)
        try answer.requireDone(operation)
        return answer
    }
}

extension ListeningPlace {
    /// `nil` where nothing is said of it.
    static func read(_ system: AttributeGroup) -> [ListeningPlace]? {
        system[PrintServer.listeningAttribute].map {
            $0.values.compactMap(\.stringValue).compactMap(ListeningPlace.init)
        }
    }
}
