/// Makes the words of a program bold and its comments grey, row by row.
public struct Highlighter {
    private enum State: Equatable {
        case code
        case lineComment
        case blockComment
        case string(UInt32)
    }

    private let language: ProgramLanguage
    private var state = State.code

    public init(_ language: ProgramLanguage) { self.language = language }

    public mutating func highlight(_ row: inout Row) {
        var index = 0
        var isLineStart = !row.isContinuation
        while index < row.cells.count {
            let start = index
            let scalar = row.cells[index].scalar
            switch state {
            case .lineComment: index = row.cells.count
            case .blockComment:
                index += 1
                if has("*/", row, at: start) { (index, state) = (start + 2, .code) }
            case .string(let quote):
                index += scalar == 0x5C ? 2 : 1
                if scalar == quote { state = .code }
                continue
            case .code:
                index = code(&row, at: start, isLineStart: isLineStart)
                if scalar != 0x20 { isLineStart = false }
                continue
            }
            set(.muted, &row, start..<index)
        }
        guard row.isLast else { return }
        // Strings end with their line, but for those that may go on; a missing quote then spoils one line only.
        if state != .blockComment, state != .string(0x60) { state = .code }
    }

    /// One word, quote or sign of code; where it ends.
    private mutating func code(_ row: inout Row, at start: Int, isLineStart: Bool) -> Int {
        let scalar = row.cells[start].scalar
        if let comment = language.lineComments.first(where: { has($0, row, at: start) }),
            comment != "#" || start == 0 || row.cells[start - 1].scalar == 0x20
        {
            state = .lineComment
            set(.muted, &row, start..<row.cells.count)
            return row.cells.count
        }
        if language.hasBlockComments, has("/*", row, at: start) {
            state = .blockComment
            set(.muted, &row, start..<start + 2)
            return start + 2
        }
        if language.quotes.contains(scalar) {
            state = .string(scalar)
            return start + 1
        }
        if language.hasDirectives, isLineStart, scalar == 0x23 {
            let end = row.cells[(start + 1)...].firstIndex { !isWord($0.scalar) && $0.scalar != 0x20 }
            set(.bold, &row, start..<wordEnd(row, from: min(start + 1, end ?? start + 1)))
            return wordEnd(row, from: start + 1)
        }
        guard isWord(scalar) else { return start + 1 }
        let end = wordEnd(row, from: start)
        // Longer ones are names.
        if end - start <= 16 {
            let word = String(
                decoding: row.cells[start..<end].map { UInt8(truncatingIfNeeded: $0.scalar) }, as: UTF8.self)
            if language.words.contains(language.ignoresCase ? word.lowercased() : word) {
                set(.bold, &row, start..<end)
            }
        }
        return end
    }

    private func wordEnd(_ row: Row, from start: Int) -> Int {
        row.cells[min(start, row.cells.count)...].firstIndex { !isWord($0.scalar) } ?? row.cells.count
    }

    private func isWord(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: scalar >= 0x80
        }
    }

    private func has(_ text: String, _ row: Row, at start: Int) -> Bool {
        row.cells[start...].prefix(text.utf8.count).map(\.scalar) == text.unicodeScalars.map(\.value)
    }

    private func set(_ style: Style, _ row: inout Row, _ range: Range<Int>) {
        for index in range where index < row.cells.count { row.cells[index].style.formUnion(style) }
    }
}
