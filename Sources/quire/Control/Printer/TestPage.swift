import ArgumentParser

/// A page that shows whether a printer prints, and where.
struct TestPage: Sendable {
    enum Kind: String, ExpressibleByArgument, CaseIterable, Sendable {
        case standard, alignment, color
    }

    let kind: Kind
    let printer: String
    let info: String
    /// Its URI; empty where the server does not say.
    let device: String
    let server: String
    let time: String
    let isLetter: Bool

    private var lines: [String] {
        [
            "Test page of Quire", "printer: \(printer)", info == printer ? "" : info,
            device.isEmpty ? "" : "device: \(device)", "server: \(server)", "made: \(time)",
        ]
        .filter { !$0.isEmpty }
    }

    /// For printers that take nothing better.
    var text: [UInt8] { Array((lines.joined(separator: "\r\n") + "\r\n").utf8) }

    // In PDF's units, 1/72 inch.
    private var width: Int { isLetter ? 612 : 595 }
    private var height: Int { isLetter ? 792 : 842 }
    private static let inch = 72

    /// A PDF of one page with the fonts every reader has.
    var pdf: [UInt8] {
        let content = drawing
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        var file = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (place, object) in objects.enumerated() {
            offsets.append(file.utf8.count)
            file += "\(place + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets { file += String(offset).leadingZeros(10) + " 00000 n \n" }
        file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
        return Array(file.utf8)
    }

    private var drawing: String {
        var parts = [frame]
        switch kind {
        case .standard: parts.append(ramps)
        case .alignment: parts.append(rulers)
        case .color: parts.append(patches)
        }
        for (place, line) in lines.enumerated() {
            let size = place == 0 ? 24 : 12
            let y = height - 3 * Self.inch / 2 - (place == 0 ? 0 : 20 + 18 * place)
            parts.append("BT /F1 \(size) Tf \(Self.inch) \(y) Td (\(Self.escaped(line))) Tj ET")
        }
        return parts.joined(separator: "\n")
    }

    /// Half an inch from each edge: whether it is whole says how near to the edges the printer comes.
    private var frame: String {
        "1 w \(Self.inch / 2) \(Self.inch / 2) \(width - Self.inch) \(height - Self.inch) re S"
    }

    /// From paper to full ink in eleven steps: black, the three inks, and what two of them make. Steps that cannot be told
    /// apart, or a ramp that is missing, say which ink is low.
    private var ramps: String {
        let inks = [
            ("black", "0 0 0 1"), ("cyan", "1 0 0 0"), ("magenta", "0 1 0 0"), ("yellow", "0 0 1 0"),
            ("red", "0 1 1 0"),
            ("green", "1 0 1 0"), ("blue", "1 1 0 0"),
        ]
        let step = (width - 2 * Self.inch - 60) / 11
        var lines: [String] = []
        for (row, ink) in inks.enumerated() {
            let y = 5 * Self.inch - row * 40
            lines.append("0 0 0 1 k BT /F1 10 Tf \(Self.inch) \(y + 10) Td (\(ink.0)) Tj ET")
            for tenth in 0...10 {
                let amount = tenth == 10 ? "1" : "0.\(tenth)"
                let parts = ink.1.split(separator: " ").map { $0 == "1" ? amount : "0" }
                lines.append("\(parts.joined(separator: " ")) k \(Self.inch + 60 + tenth * step) \(y) \(step) 30 re f")
            }
        }
        return (lines + ["0 0 0 1 k"]).joined(separator: "\n")
    }

    /// A line each quarter of an inch along two edges, and a cross in the middle.
    private var rulers: String {
        var lines = ["0.5 w"]
        for place in stride(from: 0, through: width, by: Self.inch / 4) {
            let length = place % Self.inch == 0 ? 36 : 18
            lines.append("\(place) 0 m \(place) \(length) l S")
        }
        for place in stride(from: 0, through: height, by: Self.inch / 4) {
            let length = place % Self.inch == 0 ? 36 : 18
            lines.append("0 \(place) m \(length) \(place) l S")
        }
        let (x, y) = (width / 2, height / 2)
        lines.append("\(x - 36) \(y) m \(x + 36) \(y) l S \(x) \(y - 36) m \(x) \(y + 36) l S")
        return lines.joined(separator: "\n")
    }

    /// Cyan, magenta, yellow and black, then red, green and blue; each in four steps.
    private var patches: String {
        let inks = ["1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1", "0 1 1 0", "1 0 1 0", "1 1 0 0"]
        var lines: [String] = []
        for (row, ink) in inks.enumerated() {
            for step in 1...4 {
                let parts = ink.split(separator: " ").map { $0 == "1" ? Self.quarters[step - 1] : "0" }
                let x = Self.inch + (step - 1) * 108
                let y = height - 4 * Self.inch - row * 60
                lines.append("\(parts.joined(separator: " ")) k \(x) \(y) 100 52 re f")
            }
        }
        return (lines + ["0 0 0 1 k"]).joined(separator: "\n")
    }

    private static let quarters = ["0.25", "0.5", "0.75", "1"]

    /// Within parentheses, in the characters the font has.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "(", ")", "\\": escaped += "\\\(scalar)"
            case " "..."~": escaped.unicodeScalars.append(scalar)
            case "\u{A0}"..."\u{FF}": escaped += "\\" + String(scalar.value, radix: 8)
            default: escaped += "?"
            }
        }
        return escaped
    }
}

extension String {
    fileprivate func leadingZeros(_ count: Int) -> String {
        String(repeating: "0", count: max(0, count - self.count)) + self
    }
}
