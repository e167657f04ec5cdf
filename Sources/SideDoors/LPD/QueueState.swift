import IPP
import PrintModel

/// What waits in a queue, in the lines that clients of line printer daemons have read since BSD: scripts cut them by
/// column, so they are those of CUPS' and BSD's `lpq`.
///
///     Rank    Owner   Job     File(s)                         Total Size
///     active  smith   12      report.ps                       12288 bytes
struct QueueState {
    private let questions: QueueQuestions
    private let filter: LineFilter

    init(_ questions: QueueQuestions, _ filter: LineFilter) {
        self.questions = questions
        self.filter = filter
    }

    func text(isLong: Bool) async throws -> String {
        let printer = try await questions.printer()
        let all = try await questions.jobs(user: nil)
        var text = "\(Self.name(of: printer, else: questions.queue)) \(Self.state(of: printer))\n"
        var rank = 0
        var lines = ""
        for job in all {
            let isActive = job["job-state"]?.integerValue == JobState.processing.rawValue
            if !isActive { rank += 1 }
            guard filter.includes(job) else { continue }
            let place = isActive ? "active" : Self.ordinal(rank)
            lines += isLong ? Self.longLines(job, place) : Self.line(job, place)
        }
        if lines.isEmpty { return text + "no entries\n" }
        if !isLong { text += "Rank    Owner   Job     File(s)                         Total Size\n" }
        text += lines
        if all.count >= questions.limits.listedJobsMax {
            questions.limits.board.note(.lpdListedJobs)
            text += "... and more\n"
        }
        return text
    }

    private static func name(of printer: AttributeGroup, else queue: String) -> String {
        ClientText.read(Array((printer["printer-name"]?.stringValue ?? queue).utf8))
    }

    private static func state(of printer: AttributeGroup) -> String {
        switch printer["printer-state"]?.integerValue {
        case PrinterState.processing.rawValue: "is ready and printing"
        case PrinterState.stopped.rawValue:
            "is not ready"
                + (printer["printer-state-message"]?.stringValue.flatMap { $0.isEmpty ? nil : ": \(harmless($0))" }
                    ?? "")
        default: "is ready"
        }
    }

    private static func line(_ job: AttributeGroup, _ place: String) -> String {
        "\(cut(place, 7)) \(cut(owner(of: job), 7)) \(cut(number(of: job), 7)) \(cut(name(of: job), 31)) \(size(of: job))\n"
    }

    private static func longLines(_ job: AttributeGroup, _ place: String) -> String {
        let copies = job["copies"]?.integerValue ?? 1
        let name = copies > 1 ? "\(copies) copies of \(name(of: job))" : name(of: job)
        let host = harmless(job["job-originating-host-name"]?.stringValue ?? "localhost")
        return "\n\(owner(of: job)): \(cut(place, 33)) [job \(number(of: job)) \(host)]\n"
            + "        \(cut(name, 39)) \(size(of: job))\n"
    }

    private static func owner(of job: AttributeGroup) -> String {
        harmless(job["job-originating-user-name"]?.stringValue ?? "unknown")
    }

    private static func name(of job: AttributeGroup) -> String { harmless(job["job-name"]?.stringValue ?? "unknown") }
    private static func number(of job: AttributeGroup) -> String { String(job["job-id"]?.integerValue ?? 0) }

    private static func size(of job: AttributeGroup) -> String {
        "\(Int64(job["job-k-octets"]?.integerValue ?? 0) * 1024) bytes"
    }

    private static func harmless(_ text: String) -> String { ClientText.read(Array(text.utf8)) }

    /// Filled up with spaces, or cut, to so many characters.
    private static func cut(_ text: String, _ width: Int) -> String {
        let text = text.prefix(width)
        return text + String(repeating: " ", count: width - text.count)
    }

    /// 1st, 2nd, 3rd, 4th, 11th, 21st.
    static func ordinal(_ number: Int) -> String {
        if (11...13).contains(number % 100) { return "\(number)th" }
        return switch number % 10 {
        case 1: "\(number)st"
        case 2: "\(number)nd"
        case 3: "\(number)rd"
        default: "\(number)th"
        }
    }
}
