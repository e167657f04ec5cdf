internal import IPP
internal import IPPClient
internal import PrintModel

extension IPPDelivery {
    /// What a printer knows of a job.
    enum Look {
        case seen(JobSight)
        /// It knows no such job.
        case gone
        /// It cannot say: it knows no such question.
        case mute
        /// It does not answer now.
        case away(DeviceTrouble)

        var sight: JobSight? { if case .seen(let sight) = self { sight } else { nil } }
    }

    func look(at job: RemoteJob) async -> Look {
        do {
            let reply = try await link.ask(.getJobAttributes, about: job.id, user: user) { request in
                request.update(.operation) {
                    $0.set(Attribute("requested-attributes", JobSight.requested.map { .keyword($0) }))
                }
            }
            if reply.status.isSuccessful {
                guard let group = reply[.job] else { return .mute }
                return .seen(JobSight(group))
            }
            switch reply.status {
            case .notFound, .gone: return .gone
            case .operationNotSupported: return .mute
            default:
                guard case .tryAgain(let trouble) = Verdict.of(reply, to: "Get-Job-Attributes", at: device) else {
                    return .away(
                        DeviceTrouble(
                            .failed, reason: "other",
                            message: "\(address): the printer does not say what became of the job: \(reply.status)"))
                }
                return .away(trouble)
            }
        } catch {
            return .away(DeviceTrouble(error, at: address))
        }
    }

    /// Waits until a job that the printer has all of is over.
    func follow(_ job: RemoteJob) async -> DeliveryOutcome {
        guard device.followsJobs else { return .delivered }
        var told = Told()
        defer { if told.trouble != nil { delivery.tell(.trouble(nil)) } }
        var pause = pace.jobFirst
        var waited = Duration.zero
        while true {
            if Task.isCancelled { return delivery.isLeaving() ? .left : await stopped(job) }
            var away = false
            switch await look(at: job) {
            case .mute: return .delivered
            case .gone: return await forgotten(told)
            case .away(let trouble):
                away = true
                // One question that gets lost is nothing to speak of.
                if told.silence > 0 { told.tell(trouble, by: delivery) }
                told.silence += 1
            case .seen(let sight):
                told.silence = 0
                told.tell(sight, by: delivery)
                if let outcome = outcome(of: sight) { return outcome }
                if sight.isStopped || waited >= pace.jobQuiet { await tellWhy(sight, &told) }
            }
            if Task.isCancelled { continue }
            let next = away && told.silence > 1 ? max(pause, pace.awayFirst) : pause
            // Cut off when the job is cancelled, which is seen above.
            try? await clock.sleep(for: next)
            waited += next
            pause = IPPPace.longer(next, most: away ? pace.awayMost : pace.jobMost)
        }
    }

    /// How a job that had all of its data has ended; `nil` while it has not.
    func outcome(of sight: JobSight) -> DeliveryOutcome? {
        if sight.isCompleted { return .delivered }
        if sight.isCanceled { return canceledThere(sight) }
        if sight.isAborted {
            return .refused(because: "\(address): the printer has given the job up: \(sight.words)")
        }
        return nil
    }

    func canceledThere(_ sight: JobSight) -> DeliveryOutcome {
        .canceledThere(because: "Canceled at the printer \(address): \(sight.words)")
    }

    /// A printer that does not know a job any more which it had: it has printed it and forgotten, or it was switched off
    /// meanwhile.
    private func forgotten(_ told: Told) async -> DeliveryOutcome {
        var state = await printerState()
        var pause = pace.awayFirst
        while state == nil, !Task.isCancelled {
            // Cut off when the job is cancelled, which ends the loop.
            try? await clock.sleep(for: pause)
            pause = IPPPace.longer(pause, most: pace.awayMost)
            state = await printerState()
        }
        if let up = state?.upTime, let before = told.upTime, up < before {
            return .unknown(
                confirmedImpressions: told.impressions ?? 0,
                because: "\(address): the printer was switched off while it had the job, and knows nothing of it")
        }
        return .delivered
    }

