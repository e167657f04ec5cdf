/// A manual page, written in mdoc(7).
struct ManualPage: Sendable {
    let name: String
    let section: Int
    let summary: String
    /// Lines of mdoc.
    private(set) var lines: [String] = []

    /// The file it is kept in.
    var fileName: String { "\(name).\(section)" }

    init(_ name: String, _ section: Int, _ summary: String) {
        self.name = name
        self.section = section
        self.summary = summary
    }

    /// When the pages were last looked through, as mdoc wants it.
    private static let date = "November 21, 2026"

    var text: String {
        let head = [
            ".Dd \(Self.date)", ".Dt \(name.uppercased()) \(section)", ".Os", ".Sh NAME",
            ".Nm \(name)", ".Nd \(Self.word(summary))",
        ]
        return (head + lines).joined(separator: "\n") + "\n"
    }

    mutating func heading(_ title: String) { lines.append(".Sh \(title)") }
    mutating func subheading(_ title: String) { lines.append(".Ss \(Self.word(title))") }
    mutating func paragraph() { lines.append(".Pp") }

    /// Text: each sentence starts a line, and no line is longer than mdoc likes.
    mutating func say(_ text: String) {
        var line = ""
        func escaped() -> String { Self.line(line) }
        for word in text.split(whereSeparator: \.isWhitespace) {
            if Self.escape(line).count + Self.escape(String(word)).count >= Self.lineMax {
                lines.append(escaped())
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
            if word.count > 2, let end = word.last, ".!?".contains(end) {
                lines.append(escaped())
                line = ""
            }
        }
        if !line.isEmpty { lines.append(escaped()) }
    }

    private static let lineMax = 72

    /// A list of terms. The term is a line of mdoc behind `.It`.
    mutating func list(_ items: [(term: String, text: String)]) {
        guard !items.isEmpty else { return }
        // The list makes its own.
        if lines.last == ".Pp" { lines.removeLast() }
        lines.append(".Bl -tag -width Ds")
        for item in items {
            lines.append(".It \(item.term)")
            say(item.text)
        }
        lines.append(".El")
    }

    /// Examples: what for, and the line to type.
    mutating func examples(_ examples: [ManualExamples.Example]) {
        heading("EXAMPLES")
        for (place, example) in examples.enumerated() {
            if place > 0 { paragraph() }
            say(example.text + ":")
            lines.append(".Dl " + Self.word("$ " + example.line))
        }
    }

    mutating func seeAlso(_ pages: [(name: String, section: Int)]) {
        heading("SEE ALSO")
        let others = pages.filter { $0.name != name }.sorted { ($0.section, $0.name) < ($1.section, $1.name) }
        for (place, page) in others.enumerated() {
            lines.append(".Xr \(page.name) \(page.section)\(place == others.count - 1 ? "" : " ,")")
        }
    }

    mutating func add(_ line: String) { lines.append(line) }

    // MARK: Letters that mean something to mdoc

    /// A line of text.
    static func line(_ text: String) -> String {
        let escaped = escape(text)
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    /// Text on the line of a macro, where a word of two or three letters could be another one.
    static func word(_ text: String) -> String {
        escape(text).split(separator: " ").map { word in
            let isMacro = 2...3 ~= word.count && word.first?.isUppercase == true && word.allSatisfy(\.isLetter)
            return isMacro || word.allSatisfy({ ".,:;()[]?!|".contains($0) }) ? "\\&" + word : String(word)
        }.joined(separator: " ")
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\e"
            case "\"": escaped += "\\(dq"
            case " "..."~": escaped.unicodeScalars.append(scalar)
            case _ where scalar.properties.isWhitespace: escaped += " "
            default: escaped += "\\[u\(String(scalar.value, radix: 16, uppercase: true).padded())]"
            }
        }
        return escaped
    }
}

extension String {
    /// At least four digits, as roff wants a scalar.
    fileprivate func padded() -> String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
