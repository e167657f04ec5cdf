import ArgumentParser
import IPP
import IPPClient

extension QuireCtl {
    struct PoolNoun: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pool", abstract: "Pools: printers that share one queue, which CUPS calls classes.",
            discussion: "A pool is a queue of its own: pause it, set its defaults and delete it as a printer.",
            subcommands: [
                PoolList.self, PoolCreate.self, PoolAdd.self, PoolRemove.self, PoolSetPolicy.self,
            ])
    }
}

/// Which of the members that could take a job takes it.
enum PoolPolicyWord: String, ExpressibleByArgument, CaseIterable {
    case leastLoaded = "least-loaded"
    case ordered
    case roundRobin = "round-robin"
}

extension PrintServer {
    static let poolAttributes = [
        "printer-name", "printer-state", "printer-state-message", "printer-state-reasons", "printer-is-accepting-jobs",
        "printer-type", "queued-job-count", "member-names", "member-uris", "quire-pool-policy",
    ]

    /// A pool; a printer that is none is a failure.
    func pool(_ name: String) async throws -> AttributeGroup {
        let group = try await printer(name, Self.poolAttributes)
        guard group["member-names"] != nil || (group["printer-type"]?.integerValue ?? 0) & 1 != 0 else {
            throw Failure(
                .failed, code: "not-a-pool", "\(name) is a printer and no pool.", hint: "see them: quirectl pool list")
        }
        return group
    }

    /// Makes a pool or changes one. Members are the whole new list.
    func setPool(_ name: String, members: [String]?, policy: PoolPolicyWord?) async throws {
        var request = request(.cupsAddModifyClass, .printer(name))
        var attributes: [Attribute] = []
        if let members { attributes.append(Attribute("member-uris", members.map { .uri(uri(of: $0)) })) }
        if let policy { attributes.append(Attribute("quire-pool-policy", .keyword(policy.rawValue))) }
        request.groups.append(AttributeGroup(.printer, attributes))
        try await client.send(request, to: "/admin/").requireDone(.cupsAddModifyClass)
    }

    private func uri(of printer: String) -> String {
        request(.getPrinterAttributes, .printer(printer))[.operation]?["printer-uri"]?.stringValue ?? ""
    }
}
