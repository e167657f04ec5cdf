import IPP
import PrintModel

/// What a request is about, read from its URIs (RFC 8011 §4.1.5).
enum Target: Hashable, Sendable {
    case printer(PrinterName)
    case defaultPrinter
    case job(JobID)
    /// The server with all its printers and jobs: `/`, `/jobs`, `/printers`.
    case server
    /// The System object (PWG 5100.22).
    case system

    /// Whether it is one printer, named or the default one.
    var isPrinter: Bool {
        switch self {
        case .printer, .defaultPrinter: true
        case .job, .server, .system: false
        }
    }

    /// The host in a URI is not looked at: clients name the server in many ways.
    init(uri: String) throws {
        guard let path = Self.path(of: uri) else {
            throw OperationError(.badRequest, "'\(uri)' is not an IPP URI")
        }
        self = try Self(path: path)
    }

    init(path: String) throws {
        let parts = path.split(separator: "/").map { String($0) }
        switch parts.first {
        case nil: self = .server
        case "admin" where parts.count == 1: self = .server
        case "printers" where parts.count == 1, "classes" where parts.count == 1, "jobs" where parts.count == 1:
            self = .server
        case "printers" where parts.count == 2, "classes" where parts.count == 2:
            self = try .named(parts[1], in: path)
        case "printers" where parts.count == 3 && parts[2] == ".printer":
            self = try .named(parts[1], in: path)
        case "jobs" where parts.count == 2: self = try .numbered(parts[1], in: path)
        case "ipp":
            switch (parts.count, parts.dropFirst().first) {
            case (2, "system"): self = .system
            case (1, _), (2, "print"): self = .defaultPrinter
            case (3, "print"): self = try .named(parts[2], in: path)
            case (4, "print"): self = try .numbered(parts[3], in: path)
            default: throw Self.notFound(path)
            }
        default: throw Self.notFound(path)
        }
    }

    private static func named(_ name: String, in path: String) throws -> Target {
        guard let name = PrinterName(name) else { throw notFound(path) }
        return .printer(name)
    }

    private static func numbered(_ number: String, in path: String) throws -> Target {
        guard let number = Int32(number), number > 0 else { throw notFound(path) }
        return .job(JobID(number))
    }

    private static func notFound(_ path: String) -> OperationError {
        OperationError(.notFound, "there is nothing at '\(path)'")
    }

    /// The path of a URI, percent-decoded; `nil` when it is not a URI of ours.
    static func path(of uri: String) -> String? {
        guard let separator = uri.firstRange(of: "://") else { return uri.hasPrefix("/") ? decoded(uri[...]) : nil }
        let scheme = uri[..<separator.lowerBound].lowercased()
        guard ["ipp", "ipps", "http", "https"].contains(scheme) else { return nil }
        let rest = uri[separator.upperBound...]
        guard let slash = rest.firstIndex(of: "/") else { return "/" }
        let path = rest[slash...].prefix { $0 != "?" && $0 != "#" }
        return decoded(path)
    }

    /// `nil` where a percent sign is not followed by two hexadecimal digits or the bytes are not UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        PercentEncoding.decoded(Array(text.utf8)[...]).flatMap { String(validating: $0, as: UTF8.self) }
    }
}

extension IPPRequest {
    /// What the request is about: "printer-uri" with "job-id", or "job-uri", or "printer-uri" alone.
    func target() throws -> Target {
        if let uri = try uri("job-uri") {
            let target = try Target(uri: uri)
            guard case .job = target else {
                throw OperationError(.notFound, "'\(uri)' is not a job's URI")
            }
            return target
        }
        guard let uri = try uri("printer-uri") ?? uri("system-uri") else {
            throw OperationError(.badRequest, "the request names no printer-uri")
        }
        return try Target(uri: uri)
    }
}
