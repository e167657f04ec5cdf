import IPP
import LogFiles
import Logging
import PrintModel

/// One line a job that was printed, as CUPS' page_log has it (cupsd-logs(5), "PageLogFormat"):
///
///     floor2 anna 412 [21/Nov/2026:22:33:44 +0000] total 12 4711 10.0.0.7 - iso_a4_210x297mm two-sided-long-edge
///
/// printer, user, number, when it was completed, `total` and the impressions, account, host, title, media, sides. The title
/// is always left out: what a job is called is its owner's.
///
/// It is written from the store's log of events, so that it holds nobody up; what was printed while the server was going
/// down is in the accounting, not here.
struct PageLog: Sendable {
    private static let eventsAtOnce = 500

    private let file: LogFile
    private let jobs: any JobStore
    private let printers: any PrinterStore
    private let events: any EventLog
    private let log: Logger

    init(path: String, jobs: any JobStore, printers: any PrinterStore, events: any EventLog, log: Logger) throws {
        file = try LogFile(path: path, name: "page log", log: log)
        self.jobs = jobs
        self.printers = printers
        self.events = events
        self.log = log
    }

    func run() async {
        var last = events.lastEvent
        while await events.eventSignal.waitForMore(than: last) {
            do {
                while case let found = try await events.log(after: last, limit: Self.eventsAtOnce), !found.isEmpty {
                    var lines = ""
                    for event in found {
                        last = max(last, event.sequence)
                        guard event.what == JobEvent.Kind.completed.rawValue, let id = event.job,
                            let job = try await jobs.job(id)
                        else { continue }
                        lines += line(of: job)
                    }
                    if !lines.isEmpty { file.append(lines.utf8) }
                }
            } catch {
                if Task.isCancelled { return }
                log.error("page log: \(error)")
                // The store has trouble of its own; it is asked again when it has news.
                last = max(last, events.lastEvent)
            }
        }
    }

    private func line(of job: Job) -> String {
        func word(_ text: String?) -> String {
            let plain = (text ?? "").unicodeScalars.map { scalar -> String in
                scalar.value <= 0x20 || (0x7F..<0xA0).contains(scalar.value) ? "_" : String(scalar)
            }.joined()
            return plain.isEmpty ? "-" : plain
        }
        func attribute(_ name: String) -> String { word(job.attributes[name]?.values.first?.stringValue) }
        let printer = printers.printer(job.printer)?.name.text
        let ended = job.finishedAt ?? job.createdAt
        return [
            word(printer), word(job.owner.user), "\(job.id)", "[\(LogDate.text(secondsSince1970: ended.seconds))]",
            "total", "\(job.usage.pages)", attribute("job-account-id"), word(job.owner.host), "-", attribute("media"),
            attribute("sides"),
        ].joined(separator: " ") + "\n"
    }
}
