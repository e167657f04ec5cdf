extension Requirement {
    private static let bonjour = "Bonjour Printing 1.2.1 §9"
    private static let selfTest = "PWG 5100.20 B-2"

    /// Keys that clients of all kinds look at.
    static let announced: [Requirement] = [
        .key("txtvers", bonjour, without: "clients do not know how to read the record") { value, _ in
            value == "1" ? nil : "is '\(value)' and not 1"
        },
        .key("rp", selfTest, without: "clients do not know the path of the printer") { value, view in
            if value.isEmpty || value.hasPrefix("/") { return "is '\(value)' and not a path without a slash before it" }
            let paths = view.words("printer-uri-supported").compactMap(Self.path)
            return paths.isEmpty || paths.contains(value)
                ? nil : "is '\(value)', and printer-uri-supported says \(paths[0])"
        },
        .key("UUID", selfTest, without: "the same printer is shown once for each way to reach it") { value, view in
            let own = view.words("printer-uuid").first.map { $0.replacing(prefix: "urn:uuid:").lowercased() }
            return own == nil || own == value.lowercased() ? nil : "is '\(value)', and printer-uuid is \(own ?? "")"
        },
        .key("adminurl", selfTest, without: "clients cannot show the printer's own page") { value, _ in
            value.hasPrefix("http://") || value.hasPrefix("https://") ? nil : "is '\(value)' and no page"
        },
        .key("pdl", selfTest, without: "clients do not know what it prints") { value, view in
            let unknown = value.split(separator: ",").map { String($0) }.filter { !view.formats.contains($0) }
            return unknown.isEmpty || view.formats.isEmpty
                ? nil : "has \(unknown.joined(separator: ", ")), which document-format-supported has not"
        },
        .key("ty", bonjour, without: "people see no model"),
        .key("TLS", "PWG 5100.20 B-5.3", without: "clients do not encrypt", optional: true),
        .key("qtotal", bonjour, without: "old clients may expect more queues", optional: true) { value, _ in
            value == "1" ? nil : "is '\(value)' and not 1"
        },
        .key("priority", bonjour, without: "clients choose a way to print by chance", optional: true),
        .key("Color", bonjour, without: "it is shown as one without colour", optional: true) { value, view in
            let isSaid = value == "T"
            if value == "U" || isSaid == view.isColor { return nil }
            return "is \(value), and color-supported is \(view.isColor)"
        },
        .key("Duplex", bonjour, without: "it is shown as one that prints on one side", optional: true) { value, view in
            let isSaid = value == "T"
            if value == "U" || isSaid == view.printsBothSides { return nil }
            return "is \(value), and sides-supported says otherwise"
        },
        Requirement(
            subject: "TXT record", isOptional: true, isAnnounced: true, source: "RFC 6763 §6.2",
            without: "routers and clients may lose it"
        ) { view in
            guard let service = view.service, service.octets > 1_300 else { return nil }
            return "is longer than 1,300 octets"
        },
        Requirement(
            subject: "_ipps._tcp", isOptional: true, isAnnounced: true, source: "PWG 5100.20 B-5.2",
            without: "clients do not encrypt from the first byte"
        ) { view in
            guard let service = view.service, service.ipps == nil else { return nil }
            return "is not announced"
        },
        Requirement(
            subject: "_ipp._tcp", isAnnounced: true, source: "RFC 6763 §5",
            without: "clients do not know where to connect"
        ) { view in
            guard let service = view.service, service.port ?? 0 == 0 else { return nil }
            return "has no port"
        },
    ]

    private static func path(_ uri: String) -> String? {
        guard let separator = uri.firstRange(of: "://") else { return nil }
        let rest = uri[separator.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...].dropFirst()) }
    }

    /// Whether a list of the record has all of them.
    static func list(
        _ key: String, has wanted: [String], _ source: String, without: String,
        when isMeant: @escaping @Sendable (PrinterView) -> Bool = { _ in true }
    ) -> Requirement {
        .key(key, source, without: without) { value, view in
            guard isMeant(view) else { return nil }
            let there = value.split(separator: ",").map { String($0) }
            let missing = wanted.filter { !there.contains($0) }
            return missing.isEmpty ? nil : "lacks \(missing.joined(separator: ", "))"
        }
    }
}

extension String {
    fileprivate func replacing(prefix: String) -> String { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self }
}
