/// Why a statement of a PPD is nothing to us: it names something to run, to open or to ask.
///
/// Commands in PPDs have been run by those who print with them, as whatever user the filter was (CVE-2024-47177); here
/// they are told to whoever adds the file, and taken out before anything else reads it.
public struct PPDRefusal: Hashable, Sendable {
    public var reason: String
    /// Whether nobody can want the file with it: it was made to run something.
    public var isFatal = false

    private init(_ reason: String, isFatal: Bool = false) {
        self.reason = reason
        self.isFatal = isFatal
    }

    /// `nil` for a statement that may stay.
    public init?(of statement: PPDStatement) {
        let keyword = statement.keyword
        if keyword.hasPrefix("?") {
            self.init("a question to the printer, which is not asked")
        } else if keyword.hasPrefix("Foomatic") || keyword.hasPrefix("foomatic") {
            self.init("a command or prototype for foomatic-rip, which is not run")
        } else if let reason = Self.reasons[keyword] {
            self.init(reason)
        } else if keyword.hasPrefix("AP"), Self.endings.contains(where: { keyword.hasSuffix($0) }) {
            self.init("a program or file of another system")
        } else if keyword == "cupsFilter" || keyword == "cupsFilter2" {
            let line = keyword == "cupsFilter" ? FilterLine(statement.value) : FilterLine(second: statement.value)
            guard let program = line?.program else {
                self.init("no type, cost and program")
                return
            }
            guard !FilterLine.isName(program) else { return nil }
            self.init("'\(program)' is no name of a filter", isFatal: true)
        } else if keyword == "cupsIPPFinishings", !Self.marksOptions(statement.value) {
            self.init("not a list of options and choices")
        } else {
            return nil
        }
    }

    private static let reasons = [
        "Include": "another file",
        "cupsPreFilter": "a program to run before the filter",
        "cupsPortMonitor": "a program between filter and device",
        "cupsICCProfile": "a file",
        "APPrinterPreset": "a preset of another system",
    ]

    private static let endings = ["Path", "Tool", "Extension", "Book", "BundleID", "Plugin", "Driver", "Command"]

    /// `*Option Choice` and nothing else.
    private static func marksOptions(_ value: String) -> Bool {
        let words = value.split(whereSeparator: \.isWhitespace)
        guard words.count % 2 == 0 else { return false }
        return words.enumerated().allSatisfy { place, word in
            let name = place % 2 == 0 ? word.dropFirst() : word
            return (place % 2 == 1 || word.first == "*") && FilterLine.isName(String(name))
        }
    }
}
