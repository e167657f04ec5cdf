public import PrintModel

/// Counts for each subscription which notifications it has had, keeps the last of them, and wakes who waits for the next
/// (RFC 3995, RFC 3996).
///
/// It reads the one log of the store and nothing else, and only while somebody has subscribed. What it holds can always be
/// made anew from the log and the counts that it brings to the store from time to time.
public actor Notifier {
    /// A subscription and where it stands.
    struct Member {
        var subscription: Subscription
        let channel: Channel
        /// What its numbers are ahead of the channel's.
        let offset: Int64
        /// The number before the first notification that can be asked for.
        let begin: Int64

        var number: Int64 { channel.count + offset }
    }

    let log: any EventLog
    let store: any SubscriptionStore
    let jobs: any JobStore
    private let printers: any PrinterStore
    let progress: ProgressBoard
    let clock: any WallClock
    public nonisolated let limits: NotifierLimits

    private(set) var members: [SubscriptionID: Member] = [:]
    private var channels = ChannelIndex()
    /// The last line of the log that was looked at.
    private(set) var position: Int64 = 0
    private(set) var recent = RecentEvents()
    private var keptAt: Int64 = -1
    private var loading: Task<Void, any Error>?
    /// Subscriptions that are being made, counted before they are there.
    private var reserved = 0
    /// Grows with each subscription: what ``run()`` waits for while there is none.
    private let arrivals = EventSignal()
    private var arrived: Int64 = 0

    private var waiting = WaitingRoom()
    private var reported: [JobID: Int] = [:]
    nonisolated let names = JobNames()

    public init(
        log: any EventLog, store: any SubscriptionStore, jobs: any JobStore, printers: any PrinterStore,
        progress: ProgressBoard, clock: any WallClock, limits: NotifierLimits = NotifierLimits()
    ) {
        self.log = log
        self.store = store
        self.jobs = jobs
        self.printers = printers
        self.progress = progress
        self.clock = clock
        self.limits = limits
    }

    // MARK: Its life

    /// Takes up what was subscribed to before the start, and counts what happened since the counts were kept. Others wait
    /// for it to end.
    public func start() async throws {
        if let loading { return try await loading.value }
        let task = Task { try await load() }
        loading = task
        do {
            try await task.value
        } catch {
            loading = nil
            throw error
        }
    }

    private func load() async throws {
        var left = try await store.subscriptions().sorted { $0.countedAt < $1.countedAt }[...]
        position = left.first?.countedAt ?? log.lastEvent
        while !left.isEmpty || position < log.lastEvent {
            let rows = try await log.log(after: position, limit: Self.rowsAtOnce)
            for row in rows where row.sequence > position {
                while let next = left.first, next.countedAt < row.sequence {
                    left.removeFirst()
                    attach(next)
                }
                take(row)
            }
            guard rows.isEmpty else { continue }
            while let next = left.popFirst() { attach(next) }
            break
        }
        try await endWhatIsOver()
        keptAt = position
        announceArrival()
    }

    /// Jobs and printers that came to their end while nobody counted.
    private func endWhatIsOver() async throws {
        for channel in channels.all where channel.endedAt == nil {
            switch channel.key.scope {
            case .job(let id, _):
                let job = try await jobs.job(id)
                if job?.lifecycle.isFinished ?? true { channels.end(channel, at: job?.finishedAt ?? clock.now()) }
            case .printer(let id): if printers.printer(id) == nil { channel.endedAt = clock.now() }
            case .system, .resource: break
            }
        }
    }

    /// Runs until its task is cancelled or the store is closed.
    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.follow() }
            group.addTask { await self.housekeep() }
        }
    }

    private func follow() async {
        // Up to where those who wait were called: others read the log as well, and call nobody.
        var heard: Int64 = 0
        while !Task.isCancelled {
            if channels.isEmpty {
                guard await arrivals.waitForMore(than: arrived) else { return }
                continue
            }
            guard await log.eventSignal.waitForMore(than: heard) else { return }
            // A log that cannot be read now is read a little later: nothing in it is lost.
            if (try? await catchUp()) == nil { try? await clock.sleep(for: .seconds(1)) }
            heard = position
            let count = waiting.wakeCalled()
            // Cut off only when the task is cancelled, which ends the loop.
            if count > limits.crowd { try? await clock.sleep(for: limits.pause) }
        }
    }

    private static let rowsAtOnce = 1000

    /// Reads the log to its end. Two may do so at once: what the other has taken is left out.
    func catchUp() async throws {
        while position < log.lastEvent {
            let rows = try await log.log(after: position, limit: Self.rowsAtOnce)
            for row in rows where row.sequence > position { take(row) }
            if rows.isEmpty { return }
        }
    }

    private func take(_ event: LoggedEvent) {
        position = event.sequence
        recent.append(event)
        if let job = event.job, event.kinds.contains(.jobConfigChanged) { names.forget(job) }
        guard !event.kinds.isEmpty else { return }
        let room = roomPerChannel
        channels.dispatch(event) { channel, kinds in
            Self.append(event, kinds, to: channel, room: room)
            waiting.call(at: channel)
        }
        // Who waits for something that is over is told so.
        for channel in channels.takeEnded() { waiting.call(at: channel) }
    }

    private static func append(_ event: LoggedEvent, _ kinds: EventKinds, to channel: Channel, room: Int) {
        // Documents come to their end before their job does.
        let documents = kinds.contains(.documentCompleted) ? kinds.intersection(.ofDocuments) : []
        for kind in documents.members + kinds.subtracting(documents).members {
            channel.append(Channel.Entry(event, kind), room: room)
        }
    }

    private var roomPerChannel: Int {
        let share = limits.entriesMax / max(1, channels.byKey.count)
        return min(max(share, limits.entriesPerChannelMin), limits.entriesPerChannelMax)
    }

    // MARK: Subscriptions

    /// How many more subscriptions an owner may have of that scope.
    func room(for owner: Owner, isManager: Bool, _ scope: Subscription.Scope) async throws -> Int {
        try await start()
        var (ofOwner, ofAddress, ofJob) = (0, 0, 0)
        let place = owner.place
        for member in members.values {
            let other = member.subscription.owner
            if other == owner { ofOwner += 1 }
            if !other.isProved, other.place == place { ofAddress += 1 }
            if case .job(let id, _) = scope, case .job(id, _) = member.subscription.scope { ofJob += 1 }
        }
        let most = isManager ? limits.subscriptionsPerManagerMax : limits.subscriptionsPerOwnerMax
        var room = min(limits.subscriptionsMax - members.count - reserved, most - ofOwner)
        if !owner.isProved { room = min(room, limits.subscriptionsPerAddressMax - ofAddress) }
        if case .job = scope { room = min(room, limits.subscriptionsPerJobMax - ofJob) }
        return max(0, room)
    }

    /// Makes subscriptions; their numbers and ids are given back.
    ///
    /// - Parameter after: the line of the log behind which they begin to hear; `nil` for the last there is.
    func add(_ new: [Subscription], after: Int64? = nil) async throws -> [Subscription] {
        guard !new.isEmpty else { return [] }
        try await start()
        reserved += new.count
        defer { reserved -= new.count }
        let made = try await store.add(new, after: after)
        if channels.isEmpty, let first = made.map(\.countedAt).min() {
            position = first
            recent.removeAll()
        }
        try await catchUp()
        for subscription in made { attach(subscription) }
        announceArrival()
        return made
    }

    private func announceArrival() {
        arrived += 1
        arrivals.announce(arrived)
    }

    private func attach(_ subscription: Subscription) {
        let key = Channel.Key(scope: subscription.scope, kinds: subscription.kinds)
        let channel = channels.byKey[key] ?? makeChannel(key, behind: subscription.countedAt)
        let missed = channel.count(behind: subscription.countedAt)
        members[subscription.id] = Member(
            subscription: subscription, channel: channel, offset: subscription.number - (channel.count - missed),
            begin: subscription.number)
        channel.members.insert(subscription.id)
    }

    /// A channel with what happened since that line, as far as it is known.
    private func makeChannel(_ key: Channel.Key, behind sequence: Int64) -> Channel {
        let channel = Channel(key)
        var alone = ChannelIndex()
        alone.add(channel)
        let room = roomPerChannel
        for event in recent.behind(sequence) {
            alone.dispatch(event) { Self.append(event, $1, to: $0, room: room) }
        }
        channels.add(channel)
        if let end = channel.endedAt { channels.end(channel, at: end) }
        return channel
    }

    private func detach(_ id: SubscriptionID) {
        guard let member = members.removeValue(forKey: id) else { return }
        waiting.call(at: member.channel)
        member.channel.members.remove(id)
        if member.channel.members.isEmpty { channels.remove(member.channel) }
    }

    func subscription(_ id: SubscriptionID) async throws -> Subscription? {
        try await start()
        return members[id].map(current)
    }

    /// All that `isWanted` wants, by number.
    func subscriptions(where isWanted: @Sendable (Subscription) -> Bool) async throws -> [Subscription] {
        try await start()
        try await catchUp()
        return members.values.map(\.subscription).filter(isWanted).sorted { $0.id < $1.id }
            .compactMap { members[$0.id].map(current) }
    }

    func current(_ member: Member) -> Subscription {
        var subscription = member.subscription
        (subscription.number, subscription.countedAt) = (member.number, position)
        return subscription
    }

    func renew(_ id: SubscriptionID, lease: Int, at now: Moment) async throws {
        let end = Subscription.end(ofLease: lease, from: now)
        try await store.renew(id, lease: lease, expiresAt: end)
        members[id]?.subscription.lease = lease
        members[id]?.subscription.expiresAt = end
    }

    func cancel(_ ids: [SubscriptionID]) async throws {
        try await store.cancel(ids)
        for id in ids { detach(id) }
        waiting.wakeCalled()
    }

    // MARK: Waiting

    /// Lets a request wait, if there is room for it; then ``endWait(_:)`` must follow.
    func beginWait(_ source: String) -> Bool { waiting.admit(source, under: limits) }

    func endWait(_ source: String) { waiting.leave(source) }

    public var waiterCount: Int { waiting.count }

    /// Returns when there is something to say: a notification with the wanted number or a later one, the end of all the
    /// subscriptions, the end of `duration`; or when the task is cancelled or the server goes down.
    ///
    /// - Returns: whether there is something to say.
    func wait(for wanted: [(id: SubscriptionID, from: Int64)], atMost duration: Duration) async -> Bool {
        let number = waiting.nextNumber()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !isSomething(of: wanted), !waiting.isClosed, !Task.isCancelled, duration > .zero else {
                    return continuation.resume()
                }
                let watched = wanted.compactMap { members[$0.id]?.channel }
                let timer = Task { [clock] in
                    // Cut off when the wait ends earlier.
                    guard (try? await clock.sleep(for: duration)) != nil else { return }
                    self.wake(number)
                }
                waiting.sit(number, continuation, for: watched, timer: timer)
            }
        } onCancel: {
            Task { await self.wake(number) }
        }
        return isSomething(of: wanted) && !waiting.isClosed
    }

    /// Whether there is a notification with a wanted number or a later one, or all the subscriptions are at their end.
    private func isSomething(of wanted: [(id: SubscriptionID, from: Int64)]) -> Bool {
        let isThere = wanted.contains { item in
            members[item.id].map { $0.number >= max(item.from, $0.begin + 1) } ?? false
        }
        return isThere || wanted.allSatisfy { members[$0.id].map { $0.channel.endedAt != nil } ?? true }
    }

    private func wake(_ number: UInt64) { waiting.wake(number) }

    // MARK: Time

    private func housekeep() async {
        var seconds = 0
        // Ends when the task is cancelled.
        while (try? await clock.sleep(for: .seconds(1))) != nil {
            seconds += 1
            guard loading != nil else { continue }
            // What fails now is tried again: leases end a little later, counts are made anew from the log.
            try? await reportProgress()
            if seconds % 10 == 0 { try? await tidy() }
            if seconds % 60 == 0 { try? await keep() }
        }
    }

    /// Writes down how far jobs are, while somebody wants to know: at most a line a second and job.
    func reportProgress() async throws {
        guard channels.all.contains(where: { $0.kinds.contains(.jobProgress) }) else { return }
        var news: [JobProgress] = []
        var now: [JobID: Int] = [:]
        for (job, report) in progress.all() {
            guard let impressions = report.impressions, impressions > 0 else { continue }
            now[job] = impressions
            if reported[job] != impressions { news.append(JobProgress(job: job, impressions: impressions)) }
        }
        reported = now
        try await log.record(news, at: clock.now())
    }

    /// Ends leases, and forgets what is over and could be asked for long enough.
    func tidy() async throws {
        let now = clock.now()
        let done = members.values.filter { member in
            if let end = member.subscription.expiresAt, end <= now { return true }
            return member.channel.endedAt.map { $0 + Retention.eventLife <= now } ?? false
        }
        if !done.isEmpty { try await cancel(done.map(\.subscription.id)) }
    }

    /// Brings the counts to the store, so that the next start counts on from there.
    public func keep() async throws {
        guard loading != nil, !members.isEmpty, position != keptAt else { return }
        let at = position
        try await store.keep(members.mapValues(\.number), countedAt: at)
        keptAt = at
    }

    /// Lets nobody wait any more: the server goes down, or another run has taken over.
    public func stop() { waiting.close() }
}
