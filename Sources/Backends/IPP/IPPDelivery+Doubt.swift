internal import IPP
internal import IPPClient
internal import PrintModel

extension IPPDelivery {
    // MARK: After a failure

    /// Finds out what became of a job whose data could not be sent to its end, or whose last answer was lost, and sees that
    /// nothing of it is printed later: then it can be tried again.
    ///
    /// - Parameter isWhole: whether all of its data has left here; what of it has arrived is the printer's to say.
    func settle(_ job: RemoteJob, isWhole: Bool, _ trouble: DeviceTrouble) async -> DeliveryOutcome {
        var waited = Duration.zero
        var pause = pace.awayFirst
        var told = Told()
        defer { if told.trouble != nil { delivery.tell(.trouble(nil)) } }
        while !Task.isCancelled {
            switch await look(at: job) {
            case .away(let now):
                told.tell(now, by: delivery)
                pause = IPPPace.longer(pause, most: pace.awayMost)
            case .mute:
                return isWhole ? lost(trouble) : .tryAgain(trouble)
            case .gone:
                return isWhole ? lost(trouble) : .tryAgain(trouble)
            case .seen(let sight):
                told.tell(nil, by: delivery)
                if sight.isOver { return ended(sight, isWhole: isWhole, trouble) }
                guard isWhole else { return await again(job, trouble) }
                // It may still be reading what is on its way to it.
                guard sight.isIncomplete else { return await follow(job) }
                guard waited < pace.incompleteMost else { return await again(job, trouble) }
                pause = pace.jobFirst * 5
            }
            // Cut off when the job is cancelled, which ends the loop.
            try? await clock.sleep(for: pause)
            waited += pause
        }
        return await stopped(job)
    }

    private func lost(_ trouble: DeviceTrouble) -> DeliveryOutcome {
        .unknown(
            confirmedImpressions: 0,
            because: "\(trouble.message); the printer was sent all of the job, and knows nothing of it now")
    }

    /// A job that ended while it was not known how much of it the printer had.
    private func ended(_ sight: JobSight, isWhole: Bool, _ trouble: DeviceTrouble) -> DeliveryOutcome {
        if isWhole, sight.isCompleted || sight.isCanceled { return outcome(of: sight) ?? .delivered }
        if isWhole, sight.isFaulty { return outcome(of: sight) ?? .tryAgain(trouble) }
        if sight.isCanceled, sight.isCanceledBySomebody { return canceledThere(sight) }
        return unprinted(sight, trouble)
    }

    /// To be tried again where nothing has come out of it.
    private func unprinted(_ sight: JobSight?, _ trouble: DeviceTrouble) -> DeliveryOutcome {
        let impressions = sight?.impressions ?? 0
        guard impressions > 0 || sight?.isCompleted == true else { return .tryAgain(trouble) }
        return .unknown(confirmedImpressions: impressions, because: trouble.message)
    }

    /// Takes the job back, to be tried again.
    private func again(_ job: RemoteJob, _ trouble: DeviceTrouble) async -> DeliveryOutcome {
        var pause = pace.awayFirst
        var told = Told()
        defer { if told.trouble != nil { delivery.tell(.trouble(nil)) } }
        while true {
            switch await takeBack(job) {
            case .gone, .mute: return .tryAgain(trouble)
            case .away(let now) where now.kind == .local: return .tryAgain(now)
            // What it has of the job must not come out behind what is sent next: it is asked until it answers.
            case .away(let now): told.tell(now, by: delivery)
            case .seen(let sight) where sight.isOver: return unprinted(sight, trouble)
            // It does not let go of it: whatever it does next must be over before the job is sent again.
            case .seen(let sight) where !sight.isIncomplete: return await outlive(job, trouble)
            // One that still waits for data has not heard that it is cancelled: it would wait for ever.
            case .seen: told.tell(clinging(to: job), by: delivery)
            }
            if Task.isCancelled { return .stopped }
            // Cut off when the job is cancelled, which is seen above.
            try? await clock.sleep(for: pause)
            pause = IPPPace.longer(pause, most: pace.awayMost)
        }
    }

