/// Records for a name server, so that printers are found by networks that multicast does not reach: what is announced, as unicast
/// DNS (RFC 6763 §11, with the format of RFC 1035 §5.1).
///
///     _ipp._tcp 3600 IN PTR Office._ipp._tcp
///     Office._ipp._tcp 3600 IN SRV 0 0 631 print.example.org.
public struct ZoneFile: Sendable {
    /// `example.org`, without a dot behind.
    private let domain: String
    /// `print.example.org`, without a dot behind.
    private let host: String
    /// Seconds for which others may keep them. An hour: printers seldom move, and those that do are looked for.
    private let lifeSeconds = 3_600

    /// - Returns: `nil` for what is no name of a domain or a host (RFC 1035 §2.3.1).
    public init?(domain: String, host: String) {
        guard let domain = Self.name(domain), let host = Self.name(host) else { return nil }
        self.domain = domain
        self.host = host
    }

    /// Lower letters, digits, hyphens and underscores in labels of at most 63 octets, 253 in all.
    private static func name(_ text: String) -> String? {
        let bare = text.hasSuffix(".") ? String(text.dropLast()) : text
        let labels = bare.split(separator: ".", omittingEmptySubsequences: false)
        let isFine = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-")
                && label.utf8.allSatisfy { octet in
                    switch octet {
                    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
                    default: false
                    }
                }
        }
        return isFine && bare.utf8.count <= 253 ? bare : nil
    }

    /// What says that services are to be looked for in this domain, and each of them. Services without a port, which only keep a
    /// name from others, are left out: here a name server keeps it.
    public func text(of announcements: [Announcement]) -> String {
        var lines = [
            "; Printers shared by \(host), for the zone \(domain) (RFC 6763).", "$ORIGIN \(domain).",
            record("b._dns-sd._udp", "PTR", "@"), record("lb._dns-sd._udp", "PTR", "@"),
        ]
        var types: [String] = []
        for service in announcements.flatMap(\.services) where service.port > 0 && !types.contains(service.type) {
            types.append(service.type)
        }
        lines += types.map { record("_services._dns-sd._udp", "PTR", $0) }
        for announcement in announcements {
            lines += announcement.services.filter { $0.port > 0 }.flatMap { records(of: $0, announcement.name) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func records(of service: Announcement.Service, _ name: String) -> [String] {
        let instance = "\(Self.label(name)).\(service.type)"
        // An empty record says that there is nothing to say (RFC 6763 §6.1).
        let text = service.text.isEmpty ? "\"\"" : service.text.map(Self.string).joined(separator: " ")
        return [record(service.type, "PTR", instance)]
            + service.subtypes.map { record("\($0)._sub.\(service.type)", "PTR", instance) }
            + [record(instance, "SRV", "0 0 \(service.port) \(host)."), record(instance, "TXT", text)]
    }

    private func record(_ name: String, _ type: String, _ data: String) -> String {
        "\(name) \(lifeSeconds) IN \(type) \(data)"
    }

    /// A label, which may hold any octets; all but letters, digits and hyphens as `\DDD` (RFC 1035 §5.1).
    static func label(_ text: String) -> String {
        text.utf8.prefix(63).map { octet in
            switch octet {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"):
                String(Unicode.Scalar(octet))
            default: decimal(octet)
            }
        }.joined()
    }

    /// A character string of at most 255 octets, between quotation marks.
    static func string(_ text: String) -> String {
        let octets = text.utf8.prefix(ServiceText.pairOctetsMax).map { octet in
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): "\\" + String(Unicode.Scalar(octet))
            case 0x20..<0x7F: String(Unicode.Scalar(octet))
            default: decimal(octet)
            }
        }
        return "\"\(octets.joined())\""
    }

    private static func decimal(_ octet: UInt8) -> String {
        let digits = String(octet)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
