internal import Logging
import PrintModel
import Synchronization

/// What is done about the jobs that an earlier run of the daemon was printing when it ended.
extension PrinterWorker {
    /// Jobs that an earlier run was printing when it ended.
    func leftBehind() async -> [Lease] {
        do {
            return try await jobs.takeOver(on: id, at: clock.now())
        } catch {
            log.error("cannot look for interrupted jobs: \(error)")
            return []
        }
    }

    /// Finds out what became of an interrupted job before it is printed again.
    ///
    /// While the device cannot be asked the job stays as it is; when the worker ends meanwhile, the next run asks.
    func resolve(_ lease: Lease) async {
        while !Task.isCancelled {
            let answer = Mutex<DeviceTrouble?>(nil)
            let retry = self.retry
            let outcome = await carryOut(lease, isLeft: true) { backend, delivery in
                switch await backend.resolve(delivery) {
                case .delivered: return .delivered
                case .notDelivered where lease.job.lifecycle.setbacks.interruptions >= retry.interruptionsMax:
                    let often = lease.job.lifecycle.setbacks.interruptions
                    return .refused(because: "The server ended \(often) times while it printed this")
                case .notDelivered: return .stopped
                case .askAgain(let trouble):
                    answer.withLock { $0 = trouble }
                    return .stopped
                case .over(let outcome): return outcome
                case .unknown(let reason): return .unknown(confirmedImpressions: 0, because: reason)
                }
            }
            guard let trouble = answer.withLock({ $0 }) else {
                await finish(lease, with: outcome)
                hand.letGo(of: lease.job.id)
                return lookAgain()
            }
            // Cut off only when the worker ends, which ends the loop.
            guard let printer = printers.printer(id) else { break }
            try? await clock.sleep(for: note(trouble, of: printer))
        }
        // Nobody says what became of it.
        hub.ended(lease.job.id)
    }
}
