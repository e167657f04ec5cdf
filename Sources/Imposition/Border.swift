/// Lines around each page ("page-border" of CUPS).
enum Border: String {
    case none, single
    case singleThick = "single-thick"
    case double
    case doubleThick = "double-thick"

    private static let gap = 2.0

    private var lineWidth: Double { self == .singleThick || self == .doubleThick ? 1 : 0.5 }

    private var lines: Int {
        switch self {
        case .none: 0
        case .single, .singleThick: 1
        case .double, .doubleThick: 2
        }
    }

    /// What the lines need on each side of a page, in points.
    var extent: Double { Double(lines) * (Self.gap + lineWidth) }

    /// The lines around `rectangle`, from the inside out.
    func frames(around rectangle: Rectangle) -> [Frame] {
        (0..<lines).map { line in
            let distance = Double(line) * (Self.gap + lineWidth) + Self.gap + lineWidth / 2
            return Frame(rectangle: rectangle.grown(by: distance), lineWidth: lineWidth)
        }
    }
}
