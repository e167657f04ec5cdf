import Logging
public import PrintModel

/// Writes into the log what devices have to say, when that changes: a printer that is asked again and again in vain is one
/// line, not one a try.
public struct DeviceReporter: Sendable {
    private let conditions: ConditionBoard
    private let log: any EventLog
    private let clock: any WallClock

    public init(conditions: ConditionBoard, log: any EventLog, clock: any WallClock) {
        self.conditions = conditions
        self.log = log
        self.clock = clock
    }

    /// Runs until its task is cancelled.
    public func run() async {
        let logger = Logger(label: "quire.devices")
        var seen: Int64 = 0
        while await conditions.changes.waitForMore(than: seen) {
            let (printers, changes) = conditions.takeChanged()
            seen = changes
            do {
                try await log.record(news(of: printers), by: nil, at: clock.now())
            } catch {
                // The next change is told all the same; what is lost is a line of the log, not the printer's state.
                logger.warning("cannot write down what a device says: \(error)")
            }
        }
    }

    private func news(of printers: Set<PrinterID>) -> [ServerNews] {
        printers.sorted().map { id in
            let trouble = conditions.condition(of: id).trouble
            return ServerNews(
                .printerStateChanged, of: .printer(id), trouble?.message ?? "",
                reasons: trouble.map { [$0.reason] } ?? [])
        }
    }
}
