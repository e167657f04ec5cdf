/// The first part of a request: its request line and fields, checked (RFC 9112 §3, §5).
struct HTTPRequestHead: Hashable, Sendable {
    enum Framing: Hashable, Sendable {
        case none
        case length(Int64)
        case chunked
    }

    /// As sent: methods are case-sensitive (RFC 9110 §9.1).
    var method: String
    /// Percent-decoded, begins with `/`; `*` for the whole server (OPTIONS only).
    var path: String
    /// Behind the `?`, as sent.
    var query: String?
    /// Whom the client thinks it speaks to: the target's authority, else `Host`.
    var authority: String?
    var isVersion1_0: Bool
    var framing: Framing
    /// Whether the client wants to send another request on this connection.
    var keepsAlive: Bool
    /// The client waits for a 100 before it sends the body.
    var expectsContinue: Bool
    /// The client offers to go on in TLS on this connection (RFC 2817 §3).
    var offersTLS: Bool
    /// Media type of the body without parameters, in lower case.
    var mediaType: String?
    /// Quirk of libcups ("CUPS/2.4.2 …"): see ``LibcupsFraming``.
    var isLibcups: Bool
    /// As sent, in order, names in lower case.
    var fields: [HTTPField]

    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

/// A field of a request or an answer.
public struct HTTPField: Hashable, Sendable {
    /// In lower case where it came from a client.
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension HTTPRequestHead {
    /// Reads a head, strictly: what two programs could read in two ways is refused (request smuggling).
    ///
    /// - Parameter bytes: from the first byte of the request line to the empty line, both included; every line ends in
    ///   CR LF, as ``HeadScanner`` has made sure.
    init(parsing bytes: [UInt8], limits: HTTPLimits) throws(HTTPRefusal) {
        var lines = HeadLines(bytes)
        let line = try RequestLine(parsing: lines.next() ?? [], limits: limits)
        var sums = FieldSums()
        var fields: [HTTPField] = []
        fields.reserveCapacity(8)
        while let line = lines.next(), !line.isEmpty {
            guard fields.count < limits.fieldsMax else {
                throw HTTPRefusal(431, "more than \(limits.fieldsMax) fields")
            }
            let field = try HTTPField(parsing: line)
            try sums.take(field)
            fields.append(field)
        }
        let target = try HTTPTarget(parsing: line.target, method: line.method)
        try sums.check(isVersion1_0: line.isVersion1_0, authority: target.authority)
        method = line.method
        path = target.path
        query = target.query
        authority = target.authority ?? sums.host
        isVersion1_0 = line.isVersion1_0
        framing = sums.isChunked ? .chunked : sums.length.map { $0 == 0 ? .none : .length($0) } ?? .none
        keepsAlive = line.isVersion1_0 ? sums.asksKeepAlive && !sums.asksClose : !sums.asksClose
        expectsContinue = sums.expectsContinue && !line.isVersion1_0
        offersTLS = sums.offersTLS
        mediaType = sums.mediaType
        isLibcups = sums.isLibcups
        self.fields = fields
        let isLengthKnown = sums.isChunked || sums.length != nil
        if !isLengthKnown, ["POST", "PUT", "PATCH"].contains(method) {
            throw HTTPRefusal(411, "a \(method) needs Content-Length or Transfer-Encoding: chunked")
        }
        if case .length(let length) = framing, length > limits.bodyBytesMax {
            throw HTTPRefusal(413, "\(length) octets are more than the \(limits.bodyBytesMax) that are taken")
        }
    }
}

/// Splits a head at CR LF. A CR or LF elsewhere is found by those who read the line.
private struct HeadLines {
    private let bytes: [UInt8]
    private var start = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> ArraySlice<UInt8>? {
        guard start < bytes.count, let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { start = end + 1 }
        return bytes[start..<max(start, end - 1)]
    }
}

/// `METHOD target HTTP/1.1`
private struct RequestLine {
    let method: String
    let target: ArraySlice<UInt8>
    let isVersion1_0: Bool

    init(parsing line: ArraySlice<UInt8>, limits: HTTPLimits) throws(HTTPRefusal) {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 3, omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty, name.count <= 32, name.allSatisfy(\.isTokenCharacter) else {
            throw .badRequest("the request line does not begin with a method")
        }
        guard parts.count == 3, !parts[1].isEmpty else { throw .badRequest("the request line has not three parts") }
        guard parts[1].count <= limits.targetBytesMax else {
            throw HTTPRefusal(414, "a target of \(parts[1].count) octets")
        }
        method = String(decoding: name, as: UTF8.self)
        target = parts[1]
        isVersion1_0 = try Self.isVersion1_0(parts[2])
    }

