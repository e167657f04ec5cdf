public import IPP

/// What others on the network are told of one printer: one name, and what it does under it (RFC 6763).
public struct Announcement: Hashable, Sendable {
    public struct Service: Hashable, Sendable {
        /// `_ipp._tcp`
        public var type: String
        /// `_universal`, `_print`, `_cups`
        public var subtypes: [String]
        /// 0 keeps the name from being used by another, and offers nothing (RFC 6763 §8).
        public var port: UInt16
        /// `key=value`, each of at most 255 octets.
        public var text: [String]

        public init(type: String, subtypes: [String] = [], port: UInt16, text: [String] = []) {
            self.type = type
            self.subtypes = subtypes
            self.port = port
            self.text = text
        }
    }

    /// At most 63 octets (RFC 6763 §4.1.1).
    public var name: String
    /// In the order in which they are registered.
    public var services: [Service]

    public init(name: String, services: [Service]) {
        self.name = name
        self.services = services
    }

    /// Whether only what services say of themselves is different.
    public func differsInTextOnly(from other: Announcement) -> Bool {
        func bare(_ announcement: Announcement) -> Announcement {
            var bare = announcement
            for index in bare.services.indices { bare.services[index].text = [] }
            return bare
        }
        return self != other && bare(self) == bare(other)
    }
}

extension Announcement {
    /// Of a printer, by what Get-Printer-Attributes says of it.
    ///
    /// `_printer` first: the service that all others take their name from (Bonjour Printing 1.2.1 §4.2), announced without a
    /// port where it is not there, so that no other printer gets the name.
    ///
    /// - Parameters:
    ///   - queue: "printer-name".
    ///   - port: of IPP and the pages.
    ///   - linePort: of a line printer daemon, where there is one.
    ///   - rawPort: for raw data, where it is open.
    public init(
        of attributes: AttributeGroup, queue: String, named name: String, port: UInt16, linePort: UInt16?,
        rawPort: UInt16?
    ) {
        let text = ServiceText(attributes)
        let ipp = text.ipp(path: Self.uriPath(of: attributes) ?? "ipp/print/\(queue)")
        var services = [
            Service(
                type: "_printer._tcp", port: linePort ?? 0, text: linePort == nil ? [] : text.line(queue: queue)),
            Service(type: "_ipp._tcp", subtypes: Self.subtypes, port: port, text: ipp),
            Service(type: "_ipps._tcp", subtypes: Self.subtypes, port: port, text: ipp),
        ]
        if let rawPort { services.append(Service(type: "_pdl-datastream._tcp", port: rawPort, text: text.raw())) }
        services.append(
            Service(type: "_http._tcp", subtypes: ["_printer"], port: port, text: ["path=\(Self.page(of: attributes))"])
        )
        self.init(name: name, services: services)
    }

    /// AirPrint, IPP Everywhere, CUPS.
    private static let subtypes = ["_universal", "_print", "_cups"]

    /// `ipp/print/NAME`, of "printer-uri-supported".
    private static func uriPath(of attributes: AttributeGroup) -> String? {
        path(of: attributes["printer-uri-supported"]?.values.first?.stringValue).map { String($0.dropFirst()) }
    }

    private static func page(of attributes: AttributeGroup) -> String {
        path(of: attributes["printer-more-info"]?.values.first?.stringValue) ?? "/"
    }

    private static func path(of uri: String?) -> String? {
        guard let uri, let separator = uri.firstRange(of: "://") else { return nil }
        let rest = uri[separator.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...]) }
    }
}
