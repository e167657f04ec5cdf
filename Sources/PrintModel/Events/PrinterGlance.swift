internal import IPP

/// What everybody sees of a printer at a glance: state, reasons, and whether it accepts jobs (RFC 8011 §5.4.11, §5.4.12,
/// §5.4.23). A change of it is the event `printer-state-changed` (RFC 3995 §5.3.3.4.2).
public struct PrinterGlance: Hashable, Sendable {
    /// "printer-state": 3 idle, 4 processing, 5 stopped.
    public var state: Int32
    /// "printer-state-reasons"; never empty.
    public var reasons: [String]
    public var acceptsJobs: Bool

    public init(state: Int32, reasons: [String], acceptsJobs: Bool) {
        self.state = state
        self.reasons = reasons.isEmpty ? ["none"] : reasons
        self.acceptsJobs = acceptsJobs
    }

    /// Only a person stops a queue. Trouble of the device is a reason, while the state stays `processing` because the job
    /// in hand goes on by itself; `stopped` would be shown as "disabled" by every CUPS client.
    ///
    /// - Parameter trouble: what the device says keeps it from printing, as keywords.
    public init(of printer: Printer, processing: Int, trouble: [String]) {
        var reasons: [String] = []
        if printer.power != .on { reasons.append(printer.power.rawValue) }
        let isStopped = printer.isPaused || printer.power != .on
        if isStopped { reasons.append(processing > 0 ? "moving-to-paused" : "paused") }
        if printer.holdsNewJobs { reasons.append("hold-new-jobs") }
        reasons += trouble
        let state: Int32 = processing > 0 ? 4 : isStopped ? 5 : trouble.isEmpty ? 3 : 4
        self.init(state: state, reasons: reasons, acceptsJobs: printer.acceptsJobs)
    }

    public var isStopped: Bool { state == 5 }
}

extension Printer {
    /// What changing `before` into this printer is to subscribers, besides a change of its state: a person changed what
    /// it is, or only what lies ready in it.
    public func configurationNews(comparedWith before: Printer) -> [ServerNews.Kind] {
        let names = changedAttributes(comparedWith: before)
        let isOther =
            name.text != before.name.text || deviceURI != before.deviceURI || info != before.info
            || location != before.location || isShared != before.isShared
        var kinds: [ServerNews.Kind] = []
        if names.contains(where: { $0.hasPrefix("media") && $0.hasSuffix("-ready") }) {
            kinds.append(.printerMediaChanged)
        }
        if names.contains(where: { $0.hasPrefix("finishings") && $0.hasSuffix("-ready") }) {
            kinds.append(.printerFinishingsChanged)
        }
        if isOther || names.contains(where: { !$0.hasSuffix("-ready") }) { kinds.append(.printerConfigChanged) }
        return kinds
    }

    private func changedAttributes(comparedWith before: Printer) -> Set<String> {
        guard attributes != before.attributes else { return [] }
        let all = Set(attributes.attributes.map(\.name)).union(before.attributes.attributes.map(\.name))
        // What is kept there but is state has its own event.
        return all.filter { name in
            name != Self.powerAttribute && !Self.pauseAttributes.contains(name)
                && attributes[name]?.values != before.attributes[name]?.values
        }
    }
}
