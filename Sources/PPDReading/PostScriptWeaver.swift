/// Puts the code of a job's choices into a PostScript document while it passes by, at the places that the Document
/// Structuring Conventions name; in front of all where a document has no structure.
///
/// ```
/// start  %!PS-Adobe-3.0 …  %%EndComments
///        %%BeginProlog  prolog …  %%EndProlog
///        %%BeginSetup … setup  %%EndSetup
///        %%Page: 1 1  %%BeginPageSetup  pageSetup … %%EndPageSetup …
///        %%EOF  end
/// ```
///
/// The setup goes last into the document's own, so that what was asked for wins over what the program that made the
/// document thought; the page's goes first, because it may begin the page anew. Comments within a document that is
/// contained in it, and within data, are not looked at.
public struct PostScriptWeaver {
    /// Pages that have begun, by the document's own comments.
    public internal(set) var pages = 0
    /// What the document says of their number.
    public internal(set) var pagesAnnounced: Int?

    let code: PrintCode
    let feature: (_ option: String, _ choice: String) -> [UInt8]?
    var state = State.start
    /// A line whose end has not come yet, up to ``StructureComment/octetsMax`` octets.
    private var line: [UInt8] = []
    /// The rest of a line that was longer.
    private var isInLongLine = false
    var depth = 0
    var octetsToPass = 0
    var linesToPass = 0
    var lastWasReturn = false
    var held = Held()

    enum State { case start, header, searching, body, pageComments, ended }

    /// What stands between the header and the place for the setup, kept until that is found.
    struct Held {
        var bytes: [UInt8] = []
        var prolog: Int?
        var prologEnd: Int?
        var hasSetup = false
    }

    /// A document whose procedures are longer has no structure for us.
    static let heldOctetsMax = 1 << 20

    /// - Parameter feature: the code of a choice that the document itself asks for (`%%IncludeFeature`).
    public init(
        _ code: PrintCode, feature: @escaping (_ option: String, _ choice: String) -> [UInt8]? = { _, _ in nil }
    ) {
        self.code = code
        self.feature = feature
    }

    public typealias Output = (ArraySlice<UInt8>) throws -> Void

    /// Takes the next octets of the document.
    public mutating func take(_ piece: [UInt8], _ write: Output) throws {
        var offset = 0
        if state == .start, line.isEmpty, pages == 0 { try begin(write) }
        while offset < piece.count {
            if octetsToPass > 0 {
                let count = min(octetsToPass, piece.count - offset)
                try put(piece[offset..<offset + count], write)
                octetsToPass -= count
                offset += count
                continue
            }
            if state == .body, line.isEmpty, !isInLongLine, linesToPass == 0 {
                let end = Self.plainEnd(in: piece, from: offset)
                if end > offset {
                    lastWasReturn = piece[end - 1] == 0x0D
                    try write(piece[offset..<end])
                    offset = end
                    continue
                }
            }
            let end = Self.lineEnd(in: piece, from: offset)
            try takeLine(piece[offset..<end], write)
            offset = end
        }
    }

    /// What is left once the document is over.
    public mutating func finish(_ write: Output) throws {
        if state == .start, line.isEmpty { try begin(write) }
        if !line.isEmpty { try whole(write) }
        if state == .header || state == .start { try endHeader(write) }
        if state == .searching { try release(setupAt: nil, write) }
        if pages > 0, state != .ended { try write(Array("\n%%EOF\n".utf8)[...]) }
        try write(code.end[...])
    }

    private mutating func begin(_ write: Output) throws {
        state = .header
        try write(code.start[...])
        startsDocument = true
    }
    /// Nothing of the document has been seen.
    var startsDocument = false

    // MARK: Lines

    /// Behind the line that begins at `start`, or the end of the piece.
    private static func lineEnd(in piece: [UInt8], from start: Int) -> Int {
        piece.withUnsafeBufferPointer { octets in
            var place = start
            while place < octets.count {
                let octet = octets[place]
                place += 1
                if octet == 0x0A || octet == 0x0D { break }
            }
            return place
        }
    }

    /// Behind the whole lines from `start` on that say nothing about the structure: most of a document.
    private static func plainEnd(in piece: [UInt8], from start: Int) -> Int {
        piece.withUnsafeBufferPointer { octets in
            var end = start
            var place = start
            while place < octets.count {
                switch octets[place] {
                case UInt8(ascii: "%"), UInt8(ascii: "@"), 0x1B, 0x04: return end
                default: break
                }
                while octets[place] != 0x0A, octets[place] != 0x0D {
                    place += 1
                    if place == octets.count { return end }
                }
                place += 1
                end = place
            }
            return end
        }
    }

    /// A line, or a part of one that ends with the piece.
    private mutating func takeLine(_ part: ArraySlice<UInt8>, _ write: Output) throws {
        let isEnded = part.last == 0x0A || part.last == 0x0D
        if isInLongLine {
            isInLongLine = !isEnded
            lastWasReturn = part.last == 0x0D
            try put(part, write)
            return
        }
        let taken = part.prefix(StructureComment.octetsMax + 1 - line.count)
        line += taken
        guard isEnded || line.count > StructureComment.octetsMax else { return }
        if line.count > StructureComment.octetsMax {
            // Text: nothing that concerns us is so long.
            isInLongLine = !isEnded
            lastWasReturn = part.last == 0x0D
            let first = line
            line = []
            try text(first[...], write)
            try put(part[taken.endIndex...], write)
            return
        }
        try whole(write)
    }

    /// A whole line with its end, or the last one without.
    private mutating func whole(_ write: Output) throws {
        var bytes = line[...]
        line = []
        if bytes.elementsEqual([0x0A]), lastWasReturn {
            // The second half of CR LF.
            lastWasReturn = false
            return try put(bytes, write)
        }
        lastWasReturn = bytes.last == 0x0D
        if linesToPass > 0 {
            linesToPass -= 1
            return try put(bytes, write)
        }
        if startsDocument { bytes = Self.withoutLeader(bytes) }
        var content = bytes
        while let last = content.last, last == 0x0A || last == 0x0D { content.removeLast() }
        try understand(StructureComment(content), bytes, write)
    }

    /// A first line without what Windows puts before `%!`, on the same line.
    private static func withoutLeader(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = line.drop { $0 == 0x04 }
        if rest.starts(with: JobControl.universalExit) { rest = rest.dropFirst(JobControl.universalExit.count) }
        return rest.starts(with: "%!".utf8) ? rest : line
    }

    mutating func put(_ bytes: ArraySlice<UInt8>, _ write: Output) throws {
        guard !bytes.isEmpty else { return }
        guard state == .searching else { return try write(bytes) }
        held.bytes += bytes
        if held.bytes.count > Self.heldOctetsMax { try release(setupAt: nil, write) }
    }
}
