/// Printer Job Language, as far as a server says it around a job and hears it answered
/// (HP, "Printer Job Language Technical Reference Manual", 1997).
enum PJL {
    /// Universal exit language: whatever the printer was reading, it is PJL from here on.
    static let exit = "\u{1B}%-12345X"

    /// What is said before a job: that the printer may forget what it was told to tell, what it shall tell now, and the
    /// job's name. The answer to `token` begins what belongs to this job.
    static func head(job: String, token: String) -> [UInt8] {
        lines([
            "ECHO \(token)", "USTATUS DEVICE=ON", "USTATUS JOB=ON", "USTATUS PAGE=ON",
            "JOB NAME=\"\(quoted(job))\" DISPLAY=\"\(quoted(job, max: 16))\"",
        ])
    }

    /// What is said behind it.
    static func foot(job: String) -> [UInt8] { lines(["EOJ NAME=\"\(quoted(job))\""], closes: true) }

    static func statusQuestion(token: String) -> [UInt8] { lines(["ECHO \(token)", "INFO STATUS"], closes: true) }

    private static func lines(_ lines: [String], closes: Bool = false) -> [UInt8] {
        Array((exit + "@PJL\r\n" + lines.map { "@PJL \($0)\r\n" }.joined() + (closes ? exit : "")).utf8)
    }

    /// Printable ASCII without quotation marks: all that a PJL string may have.
    static func quoted(_ text: String, max: Int = 80) -> String {
        String(
            decoding: text.utf8.prefix(max).map { (0x20...0x7E).contains($0) && $0 != 0x22 ? $0 : 0x5F },
            as: UTF8.self)
    }
}

/// What a printer says in PJL, taken apart as it comes.
///
/// Blocks are lines ended by CR LF, and end with a form feed:
///
///     @PJL USTATUS DEVICE      @PJL USTATUS PAGE     @PJL USTATUS JOB       @PJL INFO STATUS
///     CODE=40021               3                     END                    CODE=10001
///     DISPLAY="Close cover"    <FF>                  NAME="report"          DISPLAY="Ready"
///     ONLINE=FALSE                                   PAGES=3                ONLINE=TRUE
///     <FF>                                           <FF>                   <FF>
struct PJLReader {
    enum Said: Hashable, Sendable {
        case echo(String)
        /// Its own number for what it is doing, what it shows, and whether it prints.
        case status(code: Int?, display: String, isOnline: Bool?)
        /// So many pages of the job have come out.
        case page(Int)
        case jobStart(name: String?)
        case jobEnd(name: String?, pages: Int?)
        case jobCanceled(name: String?)
    }

    /// A block is a handful of lines; what is longer is no PJL.
    private static let blockOctetsMax = 4096

    private var block: [UInt8] = []
    private var isTooLong = false

    mutating func read(_ bytes: some Sequence<UInt8>) -> [Said] {
        var said: [Said] = []
        for byte in bytes {
            guard byte == 0x0C else {
                if block.count < Self.blockOctetsMax { block.append(byte) } else { isTooLong = true }
                continue
            }
            if !isTooLong { said += Self.understand(block) }
            block.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        return said
    }

    private static func understand(_ block: [UInt8]) -> [Said] {
        let lines = String(decoding: block, as: UTF8.self).split(whereSeparator: \.isNewline).map {
            $0.withoutOuterSpace()
        }
        // Other things, such as what PostScript prints, may lie before it.
        guard let start = lines.lastIndex(where: { $0.uppercased().hasPrefix("@PJL") }) else { return [] }
        let words = lines[start].split(separator: " ").dropFirst().map { $0.uppercased() }
        let rest = lines[(start + 1)...].filter { !$0.isEmpty }
        switch (words.first, words.dropFirst().first) {
        case ("ECHO", _):
            return [.echo(lines[start].split(separator: " ").dropFirst(2).joined(separator: " "))]
        case ("USTATUS", "DEVICE"), ("INFO", "STATUS"), ("USTATUS", "TIMED"):
            let code = value("CODE", in: rest).flatMap { Int($0) }
            let online = value("ONLINE", in: rest).map { $0.uppercased() == "TRUE" }
            return [.status(code: code, display: value("DISPLAY", in: rest) ?? "", isOnline: online)]
        case ("USTATUS", "PAGE"):
            return rest.first.flatMap { Int($0) }.map { [.page($0)] } ?? []
        case ("USTATUS", "JOB"):
            let name = value("NAME", in: rest)
            switch rest.first?.uppercased() {
            case "START": return [.jobStart(name: name)]
            case "END": return [.jobEnd(name: name, pages: value("PAGES", in: rest).flatMap { Int($0) })]
            case "CANCELED", "CANCELLED": return [.jobCanceled(name: name)]
            default: return []
            }
        default:
            return []
        }
    }

    private static func value(_ key: String, in lines: [String]) -> String? {
        for line in lines {
            let halves = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, halves[0].withoutOuterSpace().uppercased() == key else { continue }
            let value = halves[1].withoutOuterSpace()
            return value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
                ? String(value.dropFirst().dropLast()) : value
        }
        return nil
    }
}

extension StringProtocol {
    func withoutOuterSpace() -> String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