    private func printerState() async -> IPPState? {
        // No answer is an answer here.
        let reply = try? await link.ask(.getPrinterAttributes) { request in
            request.update(.operation) {
                $0.set(
                    Attribute(
                        "requested-attributes",
                        [
                            "printer-state", "printer-state-reasons", "printer-state-message",
                            "printer-is-accepting-jobs", "printer-up-time",
                        ].map { .keyword($0) }))
            }
        }
        guard let reply, reply.status.isSuccessful, let group = reply[.printer] else { return nil }
        return IPPState(group, at: address)
    }

    /// Tells what a printer waits for that goes on with nothing.
    private func tellWhy(_ sight: JobSight, _ told: inout Told) async {
        guard let state = await printerState() else { return }
        told.upTime = max(told.upTime ?? 0, state.upTime ?? 0)
        let stood = told.stands
        told.stands = sight.isStopped && state.trouble == nil
        if let trouble = state.trouble { return told.tell(trouble, by: delivery) }
        guard sight.isStopped else { return told.tell(nil, by: delivery) }
        // It may have gone on between the question about the job and the one about the printer: seen twice, it is so.
        guard stood else { return }
        told.tell(
            DeviceTrouble(
                .needsHuman, reason: "other", message: "\(address): the job stands still at the printer: \(sight.words)"
            ),
            by: delivery)
    }

    /// What was told of a job so far: everything is told once.
    struct Told {
        var trouble: DeviceTrouble?
        var impressions: Int?
        var sheets: Int?
        /// Questions without an answer.
        var silence = 0
        var upTime: Int32?
        /// Whether the job was seen standing still at a printer that complains of nothing.
        var stands = false

        mutating func tell(_ news: DeviceTrouble?, by delivery: Delivery) {
            guard news?.message != trouble?.message else { return }
            trouble = news
            delivery.tell(.trouble(news))
        }

        mutating func tell(_ sight: JobSight, by delivery: Delivery) {
            if let count = sight.impressions, count != impressions {
                impressions = count
                delivery.tell(.impressions(count))
            }
            if let count = sight.sheets, count != sheets {
                sheets = count
                delivery.tell(.sheets(count))
            }
        }
    }
}

/// A printer that takes no more of a document.
struct FeedStalled: Error {
    var trouble: DeviceTrouble
}

extension IPPDelivery {
    /// Sees to it that a printer takes a document: one that does not is asked what it waits for, and waited for as long as
    /// it says so. Throws ``FeedStalled`` where there is nothing to wait for.
    func watch(_ feed: Feed, _ job: RemoteJob?) async throws {
        var seen = feed.progress
        var quiet = Duration.zero
        var silent = Duration.zero
        var told = Told()
        defer { if told.trouble != nil { delivery.tell(.trouble(nil)) } }
        while true {
            try await clock.sleep(for: pace.feedLook)
            let now = feed.progress
            if now != seen || now.isReading {
                (seen, quiet, silent) = (now, .zero, .zero)
                told.tell(nil, by: delivery)
                continue
            }
            quiet += pace.feedLook
            guard quiet >= min(pace.feedQuiet, device.stallTimeout) else { continue }
            if let state = await printerState() {
                if let trouble = state.trouble {
                    (quiet, silent) = (.zero, .zero)
                    told.tell(trouble, by: delivery)
                    continue
                }
                silent = .zero
                // It prints what it has, and answers when that is done.
                if now.isAtEnd, state.state == 4, await isPrinting(job) { continue }
            } else {
                silent += pace.feedLook
            }
            guard quiet < device.stallTimeout, silent < max(pace.feedQuiet, pace.feedLook * 2) else {
                throw FeedStalled(
                    trouble: DeviceTrouble(
                        .failed, reason: "timed-out",
                        message: "\(address): the printer has taken no data for \(quiet.components.seconds) seconds"))
            }
        }
    }

    private func isPrinting(_ job: RemoteJob?) async -> Bool {
        guard let job, case .seen(let sight) = await look(at: job) else { return false }
        return !sight.isOver
    }
}
