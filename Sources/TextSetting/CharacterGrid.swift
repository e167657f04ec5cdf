public import Workbench

/// The page as rows and columns of equal cells, in points of the page as it is read.
public struct CharacterGrid: Hashable, Sendable {
    /// The page as it is read: of a landscape text wider than high.
    public let pageWidth: Double
    public let pageHeight: Double
    public let cellWidth: Double
    public let cellHeight: Double
    /// Rows of a page's column, and characters of its rows.
    public let rows: Int
    public let columns: Int
    /// Columns of text on a page, and from the left edge of one to that of the next.
    public let textColumns: Int
    public let textColumnStep: Double
    public let left: Double
    /// Of the first row.
    public let top: Double
    /// Where the header begins that stands over the text; `nil` without one.
    public let headerTop: Double?
    /// Quarters of a turn, anticlockwise, from the page as it is read to the sheet.
    public let quarters: Int

    static let headerHeight = 30.0
    private static let gutter = 18.0

    /// A page of this size as it is read, with margins that are what is asked for, or else what the device needs.
    public init(_ text: TextInstructions) {
        quarters =
            switch text.orientation {
            case 4: 1
            case 5: 3
            case 6: 2
            default: 0
            }
        let media = text.media
        let isTurned = quarters & 1 == 1
        pageWidth = Self.bounded(isTurned ? media.height : media.width, 36...14400)
        pageHeight = Self.bounded(isTurned ? media.width : media.height, 36...14400)
        // Margins of the sheet, in the order left, top, right, bottom; turning the text goes on by one.
        let needs = [media.left, media.top, media.right, media.bottom]
        let turns = quarters
        let own = (0..<4).map { max(needs[($0 + 4 - turns) % 4], $0 % 2 == 0 ? 18 : 36) }
        let (left, top) = (Self.margin(text.left, own[0], of: pageWidth), Self.margin(text.top, own[1], of: pageHeight))
        let right = Self.margin(text.right, own[2], of: pageWidth)
        let bottom = Self.margin(text.bottom, own[3], of: pageHeight)

        textColumns = min(max(text.columns, 1), 4)
        let gutters = Self.gutter * Double(textColumns - 1)
        let width = max(18, (pageWidth - left - right - gutters) / Double(textColumns))
        let header = text.prettyPrint ? Self.headerHeight : 0
        let height = max(12, pageHeight - top - bottom - header)
        let perInch = text.charactersPerInch.map { Self.bounded($0, 1...100) } ?? Self.charactersPerInch(in: width)
        let asked = text.linesPerInch.map { 72 / Self.bounded($0, 1...100) }
        cellWidth = 72 / perInch
        cellHeight = asked ?? Self.lineHeight(in: height, perInch)
        // What misses by less than a hundredth of a cell fits: paper is not cut that exactly either.
        columns = max(2, Int(width / cellWidth + 0.01))
        rows = max(1, Int(height / cellHeight + 0.01))
        textColumnStep = width + Self.gutter
        self.left = left
        self.top = top + header
        headerTop = text.prettyPrint ? top : nil
    }

    /// 80 columns are what texts are written for: A4 takes 77 of ten an inch, so its characters are a little smaller.
    private static func charactersPerInch(in width: Double) -> Double { bounded(80 / (width / 72), 10...15) }

    /// Six lines an inch, closer for small characters; and 66 lines, the page of line printers, where few are missing.
    private static func lineHeight(in height: Double, _ charactersPerInch: Double) -> Double {
        let usual = min(12, 144 / charactersPerInch)
        let rows = height / usual
        return (60..<66).contains(rows) ? height / 66 : usual
    }

    private static func margin(_ asked: Double?, _ own: Double, of side: Double) -> Double {
        bounded(asked ?? own, 0...(side * 0.45))
    }

    private static func bounded(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        value.isNaN ? range.lowerBound : min(max(value, range.lowerBound), range.upperBound)
    }
}
