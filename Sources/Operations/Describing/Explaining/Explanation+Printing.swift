import IPP
import PrintModel

// What goes on with a job that is being printed, where it does not just come out.

extension Explanation {
    /// For so long a device may take nothing before that is worth a word.
    private static let stallLeast = Duration.seconds(120)

    func printing(_ job: Job) -> [ExplainedBlocker] {
        var found: [ExplainedBlocker] = []
        let id = job.member ?? job.printer
        let printer = context.printers.printer(id)
        let name = printer?.name.text ?? "its printer"
        let condition = context.conditions.condition(of: id)
        if let trouble = condition.trouble {
            let since = condition.troubleSince.map { ", since \(clock.text(of: $0))" } ?? ""
            let code = Self.code(of: trouble)
            found.append(
                ExplainedBlocker(
                    code, "\(name): \(trouble.message)\(since); it goes on by itself", since: condition.troubleSince,
                    fixes: printer.map { Self.fixes(for: code, $0) } ?? []))
        }
        guard let activity = context.progress.activity(of: job.id) else { return found }
        if let stall = stall(job, activity, printer, name) {
            found.append(stall)
        } else if let conversion = conversion(of: job, activity) {
            found.append(conversion)
        }
        if !activity.message.isEmpty {
            // What a device says of a job may have its title in it.
            let text = isOpen ? "\(name): \(activity.message)" : "\(name) is at it"
            found.append(
                ExplainedBlocker(
                    .printing, text, since: job.processingAt, fixes: ["quirectl job watch \(job.id)"]))
        }
        return found
    }

    private func stall(
        _ job: Job, _ activity: JobActivity, _ printer: Printer?, _ name: String
    ) -> ExplainedBlocker? {
        let last = activity.lastOctetsAt
        guard clock.now() - last >= Self.stallLeast else { return nil }
        let since = clock.text(of: last)
        let cancel = "quirectl job cancel \(job.id)"
        guard !activity.isAllTaken else {
            return ExplainedBlocker(
                .printedUnconfirmed, "\(name) has everything since \(since), and has not said that it is done",
                since: last, fixes: [cancel])
        }
        let probe = printer.map { Self.fixes(for: .printerStalled, $0) } ?? []
        return ExplainedBlocker(
            .printerStalled, "\(name) takes no data since \(since) (\(activity.octets.octetsInWords) sent)",
            since: last, fixes: probe + [cancel])
    }

    /// The step and the page it is at.
    private func conversion(of job: Job, _ activity: JobActivity) -> ExplainedBlocker? {
        guard let report = context.progress.report(of: job.id), !report.plan.isEmpty, !activity.isAllTaken else {
            return nil
        }
        let page = report.impressions.map { ", page \($0)" } ?? ""
        let all = page.isEmpty ? nil : job.attributes["job-pages"]?.integerValue
        let text = (isOpen ? report.plan : "being prepared") + page + (all.map { " of \($0)" } ?? "")
        return ExplainedBlocker(
            .converting, text, since: job.processingAt, fixes: ["quirectl job watch \(job.id)"])
    }
}
