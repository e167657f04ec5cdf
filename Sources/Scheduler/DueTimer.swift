import Logging
import PrintModel

/// Frees held jobs when their time has come, and closes open jobs that were left.
///
/// It looks again at the latest after ``longest``, because the clock on the wall may be set while it sleeps.
final class DueTimer: Sendable {
    private static let longest = Duration.seconds(30)

    private let jobs: any JobStore
    private let clock: any WallClock
    private let log = Logger(label: "quire.scheduler")
    private let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation

    init(jobs: any JobStore, clock: any WallClock) {
        self.jobs = jobs
        self.clock = clock
        (wakeUps, wakeUp) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        wakeUp.yield()
    }

    func wake() { wakeUp.yield() }
    func stop() { wakeUp.finish() }

    func run() async {
        await withDiscardingTaskGroup { group in
            for await _ in wakeUps {
                let pause = await applyDue()
                group.addTask {
                    // A sleep that is cut off means the timer stops.
                    try? await self.clock.sleep(for: pause)
                    self.wake()
                }
            }
            group.cancelAll()
        }
    }

    /// Does what is due; returns how long to wait for what comes next.
    private func applyDue() async -> Duration {
        do {
            let now = clock.now()
            try await jobs.applyDue(at: now)
            guard let next = try await jobs.nextDue() else { return Self.longest }
            return min(max(next - now, .milliseconds(10)), Self.longest)
        } catch {
            log.error("cannot look for jobs whose time has come: \(error)")
            return Self.longest
        }
    }
}
