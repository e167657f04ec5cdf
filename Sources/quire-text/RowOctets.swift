internal import CPango
internal import TextSetting

/// A row as pango wants it: UTF-8, attributes by octet, and how many cells begin at which octet.
struct RowOctets {
    private(set) var bytes: [UInt8] = []
    /// For each octet, the cells of the character that begins there.
    private var widths: [UInt8] = []
    private var wide: [Range<Int>] = []
    private var styles: [(style: Style, range: Range<Int>)] = []

    init(_ row: Row) {
        for (column, cell) in row.cells.enumerated() where cell.scalar != 0 {
            let start = bytes.count
            append(cell.scalar)
            for mark in row.marks[column] ?? [] { append(mark) }
            let isWide = column + 1 < row.cells.count && row.cells[column + 1].scalar == 0
            if isWide {
                if let last = wide.last, last.upperBound == start {
                    wide[wide.count - 1] = last.lowerBound..<bytes.count
                } else {
                    wide.append(start..<bytes.count)
                }
            }
            widths += [isWide ? 2 : 1] + [UInt8](repeating: 0, count: bytes.count - start - 1)
            let style = cell.style.subtracting(.underline)
            if let last = styles.last, last.style == style {
                styles[styles.count - 1].range = last.range.lowerBound..<bytes.count
            } else {
                styles.append((style, start..<bytes.count))
            }
        }
    }

    private mutating func append(_ value: UInt32) {
        bytes += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    }

    func cells(from start: Int, to end: Int) -> Int {
        guard start >= 0, start < end, end <= widths.count else { return 0 }
        return widths[start..<end].reduce(0) { $0 + Int($1) }
    }

    /// One of several spaces, as stand between the columns of a table.
    func isGap(at start: Int) -> Bool {
        guard bytes[start] == 0x20 else { return false }
        return start > 0 && bytes[start - 1] == 0x20 || start + 1 < bytes.count && bytes[start + 1] == 0x20
    }

    /// A ruled line: "|", or one of the characters to draw boxes with (U+2500 to U+257F).
    func isRule(at start: Int) -> Bool {
        if bytes[start] == 0x7C { return true }
        return start + 2 < bytes.count && bytes[start] == 0xE2 && (bytes[start + 1] == 0x94 || bytes[start + 1] == 0x95)
    }

    /// - Parameter wideSize: of an em of what takes two cells.
    func attributes(wideSize: Double) -> OpaquePointer? {
        let list = pango_attr_list_new()
        for range in wide {
            let units = wideSize * Double(PANGO_SCALE)
            insert(pango_attr_size_new_absolute(Int32(clamping: Int(units))), range, list)
            // They stand on the base line's middle, not on it.
            insert(pango_attr_rise_new(Int32(clamping: Int(units * -0.06))), range, list)
        }
        for (style, range) in styles {
            if style.contains(.bold) { insert(pango_attr_weight_new(PANGO_WEIGHT_BOLD), range, list) }
            if style.contains(.muted) { insert(pango_attr_foreground_new(0x6666, 0x6666, 0x6666), range, list) }
        }
        return list
    }

    private func insert(
        _ attribute: UnsafeMutablePointer<PangoAttribute>?, _ range: Range<Int>, _ list: OpaquePointer?
    ) {
        guard let attribute else { return }
        attribute.pointee.start_index = UInt32(range.lowerBound)
        attribute.pointee.end_index = UInt32(range.upperBound)
        pango_attr_list_insert(list, attribute)
    }
}

/// Scripts whose letters stand alone and look well in cells of one width.
enum GridScript {
    private static let scripts: Set<Int> = Set(
        [
            G_UNICODE_SCRIPT_COMMON, G_UNICODE_SCRIPT_INHERITED, G_UNICODE_SCRIPT_LATIN, G_UNICODE_SCRIPT_GREEK,
            G_UNICODE_SCRIPT_CYRILLIC, G_UNICODE_SCRIPT_ARMENIAN, G_UNICODE_SCRIPT_GEORGIAN, G_UNICODE_SCRIPT_HAN,
            G_UNICODE_SCRIPT_HIRAGANA, G_UNICODE_SCRIPT_KATAKANA, G_UNICODE_SCRIPT_HANGUL,
            G_UNICODE_SCRIPT_BOPOMOFO, G_UNICODE_SCRIPT_YI, G_UNICODE_SCRIPT_RUNIC, G_UNICODE_SCRIPT_OGHAM,
            G_UNICODE_SCRIPT_BRAILLE, G_UNICODE_SCRIPT_CHEROKEE,
        ].map { Int($0.rawValue) })

    static func has(_ script: Int) -> Bool { scripts.contains(script) }
}

/// Which of the shapes of Chinese characters a text wants that does not say: Japanese and Korean are known by their own
/// letters.
struct HanShapes {
    private var found: String?

    mutating func language(for row: Row) -> String {
        for cell in row.cells where cell.scalar >= 0x3041 {
            switch cell.scalar {
            case 0x3041...0x30FF: found = "ja"
            case 0xAC00...0xD7A3: found = "ko"
            default: continue
            }
            break
        }
        return found ?? "zh-cn"
    }
}
