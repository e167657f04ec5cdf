import IPP

/// Finds printers in the network (DNS-SD, RFC 6763) for somebody who asks. Never by itself: nothing is looked for, and
/// nothing is ever added, because a packet arrived.
public protocol PrinterFinder: Sendable {
    /// Those that answer within about `limit`, by name; with none of this server's own.
    func find(within limit: Duration) async throws(FindProblem) -> [FoundPrinter]
}

/// Why nothing can be found: one sentence for people, with what to do about it.
public struct FindProblem: Error, Hashable, Sendable {
    public var reason: String
    public init(_ reason: String) { self.reason = reason }
}

/// Where nothing is looked for.
public struct NoFinder: PrinterFinder {
    public init() {}
    public func find(within limit: Duration) async throws(FindProblem) -> [FoundPrinter] {
        throw FindProblem("This server does not look for printers in the network.")
    }
}

/// One way to a printer in the network, as somebody there says it: not to be believed, and cleaned by ``init``.
public struct FoundService: Hashable, Sendable {
    /// By what it is printed to, the best first: RFC 6763 and Bonjour Printing 1.2.1 §4 have the names.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case ipps = "_ipps._tcp"
        case ipp = "_ipp._tcp"
        /// Raw data, usually at port 9100.
        case raw = "_pdl-datastream._tcp"
        /// A line printer daemon (RFC 1179).
        case line = "_printer._tcp"

        public var scheme: String {
            switch self {
            case .ipps: "ipps"
            case .ipp: "ipp"
            case .raw: "socket"
            case .line: "lpd"
            }
        }

        fileprivate var usualPort: UInt16 {
            switch self {
            case .ipps, .ipp: 631
            case .raw: 9100
            case .line: 515
            }
        }
    }

    public let kind: Kind
    /// The name that people know it by, at most 63 octets (RFC 6763 §4.1.1).
    public let instance: String
    /// An address, or a name of the domain name system.
    public let host: String
    public let port: UInt16
    /// The path, or the queue's name ("rp"): without a slash before it, and fit for a URI.
    public let path: String
    public let makeAndModel: String
    public let location: String
    /// IEEE 1284 device ID, as far as it is told.
    public let deviceID: String
    /// In lower case; empty where none is told.
    public let uuid: String

    /// - Parameter text: `key=value` pairs of the TXT record (RFC 6763 §6).
    /// - Returns: `nil` for what nothing can be sent to.
    public init?(_ kind: Kind, instance: String, host: String, port: UInt16, text: [String]) {
        // Port 0 only keeps a name (RFC 6763 §8).
        guard port > 0, Self.isHost(host) else { return nil }
        let name = instance.cleaned(63)
        guard !name.isEmpty else { return nil }
        var pairs: [String: String] = [:]
        for pair in text.prefix(Self.pairsMax) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = parts.first?.lowercased(), !key.isEmpty, pairs[key] == nil else { continue }
            pairs[key] = parts.count > 1 ? String(parts[1]) : ""
        }
        self.kind = kind
        self.instance = name
        self.host = host
        self.port = port
        path = Self.path(pairs["rp"] ?? "", kind)
        makeAndModel = (pairs["ty"] ?? pairs["product"] ?? "").cleaned(127)
        location = (pairs["note"] ?? "").cleaned(127)
        uuid = Self.uuid(pairs["uuid"] ?? "")
        let fields = [("MFG", pairs["usb_mfg"]), ("MDL", pairs["usb_mdl"])].compactMap { key, value in
            value.map { "\(key):\($0.cleaned(127).filter { $0 != ";" && $0 != ":" });" }
        }
        deviceID = fields.joined()
    }

    /// Pairs that are read of one record; printers have about 30.
    private static let pairsMax = 100

    public var uri: String {
        let place = host.contains(":") ? "[\(host)]" : host
        let door = port == kind.usualPort ? "" : ":\(port)"
        return switch kind {
        case .raw: "socket://\(place)\(door)"
        case .ipp, .ipps, .line: "\(kind.scheme)://\(place)\(door)/\(path)"
        }
    }

    private static func isHost(_ host: String) -> Bool {
        (1...255).contains(host.utf8.count)
            && host.utf8.allSatisfy { octet in
                switch octet {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"):
                    true
                default: false
                }
            } && !host.hasPrefix("-")
    }

    /// Without what would lead out of it, or be something else than a path (RFC 3986 §3.3).
    private static func path(_ text: String, _ kind: Kind) -> String {
        let segments = text.split(separator: "/").filter { $0 != "." && $0 != ".." }
        let path = segments.map { String($0).encodedSegment }.joined(separator: "/")
        if !path.isEmpty, path.utf8.count <= 255 { return path }
        return kind == .line ? "lp" : "ipp/print"
    }

    private static func uuid(_ text: String) -> String {
        let lower = text.lowercased()
        return lower.utf8.count == 36 && lower.allSatisfy { $0.isASCII && ($0.isHexDigit || $0 == "-") } ? lower : ""
    }
}

/// A printer in the network, with the ways to it.
public struct FoundPrinter: Hashable, Sendable {
    /// The best first; there is one at least.
    public let services: [FoundService]
    private let best: FoundService

    /// - Returns: `nil` for no services.
    public init?(_ services: [FoundService]) {
        let order = FoundService.Kind.allCases
        let sorted = services.enumerated().sorted { left, right in
            let places = [left, right].map { order.firstIndex(of: $0.element.kind) ?? order.count }
            return places[0] == places[1] ? left.offset < right.offset : places[0] < places[1]
        }.map(\.element)
        guard let best = sorted.first else { return nil }
        (self.services, self.best) = (sorted, best)
    }

    /// Those of one name are one printer: the name is kept for it on all the network (Bonjour Printing 1.2.1 §4.2).
    public static func together(_ services: [FoundService]) -> [FoundPrinter] {
        Dictionary(grouping: services, by: \.instance).values.compactMap { FoundPrinter($0) }
            .sorted { ($0.instance.lowercased(), $0.instance) < ($1.instance.lowercased(), $1.instance) }
    }

    public var instance: String { best.instance }
    public var uri: String { best.uri }
    public var makeAndModel: String { best.makeAndModel }
    public var location: String { best.location }
    public var deviceID: String { best.deviceID }
    public var uuid: String { services.lazy.map(\.uuid).first { !$0.isEmpty } ?? "" }
    /// Whether it takes jobs by IPP: then it can be printed to without setting anything up.
    public var speaksIPP: Bool { best.kind == .ipps || best.kind == .ipp }

    /// What CUPS calls a queue for it: letters and digits of ASCII, with `_` for any number of other octets
    /// (cups/dest.c `cups_queue_name`), so that scripts and settings of people who come from there know it.
    public var queueName: String {
        var name: [UInt8] = []
        for octet in instance.utf8 where name.count < 127 {
            switch octet {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: name.append(octet)
            default: if name.last != UInt8(ascii: "_") { name.append(UInt8(ascii: "_")) }
            }
        }
        return String(decoding: name, as: UTF8.self)
    }
}

extension String {
    /// For people's eyes: without control characters and those that turn the direction of writing, at most so many octets.
    fileprivate func cleaned(_ octetsMax: Int) -> String {
        let scalars = unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: " "
            default: scalar
            }
        }
        var text = String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
        while text.utf8.count > octetsMax { text.removeLast() }
        return text
    }

    /// RFC 3986 §3.3 `segment`, without `%`: what stands there encoded is kept as it is.
    fileprivate var encodedSegment: String { PercentEncoding.encoded(self, keeping: [UInt8(ascii: "%")]) }
}
