import IPP
import PrintModel

/// The resources that Create-Printer names in "resource-ids": templates give what the request does not say, static ones
/// are allocated to the new printer (PWG 5100.22 §6.3.1).
struct TemplateResources: Sendable {
    private var templates: [AttributeGroup] = []
    private var allocated: [ResourceID] = []

    init(_ request: IPPRequest, in context: OperationContext) async throws {
        guard request.operation["resource-ids"] != nil else { return }
        let named = try context.namedResources(of: request, that: "no printer can be made with these resources") {
            $0.isUsable
        }
        for resource in named {
            if resource.kind.isStatic {
                allocated.append(resource.id)
            } else {
                templates.append(try await context.template(resource).group)
            }
        }
    }

    /// What was asked for, over what the templates say; of two templates the first counts.
    func defaults(under asked: AttributeGroup) -> AttributeGroup {
        var group = asked
        for template in templates {
            for attribute in template.attributes where group[attribute.name] == nil { group.set(attribute) }
        }
        return group
    }

    func allocate(to printer: inout Printer) { printer.resources = allocated }
}

extension OperationContext {
    /// The attributes of an installed template.
    func template(_ resource: Resource) async throws -> Template {
        let stream = try await resources.read(resource: resource.id)
        var bytes: [UInt8] = []
        while bytes.count <= ResourceFormats.templateOctetsMax, let piece = try await stream.next() { bytes += piece }
        return try Template(bytes)
    }
}
