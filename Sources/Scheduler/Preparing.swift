import PrintModel

/// Delivers a job in its device's language: the best way, and where that fails in a program rather than in the document,
/// once more without that program.
struct Preparing: Sendable {
    let preparer: any DocumentPreparer
    let drivers: any DriverStore
    let progress: ProgressBoard
    let clock: any WallClock

    func deliver(_ delivery: Delivery, to backend: any Backend) async -> (DeliveryOutcome, PrintReport) {
        let (outcome, report) = await tryTwice(delivery, to: backend)
        guard case .refused(let reason) = outcome,
            let sheet = await preparer.errorSheet(for: delivery, because: reason, on: device(delivery, backend))
        else { return (outcome, report) }
        let printed = await backend.deliver(sheet.delivery)
        await sheet.end()
        guard printed == .delivered else { return (outcome, report) }
        return (.refused(because: "\(reason) (a page that says so was printed)"), report)
    }

    private func device(_ delivery: Delivery, _ backend: any Backend) -> DeviceCapabilities {
        drivers.capabilities(of: delivery.printer, on: backend.capabilities)
    }

    private func tryTwice(_ delivery: Delivery, to backend: any Backend) async -> (DeliveryOutcome, PrintReport) {
        let first = await attempt(delivery, to: backend, avoiding: [])
        guard let problem = first.problem, let step = problem.step, !Task.isCancelled else { return first.result }
        var second = await attempt(delivery, to: backend, avoiding: [step])
        // That there is no other way says less than what went wrong with the first.
        guard second.hasBegun else { return first.result }
        second.report.warnings.insert("\(problem.text); done in another way", at: 0)
        return second.result
    }

    private struct Attempt {
        var outcome: DeliveryOutcome
        var report = PrintReport()
        var problem: ConversionProblem?
        var hasBegun = true

        var result: (DeliveryOutcome, PrintReport) {
            guard let problem else { return (outcome, report) }
            var report = report
            report.fault = problem.reason == "unsupported-document-format" ? .format : .conversion
            return (.refused(because: problem.text), report)
        }
    }

    private func attempt(_ delivery: Delivery, to backend: any Backend, avoiding: Set<String>) async -> Attempt {
        do {
            let prepared = try await preparer.prepare(
                delivery, for: device(delivery, backend), avoiding: avoiding)
            return await deliver(prepared, to: backend)
        } catch let problem as ConversionProblem {
            return Attempt(outcome: .refused(because: problem.text), problem: problem, hasBegun: false)
        } catch is CancellationError {
            return Attempt(outcome: .stopped, hasBegun: false)
        } catch {
            let trouble = DeviceTrouble(.local, reason: "other", message: "cannot convert the job: \(error)")
            return Attempt(outcome: .tryAgain(trouble), hasBegun: false)
        }
    }

    private func deliver(_ prepared: PreparedDelivery, to backend: any Backend) async -> Attempt {
        let job = prepared.delivery.job.id
        progress.begin(job, at: clock.now())
        if !prepared.plan.isEmpty { progress.set(prepared.report, for: job) }
        let outcome = await backend.deliver(watched(prepared.delivery))
        await prepared.end()
        let activity = progress.activity(of: job)
        progress.forget(job)
        let isOver = outcome == .delivered || outcome == .stopped
        return Attempt(
            outcome: outcome, report: Self.report(prepared.report(), activity, isWhole: outcome == .delivered),
            problem: isOver ? nil : prepared.problem())
    }

    /// What the device says it made counts for more than what was made for it.
    private static func report(_ counted: PrintReport, _ activity: JobActivity?, isWhole: Bool) -> PrintReport {
        var report = counted
        guard isWhole else {
            report.confirmedImpressions = activity?.impressions
            return report
        }
        if let impressions = activity?.impressions, impressions > 0 { report.impressions = impressions }
        if let sheets = activity?.sheets, sheets > 0 { report.sheets = sheets }
        return report
    }

    /// Says when its device takes something of it.
    private func watched(_ delivery: Delivery) -> Delivery {
        var watched = delivery
        let (open, last, job) = (delivery.open, delivery.documents.last?.number, delivery.job.id)
        watched.open = { [progress, clock] number in
            let stream = try await open(number)
            return DocumentStream {
                let piece = try await stream.next()
                if let piece {
                    progress.took(piece.count, of: job, at: clock.now())
                } else if number == last {
                    progress.took(nil, of: job, at: clock.now())
                }
                return piece
            }
        }
        return watched
    }
}
