/// How a character is set.
public struct Style: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Style(rawValue: 1)
    public static let underline = Style(rawValue: 2)
    /// Grey, for comments of programs.
    public static let muted = Style(rawValue: 4)
}

/// A place for one character. A wide one has two: the second has no scalar.
public struct Cell: Hashable, Sendable {
    /// 0 in the second half of a wide character.
    public var scalar: UInt32
    public var style: Style

    static let blank = Cell(scalar: 0x20, style: [])
}

/// One row of a page.
public struct Row: Hashable, Sendable {
    public internal(set) var cells: [Cell] = []
    /// What stands on the character of a cell without a place of its own: combining marks, joiners, selectors.
    public internal(set) var marks: [Int: [UInt32]] = [:]
    /// Characters typed over others by going back, as "o" and "/" for "ø" on a typewriter.
    public internal(set) var overstrikes: [Overstrike] = []
    /// Every character is one cell, needs no shaping, and goes from left to right.
    public internal(set) var isSimple = true
    /// The first letter of the line goes from right to left, and so does the line.
    public internal(set) var isRightToLeft = false
    /// The line began in a row before.
    public internal(set) var isContinuation = false
    /// Ends its line.
    public internal(set) var isLast = true

    public struct Overstrike: Hashable, Sendable {
        public let column: Int
        public let scalar: UInt32
        public let style: Style
    }

    public init() {}

    /// What is readable of it, for tests and for shaping.
    public var text: String {
        var scalars = String.UnicodeScalarView()
        for (index, cell) in cells.enumerated() {
            if let scalar = Unicode.Scalar(cell.scalar), cell.scalar != 0 { scalars.append(scalar) }
            for mark in marks[index] ?? [] { Unicode.Scalar(mark).map { scalars.append($0) } }
        }
        return String(scalars)
    }
}
