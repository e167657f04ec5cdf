import PrintModel

/// What is known of one device (``DeviceHub``).
struct KnownDevice {
    /// Queues that print to it, and what wakes them.
    var users: [PrinterID: @Sendable () -> Void] = [:]
    var watch: Task<Void, Never>?
    /// What keeps it from getting jobs.
    var trouble: DeviceTrouble?
    var since: Moment?
    var nextProbe: Moment?
    var failedProbes = 0
    /// The queue that asks it, or tries it with a job.
    var trier: PrinterID?
    /// What it says it waits for, without keeping jobs away.
    var told: DeviceTrouble?
    /// The same, of jobs that are with it.
    var toldInJob: DeviceTrouble?
    var toldSince: Moment?
    var lastContact: Moment?
    /// What of the jobs with it is nobody's business but their owners'.
    private var inHand: [JobID: PrivateWords] = [:]
    /// The same of those that were with it last: it may still speak of them.
    private var recent: [PrivateWords] = []

    /// Jobs that a device has done with and is still thought to speak of.
    private static let recentMax = 2

    var words: [PrivateWords] { inHand.values + recent }

    /// What is left of it when no queue prints to it any more; `nil` where no job is with it either.
    var withoutUsers: KnownDevice? {
        guard !inHand.isEmpty else { return nil }
        var left = KnownDevice()
        (left.inHand, left.recent) = (inHand, recent)
        return left
    }

    var condition: PrinterCondition {
        if let trouble {
            return PrinterCondition(
                trouble: trouble, troubleSince: since, nextProbe: nextProbe, failedProbes: failedProbes,
                lastContact: lastContact)
        }
        guard let told = toldInJob ?? told else { return PrinterCondition() }
        return PrinterCondition(trouble: told, troubleSince: toldSince, lastContact: lastContact)
    }

    func has(_ job: JobID) -> Bool { inHand[job] != nil }

    mutating func began(_ job: JobID, _ words: PrivateWords) { inHand[job] = words }

    mutating func ended(_ job: JobID) {
        guard let words = inHand.removeValue(forKey: job) else { return }
        recent = (recent + [words]).suffix(Self.recentMax)
        toldInJob = nil
    }

    func wakeUsers() { users.values.forEach { $0() } }
}

/// Trouble with a device in words that everybody may read: nothing else is kept of it, or in the log.
struct ToldTrouble {
    let trouble: DeviceTrouble

    /// - Parameter words: of the jobs that it may speak of.
    init(_ trouble: DeviceTrouble, without words: [PrivateWords]) {
        var trouble = trouble
        trouble.message = words.removed(from: trouble.message)
        self.trouble = trouble
    }
}
