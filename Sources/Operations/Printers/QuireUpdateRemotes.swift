import IPP
import PrintModel

/// Quire-Update-Remotes: has the queues that were adopted from other servers looked after now.
///
/// Operation attribute: "quire-remote" (uri), that server alone. For each server there is a printer group: "quire-remote",
/// "quire-remote-problem" (text) where it could not be asked, and by their names here the queues that have changed
/// ("quire-remote-changed"), were removed ("quire-remote-removed") or are not there any more and stay for what waits in them
/// ("quire-remote-kept").
struct QuireUpdateRemotes: Operation {
    static let id = OperationID.quireUpdateRemotes
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        var server: String?
        if let attribute = request.operation[Printer.remoteAttribute] {
            guard case .uri(let uri)? = attribute.values.first, attribute.values.count == 1 else {
                throw OperationError(.badRequest, "'\(attribute.name)' is one URI", unsupported: [attribute])
            }
            guard context.printers.printers().contains(where: { $0.remote == uri }) else {
                throw OperationError(.notFound, "nothing here was adopted from \(uri)")
            }
            server = uri
        }
        return IPPResponse(groups: await context.remotes.update(server).map(Self.group))
    }

    private static func group(_ report: RemoteReport) -> AttributeGroup {
        var group = AttributeGroup(.printer, [Attribute(Printer.remoteAttribute, .uri(report.server))])
        if let problem = report.problem {
            group.attributes.append(
                Attribute("\(Printer.remoteAttribute)-problem", .text(problem.truncated(toOctets: 1023))))
        }
        for (what, names) in [("changed", report.changed), ("removed", report.removed), ("kept", report.kept)]
        where !names.isEmpty {
            group.attributes.append(
                Attribute("\(Printer.remoteAttribute)-\(what)", names.prefix(1_000).map { .name($0) }))
        }
        return group
    }
}

/// What can be set of a queue about where it was adopted from.
enum RemoteSetting {
    /// `ipp://server:631/`, or `nil` for what is none.
    static func kept(_ attribute: Attribute) -> Attribute? {
        guard attribute.values.count == 1, case .uri(let uri)? = attribute.values.first, uri.utf8.count <= 255,
            uri.hasPrefix("ipp://") || uri.hasPrefix("ipps://"), !uri.contains("@"),
            uri.utf8.allSatisfy({ (0x21..<0x7F).contains($0) })
        else { return nil }
        return attribute
    }

    static func put(_ printer: Printer, into writer: inout AttributeWriter) {
        guard let remote = printer.remote else { return }
        writer.put(Printer.remoteAttribute, .uri(remote))
        writer.put("\(Printer.remoteAttribute)-name", .name((printer.remoteName ?? "").truncated(toOctets: 255)))
        writer.put(
            Printer.remoteGoneAttribute,
            printer.remoteGoneSince.map { .dateTime(IPPDateTime(secondsSince1970: $0.seconds)) } ?? .outOfBand(.noValue)
        )
    }
}
