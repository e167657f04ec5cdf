/// What a header in Printer Job Language says of the job (HP, "PJL Technical Reference Manual"): `@PJL JOB NAME="…"`,
/// `@PJL SET JOBNAME="…"`, `@PJL SET USERNAME="…"`. What the data are is seen in them when they are taken in.
struct PJLWords: Hashable, Sendable {
    var jobName: String?
    var user: String?

    /// - Parameter octets: the begin of the data.
    init(_ octets: [UInt8]) {
        for line in octets.split(separator: 0x0A) {
            // The language begins: what looks like PJL in it is the document's.
            guard let start = line.firstRange(of: Array("@PJL".utf8)) else {
                if line.starts(with: Self.exit) || line.allSatisfy({ $0 <= 0x20 }) { continue }
                return
            }
            let text = ClientText.read(line[start.upperBound...]).trimmed
            let folded = text.uppercased()
            if folded.hasPrefix("ENTER") { return }
            if folded.hasPrefix("JOB") { jobName = jobName ?? Self.value("NAME", text) }
            if folded.hasPrefix("SET") {
                jobName = Self.value("JOBNAME", text) ?? jobName
                user = Self.value("USERNAME", text) ?? user
            }
        }
    }

    /// ESC %-12345X
    private static let exit = [0x1B] + Array("%-12345X".utf8)

    /// Of `KEY="value"` or `KEY = value`.
    private static func value(_ key: String, _ text: String) -> String? {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        let name = text[..<equals].split(whereSeparator: \.isWhitespace).last.map { $0.uppercased() }
        guard name == key else {
            // Another word before it: NAME="x" DISPLAY="y" begins with what is looked for, or it does not say it.
            return nil
        }
        let rest = String(text[text.index(after: equals)...]).trimmed
        let value: String
        if rest.hasPrefix("\"") {
            value = String(rest.dropFirst().prefix { $0 != "\"" })
        } else {
            value = String(rest.prefix { !$0.isWhitespace })
        }
        return value.isEmpty ? nil : String(value.prefix(255))
    }
}
