import Logging
public import PrintModel

/// Removes documents and history that need no longer be kept, a little at a time.
public struct Housekeeper: Sendable {
    /// Between two rounds.
    private static let pause = Duration.seconds(60)

    private let jobs: any JobStore
    private let clock: any WallClock
    private let retention: Retention

    public init(jobs: any JobStore, clock: any WallClock, retention: Retention) {
        self.jobs = jobs
        self.clock = clock
        self.retention = retention
    }

    /// Runs until its task is cancelled.
    public func run() async {
        let log = Logger(label: "quire.housekeeper")
        while !Task.isCancelled {
            do {
                let touched = try await jobs.sweep(retention, at: clock.now())
                if touched >= retention.batchMax { continue }
            } catch {
                log.error("cannot clear away old jobs: \(error)")
            }
            // Cut off only when the task is cancelled, which ends the loop.
            try? await clock.sleep(for: Self.pause)
        }
    }
}
