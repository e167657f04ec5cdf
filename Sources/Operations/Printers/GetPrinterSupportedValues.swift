import IPP
import PrintModel

/// Get-Printer-Supported-Values: what the "xxx-supported" attributes that can be set may be set to (RFC 3380 §4.3): all
/// that the queue's device and the server can do, whatever an administrator has left of it.
struct GetPrinterSupportedValues: Operation {
    static let id = OperationID.getPrinterSupportedValues
    static let access = Access.administration
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        let facts = context.facts.facts(of: printer)
        if let format = try request.mimeMediaType("document-format"), !facts.formats.dropFirst().contains(format) {
            throw OperationError(.documentFormatNotSupported, "\(format) cannot be printed here")
        }
        var writer = AttributeWriter(try RequestedAttributes(request.operation, standard: ["all"]))
        for attribute in SettableValues(of: facts).possible {
            writer.put(attribute, attribute.name == "document-format-supported" ? .description : .template)
        }
        return IPPResponse(groups: [AttributeGroup(.printer, writer.attributes)])
    }
}

/// The "xxx-supported" attributes of a queue that an administrator may narrow, and "xxx-ready".
struct SettableValues: Sendable {
    let facts: PrinterFacts

    init(of facts: PrinterFacts) { self.facts = facts }

    /// As if nobody had narrowed anything.
    private var whole: JobTemplate {
        JobTemplate(facts.capabilities, facts.abilities, media: MediaOffer(facts.capabilities))
    }

    /// Each with all values it may have.
    var possible: [Attribute] {
        whole.entries.filter(\.canBeNarrowed).map { Attribute($0.name + "-supported", $0.supported) } + [
            Attribute("media-type-supported", MediaOffer(facts.capabilities).types.map { .keyword($0) }),
            Attribute("document-format-supported", formats),
        ] + JobLimits.settable.map { Attribute($0, .rangeOfInteger(IntegerRange(0, .max))) }
    }

    static func names(on facts: PrinterFacts) -> [String] {
        facts.template.entries.filter(\.canBeNarrowed).map { $0.name + "-supported" }
            + ["document-format-supported", "media-type-supported"]
    }

    private var formats: [AttributeValue] {
        (["application/octet-stream"] + facts.formatsPossible).map { .mimeMediaType($0) }
    }

    /// - Returns: the values of `attribute` that it cannot have; none when it can be set.
    func fault(of attribute: Attribute) -> [AttributeValue] {
        let name = String(attribute.name.dropLast("-supported".count))
        if let entry = whole[name], entry.canBeNarrowed {
            return attribute.values.filter { entry.narrowed(to: [$0]).isEmpty }
        }
        let all = Set(possible.first { $0.name == attribute.name }?.values ?? [])
        return attribute.values.filter { !all.contains($0) }
    }
}
