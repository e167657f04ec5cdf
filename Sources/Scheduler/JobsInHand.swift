import PrintModel

/// The jobs of a worker, and what stops them.
struct JobsInHand {
    /// Those that are the worker's, from before their delivery begins until its outcome is recorded: they are what a
    /// device's number of jobs at once is counted by.
    private(set) var jobs: Set<JobID> = []
    /// Questions to the store for the next jobs that are not answered yet: it may have given one already.
    var questions = 0
    private var deliveries: [JobID: Task<DeliveryOutcome, Never>] = [:]
    /// Jobs to be stopped that are the worker's, or may be, and whose delivery has not begun.
    private var stoppedEarly: Set<JobID> = []

    /// More jobs than are stopped while the store answers one question.
    private static let stoppedEarlyMax = 1000

    /// They are the worker's from now on.
    mutating func take(_ leases: some Sequence<Lease>) {
        jobs.formUnion(leases.map(\.job.id))
        // What was stopped and has not come here never will.
        if questions == 0 { stoppedEarly.formIntersection(jobs) }
    }

    mutating func letGo(of job: JobID) {
        jobs.remove(job)
        stoppedEarly.remove(job)
    }

    /// From now on `delivery` is what is stopped; at once, where that was wanted before.
    mutating func begin(_ delivery: Task<DeliveryOutcome, Never>, of job: Job) {
        deliveries[job.id] = delivery
        if stoppedEarly.remove(job.id) != nil || job.lifecycle.isToStop { delivery.cancel() }
    }

    mutating func end(_ job: JobID) { deliveries[job] = nil }

    mutating func stop(_ job: JobID) {
        if let delivery = deliveries[job] {
            delivery.cancel()
        } else if questions > 0 || jobs.contains(job) {
            if stoppedEarly.count >= Self.stoppedEarlyMax { stoppedEarly.formIntersection(jobs) }
            stoppedEarly.insert(job)
        }
    }

    func stopAll() {
        for delivery in deliveries.values { delivery.cancel() }
    }
}