    private func outlive(_ job: RemoteJob, _ trouble: DeviceTrouble) async -> DeliveryOutcome {
        let outcome = await follow(job)
        switch outcome {
        case .refused, .canceledThere: return .tryAgain(trouble)
        case .delivered: return .unknown(confirmedImpressions: 0, because: trouble.message)
        default: return outcome
        }
    }

    private func clinging(to job: RemoteJob) -> DeviceTrouble {
        DeviceTrouble(
            .busy, reason: "other",
            message: "\(address): the printer has part of the job (its job \(job.id)) and does not let go of it; "
                + "it is sent again once it does")
    }

    /// The same for a job of which only the name is known.
    func settle(named name: String, isWhole: Bool, _ trouble: DeviceTrouble) async -> DeliveryOutcome {
        var pause = pace.awayFirst
        var told = Told()
        defer { if told.trouble != nil { delivery.tell(.trouble(nil)) } }
        while !Task.isCancelled {
            switch await search(name) {
            case .found(let job): return await settle(job, isWhole: isWhole, trouble)
            case .none: return isWhole ? lost(trouble) : .tryAgain(trouble)
            case .away(let now):
                told.tell(now, by: delivery)
                // Cut off when the job is cancelled, which ends the loop.
                try? await clock.sleep(for: pause)
                pause = IPPPace.longer(pause, most: pace.awayMost)
            }
        }
        return await stopped(named: name, isWhole: isWhole)
    }

    enum Found {
        case found(RemoteJob)
        case none
        case away(DeviceTrouble)
    }

    /// Looks for the job that has `name` in its name (Get-Jobs).
    func search(_ name: String) async -> Found {
        for which in ["not-completed", "completed"] {
            do {
                let reply = try await link.ask(.getJobs, user: user) { request in
                    request.update(.operation) { operation in
                        operation.set("which-jobs", .keyword(which))
                        operation.set(
                            Attribute(
                                "requested-attributes", ["job-id", "job-uri", "job-name"].map { .keyword($0) }))
                    }
                }
                guard reply.status.isSuccessful else {
                    // One that keeps no list of what is done has none of it.
                    if which == "completed" { return .none }
                    guard case .tryAgain(let trouble) = Verdict.of(reply, to: "Get-Jobs", at: device) else {
                        return .none
                    }
                    return trouble.kind == .failed ? .none : .away(trouble)
                }
                for group in reply.groups where group.tag == .job {
                    guard group["job-name"]?.stringValue?.contains("(\(name))") == true,
                        let id = group["job-id"]?.integerValue, id > 0
                    else { continue }
                    return .found(RemoteJob(id: id, uri: device.uri))
                }
            } catch {
                return .away(DeviceTrouble(error, at: address))
            }
        }
        return .none
    }

    // MARK: Taking it back

    /// The job was cancelled or stopped here: takes it back, within a bounded time.
    func stopped(_ job: RemoteJob) async -> DeliveryOutcome {
        await takeBack(job).sight?.isCompleted == true ? .delivered : .stopped
    }

    func stopped(named name: String, isWhole: Bool) async -> DeliveryOutcome {
        let found = await Task { await search(name) }.value
        guard case .found(let job) = found else { return .stopped }
        return await stopped(job)
    }

