import IPP
import IPPClient

/// A driver as people see it, from its attributes.
struct DriverFacts: Sendable {
    let attributes: AttributeGroup

    static let requested = ["all", "quire-driver-id", "quire-driver-origin", "quire-driver-obstacle"]

    static let requestedInFull =
        requested + [
            "quire-driver-added-by", "quire-driver-added-at", "quire-driver-octets", "quire-driver-filters-needed",
            "quire-driver-filters-approved", "quire-driver-refused", "quire-driver-faults", "quire-driver-options",
            "quire-driver-constraints", "document-format-supported", "color-supported", "sides-supported",
            "print-color-mode-supported", "media-supported", "media-source-supported", "media-type-supported",
            "output-bin-supported", "print-quality-supported", "finishings-supported",
            "printer-resolution-supported", "pages-per-minute",
        ]

    var name: String { text("ppd-name") }
    var model: String { text("ppd-make-and-model") }
    var kind: String { text("ppd-type") }
    var id: String { text("quire-driver-id") }
    var origin: String { text("quire-driver-origin") }
    /// Why nothing can be printed with it as it is.
    var obstacle: String { text("quire-driver-obstacle") }
    var refused: [String] { texts("quire-driver-refused") }
    var faults: [String] { texts("quire-driver-faults") }
    var filters: [String] { texts("quire-driver-filters-needed") }

    private func text(_ name: String) -> String { attributes[name]?.stringValue ?? "" }
    private func texts(_ name: String) -> [String] { attributes[name]?.stringValues ?? [] }

    var json: JSON { JSON(attributes.attributes) }

    /// One word for whether it can be printed with.
    var state: Table.Cell {
        if id.isEmpty { return .init("built in", .faint) }
        return obstacle.isEmpty ? .init("ready", .green) : .init("needs approval", .yellow)
    }

    func facts(now: Int64) -> [Control.Fact] {
        let added: String? = attributes["quire-driver-added-at"].flatMap { attribute in
            guard case .dateTime(let moment)? = attribute.values.first, origin == "added" else { return nil }
            let by = text("quire-driver-added-by")
            return MomentText.short(moment.secondsSince1970, now: now) + (by.isEmpty ? "" : " by \(by)")
        }
        let facts: [Control.Fact?] = [
            name.isEmpty ? nil : Control.Fact("driver", .init(name, .bold)), Control.Fact("model", model),
            Control.Fact("make", text("ppd-make")), Control.Fact("kind", kind),
            Control.Fact("state", state), Control.Fact("obstacle", obstacle), Control.Fact("id", id),
            Control.Fact("origin", origin), Control.Fact("added", added),
            Control.Fact("device ID", text("ppd-device-id")), Control.Fact("product", text("ppd-product")),
            Control.Fact("filters needed", filters.joined(separator: ", ")),
            Control.Fact("filters approved", texts("quire-driver-filters-approved").joined(separator: ", ")),
        ]
        return facts.compactMap { $0 } + abilities + lines("refused", refused) + lines("fault", faults)
    }

    private var abilities: [Control.Fact] {
        [
            ("takes", "document-format-supported"), ("colour", "print-color-mode-supported"),
            ("sides", "sides-supported"), ("resolution", "printer-resolution-supported"),
            ("quality", "print-quality-supported"), ("media", "media-supported"),
            ("trays", "media-source-supported"), ("kinds of paper", "media-type-supported"),
            ("bins", "output-bin-supported"), ("finishings", "finishings-supported"),
        ].compactMap { title, name in
            attributes[name].flatMap { Control.Fact(title, AttributeDisplay.text(of: $0)) }
        } + lines("option", texts("quire-driver-options"))
    }

    private func lines(_ title: String, _ all: [String]) -> [Control.Fact] {
        all.compactMap { Control.Fact(title, $0.harmless) }
    }
}

extension PrintServer {
    /// Drivers that are like what `choose` puts into the request; none is no failure.
    func drivers(
        _ attributes: [String], choosing choose: (inout AttributeGroup) -> Void = { _ in }
    ) async throws -> [DriverFacts] {
        var request = request(.cupsGetPPDs, .server)
        request.ask(for: attributes)
        request.update(.operation, choose)
        let answer = try await client.send(request, to: "/")
        if answer.status == .notFound { return [] }
        try answer.requireDone(.cupsGetPPDs)
        return answer.groups.filter { $0.tag == .printer }.map { DriverFacts(attributes: $0) }
    }

    /// The one of this name; a failure where there is none.
    func driver(_ name: String, _ attributes: [String]) async throws -> DriverFacts {
        let found = try await drivers(attributes) { $0.set("ppd-name", .name(name.prefix(octets: 255))) }
        // A server of another kind does not choose by name.
        guard let driver = found.first(where: { $0.name == name }) ?? (found.count == 1 ? found.first : nil) else {
            throw Failure(
                .notFound, code: "driver-not-found", "there is no driver \"\(name)\".",
                hint: "see them: quirectl driver list")
        }
        return driver
    }

    /// Sends a request about drivers, and gives back the driver it answers with.
    func changeDriver(
        _ operation: OperationID, _ attributes: [Attribute], document: IPPDocument? = nil
    ) async throws -> DriverFacts {
        var request = request(operation, .server)
        request.ask(for: DriverFacts.requestedInFull)
        request.update(.operation) { group in for attribute in attributes { group.set(attribute) } }
        let answer = try await client.send(request, to: "/admin/", document: document)
        try answer.requireDone(operation)
        return DriverFacts(attributes: answer[.printer] ?? AttributeGroup(.printer))
    }
}
