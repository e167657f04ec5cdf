public import PrintModel

extension MemoryStore {
    public func usage(
        of printer: PrinterID, by user: String?, after last: String, limit: Int, at now: Moment
    ) async throws -> [UserUsage] {
        try look { contents in
            guard let quota = contents.printers[printer]?.quota else { return [] }
            let begin = quota.begin(at: now)
            let all = (contents.reserved.values + contents.settled).filter { entry in
                entry.printer == printer && entry.slice > begin && (user == nil || entry.user == user)
            }
            let sums = Dictionary(all.map { ($0.user, $0.usage) }, uniquingKeysWith: +)
            return sums.map { UserUsage(user: $0.key, usage: $0.value) }
                .filter { last.utf8.lexicographicallyPrecedes($0.user.utf8) }
                .sorted { $0.user.utf8.lexicographicallyPrecedes($1.user.utf8) }.prefix(max(limit, 0)).map { $0 }
        }
    }
}

extension MemoryStore.Contents {
    /// What a job has added to what its user used of a printer.
    struct Entry {
        var printer: PrinterID
        var user: String
        var slice: Moment
        var usage: Usage
    }

    func checkQuota(of user: String, on printer: PrinterID, at now: Moment) throws {
        guard let quota = printers[printer]?.quota else { return }
        let begin = quota.begin(at: now)
        let used = (reserved.values + settled).filter { $0.printer == printer && $0.user == user && $0.slice > begin }
            .reduce(Usage()) { $0 + $1.usage }
        if quota.isReached(by: used) { throw StoreError.quotaReached("Quota limit reached.") }
    }

    mutating func reserve(for job: Job, at now: Moment) {
        let before = reserved.removeValue(forKey: job.id)
        guard let quota = printers[job.printer]?.quota else { return }
        var entry = Entry(
            printer: job.printer, user: job.owner.user, slice: quota.slice(at: now), usage: job.usage)
        if let before, before.printer == entry.printer { entry.slice = before.slice }
        reserved[job.id] = entry
    }

    mutating func settle(_ job: Job) {
        guard var entry = reserved.removeValue(forKey: job.id) else { return }
        entry.usage = job.usage
        settled.append(entry)
    }
}
