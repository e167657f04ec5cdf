/// Rows under titles. On a terminal they fit its width; in a pipe a tab stands between cells and nothing is cut.
struct Table: Sendable {
    struct Column: Sendable {
        let title: String
        /// Numbers stand at the right.
        var isNumber = false
        /// Gives way when the terminal is narrow.
        var isFlexible = false
        /// Shown with `-o wide` only.
        var isWide = false

        init(_ title: String, isNumber: Bool = false, isFlexible: Bool = false, isWide: Bool = false) {
            self.title = title
            self.isNumber = isNumber
            self.isFlexible = isFlexible
            self.isWide = isWide
        }
    }

    struct Cell: Sendable, ExpressibleByStringInterpolation {
        let text: String
        let color: Color?

        init(_ text: String, _ color: Color? = nil) {
            self.text = text.harmless
            self.color = color
        }

        init(stringLiteral text: String) { self.init(text) }
    }

    let columns: [Column]
    var rows: [[Cell]] = []

    /// - Parameters:
    ///   - width: of the terminal, in cells; `nil` for a pipe.
    ///   - isWide: with all columns.
    func lines(width: Int?, isWide: Bool = false, hasHeader: Bool = true, paint: Paint) -> [String] {
        let shown = columns.indices.filter { isWide || !columns[$0].isWide }
        let titles = shown.map { Cell(columns[$0].title, .faint) }
        let all = (hasHeader ? [titles] : []) + rows.map { row in shown.map { row[$0] } }
        guard let width else {
            return all.map { row in row.map { paint($0.text, $0.color) }.joined(separator: "\t") }
        }
        let widths = fitted(all, shown, to: width)
        return all.map { row in
            var line = ""
            for (place, cell) in row.enumerated() {
                let text = cell.text.fitted(to: widths[place])
                let isLast = place == row.count - 1
                let aligned =
                    columns[shown[place]].isNumber
                    ? text.leftPadded(to: widths[place]) : isLast ? text : text.padded(to: widths[place])
                line += (place == 0 ? "" : "  ") + paint(aligned, cell.color)
            }
            return line
        }
    }

    /// As wide as the widest cell; when that is too much together, the flexible columns give way, the widest first.
    private func fitted(_ rows: [[Cell]], _ shown: [Int], to width: Int) -> [Int] {
        var widths = shown.indices.map { place in rows.map { $0[place].text.cells }.max() ?? 0 }
        let flexible = shown.indices.filter { columns[shown[$0]].isFlexible }
        var excess = widths.reduce(0, +) + 2 * (shown.count - 1) - width
        while excess > 0, let widest = flexible.max(by: { widths[$0] < widths[$1] }), widths[widest] > Self.cellsMin {
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    /// A flexible column never gets narrower than this.
    private static let cellsMin = 8
}

/// What a state looks like; it is always written as well.
enum Color: String, Sendable {
    case green = "32"
    case blue = "34"
    case yellow = "33"
    case red = "31"
    case faint = "2"
    case bold = "1"
}

/// Puts colour on text, where the output takes it.
struct Paint: Sendable {
    let isOn: Bool

    func callAsFunction(_ text: String, _ color: Color?) -> String {
        guard isOn, let color, !text.isEmpty else { return text }
        return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m"
    }
}

extension Table {
    /// The columns with these titles, in that order; those that are otherwise shown in a wide table only, too.
    func with(columns titles: [String]) throws(Failure) -> Table {
        var places: [Int] = []
        for title in titles {
            guard let place = columns.firstIndex(where: { $0.title == title }) else {
                let all = columns.map { $0.title.lowercased() }
                let guess = Suggestion.nearest(to: title, in: all).map { "did you mean '\($0)'? " } ?? ""
                throw .usage(
                    "no column '\(title.lowercased())'.", hint: "\(guess)There are \(all.joined(separator: ", ")).")
            }
            places.append(place)
        }
        let shown = places.map { place in
            var column = columns[place]
            column.isWide = false
            return column
        }
        return Table(columns: shown, rows: rows.map { row in places.map { row[$0] } })
    }

    /// As RFC 4180 writes it. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    func csv(hasHeader: Bool = true) -> [String] {
        let all = (hasHeader ? [columns.map(\.title)] : []) + rows.map { $0.map(\.text) }
        return all.map { row in row.map(Self.csv).joined(separator: ",") }
    }

    private static func csv(_ text: String) -> String {
        let guarded = text.first.map { "=+-@\t".contains($0) } == true && Int64(text) == nil ? "'" + text : text
        guard guarded.contains(where: { ",\"\n".contains($0) }) else { return guarded }
        return "\"" + guarded.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
