/// Turns characters into rows as a line printer would: tabs, overstriking, line and page ends; never more than one row is
/// held, however long a line is.
public struct Typist {
    public enum Event: Sendable {
        case row(Row)
        case formFeed
    }

    static let tabStop = 8
    /// Marks on one character, and characters over others in a row; more are left out.
    static let marksMax = 16

    private let columns: Int
    private let wraps: Bool
    /// A carriage return without a line feed ends the line, as on old Macintosh computers.
    private let endsLinesAtReturns: Bool
    private let take: (Event) throws -> Void

    private var row = Row()
    private var position = 0
    private var style: Style = []
    private var escape = EscapeSequence()
    private var direction: Bool?
    private var isAfterReturn = false
    /// Back at a place that has been typed on: by a backspace (`true`) or by a return.
    private var wentBack = false

    public init(
        columns: Int, wraps: Bool, endsLinesAtReturns: Bool = false, take: @escaping (Event) throws -> Void
    ) {
        self.columns = max(2, columns)
        self.wraps = wraps
        self.endsLinesAtReturns = endsLinesAtReturns
        self.take = take
        row.cells.reserveCapacity(self.columns)
    }

    /// Printable ASCII, all of it: the common case, made fast.
    mutating func type(ascii bytes: Slice<UnsafeBufferPointer<UInt8>>) throws {
        var rest = bytes
        while let first = rest.first {
            guard canAppend, direction != nil || !isLetter(first) else {
                try type(UInt32(first))
                rest = rest.dropFirst()
                continue
            }
            let part = rest.prefix(direction == nil ? 1 : columns - position)
            for byte in part { row.cells.append(Cell(scalar: UInt32(byte), style: style)) }
            position += part.count
            isAfterReturn = false
            rest = rest.dropFirst(part.count)
        }
    }

    private var canAppend: Bool {
        escape.isIdle && !isAfterReturn && position == row.cells.count && position < columns
    }

    private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    public mutating func type(_ scalar: UInt32) throws {
        if !escape.isIdle, escape.takes(scalar) {
            if let change = escape.consume(scalar) { style = change(style) }
            return
        }
        if scalar < 0x20 || (0x7F...0x9F).contains(scalar) { return try control(scalar) }
        if isAfterReturn { try afterReturn() }
        if scalar == 0x2028 || scalar == 0x2029 { return try endLine() }
        switch ScalarClass(scalar) {
        case .simple: try put(scalar, cells: 1)
        case .narrow, .rightToLeft:
            row.isSimple = false
            try put(scalar, cells: 1)
        case .wide:
            row.isSimple = false
            if joins(scalar) { return mark(scalar) }
            try put(scalar, cells: 2)
        case .mark: mark(scalar)
        case .nothing: break
        }
    }

    private mutating func control(_ scalar: UInt32) throws {
        let isLineEnd = (0x0A...0x0C).contains(scalar) || scalar == 0x85
        if isAfterReturn, scalar != 0x0D, !isLineEnd { try afterReturn() }
        switch scalar {
        case 0x08:
            position = max(0, position - 1)
            if position > 0, position < row.cells.count, row.cells[position].scalar == 0 { position -= 1 }
            wentBack = true
        case 0x09:
            let stop = min((position / Self.tabStop + 1) * Self.tabStop, columns)
            while row.cells.count < stop { row.cells.append(.blank) }
            position = max(position, stop)
        case 0x0A, 0x0B, 0x85: try endLine()
        case 0x0C:
            if !row.cells.isEmpty { try endLine() }
            isAfterReturn = false
            try take(.formFeed)
        case 0x0D:
            if isAfterReturn, endsLinesAtReturns { try endLine() }
            isAfterReturn = true
        case 0x1B: escape.begin()
        case 0x9B: escape.begin(isControlSequence: true)
        default: break
        }
    }

    /// What follows a return tells what it meant.
    private mutating func afterReturn() throws {
        if endsLinesAtReturns { return try endLine() }
        isAfterReturn = false
        position = 0
        wentBack = false
    }

    private mutating func put(_ scalar: UInt32, cells: Int) throws {
        if direction == nil, ScalarClass.isLetter(scalar) {
            direction = ScalarClass.isRightToLeft(scalar)
            row.isRightToLeft = direction == true
        }
        if position < row.cells.count { return overtype(scalar, cells: cells) }
        if position + cells > columns {
            guard wraps else { return position = columns }
            try wrap(before: scalar)
            // The space that ends a row is not seen, and does not move the next one.
            if scalar == 0x20 { return }
            if row.isSimple, cells == 2 || !isSimple(scalar) { row.isSimple = false }
        }
        while row.cells.count < position { row.cells.append(.blank) }
        row.cells.append(Cell(scalar: scalar, style: style))
        if cells == 2 { row.cells.append(Cell(scalar: 0, style: style)) }
        position += cells
    }

