import IPP
public import PrintModel

/// Writes the attributes of a Resource object (PWG 5100.22 §7.4).
struct ResourceDescription {
    let resource: Resource
    /// How many printers it is allocated to.
    let useCount: Int
    let caller: Caller

    init(of resource: Resource, in context: OperationContext, for caller: Caller) {
        self.resource = resource
        self.caller = caller
        useCount = context.printers.printers().filter { $0.resources.contains(resource.id) }.count
    }

    func group(_ requested: RequestedAttributes) -> AttributeGroup {
        var writer = AttributeWriter(requested)
        writer.put("resource-name", .name(resource.name))
        writer.put("resource-info", .text(resource.info))
        writer.put("resource-id", .status, .integer(resource.id.rawValue))
        writer.put("resource-uuid", .status, .uri(UUIDText.urn(resource.uuid)))
        writer.put("resource-type", .status, .keyword(resource.kind.rawValue))
        writer.put("resource-state", .status, .enum(resource.state.rawValue))
        writer.put("resource-state-reasons", .status, resource.stateReasons.map { .keyword($0) })
        writer.put("resource-state-message", .status, .text(resource.stateMessage.truncated(toOctets: 1023)))
        if let format = resource.format { writer.put("resource-format", .status, .mimeMediaType(format)) }
        writer.put("resource-k-octets", .status, .integer(Int32(clamping: (resource.octets + 1023) / 1024)))
        writer.put("resource-use-count", .status, .integer(Int32(clamping: useCount)))
        writer.put("resource-data-uri", .status, dataURI)
        for (name, none) in Self.kept { writer.put(name, .status, resource.attributes[name]?.values ?? [none]) }
        putTimes(into: &writer)
        return AttributeGroup(.resource, writer.attributes)
    }

    /// What answers about a change say.
    func stateGroup(_ names: [String] = ["resource-id", "resource-state", "resource-state-reasons", "resource-uuid"])
        throws -> AttributeGroup
    {
        group(try RequestedAttributes(AttributeGroup(.operation), standard: names))
    }

    /// Attributes that come with the data, and what is said where they did not.
    private static let kept: [(String, AttributeValue)] = [
        ("resource-natural-language", .naturalLanguage("en")), ("resource-patches", .outOfBand(.noValue)),
        ("resource-string-version", .outOfBand(.noValue)), ("resource-version", .outOfBand(.noValue)),
    ]

    private func putTimes(into writer: inout AttributeWriter) {
        for (event, moment) in [
            ("creation", resource.createdAt), ("installed", resource.installedAt), ("canceled", resource.canceledAt),
        ] as [(String, Moment?)] {
            writer.put("time-at-\(event)", .status, moment.map { .integer($0.upTime) } ?? .outOfBand(.noValue))
            writer.put(
                "date-time-at-\(event)", .status, moment.map { .dateTime($0.ippDateTime) } ?? .outOfBand(.noValue))
        }
    }

    /// Static resources can be fetched once they are installed; templates are nobody's business but the System's.
    private var dataURI: AttributeValue {
        resource.isFetched ? .uri(ResourceURI.data(of: resource.id, for: caller)) : .outOfBand(.noValue)
    }
}

extension Resource {
    /// Whether its data is given to whoever asks for it.
    var isFetched: Bool { state == .installed && kind.isStatic }
}

/// Where the data of resources is, for who names it and for who serves it.
public enum ResourceURI {
    public static let folder = "/resources/"

    static func data(of id: ResourceID, for caller: Caller) -> String {
        let scheme = caller.usesTLS ? "https" : "http"
        return "\(scheme)://\(caller.uriAuthority)\(folder)\(id)"
    }

    /// The resource whose data is at `path` and is given to whoever asks.
    public static func resource(at path: String, in store: any ResourceStore) -> Resource? {
        guard path.hasPrefix(folder), let number = Int32(path.dropFirst(folder.count)), number > 0,
            path == "\(folder)\(number)"
        else { return nil }
        return store.resource(ResourceID(number)).flatMap { $0.isFetched ? $0 : nil }
    }
}
