/// In which order pages fill a side ("presentation-direction-number-up", PWG 5100.3 §3.17): along the first word, then
/// along the second.
enum PresentationDirection: String {
    case rightThenDown = "toright-tobottom"
    case rightThenUp = "toright-totop"
    case leftThenDown = "toleft-tobottom"
    case leftThenUp = "toleft-totop"
    case downThenRight = "tobottom-toright"
    case downThenLeft = "tobottom-toleft"
    case upThenRight = "totop-toright"
    case upThenLeft = "totop-toleft"

    /// Whether what is read first lies further right.
    var isFromRight: Bool {
        switch self {
        case .leftThenDown, .leftThenUp, .downThenLeft, .upThenLeft: true
        case .rightThenDown, .rightThenUp, .downThenRight, .upThenRight: false
        }
    }

    private var isFromBottom: Bool {
        switch self {
        case .rightThenUp, .leftThenUp, .upThenRight, .upThenLeft: true
        case .rightThenDown, .leftThenDown, .downThenRight, .downThenLeft: false
        }
    }

    private var goesInColumns: Bool {
        switch self {
        case .downThenRight, .downThenLeft, .upThenRight, .upThenLeft: true
        case .rightThenDown, .rightThenUp, .leftThenDown, .leftThenUp: false
        }
    }

    /// The place of the `position`th page, column counted from the left and row from the top.
    func cell(_ position: Int, columns: Int, rows: Int) -> (column: Int, row: Int) {
        let column = goesInColumns ? position / rows : position % columns
        let row = goesInColumns ? position % rows : position / columns
        return (isFromRight ? columns - 1 - column : column, isFromBottom ? rows - 1 - row : row)
    }
}