    private static func isVersion1_0(_ text: ArraySlice<UInt8>) throws(HTTPRefusal) -> Bool {
        let version = Array(text)
        guard version.count == 8, version.starts(with: Array("HTTP/".utf8)), version[5].isDigit,
            version[6] == UInt8(ascii: "."), version[7].isDigit
        else { throw .badRequest("the request line does not end with a version") }
        guard version[5] == UInt8(ascii: "1") else { throw HTTPRefusal(505, "only HTTP/1.0 and HTTP/1.1 are spoken") }
        return version[7] == UInt8(ascii: "0")
    }
}

extension HTTPField {
    fileprivate init(parsing line: ArraySlice<UInt8>) throws(HTTPRefusal) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
            throw .badRequest("a field without a name")
        }
        let name = line[..<colon]
        // Also refuses a blank before the colon and a folded line (RFC 9112 §5.1, §5.2).
        guard name.allSatisfy(\.isTokenCharacter) else {
            throw .badRequest("a field name with a character that is none")
        }
        let value = line[(colon + 1)...].trimmingBlanks
        guard value.allSatisfy(\.isFieldCharacter) else { throw .badRequest("a control character in a field") }
        self.init(
            String(decoding: name.map(\.lowercased), as: UTF8.self), String(decoding: value, as: UTF8.self))
    }
}

/// What the fields say together about the connection and the body.
private struct FieldSums {
    var host: String?
    var length: Int64?
    var isChunked = false
    var asksClose = false
    var asksKeepAlive = false
    var expectsContinue = false
    var mediaType: String?
    var isLibcups = false
    private var asksUpgrade = false
    private var namesTLS = false

    var offersTLS: Bool { asksUpgrade && namesTLS }

    mutating func take(_ field: HTTPField) throws(HTTPRefusal) {
        switch field.name {
        case "host":
            guard host == nil else { throw .badRequest("two Host fields") }
            host = field.value
        case "content-length": try takeLength(field.value)
        case "transfer-encoding":
            guard !isChunked else { throw .badRequest("two Transfer-Encoding fields") }
            guard field.value.lowercased() == "chunked" else { throw HTTPRefusal(501, "a transfer coding but chunked") }
            isChunked = true
        case "connection":
            for option in field.listed {
                asksClose = asksClose || option == "close"
                asksKeepAlive = asksKeepAlive || option == "keep-alive"
                asksUpgrade = asksUpgrade || option == "upgrade"
            }
        case "expect":
            guard field.value.lowercased() == "100-continue" else {
                throw HTTPRefusal(417, "only 100-continue can be expected")
            }
            expectsContinue = true
        case "upgrade": namesTLS = namesTLS || field.listed.contains { $0.hasPrefix("tls/") }
        case "content-type":
            let type = field.value.prefix { $0 != ";" }
            mediaType = type.split(separator: " ").first.map { $0.lowercased() }
        case "user-agent": isLibcups = field.value.hasPrefix("CUPS/")
        default: break
        }
    }

    private mutating func takeLength(_ text: String) throws(HTTPRefusal) {
        guard length == nil else { throw .badRequest("two Content-Length fields") }
        guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else { throw .badRequest("a bad Content-Length") }
        guard let number = Int64(text) else { throw HTTPRefusal(413, "an endless Content-Length") }
        length = number
    }

    func check(isVersion1_0: Bool, authority: String?) throws(HTTPRefusal) {
        if isChunked, length != nil { throw .badRequest("both Content-Length and Transfer-Encoding") }
        if isChunked, isVersion1_0 { throw .badRequest("HTTP/1.0 has no Transfer-Encoding") }
        if host == nil, !isVersion1_0 { throw .badRequest("no Host field") }
    }
}

extension HTTPField {
    /// The members of a comma-separated list, in lower case.
    fileprivate var listed: [String] {
        value.lowercased().split(separator: ",").map { member in
            String(decoding: Array(member.utf8)[...].trimmingBlanks, as: UTF8.self)
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmingBlanks: ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first, first.isBlank { slice.removeFirst() }
        while let last = slice.last, last.isBlank { slice.removeLast() }
        return slice
    }
}

extension UInt8 {
    /// `token` of RFC 9110 §5.6.2.
    var isTokenCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// What a field's value may hold (RFC 9110 §5.5).
    fileprivate var isFieldCharacter: Bool { self == 9 || self >= 32 && self != 127 }
    fileprivate var isBlank: Bool { self == 32 || self == 9 }
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var lowercased: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self + 32 : self }
}
