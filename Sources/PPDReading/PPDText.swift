/// A PPD file that was looked through: how large it is, what of it is refused, and the same file without that.
public struct PPDText: Hashable, Sendable {
    /// What libcups and filters are given: refused statements are comments in it, so that lines keep their numbers.
    public private(set) var safe: [UInt8]
    /// In the order of the file, at most ``PPDLimits/refusalsMax``.
    public private(set) var refused: [Refused] = []
    /// How many more were refused.
    public private(set) var refusedMore = 0
    public private(set) var constraints = 0
    /// Programs named by `*cupsFilter2`, or by `*cupsFilter` where there is none of those.
    public private(set) var filters: [FilterLine] = []

    public struct Refused: Hashable, Sendable {
        public var statement: PPDStatement
        public var refusal: PPDRefusal
    }

    private var oldFilters: [FilterLine] = []
    private var options = 0
    private var choices = 0
    private var groups = 0
    private var sizes = 0
    private var statements = 0

    /// Throws where the bytes are no PPD, or more of one than anything prints with.
    public init(_ bytes: [UInt8]) throws(PPDFault) {
        guard bytes.count <= PPDLimits.octetsMax else {
            throw PPDFault(line: 0, "it has more than \(PPDLimits.octetsMax >> 20) MiB")
        }
        guard !bytes.contains(0) else { throw PPDFault(line: 0, "it is no text: it holds octets of 0") }
        // A byte order mark, which some editors write.
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        guard text.starts(with: Array("*PPD-Adobe".utf8)) else {
            throw PPDFault(line: 1, "it does not begin with *PPD-Adobe")
        }
        safe = []
        var hidden: [Range<Int>] = []
        var scanner = PPDScanner(text)
        while let statement = try scanner.next() {
            if let refusal = PPDRefusal(of: statement) {
                hidden.append(statement.line..<statement.line + statement.lines)
                add(Refused(statement: statement, refusal: refusal))
            } else {
                try read(statement)
            }
        }
        if filters.isEmpty { filters = oldFilters }
        safe = Self.hiding(hidden, in: text)
    }

    private mutating func add(_ refused: Refused) {
        if self.refused.count < PPDLimits.refusalsMax { self.refused.append(refused) } else { refusedMore += 1 }
    }

    private mutating func read(_ statement: PPDStatement) throws(PPDFault) {
        switch statement.keyword {
        case "UIConstraints", "NonUIConstraints", "cupsUIConstraints":
            try Self.count(&constraints, PPDLimits.constraintsMax, "constraints", statement)
            return
        case "OpenUI", "JCLOpenUI": try Self.count(&options, PPDLimits.optionsMax, "options", statement)
        case "OpenGroup", "OpenSubGroup": try Self.count(&groups, PPDLimits.groupsMax, "groups", statement)
        case "PageSize", "PaperDimension", "ImageableArea":
            // Each of these makes libcups look for the size, which most files name in all three.
            try Self.count(&sizes, 3 * PPDLimits.sizesMax, "sizes", statement)
        case "cupsFilter2": if let line = FilterLine(second: statement.value) { filters.append(line) }
        case "cupsFilter": if let line = FilterLine(statement.value) { oldFilters.append(line) }
        default: if !statement.option.isEmpty { try Self.count(&choices, PPDLimits.choicesMax, "choices", statement) }
        }
        try Self.count(&statements, PPDLimits.statementsMax, "statements", statement)
    }

    private static func count(
        _ number: inout Int, _ max: Int, _ what: String, _ statement: PPDStatement
    ) throws(PPDFault) {
        number += 1
        guard number <= max else { throw PPDFault(line: statement.line, "it has too many \(what)") }
    }

    /// The text with these lines, counted from 1 and ascending, turned into comments.
    private static func hiding(_ hidden: [Range<Int>], in text: [UInt8]) -> [UInt8] {
        guard !hidden.isEmpty else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var ranges = hidden[...]
        var line = 1
        var offset = 0
        while offset < text.count {
            while let range = ranges.first, range.upperBound <= line { ranges.removeFirst() }
            var end = offset
            while end < text.count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
            result += ranges.first?.contains(line) == true ? Array("*%".utf8)[...] : text[offset..<end]
            if end < text.count { result.append(0x0A) }
            if end + 1 < text.count, text[end] == 0x0D, text[end + 1] == 0x0A { end += 1 }
            offset = end + 1
            line += 1
        }
        return result
    }
}
