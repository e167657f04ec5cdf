/// One statement of a PPD file (Adobe TN 5003, "PostScript Printer Description File Format Specification" 4.3, §2).
///
/// ```
/// *Keyword Option/Translation: "value
/// over several lines"
/// *End
/// ```
public struct PPDStatement: Hashable, Sendable {
    /// Where it begins, from 1.
    public var line: Int
    /// Lines it takes, the `*End` that belongs to it included.
    public var lines: Int
    /// Without the `*`; with the `?` of a query.
    public var keyword: String
    /// Without its translation.
    public var option: String
    /// Without quotes around it.
    public var value: String
}

/// Takes a PPD apart, statement by statement. Libcups does so once more: this is how we know what it will see, how large
/// it is, and what in it is not for us.
public struct PPDScanner {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next statement, or `nil` at the end. Comments and what is no statement are passed over.
    public mutating func next() throws(PPDFault) -> PPDStatement? {
        while let range = try nextLine() {
            guard bytes[range].first == UInt8(ascii: "*"), range.count > 1, bytes[range.lowerBound + 1] != Self.percent
            else { continue }
            return try statement(in: range)
        }
        return nil
    }

    private static let percent = UInt8(ascii: "%")
    private static let quote = UInt8(ascii: "\"")

    /// The next line without its end: LF, CR or both.
    private mutating func nextLine() throws(PPDFault) -> Range<Int>? {
        guard offset < bytes.count else { return nil }
        line += 1
        let start = offset
        while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
        let end = offset
        guard end - start <= PPDLimits.lineOctetsMax else { throw PPDFault(line: line, "the line is too long") }
        if offset < bytes.count {
            if bytes[offset] == 0x0D, offset + 1 < bytes.count, bytes[offset + 1] == 0x0A { offset += 1 }
            offset += 1
        }
        return start..<end
    }

    private mutating func statement(in range: Range<Int>) throws(PPDFault) -> PPDStatement {
        let first = line
        let text = bytes[range].dropFirst()
        let keyword = text.prefix { $0 != UInt8(ascii: ":") && $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: "/") }
        var statement = PPDStatement(
            line: first, lines: 1, keyword: String(decoding: keyword, as: UTF8.self), option: "", value: "")
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else {
            // `*CloseUI PageSize` without its colon, `*End`.
            statement.value = Self.trimmed(text[keyword.endIndex...])
            return statement
        }
        statement.option = Self.trimmed(text[keyword.endIndex..<colon].prefix { $0 != UInt8(ascii: "/") })
        let value = text[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
        guard value.first == Self.quote else {
            statement.value = Self.trimmed(value)
            return statement
        }
        statement.value = try quoted(from: value.startIndex + 1, upTo: range.upperBound, of: first)
        statement.lines = line - first + 1
        if takesEnd() { statement.lines += 1 }
        return statement
    }

    /// What stands up to the closing quote, on this line or a later one.
    private mutating func quoted(from start: Int, upTo end: Int, of first: Int) throws(PPDFault) -> String {
        var value: [UInt8] = []
        var rest = start..<end
        while true {
            if let quote = bytes[rest].firstIndex(of: Self.quote) {
                value += bytes[rest.lowerBound..<quote]
                return String(decoding: value, as: UTF8.self)
            }
            value += bytes[rest]
            value.append(0x0A)
            guard value.count <= PPDLimits.valueOctetsMax else { throw PPDFault(line: first, "the value is too long") }
            guard let next = try nextLine() else { throw PPDFault(line: first, "the value has no closing quote") }
            rest = next
        }
    }

    /// Takes an `*End` that stands on the next line.
    private mutating func takesEnd() -> Bool {
        let end = Array("*End".utf8)
        guard bytes[offset...].starts(with: end) else { return false }
        let behind = offset + end.count
        guard behind == bytes.count || [0x0A, 0x0D, 0x20, 0x09].contains(bytes[behind]) else { return false }
        // Four octets are not too long.
        return (try? nextLine()) != nil
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> String {
        var text = text.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
        return String(decoding: text, as: UTF8.self)
    }
}
