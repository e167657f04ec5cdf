// Own tables, not wcwidth(3): that one knows only the locale the command happens to run in.

extension Character {
    /// Cells it takes on a terminal: 0 for controls and marks, 2 for wide ones such as those of Chinese.
    var cells: Int {
        // An emoji built of several scalars is drawn as one, in two cells.
        unicodeScalars.reduce(0) { max($0, $1.cells) }
    }
}

extension Unicode.Scalar {
    fileprivate var cells: Int {
        if value < 0x300 { return value >= 0x20 && !(0x7F..<0xA0).contains(value) && value != 0xAD ? 1 : 0 }
        switch properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        if properties.isEmojiPresentation { return 2 }
        return Self.wide.contains { $0.contains(value) } ? 2 : 1
    }

    /// East Asian Wide and Fullwidth (Unicode Standard Annex 11), in blocks.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B16F, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}

extension StringProtocol {
    /// Cells it takes on a terminal.
    var cells: Int { reduce(0) { $0 + $1.cells } }

    /// With blanks behind, up to `width` cells.
    func padded(to width: Int) -> String {
        String(self) + String(repeating: " ", count: Swift.max(0, width - cells))
    }

    /// With blanks before, up to `width` cells.
    func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - cells)) + String(self)
    }

    /// Cut to `width` cells, the last of which then says that something is missing.
    func fitted(to width: Int) -> String {
        guard cells > width else { return String(self) }
        guard width > 0 else { return "" }
        var taken = ""
        var used = 0
        for character in self {
            let next = character.cells
            if used + next > width - 1 { break }
            taken.append(character)
            used += next
        }
        return taken + "…"
    }

    /// Without what a terminal would take as a command: a job's title comes from anybody.
    var harmless: String {
        String(
            String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 })
        )
    }

    var withoutBlanksAtEnd: String {
        var text = String(self)
        while text.last == " " { text.removeLast() }
        return text
    }
}
