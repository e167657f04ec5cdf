import Glibc
import IPP
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
    /// When a file is as long, it becomes FILE.O, and another begins.
    private static let fileOctetsMax = 64 << 20
    private static let eventsAtOnce = 500

    private let path: String
    private let jobs: any JobStore
    private let printers: any PrinterStore
    private let events: any EventLog
    private let log: Logger

    init(path: String, jobs: any JobStore, printers: any PrinterStore, events: any EventLog, log: Logger) throws {
        self.path = path
        self.jobs = jobs
        self.printers = printers
        self.events = events
        self.log = log
        guard let descriptor = Self.open(path) else {
            throw StartProblem("cannot write \(path): \(String(cString: strerror(errno)))")
        }
        close(descriptor)
    }

    private static func open(_ path: String) -> Int32? {
        let descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        return descriptor < 0 ? nil : descriptor
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
                    if !lines.isEmpty { write(Array(lines.utf8)) }
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
        return [
            word(printer), word(job.owner.user), "\(job.id)", "[\(Self.time(job.finishedAt ?? job.createdAt))]",
            "total",
            "\(job.usage.pages)", attribute("job-account-id"), word(job.owner.host), "-", attribute("media"),
            attribute("sides"),
        ].joined(separator: " ") + "\n"
    }

    private static func time(_ moment: Moment) -> String {
        var now = time_t(moment.seconds)
        var parts = tm()
        localtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 40)
        let length = strftime(&text, text.count, "%d/%b/%Y:%H:%M:%S %z", &parts)
        return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func write(_ bytes: [UInt8]) {
        var status = stat()
        // A file that cannot be set aside grows on; that is in the log of whatever keeps it from being renamed.
        if stat(path, &status) == 0, status.st_size >= Self.fileOctetsMax { _ = rename(path, path + ".O") }
        guard let descriptor = Self.open(path) else { return log.error("page log: cannot open \(path)") }
        defer { close(descriptor) }
        let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count != bytes.count { log.error("page log: cannot write \(path)") }
    }
}