    private func isSimple(_ scalar: UInt32) -> Bool { if case .simple = ScalarClass(scalar) { true } else { false } }

    /// On what is there already: the same again is bold, with a line below it is underlined (as `nroff` and old
    /// programs print), and otherwise the later one is seen — over the earlier after a backspace, instead of it after a
    /// return, where bars of progress are redrawn.
    private mutating func overtype(_ scalar: UInt32, cells: Int) {
        defer { position += cells }
        let old = row.cells[position]
        if scalar == 0x20 {
            return
        } else if old.scalar == scalar {
            row.cells[position].style.formUnion(old.scalar == 0x5F ? .underline : .bold)
        } else if scalar == 0x5F {
            row.cells[position].style.insert(.underline)
        } else if old.scalar == 0x5F || old.scalar == 0x20 || !wentBack {
            guard cells == 1, old.scalar != 0, position + 1 >= row.cells.count || row.cells[position + 1].scalar != 0
            else { return }
            row.cells[position].scalar = scalar
            row.cells[position].style = old.scalar == 0x5F ? style.union(.underline) : style
            row.marks[position] = nil
        } else if cells == 1, row.overstrikes.count < columns * 2 {
            row.overstrikes.append(.init(column: position, scalar: scalar, style: style))
        }
    }

    /// A picture made of several, a flag of two letters, a skin's colour.
    private func joins(_ scalar: UInt32) -> Bool {
        guard position >= 2, position == row.cells.count, let before = lastMarkOrScalar else { return false }
        if before == 0x200D || (0x1F3FB...0x1F3FF).contains(scalar) { return true }
        let isLetter = (0x1F1E6...0x1F1FF).contains(scalar)
        return isLetter && (0x1F1E6...0x1F1FF).contains(before) && row.marks[position - 2] == nil
    }

    private var lastMarkOrScalar: UInt32? {
        let base = row.cells.last?.scalar == 0 ? position - 2 : position - 1
        return row.marks[base]?.last ?? row.cells[base].scalar
    }

    private mutating func mark(_ scalar: UInt32) {
        guard position > 0, position <= row.cells.count else { return }
        let base = row.cells[position - 1].scalar == 0 ? position - 2 : position - 1
        guard base >= 0, row.marks[base, default: []].count < Self.marksMax else { return }
        row.isSimple = false
        row.marks[base, default: []].append(scalar)
    }

    /// Ends the row where a word ends, when one does in its second half; words are kept whole then.
    private mutating func wrap(before scalar: UInt32) throws {
        var next = Row()
        if scalar != 0x20, let end = lastBreak(), end < row.cells.count { next = row.split(at: end) }
        next.isContinuation = true
        next.isRightToLeft = row.isRightToLeft
        next.cells.reserveCapacity(columns)
        row.isLast = false
        try take(.row(row))
        row = next
        position = row.cells.count
        wentBack = false
    }

    private func lastBreak() -> Int? {
        var index = row.cells.count
        while index > columns / 2 {
            let cell = row.cells[index - 1]
            if cell.scalar == 0x20 || cell.scalar == 0 { return index }
            index -= 1
        }
        return nil
    }

    private mutating func endLine() throws {
        row.isLast = true
        try take(.row(row))
        row = Row()
        row.cells.reserveCapacity(columns)
        (position, direction, isAfterReturn, wentBack) = (0, nil, false, false)
    }

    /// A last line without an end is a line.
    public mutating func finish() throws {
        if !row.cells.isEmpty { try endLine() }
    }
}

extension Row {
    /// Cuts the row; what stands from `column` on is the result.
    mutating func split(at column: Int) -> Row {
        var rest = Row()
        rest.cells = Array(cells[column...])
        cells.removeSubrange(column...)
        for (index, own) in marks where index >= column {
            rest.marks[index - column] = own
            marks[index] = nil
        }
        rest.overstrikes = overstrikes.filter { $0.column >= column }
            .map { Overstrike(column: $0.column - column, scalar: $0.scalar, style: $0.style) }
        overstrikes.removeAll { $0.column >= column }
        rest.isSimple = isSimple
        return rest
    }
}
