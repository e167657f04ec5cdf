import IPP
public import PrintModel

/// What people read of a printer on its page.
extension OperationContext {
    public func stateRows(of printer: Printer) -> [(name: String, value: String)] {
        let status = PrinterStatus(of: printer, in: self)
        let facts = facts.facts(of: printer)
        let words: [PrinterState: String] = [.idle: "Idle", .processing: "Printing", .stopped: "Paused"]
        return [
            ("Description", printer.info), ("Location", printer.location),
            ("Make and model", facts.capabilities.makeAndModel),
            ("State", words[status.state] ?? status.state.description), ("Message", status.message),
            ("Takes jobs", printer.acceptsJobs ? "Yes" : "No"), ("Jobs waiting", String(status.counts.all)),
        ].filter { !$0.1.isEmpty }
    }

    public func supplyRows(of printer: Printer) -> [(name: String, value: String)] {
        let report = DeviceReport(of: facts.facts(of: printer), in: self)
        guard !report.supplies.isEmpty else { return [("Supplies", "The device does not say what it uses up.")] }
        return report.supplies.map { ($0.name, (0...100).contains($0.level) ? "\($0.level) %" : "unknown") }
    }
}
