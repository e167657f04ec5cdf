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
    public private(set) var pages = 0
    /// What the document says of their number.
    public private(set) var pagesAnnounced: Int?

    private let code: PrintCode
    private let feature: (_ option: String, _ choice: String) -> [UInt8]?
    private var state = State.start
    /// A line whose end has not come yet, up to ``StructureComment/octetsMax`` octets.
    private var line: [UInt8] = []
    /// The rest of a line that was longer.
    private var isInLongLine = false
    private var depth = 0
    private var octetsToPass = 0
    private var linesToPass = 0
    private var lastWasReturn = false
    private var held = Held()

    private enum State { case start, header, searching, body, pageComments, ended }

    /// What stands between the header and the place for the setup, kept until that is found.
    private struct Held {
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
    private var startsDocument = false

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

    /// A line, or a part of one that ends with the piece.
    private mutating func takeLine(_ part: ArraySlice<UInt8>, _ write: Output) throws {
        let isEnded = part.last == 0x0A || part.last == 0x0D
        if isInLongLine {
            isInLongLine = !isEnded
            try put(part, write)
            return
        }
        line += part.prefix(StructureComment.octetsMax + 1 - line.count)
        guard isEnded || line.count > StructureComment.octetsMax else { return }
        let taken = line.count
        let before = taken - min(taken, part.count)
        if line.count > StructureComment.octetsMax {
            // Text: nothing that concerns us is so long.
            isInLongLine = !isEnded
            let rest = part.dropFirst(StructureComment.octetsMax + 1 - before)
            let first = line
            line = []
            try text(first[...], write)
            try put(rest, write)
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

    private mutating func put(_ bytes: ArraySlice<UInt8>, _ write: Output) throws {
        guard !bytes.isEmpty else { return }
        guard state == .searching else { return try write(bytes) }
        held.bytes += bytes
        if held.bytes.count > Self.heldOctetsMax { try release(setupAt: nil, write) }
    }

    // MARK: Where we are

    private mutating func understand(
        _ comment: StructureComment, _ bytes: ArraySlice<UInt8>, _ write: Output
    ) throws {
        switch comment {
        case .universalExit, .endOfTransmission: return  // Ours stand around the document.
        case .jobLanguage where startsDocument: return
        case .octets(let count):
            try text(bytes, write)
            octetsToPass = count
            // CR LF: the LF still belongs to the comment.
            if lastWasReturn, count > 0 { octetsToPass += 1 }
            return
        case .lines(let count):
            try text(bytes, write)
            linesToPass = count
            return
        case .beginDocument:
            depth += 1
            return try text(bytes, write)
        case .endDocument:
            depth = max(0, depth - 1)
            return try text(bytes, write)
        default: break
        }
        guard depth == 0 else { return try text(bytes, write) }
        if state == .header { return try header(comment, bytes, write) }
        try body(comment, bytes, write)
    }

    private mutating func header(
        _ comment: StructureComment, _ bytes: ArraySlice<UInt8>, _ write: Output
    ) throws {
        if startsDocument {
            startsDocument = false
            if comment == .header { return try write(bytes) }
            if comment == .mark {
                try write(bytes)
            } else {
                try write(Array("%!PS-Adobe-3.0\n".utf8)[...])
            }
            // No structure is promised: everything goes here.
            try endHeader(write)
            try release(setupAt: 0, write)
            if comment != .mark { try understand(comment, bytes, write) }
            return
        }
        switch comment {
        case .pages(let count):
            if (1...1_000_000).contains(count) { pagesAnnounced = count }
            try write(bytes)
        case .comment, .mark, .header: try write(bytes)
        case .endComments:
            try write(bytes)
            try endHeader(write)
        default:
            try endHeader(write)
            try body(comment, bytes, write)
        }
    }

    private mutating func endHeader(_ write: Output) throws {
        if startsDocument { startsDocument = false }
        state = .searching
    }

    private mutating func body(
        _ comment: StructureComment, _ bytes: ArraySlice<UInt8>, _ write: Output
    ) throws {
        switch comment {
        case .beginProlog where state == .searching:
            try put(bytes, write)
            if state == .searching, held.prolog == nil { held.prolog = held.bytes.count }
        case .endProlog where state == .searching:
            try put(bytes, write)
            if state == .searching { held.prologEnd = held.bytes.count }
        case .beginSetup where state == .searching:
            held.hasSetup = true
            try put(bytes, write)
        case .endSetup where state == .searching:
            try release(setupAt: held.bytes.count, write)
            try put(bytes, write)
        case .page:
            if state == .searching { try release(setupAt: held.bytes.count, write) }
            pages += 1
            try write(bytes)
            state = code.pageSetup.isEmpty ? .body : .pageComments
        case .beginPageSetup where state == .pageComments:
            try write(bytes)
            try pageSetup(write)
        case .includeFeature(let option, let choice):
            try text(bytes, write)
            if let code = feature(option, choice) { try put(code[...], write) }
        case .endOfFile where state != .searching:
            try write(bytes)
            state = .ended
        case .comment where state == .pageComments: try write(bytes)
        default: try text(bytes, write)
        }
    }

    /// What is no comment of interest.
    private mutating func text(_ bytes: ArraySlice<UInt8>, _ write: Output) throws {
        if state == .header {
            if startsDocument { return try header(.text, bytes, write) }
            try endHeader(write)
        }
        if state == .pageComments { try pageSetup(write) }
        try put(bytes, write)
    }

    private mutating func pageSetup(_ write: Output) throws {
        state = .body
        try write(code.pageSetup[...])
    }

    /// Lets go of what was held, with the code in its places.
    ///
    /// - Parameter place: where in it the setup goes; `nil` where none was found: behind the prolog, or in front.
    private mutating func release(setupAt place: Int?, _ write: Output) throws {
        let (kept, isFound) = (held, place != nil && place != 0)
        held = Held()
        state = .body
        let prolog = kept.prolog ?? 0
        let setup = max(place ?? kept.prologEnd ?? prolog, prolog)
        try write(kept.bytes[..<prolog])
        try write(code.prolog[...])
        try write(kept.bytes[prolog..<setup])
        let isInside = kept.hasSetup && isFound
        if !code.setup.isEmpty {
            if !isInside { try write(Array("%%BeginSetup\n".utf8)[...]) }
            try write(code.setup[...])
            if !isInside { try write(Array("%%EndSetup\n".utf8)[...]) }
        }
        // Without pages that could be found, what is meant for each is said once.
        if !isFound { try write(code.pageSetup[...]) }
        try write(kept.bytes[setup...])
    }
}
