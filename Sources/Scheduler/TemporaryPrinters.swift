import Logging
public import PrintModel

/// Takes queues away that were made for a print dialog and that nobody has used for a while (``Printer/isTemporary``).
///
/// One with an unfinished job stays, and so does one that an administrator has put into a pool or made the default.
public struct TemporaryPrinters: Sendable {
    /// Between two rounds.
    private static let pause = Duration.seconds(60)

    private let jobs: any JobStore
    private let printers: any PrinterStore
    private let conditions: ConditionBoard
    private let clock: any WallClock
    private let log = Logger(label: "quire.temporary")

    public init(
        jobs: any JobStore, printers: any PrinterStore, conditions: ConditionBoard, clock: any WallClock
    ) {
        self.jobs = jobs
        self.printers = printers
        self.conditions = conditions
        self.clock = clock
    }

    /// Runs until its task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            // Cut off only when the task is cancelled, which ends the loop. The first pause gives clients time after a start.
            try? await clock.sleep(for: Self.pause)
            await sweep(at: clock.now())
        }
    }

    public func sweep(at now: Moment) async {
        for printer in printers.printers() where printer.isTemporary && !isWanted(printer) {
            do {
                guard try await lastUse(of: printer) + Printer.temporaryAge <= now,
                    try await printers.deleteIdle(printer.id, at: now)
                else { continue }
                conditions.forget(printer.id)
                log.info("\(printer.name): nobody has used it for a while")
            } catch {
                log.warning("cannot take the temporary printer \(printer.name) away: \(error)")
            }
        }
    }

    private func isWanted(_ printer: Printer) -> Bool {
        printers.defaultPrinter()?.id == printer.id
            || printers.printers().contains { $0.pool?.members.contains(printer.id) ?? false }
    }

    private func lastUse(of printer: Printer) async throws -> Moment {
        let last = try await jobs.jobs(JobQuery(printer: printer.id, which: .completed), after: nil, limit: 1).jobs
            .first
        return max(printer.createdAt, last?.finishedAt ?? printer.createdAt)
    }
}
