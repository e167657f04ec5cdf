import IPP

/// A printer as people see it, from its attributes.
struct PrinterDescription: Sendable {
    let attributes: AttributeGroup

    static let requested = [
        "printer-name", "printer-info", "printer-location", "printer-state", "printer-state-reasons",
        "printer-state-message", "printer-is-accepting-jobs", "printer-is-shared", "printer-make-and-model",
        "printer-state-change-date-time", "printer-type", "queued-job-count", "device-uri", "printer-uri-supported",
        JobBlocker.printerAttribute,
    ]

    /// What keeps it from printing, as the server's scheduler sees it, first thing first.
    var blockers: [JobBlocker] { attributes[JobBlocker.printerAttribute].map(JobBlocker.values(of:)) ?? [] }

    var name: String { attributes["printer-name"]?.stringValue ?? "?" }
    var device: String { attributes["device-uri"]?.stringValue ?? "" }
    var info: String { attributes["printer-info"]?.stringValue ?? "" }
    var location: String { attributes["printer-location"]?.stringValue ?? "" }
    var jobCount: Int { Int(attributes["queued-job-count"]?.integerValue ?? 0) }
    var message: String { attributes["printer-state-message"]?.stringValue ?? "" }
    var acceptsJobs: Bool { attributes["printer-is-accepting-jobs"]?.boolValue ?? true }

    /// Without the severity at their end, and without `none`.
    var reasons: [String] {
        (attributes["printer-state-reasons"]?.stringValues ?? []).filter { $0 != "none" }
    }

    /// Whether its device has trouble; that somebody has paused it is none.
    var hasTrouble: Bool { ["unreachable", "retrying", "stopped", "unknown"].contains(stateWord.text) }

    /// Whether a job sent to it now would be printed.
    var isReady: Bool { acceptsJobs && ["idle", "printing"].contains(stateWord.text) && blockers.isEmpty }

    /// Whether it takes documents of that format; one that does not say what it takes may take any.
    func takes(_ format: String?) -> Bool {
        guard let format, let formats = attributes["document-format-supported"]?.stringValues else { return true }
        return formats.contains(format)
    }

    /// One word for its state, and what it looks like.
    var state: Table.Cell {
        if !acceptsJobs { return .init(stateWord.text + ", rejecting", .yellow) }
        return reasons.contains("hold-new-jobs") ? .init(stateWord.text + ", holding", .yellow) : stateWord
    }

    private var stateWord: Table.Cell {
        let isPaused = reasons.contains { $0.hasPrefix("paused") || $0.hasPrefix("moving-to-paused") }
        let trouble =
            reasons.contains {
                $0.hasSuffix("-error") || $0.hasPrefix("connecting-to-device") || $0.hasPrefix("timed-out")
            } || blockers.contains { $0.nextTry != nil }
        return switch attributes["printer-state"]?.integerValue {
        case PrinterState.idle.rawValue: trouble ? .init("unreachable", .red) : .init("idle", .green)
        case PrinterState.processing.rawValue: trouble ? .init("retrying", .yellow) : .init("printing", .blue)
        case PrinterState.stopped.rawValue: isPaused ? .init("paused", .yellow) : .init("stopped", .red)
        default: .init("unknown", .red)
        }
    }

    var json: JSON { JSON(attributes.attributes) }

    /// Why it prints nothing, with the time of the next try; else what it says.
    func why(now: Int64) -> String { blockers.first?.line(now: now) ?? message }

    func facts(isDefault: Bool, now: Int64) -> [Control.Fact] {
        var facts = [
            Control.Fact("printer", .init(name + (isDefault ? " (default)" : ""), .bold)), Control.Fact("state", state),
        ]
        let since: String? = attributes["printer-state-change-date-time"].flatMap { attribute in
            guard case .dateTime(let moment)? = attribute.values.first else { return nil }
            let seconds = moment.secondsSince1970
            return "\(MomentText.short(seconds, now: now)) (\(MomentText.relative(seconds, now: now)))"
        }
        facts += [
            Control.Fact("since", since), Control.Fact("message", message),
            Control.Fact("why", blockers.isEmpty ? nil : blockers.map { $0.line(now: now) }.joined(separator: "; ")),
            Control.Fact("reasons", reasons.joined(separator: ", ")), Control.Fact("info", info),
            Control.Fact("location", location), Control.Fact("device", device),
            Control.Fact("model", attributes["printer-make-and-model"]?.stringValue),
            Control.Fact("jobs", String(jobCount)),
            Control.Fact("accepts jobs", acceptsJobs ? "yes" : "no"),
            Control.Fact("shared", attributes["printer-is-shared"]?.boolValue.map { $0 ? "yes" : "no" }),
            Control.Fact("URI", attributes["printer-uri-supported"]?.stringValues.joined(separator: " ")),
        ].compactMap { $0 }
        return facts
    }
}
