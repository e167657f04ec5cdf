import IPP

/// A job as people see it, from its attributes.
struct JobDescription: Sendable {
    let attributes: AttributeGroup

    static let requested = [
        "job-id", "job-name", "job-originating-user-name", "job-printer-uri", "job-state", "job-state-reasons",
        "job-state-message", "job-printer-state-message", "job-k-octets", "job-impressions",
        "job-impressions-completed", "copies", "job-priority", "job-hold-until", "job-hold-until-time",
        "date-time-at-creation", "date-time-at-processing", "date-time-at-completed", "time-at-creation",
        "time-at-completed", "job-originating-host-name", "number-of-documents", "number-of-intervening-jobs",
        "output-device-assigned",
    ]

    /// What a table shows that is not wide. A message is left out: the server looks at the whole queue to write it.
    static let forListing = forChoosing + ["job-k-octets", "job-impressions"]
    /// What costs the server little, to choose jobs by.
    static let forChoosing = [
        "job-id", "job-name", "job-originating-user-name", "job-printer-uri", "job-state", "job-state-reasons",
        "date-time-at-creation", "time-at-creation",
    ]
    /// What somebody wants to see who waits for a job.
    static let forWaiting = [
        "job-id", "job-name", "job-originating-user-name", "job-printer-uri", "job-state", "job-state-reasons",
        "job-state-message", "job-impressions", "job-impressions-completed",
    ]

    var number: Int32 { attributes["job-id"]?.integerValue ?? 0 }
    var title: String { attributes["job-name"]?.stringValue ?? "" }
    var owner: String { attributes["job-originating-user-name"]?.stringValue ?? "" }
    var printer: String { attributes["job-printer-uri"]?.stringValue?.lastPathSegment ?? "" }
    var kilobytes: Int64 { Int64(attributes["job-k-octets"]?.integerValue ?? 0) }
    var pages: Int32? { attributes["job-impressions"]?.integerValue.flatMap { $0 > 0 ? $0 : nil } }
    var message: String { attributes["job-state-message"]?.stringValue ?? "" }
    var stateNumber: Int32? { attributes["job-state"]?.integerValue }
    var isFinished: Bool { (stateNumber ?? 0) >= JobState.canceled.rawValue }

    /// Whether it waits for its turn, or for somebody to release it.
    var waits: Bool { stateNumber == JobState.pending.rawValue || stateNumber == JobState.pendingHeld.rawValue }
    var isPrinting: Bool {
        stateNumber == JobState.processing.rawValue || stateNumber == JobState.processingStopped.rawValue
    }
    var pagesDone: Int32? { attributes["job-impressions-completed"]?.integerValue.flatMap { $0 > 0 ? $0 : nil } }

    /// Without `none`.
    var reasons: [String] { (attributes["job-state-reasons"]?.stringValues ?? []).filter { $0 != "none" } }

    /// One word for its state, and what it looks like.
    var state: Table.Cell {
        switch stateNumber {
        case JobState.pending.rawValue:
            reasons.contains("job-retrying") ? .init("retrying", .yellow) : .init("waiting")
        case JobState.pendingHeld.rawValue: .init("held", .yellow)
        case JobState.processing.rawValue: .init("printing", .blue)
        case JobState.processingStopped.rawValue: .init("stopped", .yellow)
        case JobState.canceled.rawValue: .init("cancelled", .faint)
        case JobState.aborted.rawValue: .init("failed", .red)
        case JobState.completed.rawValue: .init("printed", .green)
        default: .init("unknown")
        }
    }

    var createdAt: Int64? { moment("date-time-at-creation", "time-at-creation") }
    var completedAt: Int64? { moment("date-time-at-completed", "time-at-completed") }

    /// `until 23:30 (in 4 h 12 min)`, or the keyword.
    func holdText(now: Int64) -> String? {
        if let moment = moment("job-hold-until-time", nil) {
            return "until \(MomentText.short(moment, now: now)) (\(MomentText.relative(moment, now: now)))"
        }
        guard let text = attributes["job-hold-until"]?.stringValue, text != "no-hold" else { return nil }
        if text == "indefinite" { return "until somebody releases it" }
        // A time of day is in UTC: say it as the clock on the wall has it.
        if let moment = MomentText.next(utcTime: text, after: now) {
            return "until \(MomentText.short(moment, now: now)) (\(MomentText.relative(moment, now: now)))"
        }
        return "until \(text)"
    }

    private func moment(_ dateTime: String, _ seconds: String?) -> Int64? {
        if case .dateTime(let moment)? = attributes[dateTime]?.values.first { return moment.secondsSince1970 }
        // CUPS counts from 1970 here; others from their start, which tells nothing without knowing it.
        guard let seconds, let count = attributes[seconds]?.integerValue, count > 1_000_000_000 else { return nil }
        return Int64(count)
    }

    /// The attributes, and the printer's name, which IPP has only within a URI.
    var json: JSON {
        guard case .object(let members) = JSON(attributes.attributes) else { return .null }
        // Servers of CUPS' kind give the name as well.
        if attributes["printer-name"] != nil { return .object(members) }
        return .object(members + [JSON.Member("printer-name", .string(printer))])
    }

    func facts(now: Int64) -> [Control.Fact] {
        let created = createdAt.map { "\(MomentText.short($0, now: now)) (\(MomentText.relative($0, now: now)))" }
        let completed = completedAt.map { "\(MomentText.short($0, now: now)) (\(MomentText.relative($0, now: now)))" }
        let isHeld = stateNumber == JobState.pendingHeld.rawValue
        return [
            Control.Fact("job", .init(String(number), .bold)), Control.Fact("state", state),
            Control.Fact("held", isHeld ? holdText(now: now) : nil),
            Control.Fact("message", message), Control.Fact("reasons", reasons.joined(separator: ", ")),
            Control.Fact("printer", printer),
            Control.Fact("printed by", attributes["output-device-assigned"]?.stringValue), Control.Fact("user", owner),
            Control.Fact("title", title),
            Control.Fact("size", AttributeDisplay.size(kilobytes * 1024)),
            Control.Fact("pages", pages.map(String.init)),
            Control.Fact("copies", attributes["copies"]?.integerValue.map(String.init)),
            Control.Fact("priority", attributes["job-priority"]?.integerValue.map(String.init)),
            Control.Fact("created", created), Control.Fact("finished", completed),
        ].compactMap { $0 }
    }
}
