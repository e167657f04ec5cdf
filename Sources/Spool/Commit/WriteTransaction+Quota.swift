internal import PrintModel

// What users have used of queues with limits, in the transactions of the jobs:
//
//   usage        what a user used of a printer in a slice of time (Quota.slice)
//   reservation  what a job has added to which of those rows, until it is finished
//
// Queues without limits have neither; a server without any does not even look.

extension WriteTransaction {
    /// Throws where a user has used all he may.
    func checkQuota(of user: String, on printer: PrinterID, at now: Moment) throws {
        guard let quota = quota(of: printer) else { return }
        let used = try connection.statement(.usageSince).first(
            .integer(printer.rawValue), .text(user), .moment(quota.begin(at: now))
        ) { Usage(kOctets: $0.integer(0), pages: $0.integer(1)) }
        // CUPS' words.
        if quota.isReached(by: used ?? Usage()) { throw StoreError.quotaReached("Quota limit reached.") }
    }

    /// Counts what a job that is not finished needs, in place of what was counted for it before.
    func reserve(for job: Job, at now: Moment) throws {
        let quota = quota(of: job.printer)
        guard try quota != nil || hasReservations() else { return }
        let before = try reservation(of: job.id)
        if let before { try add(Usage() - before.usage, to: before.account) }
        guard let quota else { return try forgetReservation(of: job.id) }
        var account = Account(printer: job.printer, user: job.owner.user, slice: quota.slice(at: now))
        if let before, before.account.printer == account.printer { account = before.account }
        try connection.statement(.deleteUsageBefore).run(
            .integer(account.printer.rawValue), .text(account.user), .moment(quota.begin(at: now)))
        try add(job.usage, to: account)
        turns.hasReservations = true
        try connection.statement(.keepReservation).run(
            .integer(job.id.rawValue), .integer(account.printer.rawValue), .text(account.user),
            .moment(account.slice), .integer(job.usage.kOctets), .integer(job.usage.pages))
    }

    /// The end of a job: what was counted of it takes the place of what it needed.
    func settle(_ job: Job) throws {
        guard try hasReservations(), let before = try reservation(of: job.id) else { return }
        try add(job.usage - before.usage, to: before.account)
        try forgetReservation(of: job.id)
    }

    private func hasReservations() throws -> Bool {
        if let known = turns.hasReservations { return known }
        let found = try connection.statement(.anyReservation).first { _ in true } ?? false
        turns.hasReservations = found
        return found
    }

    private struct Account: Hashable {
        var printer: PrinterID
        var user: String
        var slice: Moment
    }

    private func reservation(of job: JobID) throws -> (account: Account, usage: Usage)? {
        try connection.statement(.reservation).first(.integer(job.rawValue)) { row in
            (
                Account(
                    printer: PrinterID(row.int32(0)), user: row.text(1), slice: Moment(milliseconds: row.integer(2))),
                Usage(kOctets: row.integer(3), pages: row.integer(4))
            )
        }
    }

    private func forgetReservation(of job: JobID) throws {
        try connection.statement(.forgetReservation).run(.integer(job.rawValue))
    }

    private func add(_ usage: Usage, to account: Account) throws {
        guard usage != Usage() else { return }
        try connection.statement(.addUsage).run(
            .integer(account.printer.rawValue), .text(account.user), .moment(account.slice),
            .integer(usage.kOctets), .integer(usage.pages))
    }
}
