import PrintModel

/// Finds the channels that an event is for, in one look-up each.
struct ChannelIndex {
    private(set) var byKey: [Channel.Key: Channel] = [:]
    private var ofSystem: [Channel] = []
    private var byPrinter: [PrinterID: [Channel]] = [:]
    private var byJob: [JobID: [Channel]] = [:]
    /// Channels of jobs that are not finished, by the printer of the job.
    private var jobsOn: [PrinterID: [Channel]] = [:]
    private var byResource: [ResourceID: [Channel]] = [:]
    private var ended: [Channel] = []

    var isEmpty: Bool { byKey.isEmpty }
    var all: Dictionary<Channel.Key, Channel>.Values { byKey.values }

    mutating func add(_ channel: Channel) {
        byKey[channel.key] = channel
        switch channel.key.scope {
        case .system: ofSystem.append(channel)
        case .printer(let id): byPrinter[id, default: []].append(channel)
        case .job(let id, _):
            byJob[id, default: []].append(channel)
            listen(channel)
        case .resource(let id): byResource[id, default: []].append(channel)
        }
    }

    mutating func remove(_ channel: Channel) {
        byKey[channel.key] = nil
        switch channel.key.scope {
        case .system: ofSystem.removeAll { $0 === channel }
        case .printer(let id): Self.remove(channel, from: &byPrinter, at: id)
        case .job(let id, _):
            Self.remove(channel, from: &byJob, at: id)
            ceaseListening(channel)
        case .resource(let id): Self.remove(channel, from: &byResource, at: id)
        }
    }

    private static func remove<Key: Hashable>(_ channel: Channel, from table: inout [Key: [Channel]], at key: Key) {
        table[key]?.removeAll { $0 === channel }
        if table[key]?.isEmpty == true { table[key] = nil }
    }

    /// A job's channel hears of its printer.
    private mutating func listen(_ channel: Channel) {
        guard let printer = channel.printer, !channel.kinds.isDisjoint(with: .ofPrinters) else { return }
        jobsOn[printer, default: []].append(channel)
    }

    private mutating func ceaseListening(_ channel: Channel) {
        guard let printer = channel.printer else { return }
        Self.remove(channel, from: &jobsOn, at: printer)
    }

    /// Calls `take` for each channel that hears of the event, with what of it the channel hears. Jobs' channels come
    /// before those of their printer, so that `job-completed` is the last that one of a job has.
    mutating func dispatch(_ event: LoggedEvent, _ take: (Channel, EventKinds) -> Void) {
        for channel in ofSystem { Self.offer(event.kinds, to: channel, take) }
        if let job = event.job, let channels = byJob[job] {
            for channel in channels {
                follow(event, channel)
                Self.offer(event.kinds.intersection([.ofJobs, .ofDocuments]), to: channel, take)
                settle(event, channel)
            }
        }
        if let printer = event.printer {
            for channel in byPrinter[printer] ?? [] {
                Self.offer(event.kinds, to: channel, take)
                if event.kinds.contains(.printerDeleted) { end(channel, at: event.at) }
            }
            let ofPrinter = event.kinds.intersection(.ofPrinters)
            if !ofPrinter.isEmpty { for channel in jobsOn[printer] ?? [] { Self.offer(ofPrinter, to: channel, take) } }
        }
        if let resource = event.resource {
            for channel in byResource[resource] ?? [] { Self.offer(event.kinds, to: channel, take) }
        }
    }

    private static func offer(_ kinds: EventKinds, to channel: Channel, _ take: (Channel, EventKinds) -> Void) {
        let heard = kinds.intersection(channel.kinds)
        if !heard.isEmpty { take(channel, heard) }
    }

    /// A job may have been moved to another queue.
    private mutating func follow(_ event: LoggedEvent, _ channel: Channel) {
        guard event.printer != channel.printer else { return }
        ceaseListening(channel)
        channel.printer = event.printer
        if channel.endedAt == nil { listen(channel) }
    }

    /// A finished job's channel is at its end; one that is printed again goes on (RFC 3995 §5.2).
    private mutating func settle(_ event: LoggedEvent, _ channel: Channel) {
        if event.kinds.contains(.jobCompleted) {
            end(channel, at: event.at)
        } else if event.kinds.contains(.jobCreated), channel.endedAt != nil {
            channel.endedAt = nil
            listen(channel)
        }
    }

    mutating func end(_ channel: Channel, at moment: Moment) {
        channel.endedAt = moment
        ended.append(channel)
        ceaseListening(channel)
    }

    /// Those that have come to their end since this was last asked.
    mutating func takeEnded() -> [Channel] {
        defer { ended = [] }
        return ended
    }
}