    /// Cancels the job at the printer, and looks how it is then. Goes on although the task that asks is cancelled, but not
    /// for long.
    @discardableResult
    func takeBack(_ job: RemoteJob, isRemembered: Bool = true) async -> Look {
        let work = Task { () -> Look in
            // That it was cancelled by us must be known after a crash, or it would never be printed.
            if isRemembered { try await delivery.remember(Remembered.job(job, isTakenBack: true).text) }
            // Whatever it answers, what counts is how the job is then.
            _ = try? await link.ask(.cancelJob, about: job.id, user: user)
            for _ in 0..<20 {
                let look = await look(at: job)
                guard case .seen(let sight) = look, !sight.isOver else { return look }
                try await clock.sleep(for: pace.jobFirst * 2)
            }
            return await look(at: job)
        }
        let limit = Task {
            // Cut off when the work is done.
            try? await clock.sleep(for: pace.cancelMost)
            work.cancel()
        }
        defer { limit.cancel() }
        do {
            let look = try await work.value
            // Cut off in the middle of a question: the printer took too long.
            if case .away = look, work.isCancelled { return .away(noAnswer) }
            return look
        } catch is CancellationError {
            return .away(noAnswer)
        } catch {
            // A job that is fenced is left alone; one that cannot be written down is met again.
            return .away(
                DeviceTrouble(
                    .local, reason: "spool-area-full", message: "cannot note what becomes of the job: \(error)"))
        }
    }

    private var noAnswer: DeviceTrouble {
        DeviceTrouble(.away, reason: "connecting-to-device", message: "\(address): the printer does not answer")
    }

    // MARK: After a crash

    /// What became of a job that an earlier run of the daemon was printing.
    func resolve() async -> Interrupted {
        guard let text = delivery.job.deviceJob else { return .notDelivered }
        switch Remembered(text) {
        case nil: return .unknown(because: "what was remembered of it makes no sense: \(text)")
        case .job(let job, let isTakenBack): return await resolve(job, isTakenBack: isTakenBack)
        case .named(let name):
            switch await search(name) {
            case .found(let job): return await resolve(job, isTakenBack: false)
            case .away(let trouble): return .askAgain(trouble)
            case .none: return .unknown(because: "\(address): the printer knows no job named \(name)")
            }
        }
    }

    private func resolve(_ job: RemoteJob, isTakenBack: Bool) async -> Interrupted {
        switch await look(at: job) {
        case .away(let trouble): return .askAgain(trouble)
        case .mute: return .unknown(because: "\(address): the printer does not say what became of the job")
        case .gone:
            return isTakenBack
                ? .notDelivered
                : .unknown(because: "\(address): the printer knows nothing of its job \(job.id) any more")
        case .seen(let sight):
            if sight.isOver { return resolved(sight, job, isTakenBack: isTakenBack) }
            if isTakenBack || sight.isIncomplete { return await reclaim(job) }
            // It has all of it: the printing is only watched by somebody else now.
            return interrupted(await follow(job), job)
        }
    }

    /// Cancels there what is not whole.
    private func reclaim(_ job: RemoteJob) async -> Interrupted {
        switch await takeBack(job) {
        case .away(let trouble): return .askAgain(trouble)
        // It was not whole, and it is not there any more.
        case .gone: return .notDelivered
        case .mute: return .unknown(because: "\(address): the printer does not say what became of the job")
        case .seen(let sight) where sight.isOver: return resolved(sight, job, isTakenBack: true)
        case .seen(let sight) where sight.isIncomplete: return .askAgain(clinging(to: job))
        case .seen: return interrupted(await follow(job), job)
        }
    }

    private func resolved(_ sight: JobSight, _ job: RemoteJob, isTakenBack: Bool) -> Interrupted {
        if sight.isCompleted { return interrupted(.delivered, job) }
        if let impressions = sight.impressions, impressions > 0, isTakenBack || !sight.isCanceled {
            return .over(
                .unknown(
                    confirmedImpressions: impressions,
                    because: "\(address): printing stopped in the middle: \(sight.words)"))
        }
        if isTakenBack { return .notDelivered }
        if sight.isCanceled, !sight.isGivenUp { return .over(canceledThere(sight)) }
        return sight.isFaulty ? .over(outcome(of: sight) ?? .stopped) : .notDelivered
    }

    private func interrupted(_ outcome: DeliveryOutcome, _ job: RemoteJob) -> Interrupted {
        guard outcome == .delivered else { return .over(outcome) }
        guard job.part < job.parts else { return .delivered }
        return .unknown(because: "documents 1 to \(job.part) of \(job.parts) are printed, the next are not")
    }
}
