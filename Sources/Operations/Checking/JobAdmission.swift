import IPP
import PrintModel
import Synchronization

/// How many jobs each user may make in a time, or each place under names that nobody has proved (``Limit/jobsPerMinute``).
final class JobRates: Sendable {
    private let rates: Mutex<Rates?>
    private let clock = ContinuousClock()
    private let begin: ContinuousClock.Instant
    /// Users remembered at a time: far more than print in the same minute.
    private static let usersMax = 20_000

    init(_ limits: Limits) {
        begin = clock.now
        let count = limits[.jobsPerMinute]
        let rate = Rate(count, in: .seconds(60), burst: count)
        rates = Mutex(count > 0 ? Rates(rate, namesMax: Self.usersMax) : nil)
    }

    /// - Returns: how many seconds to wait instead.
    func take(_ owner: Owner) -> Int64? {
        let (seconds, attoseconds) = (clock.now - begin).components
        let now = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        let wait = rates.withLock { rates -> Int64? in
            guard rates != nil else { return nil }
            return rates?.take(owner.source, now: now)
        }
        return wait.map { $0 / 1_000_000_000 + 1 }
    }
}

extension OperationContext {
    /// Throws where whoever is to own the job has as many waiting as one may have, or makes them faster than one may. Operators
    /// and administrators, who also print for others, are not slowed down. What a server brings for its users counts as
    /// theirs: none of them can use up what the others have. A job that is printed again waits as its owner's, and is made by
    /// whoever asks.
    ///
    /// - Parameter source: the job that is printed again.
    func admitJob(of request: IPPRequest, on printer: Printer, again source: Job? = nil) throws {
        let limits = settings.limits
        let requester = request.caller.requester
        let (owner, _) = try Forwarding.owner(of: request, on: printer, again: source, in: self)
        let maker = source == nil ? owner : policy.owner(requester, label: try request.userLabel())
        let waiting = jobs.waiting(of: owner, on: printer.id)
        if limits[.jobsPerUser] > 0, waiting.ofOwner >= limits.count(.jobsPerUser) {
            throw stopped(
                by: .jobsPerUser, .tooManyJobs,
                "\(owner.user) has \(waiting.ofOwner) jobs waiting, the most a user may have", request)
        }
        if limits[.jobsPerUserAndQueue] > 0, waiting.onQueue >= limits.count(.jobsPerUserAndQueue) {
            throw stopped(
                by: .jobsPerUserAndQueue, .tooManyJobs,
                "\(owner.user) has \(waiting.onQueue) jobs waiting on \(printer.name), the most a user may have there",
                request)
        }
        if limits[.jobsPerAddress] > 0, waiting.ofAddress >= limits.count(.jobsPerAddress) {
            throw stopped(
                by: .jobsPerAddress, .tooManyJobs,
                "\(waiting.ofAddress) jobs from \(owner.host) are waiting, the most from one address", request)
        }
        guard !policy.managesAll(requester), let seconds = jobRates.take(maker) else { return }
        throw stopped(
            by: .jobsPerMinute, .busy,
            "\(maker.isProved ? maker.user : maker.host) makes more than \(limits[.jobsPerMinute]) jobs a minute; try again in \(seconds) s",
            request)
    }

    /// What is said to whom a limit stops; it is noted and, now and then, logged.
    func stopped(by limit: Limit, _ status: StatusCode, _ words: String, _ request: IPPRequest?) -> OperationError {
        if limitBoard.note(limit) { show("limit: \(settings.limits.refusal(limit, words, to: true))") }
        return OperationError(
            status,
            settings.limits.refusal(
                limit, words, to: request.map { policy.isAdministrator($0.caller.requester) } ?? false))
    }
}
