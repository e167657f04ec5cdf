/// What puts rows on pages: a PDF, or a test's list.
public protocol Painter: AnyObject {
    func beginPage(_ number: Int) throws
    /// - Parameters:
    ///   - line: from 0, from the top of its column.
    ///   - column: of text on the page, from 0.
    func paint(_ row: Row, line: Int, column: Int) throws
    func endPage(_ number: Int) throws
}

/// Fills pages with rows.
public struct PageFlow {
    /// Empty pages that form feeds in a row make; a file of nothing else would use up the paper.
    static let blankPagesMax = 10

    private let rows: Int
    private let columns: Int
    private let painter: any Painter
    private var line = 0
    private var column = 0
    private var isOpen = false
    /// The page before was full, which makes a form feed behind its last line say nothing new.
    private var wasFull = false
    private var blankPages = 0
    public private(set) var pages = 0

    public init(_ grid: CharacterGrid, painter: any Painter) {
        self.init(rows: grid.rows, columns: grid.textColumns, painter: painter)
    }

    init(rows: Int, columns: Int, painter: any Painter) {
        (self.rows, self.columns) = (rows, columns)
        self.painter = painter
    }

    public mutating func take(_ event: Typist.Event) throws {
        switch event {
        case .row(let row): try add(row)
        case .formFeed: try feed()
        }
    }

    private mutating func add(_ row: Row) throws {
        if !isOpen {
            for _ in 0..<blankPages { try emptyPage() }
            blankPages = 0
            try open()
        }
        try painter.paint(row, line: line, column: column)
        line += 1
        guard line == rows else { return }
        (line, column) = (0, column + 1)
        guard column == columns else { return }
        try close()
        wasFull = true
    }

    /// A form feed before anything, behind a full page, or at the end makes no page of its own; two in a row do.
    private mutating func feed() throws {
        if isOpen {
            try close()
        } else if pages > 0, !wasFull {
            blankPages = min(blankPages + 1, Self.blankPagesMax)
        }
        wasFull = false
    }

    /// A text without a line, of form feeds or of nothing that can be seen, is an empty page.
    public mutating func finish() throws {
        if isOpen { try close() }
        if pages == 0 { try emptyPage() }
    }

    private mutating func emptyPage() throws {
        try open()
        try close()
    }

    private mutating func open() throws {
        pages += 1
        isOpen = true
        (line, column) = (0, 0)
        try painter.beginPage(pages)
    }

    private mutating func close() throws {
        isOpen = false
        try painter.endPage(pages)
    }
}
